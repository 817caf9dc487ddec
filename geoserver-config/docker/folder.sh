#!/usr/bin/env bash
# Fills the volumes of docker-compose.yml before GeoServer starts: the plugin, the layers, and the addresses that the store asks.
set -euo pipefail

readonly data_dir=${GEOSERVER_DATA_DIR:-/opt/geoserver_data}
readonly webapp_dir=${PLUGIN_WEBAPP_DIR:-/plugin}
readonly cache_root=${MAPILLARY_CACHE_DIR:-/opt/mapillary_cache}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly here

# whether another service of the stack was started
is_up() {
  (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null
}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

readonly sandbox_host=${SANDBOX_HOST:-sandbox} sandbox_port=${SANDBOX_PORT:-8790}
readonly cache_host=${TILES_CACHE_HOST:-tiles-cache} cache_port=${TILES_CACHE_PORT:-8080}

tiles_url=https://tiles.mapillary.com
graph_url=https://graph.mapillary.com
allow_http=false
cache_dir=$cache_root/mapillary
patience=()

if is_up "$sandbox_host" "$sandbox_port"; then
  if [ -n "${MAPILLARY_ACCESS_TOKEN:-}" ]; then
    fail "MAPILLARY_ACCESS_TOKEN is set and the profile sandbox is active: leave one of them out. The sandbox must not get a real token."
  fi
  tiles_url=http://$sandbox_host:$sandbox_port
  graph_url=$tiles_url
  allow_http=true
  # made data must never pass for Mapillary's
  cache_dir=$cache_root/sandbox
elif [ -z "${MAPILLARY_ACCESS_TOKEN:-}" ]; then
  fail "MAPILLARY_ACCESS_TOKEN is not set: set it to a client token of Mapillary, or start the stack without one: docker compose --profile sandbox up"
fi

if is_up "$cache_host" "$cache_port"; then
  tiles_url=http://$cache_host:$cache_port
  allow_http=true
  # longer than nginx.conf waits for another client's request for the same tile
  patience=(--set timeout_seconds=75)
fi

mkdir -p "$cache_dir"
printf 'Tiles from %s, entities from %s\n' "$tiles_url" "$graph_url"
status=0
"$here/install.sh" --new ${PLUGIN_ZIP:+--zip "$PLUGIN_ZIP"} \
  --set "tiles_url=$tiles_url" --set "graph_url=$graph_url" --set "allow_http=$allow_http" \
  --set "cache_dir=$cache_dir" ${patience[@]+"${patience[@]}"} \
  "$data_dir" "$webapp_dir" || status=$?
# 3: an administrator has changed layers, which stay as they are
if [ "$status" -ne 0 ] && [ "$status" -ne 3 ]; then exit "$status"; fi

# The checksum of all installed files, written last: health.sh restarts a GeoServer that has started with another one.
installed=$(
  {
    printf '%s\n' "$tiles_url" "$graph_url" "$allow_http" "$cache_dir" "${patience[@]+"${patience[@]}"}"
    cd "$here/data_dir"
    find . -type f -exec sha256sum {} + | LC_ALL=C sort
    if [ -n "${PLUGIN_ZIP:-}" ]; then sha256sum <"$PLUGIN_ZIP"; fi
  } | sha256sum
)
readonly stamp=$webapp_dir/WEB-INF/lib/gt-mapillary.installed
printf '%s\n' "${installed%% *}" >"$stamp.part"
mv -f "$stamp.part" "$stamp"
