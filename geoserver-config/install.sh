#!/usr/bin/env bash
# Puts the plugin into a GeoServer's web application and the Mapillary layers into its data directory.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly source_dir=$here/data_dir
readonly manifest_name=.gt-mapillary.sha256
readonly jar_pattern='gt-mapillary*.jar'

usage() {
  cat <<'USAGE'
Usage: install.sh [OPTION]... DATA_DIR WEBAPP_DIR

Puts the plugin jar into WEBAPP_DIR/WEB-INF/lib, in place of an older one, and the files of data_dir into DATA_DIR.
It may be run again, for a newer version too: a file that was changed since it was installed is left as it is. GeoServer
writes XML files anew by itself: what counts as a change is what such a file says, not how. Connection parameters of the store
are settings: --set and --unset change those that they name, all others stay as they are.

  DATA_DIR    GeoServer's data directory, the one that holds global.xml
  WEBAPP_DIR  GeoServer's web application, the folder that holds WEB-INF/lib

  --zip FILE       the plugin; without it gt-mapillary-geoserver.zip beside this script or in ../target
  --set KEY=VALUE  a connection parameter of the store, for example tiles_url=https://tiles.example.org; repeatable, and
                   kept when this is run again; store-parameters.txt lists them
  --unset KEY      take away a parameter that an earlier run set: the default holds again; repeatable
  --new            DATA_DIR has not been filled by GeoServer yet
  --force          overwrite changed files too; each is kept beside the new one with the suffix .bak (.bak.2 if that is
                   there already, and so on)
  --uninstall      remove what was installed, but no changed file; with --force those too, each kept with the suffix .bak
  --dry-run        say what would be done and change nothing
  --help           this text

The access token is no parameter of this script: GeoServer takes it from MAPILLARY_ACCESS_TOKEN in its own environment.

When tiles_url, graph_url or positions change, the map tiles of these layers are removed from GeoWebCache, which keeps
them in DATA_DIR/gwc or where the environment variable GEOWEBCACHE_CACHE_DIR says. Stop GeoServer before.

Exit codes: 0 done; 1 failed; 2 a mistake in the command line; 3 done, but changed files were left as they are; 4 a parameter
that --set or --unset names could not be changed.
USAGE
}

fail() {
  printf 'install.sh: %s\n' "$*" >&2
  exit 1
}

fail_usage() {
  printf 'install.sh: %s\nTry install.sh --help.\n' "$*" >&2
  exit 2
}

# what is being done, or would be
say() {
  if [ "$dry_run" = yes ]; then
    printf 'would %s\n' "$*"
  else
    printf '%s\n' "$*"
  fi
}

checksum() {
  if command -v sha256sum >/dev/null; then
    sha256sum <"$1" | cut -d ' ' -f 1
  else
    shasum -a 256 <"$1" | cut -d ' ' -f 1
  fi
}

# the keys of the connection parameters that make no difference to whether a store's file was changed
setting_keys() {
  awk '/^[a-z]/ { printf "%s ", $1 }' "$here/store-parameters.txt"
  recorded_parameters | awk '{ printf "%s ", substr($0, 1, index($0, "=") - 1) }'
  printf 'access_token'
}

# what a catalog file says, sorted, without the parameters of these keys; fails if it is no well-formed XML
values() {
  local keys=$1 path=$2 lines
  lines=$(KEYS=$keys IDS=$known_ids awk -f "$here/xml-tokens.awk" -f "$here/catalog-values.awk" "$path") || return 1
  printf '%s\n' "$lines" | LC_ALL=C sort
}

# the checksum of what a catalog file says, or nothing
values_checksum() {
  case $1 in
  *.xml) values "$settings" "$1" >"$work/values" 2>/dev/null && checksum "$work/values" ;;
  esac || true
}

# the settable parameters of a store, key=value, one to a line; fails if the file is none of a store of Mapillary
parameters_of() {
  LIST=yes KEYS=$settings awk -f "$here/xml-tokens.awk" -f "$here/store-parameters.awk" "$1"
}

# ---- arguments

dry_run=no
force=no
new=no
uninstall=no
zip=
parameters=
unset_keys=
arguments=()

# what is no key may be a token, and is not shown
add_parameter() {
  case $1 in
  access_token=*)
    fail_usage "the access token belongs in MAPILLARY_ACCESS_TOKEN in the environment of GeoServer, not in a file"
    ;;
  *[[:cntrl:]]*) fail_usage "--set takes KEY=VALUE in one line without control characters" ;;
  ?*=*) parameters=$parameters$1$'\n' ;;
  *) fail_usage "--set takes KEY=VALUE, and what was given has no key and '='" ;;
  esac
}

add_unset_key() {
  case $1 in
  '' | *[!a-z_]*) fail_usage "--unset takes the KEY of a connection parameter alone" ;;
  *) unset_keys=$unset_keys$1$'\n' ;;
  esac
}

# what is wrong with parameters, one to a line; nothing if they are right
mistake_in() {
  PARAMETERS=$1 awk -f "$here/check-parameters.awk" "$here/store-parameters.txt" || [ $? -eq 1 ]
}

while [ $# -gt 0 ]; do
  case $1 in
  --zip | --set | --unset)
    [ $# -ge 2 ] || fail_usage "$1 needs a value"
    case $1 in
    --zip) zip=$2 ;;
    --set) add_parameter "$2" ;;
    --unset) add_unset_key "$2" ;;
    esac
    shift
    ;;
  --zip=*) zip=${1#*=} ;;
  --set=*) add_parameter "${1#*=}" ;;
  --unset=*) add_unset_key "${1#*=}" ;;
  --new) new=yes ;;
  --force) force=yes ;;
  --uninstall) uninstall=yes ;;
  --dry-run) dry_run=yes ;;
  --help | -h)
    usage
    exit 0
    ;;
  --)
    shift
    arguments+=("$@")
    break
    ;;
  -*) fail_usage "unknown option '$1'" ;;
  *) arguments+=("$1") ;;
  esac
  shift
done

[ ${#arguments[@]} -eq 2 ] || fail_usage "two folders are needed, DATA_DIR and WEBAPP_DIR, but ${#arguments[@]} were given"
if [ "$uninstall" = yes ] && [ -n "$parameters$unset_keys" ]; then
  fail_usage "--uninstall takes away the store with its parameters: leave out --set and --unset"
fi
mistake=$(mistake_in "$parameters")
[ -z "$mistake" ] || fail_usage "--set: $mistake"

# without a slash at its end, and never taken for an option of another command
folder_path() {
  local path=${1%/}
  case $path in
  -*) path=./$path ;;
  esac
  printf '%s' "$path"
}

data_dir=$(folder_path "${arguments[0]}")
webapp_dir=$(folder_path "${arguments[1]}")
readonly data_dir webapp_dir
readonly lib_dir=$webapp_dir/WEB-INF/lib
readonly manifest=$data_dir/$manifest_name

check_folders() {
  [ -d "$data_dir" ] || fail "DATA_DIR is no folder: $data_dir"
  if [ "$new" = no ] && [ ! -f "$data_dir/global.xml" ] && [ ! -f "$manifest" ]; then
    fail "DATA_DIR holds no global.xml, so it is no GeoServer data directory: $data_dir (give --new if GeoServer has yet to fill it)"
  fi
  [ -d "$webapp_dir" ] || fail "WEBAPP_DIR is no folder: $webapp_dir"
  [ -d "$lib_dir" ] || fail "WEBAPP_DIR holds no WEB-INF/lib, so it is no web application: $webapp_dir"
  [ -d "$source_dir" ] || fail "the folder to install is not beside this script: $source_dir"
  if [ "$dry_run" = no ]; then
    [ -w "$data_dir" ] || fail "may not write into DATA_DIR: $data_dir (run this as the user that GeoServer runs as, or as root)"
    [ -w "$lib_dir" ] || fail "may not write into $lib_dir (run this as the user that it belongs to, or as root)"
  fi
}

find_zip() {
  local candidate
  if [ -n "$zip" ]; then
    [ -f "$zip" ] || fail "--zip is no file: $zip"
    return
  fi
  for candidate in "$here/gt-mapillary-geoserver.zip" "$here/../target/gt-mapillary-geoserver.zip"; do
    if [ -f "$candidate" ]; then
      zip=$candidate
      return
    fi
  done
  fail "gt-mapillary-geoserver.zip is neither beside this script nor in ../target: build it with 'mvn package' or give --zip FILE"
}

# ---- files, each of which is there whole or not at all

# a file that root puts there must be one that GeoServer may rewrite when its layers are edited
give_to_owner_of() {
  local folder=$1 path=$2
  if [ "$(id -u)" -eq 0 ]; then
    # shellcheck disable=SC2012 # only ls tells the owner in the same way on each system
    chown "$(ls -ldn "$folder" | awk '{ print $3 ":" $4 }')" "$path"
  fi
}

make_folder() {
  local folder=$1
  if [ ! -d "$folder" ]; then
    make_folder "$(dirname "$folder")"
    mkdir "$folder"
    give_to_owner_of "$(dirname "$folder")" "$folder"
  fi
}

put_file() {
  local from=$1 to=$2 folder part
  folder=$(dirname "$to")
  make_folder "$folder"
  part=$(mktemp "$folder/.gt-mapillary.part.XXXXXX")
  parts+=("$part")
  cat "$from" >"$part"
  chmod 644 "$part"
  give_to_owner_of "$folder" "$part"
  mv -f "$part" "$to"
}

# the administrator's version of a file, with its mode, beside it, and never in place of an earlier one
keep_copy() {
  local path=$1 kept=$1.bak part count=1
  while [ -e "$kept" ] || [ -L "$kept" ]; do
    if [ "$(checksum "$kept")" = "$(checksum "$path")" ]; then return; fi
    count=$((count + 1))
    kept=$path.bak.$count
  done
  say "keep the changed file as $kept"
  [ "$dry_run" = no ] || return 0
  part=$(mktemp "$(dirname "$path")/.gt-mapillary.part.XXXXXX")
  parts+=("$part")
  cp -p "$path" "$part"
  mv -f "$part" "$kept"
}

# what a run that was killed has left
remove_abandoned() {
  local part
  while read -r part; do
    say "remove $part"
    if [ "$dry_run" = no ]; then rm -f "$part"; fi
  done < <(
    find "$data_dir" "$lib_dir" -maxdepth 1 -type f -name '.gt-mapillary.part.??????'
    find "$data_dir/logs" "$data_dir/workspaces" "$data_dir/gwc-layers" -type f -name '.gt-mapillary.part.??????' 2>/dev/null || true
  )
}

parts=()
work=
clean_up() {
  [ ${#parts[@]} -eq 0 ] || rm -f "${parts[@]}"
  [ -z "$work" ] || rm -rf "$work"
}

# ---- the plugin

unpack() {
  if command -v unzip >/dev/null; then
    unzip -q -o "$1" -d "$2"
  elif command -v jar >/dev/null; then
    (cd "$2" && jar xf "$1")
  else
    fail "neither unzip nor the JDK's jar is installed: one of them is needed to unpack $1"
  fi
}

install_plugin() {
  local jars jar name old same=no
  mkdir "$work/zip"
  unpack "$(cd "$(dirname "$zip")" && pwd)/$(basename "$zip")" "$work/zip" || fail "can't be unpacked: $zip"
  # shellcheck disable=SC2206 # the pattern is there to be expanded, and holds no space
  jars=("$work"/zip/$jar_pattern)
  if [ ${#jars[@]} -ne 1 ] || [ ! -f "${jars[0]}" ]; then
    fail "holds not exactly one $jar_pattern, so it is not the plugin: $zip"
  fi
  jar=${jars[0]}
  name=$(basename "$jar")
  for old in "$lib_dir"/$jar_pattern; do
    [ -e "$old" ] || continue
    if [ "$(basename "$old")" = "$name" ]; then
      if [ "$(checksum "$old")" = "$(checksum "$jar")" ]; then same=yes; fi
    else
      say "remove the older $old"
      if [ "$dry_run" = no ]; then rm -f "$old"; fi
    fi
  done
  if [ "$same" = no ]; then
    say "install $lib_dir/$name"
    if [ "$dry_run" = no ]; then put_file "$jar" "$lib_dir/$name"; fi
    restart=yes
  fi
}

uninstall_plugin() {
  local old
  for old in "$lib_dir"/$jar_pattern; do
    [ -e "$old" ] || continue
    say "remove $old"
    if [ "$dry_run" = no ]; then rm -f "$old"; fi
    restart=yes
  done
}

# ---- the folder, with a list of the checksums of what was installed

restart=no
left=0
# keys that were asked for and could not be set
unmet=
known_ids=

# the checksum of what a catalog file said when it was installed, or nothing
recorded_values() {
  if [ -f "$manifest" ]; then
    FILE=$1 awk 'substr($0, 1, 8) == "#values " && substr($0, 74) == ENVIRON["FILE"] { print substr($0, 9, 64) }' "$manifest"
  fi
}

# the checksum that a file had when it was installed, or nothing
recorded() {
  if [ -f "$manifest" ]; then
    FILE=$1 awk 'substr($0, 67) == ENVIRON["FILE"] { print substr($0, 1, 64) }' "$manifest"
  fi
}

all_recorded_parameters() {
  if [ -f "$manifest" ]; then sed -n 's/^#set //p' "$manifest"; fi
}

recorded_parameters() {
  if [ -f "$manifest" ]; then
    all_recorded_parameters |
      UNSET=$unset_keys awk 'BEGIN { count = split(ENVIRON["UNSET"], keys, "\n"); for (i = 1; i <= count; i++) gone[keys[i]] = 1 }
        !(substr($0, 1, index($0, "=") - 1) in gone)'
  fi
}

# those of earlier runs too, which an older version may have written
check_parameters() {
  local mistake
  mistake=$(mistake_in "$parameters")
  [ -z "$mistake" ] || fail "an earlier run has set a parameter that is wrong: $mistake (take it away with --unset KEY)"
}

# a slip of the pen would unset nothing, and nobody would see it
check_unset_keys() {
  local key
  while read -r key; do
    [ -n "$key" ] || continue
    if ! grep -q "^$key " "$here/store-parameters.txt" && ! grep -q "^#set $key=" "$manifest" 2>/dev/null; then
      fail_usage "--unset: the store has no connection parameter '$key', and none of that name was set"
    fi
  done <<<"$unset_keys"
}

# those of an earlier run and those of this one, each key once
merged_parameters() {
  { recorded_parameters; printf '%s' "$parameters"; } |
    awk '{ key = substr($0, 1, index($0, "=") - 1); if (!(key in line)) keys[++count] = key; line[key] = $0 }
         END { for (i = 1; i <= count; i++) print line[keys[i]] }'
}

record_parameters() {
  local lines=$parameters
  if [ "$unmet" != "" ]; then lines=$(all_recorded_parameters); fi
  if [ -n "$lines" ]; then printf '%s\n' "$lines" | sed -e '/^$/d' -e 's/^/#set /' >>"$work/manifest"; fi
}

# a file, and the checksums of its bytes and of what it says
record() {
  printf '%s  %s\n' "$1" "$2" >>"$work/manifest"
  if [ -n "${3:-}" ]; then printf '#values %s %s\n' "$3" "$2" >>"$work/manifest"; fi
}

record_again() {
  if [ -n "$(recorded "$1")" ]; then record "$(recorded "$1")" "$1" "$(recorded_values "$1")"; fi
}

leave() {
  printf 'left as it is, since it was changed: %s\n' "$data_dir/$1" >&2
  left=$((left + 1))
}

# GeoServer has made a tile layer by itself when it started with these layers first: it gives one tile for all times
is_tile_layer_of_geoserver() {
  case $1 in
  gwc-layers/*) [ -z "$(recorded "$1")" ] ;;
  *) return 1 ;;
  esac
}

# without it, GeoServer's first start would overwrite the tile layers; it is GeoServer's own from then on, so it is not recorded
install_tile_settings() {
  [ ! -e "$data_dir/gwc-gs.xml" ] || return 0
  say "install $data_dir/gwc-gs.xml"
  if [ "$dry_run" = no ]; then put_file "$here/gwc-gs.xml" "$data_dir/gwc-gs.xml"; fi
}

# whether somebody changed a file since it was installed
is_changed() {
  local file=$1 path=$data_dir/$1 said
  if [ "$(checksum "$path")" = "$(recorded "$file")" ]; then return 1; fi
  said=$(values_checksum "$path")
  [ -z "$said" ] || { [ "$said" != "$(recorded_values "$file")" ] && [ "$said" != "$(values_checksum "$source_dir/$file")" ]; }
}

# whether two files are the same, or the same to GeoServer
are_same() {
  if [ "$(checksum "$1")" = "$(checksum "$2")" ]; then return 0; fi
  case $1 in
  *.xml) values '' "$1" >"$work/one" 2>/dev/null && values '' "$2" >"$work/other" 2>/dev/null && cmp -s "$work/one" "$work/other" ;;
  *) return 1 ;;
  esac
}

# the id of an object of the catalog
id_of() {
  CHILD=id awk -f "$here/xml-tokens.awk" -f "$here/catalog-xml.awk" "$1" 2>/dev/null || true
}

# ids that GeoServer has given to objects of ours, one to a line: its id, a tab, ours
read_ids() {
  local file ours theirs
  while read -r file; do
    case $file in
    workspaces/*.xml) ;;
    *) continue ;;
    esac
    [ -f "$data_dir/$file" ] || continue
    ours=$(id_of "$source_dir/$file")
    theirs=$(id_of "$data_dir/$file")
    if [ -n "$ours" ] && [ -n "$theirs" ] && [ "$ours" != "$theirs" ]; then known_ids=$known_ids$theirs$'\t'$ours$'\n'; fi
  done < <(files_to_install)
}

# a file of ours that names objects by the ids which they have in this data directory
with_known_ids() {
  if [ -z "$known_ids" ]; then
    cat "$1"
  else
    IDS=$known_ids awk '
      BEGIN {
        count = split(ENVIRON["IDS"], lines, "\n")
        for (i = 1; i <= count; i++) if (split(lines[i], pair, "\t") == 2) theirs[pair[2]] = pair[1]
      }
      {
        rest = $0
        out = ""
        while (match(rest, /<id>[^<]*<\/id>/)) {
          id = substr(rest, RSTART + 4, RLENGTH - 9)
          out = out substr(rest, 1, RSTART - 1) "<id>" ((id in theirs) ? theirs[id] : id) "</id>"
          rest = substr(rest, RSTART + RLENGTH)
        }
        print out rest
      }' "$1"
  fi
}

# a store's file with other parameters: those of another file, if one is named, and those of this run
with_parameters() {
  PARAMETERS=$2 UNSET=$unset_keys KEYS=$settings CURRENT=${3:-} \
    awk -f "$here/xml-tokens.awk" -f "$here/store-parameters.awk" "$1"
}

# which of the parameters that were asked for a store does not have
missing_in() {
  local key
  parameters_of "$1" >"$work/has" || : >"$work/has"
  printf '%s' "$asked" | while IFS= read -r line; do
    grep -Fqx -e "$line" "$work/has" || printf '%s ' "${line%%=*}"
  done
  printf '%s' "$unset_keys" | while IFS= read -r key; do
    if parameters_of "$work/shipped.xml" | grep -q "^$key="; then continue; fi
    if grep -q "^$key=" "$work/has"; then printf '%s ' "$key"; fi
  done
}

# where a store's data come from
source_of() {
  parameters_of "$1" 2>/dev/null | grep -E '^(tiles_url|graph_url|positions)=' | LC_ALL=C sort || true
}

# GeoWebCache would serve the maps of the old source, made data among them, for as long as they are kept
remove_map_tiles() {
  local cache=${GEOWEBCACHE_CACHE_DIR:-$data_dir/gwc} file tiles
  for file in "$source_dir"/gwc-layers/*.xml; do
    tiles=$cache/$(sed -n 's|^ *<name>\(.*\):\(.*\)</name>$|\1_\2|p' "$file")
    [ -d "$tiles" ] || continue
    say "remove the tiles of the old source in $tiles"
    if [ "$dry_run" = no ]; then rm -rf "$tiles"; fi
  done
  if [ "$dry_run" = no ]; then
    printf 'The source of the data has changed. If GeoWebCache keeps tiles elsewhere than in %s, truncate its mapillary layers.\n' "$cache"
  fi
}

put_store() {
  local from=$1 to=$2
  if [ -e "$to" ] && [ "$(source_of "$to")" != "$(source_of "$from")" ]; then remove_map_tiles; fi
  say "install $to"
  if [ "$dry_run" = no ]; then put_file "$from" "$to"; fi
  restart=yes
}

# the parameters that were asked for go into any store's file, also a changed one, of which the rest stays
install_store() {
  local file=$1 to=$data_dir/$1
  with_known_ids "$source_dir/$file" >"$work/shipped.xml"
  if [ ! -e "$to" ]; then
    with_parameters "$work/shipped.xml" "$parameters" >"$work/file.xml"
  elif ! parameters_of "$to" >/dev/null; then
    with_parameters "$work/shipped.xml" "$parameters" >"$work/file.xml"
    if [ "$force" = no ]; then
      record_again "$file"
      leave "$file"
      unmet=$unmet$(missing_in "$to")
      return
    fi
    keep_copy "$to"
  elif is_changed "$file" && [ "$force" = no ]; then
    with_parameters "$to" "$asked" >"$work/file.xml"
    if ! are_same "$work/file.xml" "$to"; then put_store "$work/file.xml" "$to"; fi
    record_again "$file"
    leave "$file"
    unmet=$unmet$(missing_in "$work/file.xml")
    return
  else
    if is_changed "$file"; then keep_copy "$to"; fi
    with_parameters "$work/shipped.xml" "$asked" "$to" >"$work/file.xml"
  fi
  unmet=$unmet$(missing_in "$work/file.xml")
  if [ -e "$to" ] && are_same "$work/file.xml" "$to"; then
    record "$(checksum "$to")" "$file" "$(values_checksum "$to")"
  else
    record "$(checksum "$work/file.xml")" "$file" "$(values_checksum "$work/file.xml")"
    put_store "$work/file.xml" "$to"
  fi
}

install_file() {
  local file=$1 from=$source_dir/$1 to=$data_dir/$1 said=
  case $file in
  */datastore.xml)
    if parameters_of "$from" >/dev/null; then
      install_store "$file"
      return
    fi
    ;;
  esac
  case $file in
  *.xml)
    from=$work/file.xml
    with_known_ids "$source_dir/$file" >"$from"
    said=$(values_checksum "$from")
    ;;
  esac
  if [ -e "$to" ]; then
    if are_same "$from" "$to"; then
      record "$(checksum "$to")" "$file" "$said"
      return
    fi
    if is_changed "$file"; then
      if [ "$force" = no ] && ! is_tile_layer_of_geoserver "$file"; then
        record_again "$file"
        leave "$file"
        return
      fi
      keep_copy "$to"
    fi
  fi
  say "install $to"
  if [ "$dry_run" = no ]; then put_file "$from" "$to"; fi
  record "$(checksum "$from")" "$file" "$said"
  restart=yes
}

# what an earlier version installed and this one lacks, or all of it
remove_file() {
  local recorded_sum=$1 file=$2 path=$data_dir/$2 folder
  [ -e "$path" ] || return 0
  if [ "$(checksum "$path")" != "$recorded_sum" ] && is_changed "$file"; then
    if [ "$force" = no ]; then
      record_again "$file"
      leave "$file"
      return
    fi
    keep_copy "$path"
  fi
  say "remove $path"
  restart=yes
  [ "$dry_run" = no ] || return 0
  rm -f "$path"
  folder=$(dirname "$path")
  while [ "$folder" != "$data_dir" ] && rmdir "$folder" 2>/dev/null; do
    folder=$(dirname "$folder")
  done
}

files_to_install() {
  (cd "$source_dir" && find . -type f ! -name '.*' | sed 's|^\./||' | LC_ALL=C sort)
}

remove_recorded() {
  local sum file
  [ -f "$manifest" ] || return 0
  while read -r sum file; do
    case $sum in
    '#'*) continue ;;
    esac
    if [ "$uninstall" = yes ] || [ ! -f "$source_dir/$file" ]; then remove_file "$sum" "$file"; fi
  done <"$manifest"
}

install_folder() {
  local file
  while read -r file; do
    install_file "$file"
  done < <(files_to_install)
}

write_manifest() {
  [ "$dry_run" = no ] || return 0
  if [ -s "$work/manifest" ]; then
    if [ ! -f "$manifest" ] || [ "$(checksum "$work/manifest")" != "$(checksum "$manifest")" ]; then
      put_file "$work/manifest" "$manifest"
    fi
  else
    rm -f "$manifest"
  fi
}

# ---- what happens

check_folders
trap clean_up EXIT
trap 'exit 130' INT TERM
work=$(mktemp -d)
: >"$work/manifest"
readonly asked=$parameters
settings=$(setting_keys)
readonly settings

read_ids
if [ "$uninstall" = yes ]; then
  remove_abandoned
  remove_recorded
  uninstall_plugin
else
  find_zip
  check_unset_keys
  parameters=$(merged_parameters)
  if [ -n "$parameters" ]; then parameters=$parameters$'\n'; fi
  check_parameters
  remove_abandoned
  install_plugin
  remove_recorded
  install_tile_settings
  install_folder
  record_parameters
fi
write_manifest

if [ "$restart" = no ]; then
  if [ "$left" -eq 0 ]; then printf 'Nothing to do.\n'; fi
elif [ "$dry_run" = no ]; then
  printf 'Done. Restart GeoServer'
  if [ "$uninstall" = no ]; then
    printf ', with MAPILLARY_ACCESS_TOKEN in its environment'
  fi
  printf '.\n'
fi
if [ -n "$unmet" ]; then
  printf 'install.sh: the store was not changed as asked, in %s: its file is none of a store of Mapillary; --force replaces it and keeps it as .bak\n' \
    "${unmet% }" >&2
  exit 4
fi
if [ "$left" -gt 0 ]; then
  verb=replaces
  if [ "$uninstall" = yes ]; then verb=removes; fi
  printf 'install.sh: %s changed files were left as they are; --force %s them and keeps each as .bak\n' "$left" "$verb" >&2
  exit 3
fi
