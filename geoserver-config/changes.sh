# shellcheck shell=bash
# Functions that install.sh and rest.sh share, so that both agree on changes: the record of installed files, the comparison of files
# with it, the parameters of the store, and the tile layers that a changed file affects.
#
# The record is the file manifest_name of the data directory. Its lines are:
#   CHECKSUM  FILE           a file as it was installed, as sha256sum writes it
#   #values CHECKSUM FILE    that file's values
#   #set KEY=VALUE           a connection parameter that was set
#   #outdated ID             a layer whose map tiles have yet to be removed
#   #restart                 GeoServer has yet to read files that install.sh has installed
#
# The scripts set these variables: here and source_dir; work, a folder of their own; data_dir, the data directory or a copy of the
# server's files; manifest, the record in it; force; parameters, unset_keys and asked; settings; known_ids.
# shellcheck disable=SC2034,SC2154

readonly manifest_name=.gt-mapillary.sha256

checksum() {
  if command -v sha256sum >/dev/null; then
    sha256sum <"$1" | cut -d ' ' -f 1
  else
    shasum -a 256 <"$1" | cut -d ' ' -f 1
  fi
}

# ---- the values of a file

# the keys of the connection parameters that the check for changes ignores
setting_keys() {
  awk '/^[a-z]/ { printf "%s ", $1 }' "$here/store-parameters.txt"
  recorded_parameters | awk '{ printf "%s ", substr($0, 1, index($0, "=") - 1) }'
  printf 'access_token'
}

# the values of a catalog file, sorted, without the parameters of these keys; fails if it is not well-formed XML
values() {
  local keys=$1 path=$2 lines
  lines=$(KEYS=$keys IDS=$known_ids awk -f "$here/xml-tokens.awk" -f "$here/catalog-values.awk" "$path") || return 1
  printf '%s\n' "$lines" | LC_ALL=C sort
}

# a text without changes of editors and forms at its line ends
text_lines() {
  awk '{
    sub(/[ \t\r]+$/, "")
    if ($0 == "") { empty++; next }
    for (; empty > 0; empty--) print ""
    print
  }' "$1"
}

# a file's values, independent of its formatting; fails if only its bytes count
content() {
  local file=$1 path=$2 keys=$3
  case $file in
  workspaces/*.xml | gwc-layers/*.xml) values "$keys" "$path" ;;
  *.sld | *.ftl) text_lines "$path" ;;
  *) return 1 ;;
  esac
}

# the checksum of a file's values, or nothing
values_checksum() {
  if content "$1" "$2" "$settings" >"$work/values" 2>/dev/null; then checksum "$work/values"; fi
}

# whether two versions of a file are equal, or equal to GeoServer
are_same() {
  local file=$1
  if cmp -s "$2" "$3"; then return 0; fi
  content "$file" "$2" '' >"$work/one" 2>/dev/null && content "$file" "$3" '' >"$work/other" 2>/dev/null && cmp -s "$work/one" "$work/other"
}

# ---- the record

# the checksum of a file's values when it was installed, or nothing
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
  all_recorded_parameters |
    UNSET=$unset_keys awk 'BEGIN { count = split(ENVIRON["UNSET"], keys, "\n"); for (i = 1; i <= count; i++) gone[keys[i]] = 1 }
      !(substr($0, 1, index($0, "=") - 1) in gone)'
}

awaits_restart() {
  grep -q '^#restart$' "$manifest" 2>/dev/null
}

# a file, and the checksums of its bytes and of its values
record() {
  printf '%s  %s\n' "$1" "$2" >>"$work/manifest"
  if [ -n "${3:-}" ]; then printf '#values %s %s\n' "$3" "$2" >>"$work/manifest"; fi
}

record_path() {
  record "$(checksum "$2")" "$1" "$(values_checksum "$1" "$2")"
}

record_again() {
  if [ -n "$(recorded "$1")" ]; then record "$(recorded "$1")" "$1" "$(recorded_values "$1")"; fi
}

record_parameters() {
  local lines=$parameters
  if [ "$unmet" != "" ]; then lines=$(all_recorded_parameters); fi
  if [ -n "$lines" ]; then printf '%s\n' "$lines" | sed -e '/^$/d' -e 's/^/#set /' >>"$work/manifest"; fi
}

# after a run that ended early, files that it did not reach are unchanged
record_the_rest() {
  [ -f "$manifest" ] || return 0
  awk 'function file() { return /^#values / ? substr($0, 74) : substr($0, 67) }
    FILENAME == ARGV[1] { done[file()] = 1; next }
    /^#(restart$|outdated )/ { next }
    /^#set / || !(file() in done)' "$work/manifest" "$manifest" >"$work/rest"
  cat "$work/rest" >>"$work/manifest"
}

# whether somebody changed a file since it was installed
is_changed() {
  local file=$1 shipped=$2 path=$data_dir/$1 now
  if [ "$(checksum "$path")" = "$(recorded "$file")" ]; then return 1; fi
  now=$(values_checksum "$file" "$path")
  if [ -z "$now" ]; then return 0; fi
  if [ "$now" = "$(recorded_values "$file")" ]; then return 1; fi
  [ -z "$shipped" ] || [ "$now" != "$(values_checksum "$file" "$shipped")" ]
}

leave() {
  printf 'left as it is, since it was changed: %s\n' "$1" >&2
  left=$((left + 1))
}

# ---- parameters of the store

# the faults of parameters; nothing if they are right
mistake_in() {
  PARAMETERS=$1 awk -f "$here/check-parameters.awk" "$here/store-parameters.txt" || [ $? -eq 1 ]
}

# a text that is no key may be a token, so it is not shown
add_parameter() {
  local mistake
  case $1 in
  access_token=*)
    fail_usage "the access token belongs in MAPILLARY_ACCESS_TOKEN in the environment of GeoServer, not in its configuration"
    ;;
  *[[:cntrl:]]*) fail_usage "--set takes KEY=VALUE in one line without control characters" ;;
  ?*=*) ;;
  *) fail_usage "--set takes KEY=VALUE, and what was given has no key and '='" ;;
  esac
  mistake=$(mistake_in "$1")
  [ -z "$mistake" ] || fail_usage "--set: $mistake"
  parameters=$parameters$1$'\n'
}

add_unset_key() {
  case $1 in
  '' | *[!a-z_]*) fail_usage "--unset takes the KEY of a connection parameter alone" ;;
  *) unset_keys=$unset_keys$1$'\n' ;;
  esac
}

# including those of earlier runs, which an older version may have written
check_parameters() {
  local mistake
  mistake=$(mistake_in "$parameters")
  [ -z "$mistake" ] || fail "an earlier run has set a parameter that is wrong: $mistake (take it away with --unset KEY)"
}

# a mistyped key would silently unset nothing
check_unset_keys() {
  local key
  while read -r key; do
    [ -n "$key" ] || continue
    if ! grep -q "^$key " "$here/store-parameters.txt" && ! grep -q "^#set $key=" "$manifest" 2>/dev/null; then
      fail_usage "--unset: the store has no connection parameter '$key', and none of that name was set"
    fi
  done <<<"$unset_keys"
}

# the parameters of earlier runs and of this one, each key once
merge_parameters() {
  parameters=$({ recorded_parameters; printf '%s' "$parameters"; } |
    awk '{ key = substr($0, 1, index($0, "=") - 1); if (!(key in line)) keys[++count] = key; line[key] = $0 }
         END { for (i = 1; i <= count; i++) print line[keys[i]] }')
  if [ -n "$parameters" ]; then parameters=$parameters$'\n'; fi
}

# the settable parameters of a store, key=value, one on each line; fails if the file is not a Mapillary store's
parameters_of() {
  LIST=yes KEYS=$settings awk -f "$here/xml-tokens.awk" -f "$here/store-parameters.awk" "$1"
}

# a store's file with the parameters of another file, if one is named, and of this run
with_parameters() {
  PARAMETERS=$2 UNSET=$unset_keys KEYS=$settings CURRENT=${3:-} \
    awk -f "$here/xml-tokens.awk" -f "$here/store-parameters.awk" "$1"
}

# the requested parameters that a store lacks
missing_in() {
  local key line
  parameters_of "$1" >"$work/has" || : >"$work/has"
  printf '%s' "$asked" | while IFS= read -r line; do
    grep -Fqx -e "$line" "$work/has" || printf '%s ' "${line%%=*}"
  done
  printf '%s' "$unset_keys" | while IFS= read -r key; do
    if parameters_of "$work/shipped.xml" | grep -q "^$key="; then continue; fi
    if grep -q "^$key=" "$work/has"; then printf '%s ' "$key"; fi
  done
}

# the parameters of a store that affect its maps
source_of() {
  parameters_of "$1" 2>/dev/null |
    grep -E '^(tiles_url|graph_url|positions|search|complete_sequences|failed_tiles)=' | LC_ALL=C sort || true
}

# ---- ids: GeoServer assigns ids of its own

# the id of an object of the catalog
id_of() {
  CHILD=id awk -f "$here/xml-tokens.awk" -f "$here/catalog-xml.awk" "$1" 2>/dev/null || true
}

# records the id that GeoServer gave an object of ours: its id, a tab, ours
read_id() {
  local ours theirs
  [ -f "$data_dir/$1" ] || return 0
  ours=$(id_of "$source_dir/$1")
  theirs=$(id_of "$data_dir/$1")
  if [ -n "$ours" ] && [ -n "$theirs" ] && [ "$ours" != "$theirs" ]; then known_ids=$known_ids$theirs$'\t'$ours$'\n'; fi
}

read_ids() {
  local file
  while read -r file; do
    case $file in
    workspaces/*.xml) read_id "$file" ;;
    esac
  done < <(files_to_install)
}

# a file of ours, with the ids of this data directory
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

# ---- the treatment of a file

files_to_install() {
  (cd "$source_dir" && find . -type f ! -name '.*' | sed 's|^\./||' | LC_ALL=C sort)
}

# the place of a file of ours in the data directory. GeoWebCache names a tile layer's file by the id of its layer, and would read
# two tile layers of the same id in any order.
target_of() {
  local file=$1 id
  case $file in
  gwc-layers/*.xml)
    id=$(with_known_ids "$source_dir/$file" >"$work/target" && id_of "$work/target")
    if [ -n "$id" ]; then file=gwc-layers/$(printf '%s' "$id" | tr ': /' '___').xml; fi
    ;;
  esac
  printf '%s' "$file"
}

# at a start with these layers, GeoServer makes a tile layer by itself, which serves one tile for all times
is_tile_layer_of_geoserver() {
  case $1 in
  gwc-layers/*) [ -z "$(recorded "$1")" ] ;;
  *) return 1 ;;
  esac
}

is_store() {
  case $1 in
  */datastore.xml) parameters_of "$source_dir/$1" >/dev/null ;;
  *) return 1 ;;
  esac
}

# Puts the wanted content of a file into $work/file, and its state into $state:
#   new      the file does not exist
#   same     the file already has these values
#   update   nobody changed the file
#   changed  somebody changed it; for a store, $work/file is then the changed version with the requested parameters
#   foreign  the file is not a Mapillary store's
plan() {
  local source=$1 file=$2 current=$data_dir/$2
  if is_store "$source"; then
    plan_store "$source" "$file"
    return
  fi
  case $source in
  *.xml) with_known_ids "$source_dir/$source" >"$work/file" ;;
  *) cat "$source_dir/$source" >"$work/file" ;;
  esac
  if [ ! -e "$current" ]; then
    state=new
  elif are_same "$file" "$work/file" "$current"; then
    state=same
  elif is_changed "$file" "$work/file"; then
    state=changed
  else
    state=update
  fi
}

plan_store() {
  local source=$1 file=$2 current=$data_dir/$2
  with_known_ids "$source_dir/$source" >"$work/shipped.xml"
  if [ ! -e "$current" ]; then
    state=new
    with_parameters "$work/shipped.xml" "$parameters" >"$work/file"
  elif ! parameters_of "$current" >/dev/null; then
    state=foreign
    with_parameters "$work/shipped.xml" "$parameters" >"$work/file"
  elif is_changed "$file" "$work/shipped.xml"; then
    state=changed
    if [ "$force" = yes ]; then
      with_parameters "$work/shipped.xml" "$asked" "$current" >"$work/file"
    else
      with_parameters "$current" "$asked" >"$work/file"
    fi
  else
    with_parameters "$work/shipped.xml" "$asked" "$current" >"$work/file"
    state=update
    if are_same "$file" "$work/file" "$current"; then state=same; fi
  fi
}

# ---- tiles: GeoWebCache would serve maps of an older layer, style or source, even with made data, until they expire

# the files of ours, below workspaces, that match a pattern
ours() {
  local file
  for file in "$source_dir"/workspaces/$1; do
    if [ -f "$file" ]; then printf '%s\n' "$file"; fi
  done
}

groups_with() {
  ours '*/layergroups/*.xml' | while read -r file; do
    if grep -Fq "<id>$1</id>" "$file"; then id_of "$file" && printf '\n'; fi
  done
}

# a layer's tiles show its default style and those that its tile layer allows; a group's tiles show the styles that it names, or the default ones
layers_with_style() {
  local style=$1 name=$2 file id
  groups_with "$style"
  ours '*/*/*/layer.xml' | while read -r file; do
    id=$(id_of "$file")
    if tr -d ' \t\n' <"$file" | grep -Fq "<defaultStyle><id>$style</id>"; then
      printf '%s\n' "$id"
      groups_with "$id"
    elif grep -Fq "<id>$style</id>" "$file" && grep -qs ":$name</string>" "$source_dir/gwc-layers/$id.xml"; then
      printf '%s\n' "$id"
    fi
  done
}

layers_with_style_file() {
  local name
  name=$(CHILD=name awk -f "$here/xml-tokens.awk" -f "$here/catalog-xml.awk" "$1")
  layers_with_style "$(id_of "$1")" "$name"
}

# the ids of the layers and groups whose tiles depend on a file of ours, one on each line
shown_in() {
  local file=$1 id
  case $file in
  gwc-layers/*.xml) basename "$file" .xml ;;
  */featuretype.xml | */layer.xml)
    id=$(id_of "$source_dir/${file%/*}/layer.xml")
    printf '%s\n' "$id"
    groups_with "$id"
    ;;
  */layergroups/*.xml) id_of "$source_dir/$file" ;;
  */styles/*.xml) layers_with_style_file "$source_dir/$file" ;;
  */styles/*.sld)
    ours '*/styles/*.xml' | while read -r file; do
      if grep -Fq "<filename>$(basename "$1")</filename>" "$file"; then layers_with_style_file "$file"; fi
    done
    ;;
  */styles/*/*)
    # a picture
    ours '*/styles/*.sld' | while read -r file; do
      if grep -Fq "$(basename "${1%/*}")/" "$file"; then shown_in "${file#"$source_dir/"}"; fi
    done
    ;;
  esac
}

# records that the tiles which depend on a file of ours are outdated, because $work/file replaces another one
outdate_tiles_of() {
  case $1 in
  */styles/*/*)
    # there may be many pictures, and all those of a folder appear in the same layers
    case " $outdated_folders " in
    *" ${1%/*} "*) return ;;
    esac
    outdated_folders="$outdated_folders ${1%/*}"
    ;;
  esac
  if ! is_store "$1"; then
    shown_in "$1" >>"$work/outdated"
  elif [ ! -f "$2" ] || [ "$(source_of "$2")" != "$(source_of "$work/file")" ]; then
    (cd "$source_dir" && find gwc-layers -name '*.xml' 2>/dev/null) | sed -e 's|.*/||' -e 's|\.xml$||' >>"$work/outdated"
  fi
}

name_of_tile_layer() {
  CHILD=name awk -f "$here/xml-tokens.awk" -f "$here/catalog-xml.awk" "$1" 2>/dev/null || true
}

# the outdated layers of an earlier run that ended before it could remove their tiles
read_outdated() {
  if [ -f "$manifest" ]; then sed -n 's/^#outdated //p' "$manifest" >"$work/outdated"; fi
}

outdated_folders=

# the names of the outdated tile layers, one on each line
outdated_tile_layers() {
  local id
  [ -s "$work/outdated" ] || return 0
  LC_ALL=C sort -u "$work/outdated" | while read -r id; do
    if [ -f "$source_dir/gwc-layers/$id.xml" ]; then name_of_tile_layer "$source_dir/gwc-layers/$id.xml" && printf '\n'; fi
  done
}
