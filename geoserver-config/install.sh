#!/usr/bin/env bash
# Installs the plugin into a GeoServer's web application and the Mapillary layers into its data directory.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly source_dir=$here/data_dir
# shellcheck source=changes.sh
. "$here/changes.sh"
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

When a layer, a style or the source of the data changes, the map tiles that show it are removed from GeoWebCache, which keeps them in
DATA_DIR/gwc or where the environment variable GEOWEBCACHE_CACHE_DIR says. Stop GeoServer before.

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

# the present action, or the action that would follow
say() {
  if [ "$dry_run" = yes ]; then
    printf 'would %s\n' "$*"
  else
    printf '%s\n' "$*"
  fi
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

# without a slash at its end, and never an option for another command
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

# ---- files: each is written whole or not at all

# a file that root puts there must be one that GeoServer may rewrite when its layers are edited
give_to_owner_of() {
  local folder=$1 path=$2
  if [ "$(id -u)" -eq 0 ]; then
    # shellcheck disable=SC2012 # only ls shows the owner in the same way on each system
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

# keeps the administrator's version of a file, with its mode, beside it; it never replaces an earlier one
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

# files left behind by a killed run
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
  if [ "$recording" = yes ]; then
    record_the_rest
    write_manifest
  fi
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

# ---- the folder

restart=no
left=0
# requested keys that could not be set
unmet=
known_ids=
# the tile layers whose tiles were removed, separated by spaces
emptied=
recording=no

# without it, GeoServer's first start would overwrite the tile layers; from then on the file is GeoServer's, so it is not recorded
install_tile_settings() {
  [ ! -e "$data_dir/gwc-gs.xml" ] || return 0
  say "install $data_dir/gwc-gs.xml"
  if [ "$dry_run" = no ]; then put_file "$here/gwc-gs.xml" "$data_dir/gwc-gs.xml"; fi
}

# GeoWebCache's folder of a tile layer
tiles_folder() {
  printf '%s/%s' "${GEOWEBCACHE_CACHE_DIR:-$data_dir/gwc}" "$(printf '%s' "$1" | tr ': /' '___')"
}

# tiles are removed only once, and a dry run says so only once
remove_tiles() {
  local name=$1 folder
  case " $emptied " in
  *" $name "*) return ;;
  esac
  emptied="$emptied $name"
  folder=$(tiles_folder "$name")
  if [ -d "$folder" ]; then
    say "remove the map tiles of $name, which are out of date: $folder"
    if [ "$dry_run" = no ]; then rm -rf "$folder"; fi
  fi
}

remove_outdated_tiles() {
  local name
  while read -r name; do
    remove_tiles "$name"
  done < <(outdated_tile_layers)
  : >"$work/outdated"
}

# whether there may be tiles of these layers, here or in a place that only GeoWebCache knows
find_tiles() {
  local file
  tiles_are_there=$was_there
  for file in "$source_dir"/gwc-layers/*.xml; do
    if [ -d "$(tiles_folder "$(name_of_tile_layer "$file")")" ]; then tiles_are_there=yes; fi
  done
}

# The tiles go first: if a run ends between the two steps, the next one removes them again.
put() {
  local source=$1 file=$2 to=$data_dir/$2
  if [ "$tiles_are_there" = yes ]; then
    outdate_tiles_of "$source" "$to"
    remove_outdated_tiles
  fi
  say "install $to"
  if [ "$dry_run" = no ]; then put_file "$work/file" "$to"; fi
  restart=yes
}

install_file() {
  local source=$1 file to
  file=$(target_of "$source")
  to=$data_dir/$file
  plan "$source" "$file"
  case $state in
  changed | foreign)
    if [ "$force" = no ] && ! is_tile_layer_of_geoserver "$file"; then
      leave_file "$source" "$file"
      return
    fi
    keep_copy "$to"
    ;;
  esac
  if is_store "$source"; then unmet=$unmet$(missing_in "$work/file"); fi
  if [ "$state" = same ]; then
    record_path "$file" "$to"
  else
    record_path "$file" "$work/file"
    put "$source" "$file"
  fi
}

# sets the requested parameters in a changed store too; its other values stay
leave_file() {
  local source=$1 file=$2
  if is_store "$source"; then
    if [ "$state" = changed ] && ! are_same "$file" "$work/file" "$data_dir/$file"; then put "$source" "$file"; fi
    if [ "$state" = foreign ]; then cat "$data_dir/$file" >"$work/file"; fi
    unmet=$unmet$(missing_in "$work/file")
  fi
  record_again "$file"
  leave "$data_dir/$file"
}

# GeoServer takes one layer of a name in a workspace, and leaves out the other
check_layer_names() {
  local file space store other
  while read -r file; do
    case $file in
    workspaces/*/*/*/featuretype.xml) ;;
    *) continue ;;
    esac
    IFS=/ read -r _ space store file _ <<<"$file"
    for other in "$data_dir/workspaces/$space"/*/"$file"/featuretype.xml; do
      if [ -f "$other" ] && [ "$other" != "$data_dir/workspaces/$space/$store/$file/featuretype.xml" ]; then
        fail "another store of the workspace $space has a layer $file already, and GeoServer takes one of them alone: remove or rename it in GeoServer: $other"
      fi
    done
  done < <(files_to_install)
}

# removes files of an earlier version that this one lacks, or all files
remove_file() {
  local file=$1 path=$data_dir/$1 folder
  [ -e "$path" ] || return 0
  if is_changed "$file" ''; then
    if [ "$force" = no ]; then
      record_again "$file"
      leave "$path"
      return
    fi
    keep_copy "$path"
  fi
  case $file in
  gwc-layers/*.xml) remove_tiles "$(name_of_tile_layer "$path")" ;;
  esac
  say "remove $path"
  restart=yes
  [ "$dry_run" = no ] || return 0
  rm -f "$path"
  folder=$(dirname "$path")
  while [ "$folder" != "$data_dir" ] && rmdir "$folder" 2>/dev/null; do
    folder=$(dirname "$folder")
  done
}

remove_recorded() {
  local sum file
  [ -f "$manifest" ] || return 0
  while read -r sum file; do
    case $sum in
    '#'*) continue ;;
    esac
    if [ "$uninstall" = yes ] || ! grep -Fqx -e "$file" "$work/targets"; then remove_file "$file"; fi
  done <"$manifest"
}

install_folder() {
  local file
  while read -r file; do
    install_file "$file"
  done < <(files_to_install)
}

write_manifest() {
  recording=no
  [ "$dry_run" = no ] || return 0
  if [ -s "$work/manifest" ]; then
    if [ "$restart" = yes ] || awaits_restart; then printf '#restart\n' >>"$work/manifest"; fi
    if [ ! -f "$manifest" ] || [ "$(checksum "$work/manifest")" != "$(checksum "$manifest")" ]; then
      put_file "$work/manifest" "$manifest"
    fi
  else
    rm -f "$manifest"
  fi
}

# ---- main

check_folders
trap clean_up EXIT
trap 'exit 130' INT TERM
work=$(mktemp -d)
: >"$work/manifest"
: >"$work/outdated"
readonly asked=$parameters
settings=$(setting_keys)
readonly settings

was_there=no
if [ -f "$manifest" ]; then was_there=yes; fi
find_tiles
read_ids
while read -r file; do target_of "$file" && printf '\n'; done < <(files_to_install) >"$work/targets"
if [ "$uninstall" = yes ]; then
  recording=yes
  remove_abandoned
  remove_recorded
  uninstall_plugin
else
  find_zip
  check_unset_keys
  merge_parameters
  check_parameters
  check_layer_names
  remove_abandoned
  recording=yes
  read_outdated
  remove_outdated_tiles
  install_plugin
  remove_recorded
  install_tile_settings
  install_folder
  record_parameters
fi
write_manifest
if [ -n "$emptied" ] && [ "$dry_run" = no ] && [ "$was_there" = yes ]; then
  printf 'Map tiles of these layers are out of date. If GeoWebCache keeps them elsewhere than in %s, truncate them:%s\n' \
    "${GEOWEBCACHE_CACHE_DIR:-$data_dir/gwc}" "$emptied"
fi

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
