#!/usr/bin/env bash
# Health check of GeoServer in docker-compose.yml. GeoServer reads plugin, layers and settings only at its start. So if folder.sh has
# installed other ones since then, this check ends GeoServer, and Docker restarts it.
set -euo pipefail

readonly plugin_dir=${ADDITIONAL_LIBS_DIR:-/opt/additional_libs}
readonly deployed_dir=${CATALINA_HOME:?}/webapps/geoserver/WEB-INF/lib
readonly notes_dir=${HEALTH_DIR:-/tmp/gt-mapillary}
readonly server_pid=${SERVER_PID:-1} server_program=${SERVER_PROGRAM:-java}
readonly url=${HEALTH_URL:-http://localhost:8080/geoserver/mapillary/wms?service=WMS&version=1.3.0&request=GetCapabilities}

# the checksum of folder.sh's last installation
installed() {
  cat "$plugin_dir/gt-mapillary.installed"
}

# The start of the server's process, in ticks since the machine's start, identifies the process. The name before it may hold spaces.
server_start() {
  local fields
  read -ra fields < <(sed 's/.*) //' "/proc/$server_pid/stat")
  printf '%s' "${fields[19]}"
}

note() {
  cat "$notes_dir/$1" 2>/dev/null || true
}

take_note() {
  mkdir -p "$notes_dir"
  printf '%s' "$2" >"$notes_dir/$1"
}

# whether the server has another plugin than the one that is installed
has_other_plugin() {
  local jar
  for jar in "$plugin_dir"/gt-mapillary*.jar; do
    if ! cmp -s "$jar" "$deployed_dir/${jar##*/}"; then return 0; fi
  done
  return 1
}

# whether something else was installed since the first check of this process
has_other_settings() {
  local start
  start=$(server_start)
  case $(note started) in
  "$start $(installed)") return 1 ;;
  "$start "*) return 0 ;;
  *)
    take_note started "$start $(installed)"
    return 1
    ;;
  esac
}

restart() {
  printf 'GeoServer ends, to start again with %s: docker/folder.sh has installed it since\n' "$1"
  kill "$server_pid"
  exit 1
}

# at first the process is the image's script, which installs the plugin
if [ -e "$plugin_dir/gt-mapillary.installed" ] && [ "$(cat "/proc/$server_pid/comm")" = "$server_program" ]; then
  if has_other_plugin; then
    if [ "$(note restarted)" = "$(installed)" ]; then
      printf 'GeoServer was started again, and still has another plugin in %s than the one in %s\n' \
        "$deployed_dir" "$plugin_dir"
      exit 1
    fi
    take_note restarted "$(installed)"
    restart 'another plugin'
  elif has_other_settings; then
    restart 'other layers or settings'
  fi
fi

# reads no data: the layers' times and bounds are fixed
curl --fail --silent --max-time 15 "$url" | grep -q '<WMS_Capabilities'
