#!/usr/bin/env bash
# Sends the Mapillary layers to a running GeoServer through its REST interface.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly source_dir=$here/data_dir
# shellcheck source=changes.sh
. "$here/changes.sh"

usage() {
  cat <<'USAGE'
Usage: rest.sh [OPTION]... URL

Creates or updates what data_dir holds, workspace, store, styles, feature types, layers, layer groups, templates, tile layers of
GeoWebCache and the logging profile, in a running GeoServer at URL (for example http://localhost:8080/geoserver). The plugin must
be in its WEB-INF/lib already. It may be run again, before and after install.sh too: what was changed since it was installed is left as
it is. Connection parameters of the store are settings: --set and --unset change those that they name, all others stay as they are.
GeoWebCache's tiles of what this changes are removed.

  --user NAME        who to log in as; the password is asked for, unless the environment holds it
  --netrc            take name and password from ~/.netrc
  --netrc-file FILE  take them from FILE
  --cacert FILE      the certificate that vouches for the server, beside those that the system trusts
  --set KEY=VALUE    a connection parameter of the store, for example tiles_url=https://tiles.example.org; repeatable;
                     store-parameters.txt lists them
  --unset KEY        take away a parameter: the default holds again; repeatable
  --force            overwrite what was changed too; the server's file is kept beside the new one with the suffix .bak (.bak.2 if
                     that is there already, and so on)
  --dry-run          ask what exists, say what would be sent, and send nothing
  --help             this text

Environment: GEOSERVER_USER (admin) and GEOSERVER_PASSWORD, where no option says otherwise.
The access token is no parameter of this script: GeoServer takes it from MAPILLARY_ACCESS_TOKEN in its own environment.

Exit codes: 0 done; 1 failed, with the file at fault and the server's answer; 2 a mistake in the command line; 3 done, but what
was changed was left as it is; 4 a parameter that --set or --unset names could not be changed.
USAGE
}

fail() {
  printf 'rest.sh: %s\n' "$*" >&2
  exit 1
}

fail_usage() {
  printf 'rest.sh: %s\nTry rest.sh --help.\n' "$*" >&2
  exit 2
}

# ---- arguments

dry_run=no
force=no
url=
user=${GEOSERVER_USER:-admin}
login=password
netrc_file=
cacert=
parameters=
unset_keys=

take_option() {
  case $1 in
  --user) user=$2 ;;
  --netrc-file)
    login=netrc
    netrc_file=$2
    ;;
  --cacert) cacert=$2 ;;
  --set) add_parameter "$2" ;;
  --unset) add_unset_key "$2" ;;
  *) fail_usage "unknown option '$1'" ;;
  esac
}

while [ $# -gt 0 ]; do
  case $1 in
  --netrc) login=netrc ;;
  --dry-run) dry_run=yes ;;
  --force) force=yes ;;
  --help | -h)
    usage
    exit 0
    ;;
  --*=*) take_option "${1%%=*}" "${1#*=}" ;;
  --user | --netrc-file | --cacert | --set | --unset)
    [ $# -ge 2 ] || fail_usage "$1 needs a value"
    take_option "$1" "$2"
    shift
    ;;
  -*) fail_usage "unknown option '$1'" ;;
  *)
    [ -z "$url" ] || fail_usage "one URL is needed, but there are two: '$url' and '$1'"
    url=$1
    ;;
  esac
  shift
done

[ -n "$url" ] || fail_usage "the URL of GeoServer is needed"
case $url in
http://*@* | https://*@*) fail_usage "name and password belong in the environment or a netrc file, not in the URL" ;;
http://?* | https://?*) ;;
*) fail_usage "the URL must start with http:// or https://, but is '$url'" ;;
esac
url=${url%/}
url=${url%/rest}
readonly rest=$url/rest

warn_of_plain_http() {
  case $url in
  https://* | http://localhost | http://localhost[:/]* | http://127.* | http://\[::1\]*) ;;
  *) printf 'rest.sh: name and password go unencrypted to %s\n' "$url" >&2 ;;
  esac
}

# ---- requests; curl gets secrets on its standard input, not in its arguments, which other users can see

work=
recording=no
clean_up() {
  if [ "$recording" = yes ]; then
    record_the_rest
    LC_ALL=C sort -u "$work/outdated" | sed 's/^/#outdated /' >>"$work/manifest"
    send_record
  fi
  [ -z "$work" ] || rm -rf "$work"
}

quoted() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  printf '"%s"' "$text"
}

curl_options() {
  local method=$1 address=$2 body=$3 type=$4
  printf 'request = %s\nurl = %s\n' "$(quoted "$method")" "$(quoted "$address")"
  printf 'output = %s\n' "$(quoted "$work/answer")"
  printf 'header = "Accept: application/xml, text/plain;q=0.9, */*;q=0.1"\n'
  if [ -n "$body" ]; then
    printf 'data-binary = %s\nheader = %s\n' "$(quoted "@$body")" "$(quoted "Content-Type: $type")"
  fi
  if [ -n "$cacert" ]; then printf 'cacert = %s\n' "$(quoted "$cacert")"; fi
  case $login in
  password) printf 'user = %s\n' "$(quoted "$user:$password")" ;;
  netrc) if [ -n "$netrc_file" ]; then printf 'netrc-file = %s\n' "$(quoted "$netrc_file")"; else printf 'netrc\n'; fi ;;
  esac
}

# the status of the answer, whose body is in $work/answer
request() {
  : >"$work/answer"
  curl_options "$@" | curl --disable --silent --show-error --globoff --connect-timeout 10 --max-time 120 \
    --write-out '%{http_code}' --config - 2>"$work/curl" || fail "no answer to $1 $2: $(cat "$work/curl")"
}

# the server's message, without the tags of Tomcat's page
answer_text() {
  sed -e 's/<[^>]*>/ /g' -e 's/[[:space:]][[:space:]]*/ /g' -e 's/^ //' "$work/answer" | head -c 2000
}

refuse() {
  local method=$1 address=$2 status=$3 file=$4 hint=''
  case $status in
  401) hint=' (wrong name or password)' ;;
  403) hint=' (may this user administer GeoServer?)' ;;
  esac
  printf 'rest.sh: %s %s was answered with %s%s\n' "$method" "$address" "$status" "$hint" >&2
  if [ -n "$file" ]; then printf '  file: %s\n' "$file" >&2; fi
  printf '  the server says: %s\n' "$(answer_text)" >&2
  case $address in
  */featuretypes*)
    printf '%s\n' "  does the server open the store? The plugin must be in its WEB-INF/lib, and MAPILLARY_ACCESS_TOKEN in its environment" >&2
    ;;
  esac
  exit 1
}

exists() {
  local address=$rest/$1 status
  status=$(request GET "$address?quietOnNotFound=true" '' '') || exit 1
  case $status in
  200) return 0 ;;
  404) return 1 ;;
  *) refuse GET "$address" "$status" '' ;;
  esac
}

send_to() {
  local root=$1 method=$2 path=$3 body=$4 type=$5 file=$6 status
  if [ "$dry_run" = yes ]; then
    printf 'would %s %s (%s)\n' "$method" "$path" "$file"
    return
  fi
  status=$(request "$method" "$root/$path" "$body" "$type") || exit 1
  case $status in
  200 | 201)
    case $file in
    'map tiles of '*) printf 'remove the %s, which are out of date\n' "$file" ;;
    *) printf '%s %s\n' "$method" "$path" ;;
    esac
    ;;
  *) refuse "$method" "$root/$path" "$status" "$file" ;;
  esac
}

send() {
  send_to "$rest" "$@"
}

# ---- the files

# the text of a child of the root, in $text
read_child() {
  text=$(CHILD=$1 awk -f "$here/xml-tokens.awk" -f "$here/catalog-xml.awk" "$2") || fail "is no well-formed XML: $2"
}

# a name, encoded for an address, in $text
read_name() {
  read_child "$1" "$2"
  case $text in
  '' | *[!A-Za-z0-9_.:-]*) fail "<$1> must be of letters, digits, '_', '.', ':' and '-', but is '$text': $2" ;;
  esac
}

# id, workspace and name of each object that other files name by id, one on each line in $ids
read_reference_ids() {
  local folder=$1 file id
  for file in "$folder"/styles/*.xml "$folder"/*/*/layer.xml "$folder"/layergroups/*.xml; do
    [ -f "$file" ] || continue
    read_child id "$file"
    id=$text
    read_name name "$file"
    if [ -n "$id" ]; then ids=$ids$id$'\t'$workspace$'\t'$text$'\n'; fi
  done
}

# the file in the form of REST, in $work/body
prepare() {
  local references=$1 file=$2
  IDS=$ids REFERENCES=$references awk -f "$here/xml-tokens.awk" -f "$here/catalog-xml.awk" "$file" >"$work/body" || fail "is no well-formed XML: $file"
}

# creates an object in a collection, or updates it
put_or_post() {
  local collection=$1 name=$2 file=$3 update=${4:-}
  if exists "$collection/$name"; then
    send PUT "$collection/$name$update" "$work/body" 'application/xml; charset=UTF-8' "$file"
  else
    send POST "$collection" "$work/body" 'application/xml; charset=UTF-8' "$file"
  fi
}

send_namespace() {
  prepare '' "$1"
  read_name prefix "$1"
  put_or_post namespaces "$text" "$1"
}

send_style() {
  local sld=$1 collection=workspaces/$workspace/styles file name type=application/vnd.ogc.sld+xml
  file=$(style_of "$sld")
  [ -n "$file" ] || fail "no style names this file: $sld"
  read_name name "$file"
  name=$text
  if grep -q 'version="1\.1\.0"' "$sld"; then type=application/vnd.ogc.se+xml; fi
  # raw: stored as it is, not in the form that the server makes of it
  if exists "$collection/$name"; then
    send PUT "$collection/$name?raw=true" "$sld" "$type; charset=UTF-8" "$sld"
  else
    send POST "$collection?name=$name&raw=true" "$sld" "$type; charset=UTF-8" "$sld"
  fi
}

# the style's file in the catalog, beside its SLD
style_of() {
  local file
  for file in "${1%/*}"/*.xml; do
    if [ -f "$file" ] && grep -Fq "<filename>${1##*/}</filename>" "$file"; then printf '%s' "$file"; fi
  done
}

# from the SLD the server has made a style that lacks only the legend
send_legend() {
  read_name name "$1"
  prepare workspace "$1"
  send PUT "workspaces/$workspace/styles/$text" "$work/body" 'application/xml; charset=UTF-8' "$1"
}

send_store() {
  read_name name "$1"
  prepare workspace "$work/file"
  put_or_post "workspaces/$workspace/datastores" "$text" "$1"
}

send_type() {
  read_name name "$1"
  prepare 'namespace store' "$1"
  # an empty recalculate keeps the bounds of the file
  put_or_post "workspaces/$workspace/datastores/$(store_of "$1")/featuretypes" "$text" "$1" '?recalculate='
}

send_layer() {
  read_name name "$1"
  prepare 'resource' "$1"
  send PUT "layers/$workspace:$text" "$work/body" 'application/xml; charset=UTF-8' "$1"
}

send_group() {
  read_name name "$1"
  prepare workspace "$1"
  put_or_post "workspaces/$workspace/layergroups" "$text" "$1"
}

# the name of the store of a file in a type's folder
store_of() {
  local folder=${1%/*/*}
  (read_name name "$folder/datastore.xml" && printf '%s' "$text")
}

# for a type, a store or the workspace
send_template() {
  local folder=${1%/*} owner=workspaces/$workspace
  if [ -f "$folder/featuretype.xml" ]; then
    read_name name "$folder/featuretype.xml"
    owner=$owner/datastores/$(store_of "$1")/featuretypes/$text
  elif [ -f "$folder/datastore.xml" ]; then
    read_name name "$folder/datastore.xml"
    owner=$owner/datastores/$text
  fi
  send PUT "$owner/templates/${1##*/}" "$1" 'text/plain; charset=UTF-8' "$1"
}

# GeoWebCache has a REST interface of its own
send_tile_layer() {
  read_name name "$1"
  prepare '' "$1"
  sed 's/GeoServerTileLayer>/GeoServerLayer>/' "$work/body" >"$work/layer"
  send_to "$url/gwc/rest" PUT "layers/$text.xml" "$work/layer" 'text/xml; charset=UTF-8' "$1"
}

# files without an interface of their own: pictures and other files of the styles, and logging profiles
send_resource() {
  send PUT "resource/$2" "$1" application/octet-stream "$1"
}

truncate_outdated_tiles() {
  local name
  while read -r name; do
    printf '<truncateLayer><layerName>%s</layerName></truncateLayer>\n' "$name" >"$work/truncate"
    # it accepts this type only without parameters
    send_to "$url/gwc/rest" POST masstruncate "$work/truncate" text/xml "map tiles of $name"
  done < <(outdated_tile_layers)
}

# ---- the server's files; $data_dir is a copy of them

# copies a file of the server's data directory; a file that is missing there is missing in the copy
fetch() {
  local file=$1 address=$rest/resource/$1 status
  status=$(request GET "$address" '' '') || exit 1
  case $status in
  200)
    mkdir -p "$(dirname "$data_dir/$file")"
    mv "$work/answer" "$data_dir/$file"
    ;;
  404) rm -f "$data_dir/$file" ;;
  *) refuse GET "$address" "$status" '' ;;
  esac
}

fetch_all() {
  local file
  while read -r file; do
    case $file in
    gwc-layers/*) ;;
    *) fetch "$file" ;;
    esac
  done < <(files_to_install)
}

# until GeoServer reads its files again, it uses the values in memory
reload() {
  send POST reload "$work/empty" text/plain "$1"
}

# keeps a changed file beside the new one; it never replaces an earlier copy
keep_copy() {
  local file=$1 kept=$1.bak count=1
  fetch "$kept"
  while [ -e "$data_dir/$kept" ]; do
    if cmp -s "$data_dir/$kept" "$data_dir/$file"; then return; fi
    count=$((count + 1))
    kept=$file.bak.$count
    fetch "$kept"
  done
  send PUT "resource/$kept" "$data_dir/$file" application/octet-stream "$file"
}

send_record() {
  [ "$dry_run" = no ] || return 0
  if cmp -s "$work/manifest" "$manifest"; then return; fi
  request PUT "$rest/resource/$manifest_name" "$work/manifest" application/octet-stream >"$work/status"
  case $(cat "$work/status") in
  200 | 201) ;;
  *)
    printf 'rest.sh: the record of what was installed could not be written, so that a later run may take this for changes: PUT %s was answered with %s\n' \
      "$rest/resource/$manifest_name" "$(cat "$work/status")" >&2
    return 1
    ;;
  esac
}

# ---- each file

# by the interface for files of this kind; a style is sent with its SLD
deliver() {
  local source=$1 file=$2 path=$source_dir/$1
  case $source in
  */workspace.xml)
    prepare '' "$path"
    put_or_post workspaces "$workspace" "$path"
    ;;
  */namespace.xml) send_namespace "$path" ;;
  */styles/*.sld) send_style "$path" ;;
  */styles/*.xml) send_legend "$path" ;;
  */datastore.xml) send_store "$path" ;;
  */featuretype.xml) send_type "$path" ;;
  */layer.xml) send_layer "$path" ;;
  */layergroups/*.xml) send_group "$path" ;;
  gwc-layers/*.xml) send_tile_layer "$path" ;;
  *.ftl) send_template "$path" ;;
  *) send_resource "$path" "$file" ;;
  esac
}

# sends a file, and records the server's version of it
send_file() {
  local source=$1 file=$2 before=$state
  outdate_tiles_of "$source" "$data_dir/$file"
  deliver "$source" "$file"
  sent=yes
  [ "$dry_run" = no ] || return 0
  fetch_what_was_sent "$source" "$file"
  # an update does not remove values that the new version lacks
  if [ "$before" != new ] && [ -e "$data_dir/$file" ] && ! are_same "$file" "$work/file" "$data_dir/$file"; then
    send PUT "resource/$file" "$work/file" application/octet-stream "$source_dir/$source"
    fetch "$file"
    stale=yes
  fi
}

fetch_what_was_sent() {
  local source=$1 file
  case $source in
  */styles/*.sld) fetch_what_was_sent "${source%.sld}.xml" "${2%.sld}.xml" ;;
  esac
  file=$(target_of "$source")
  fetch "$file"
  case $source in
  workspaces/*.xml) read_id "$source" ;;
  esac
}

install_file() {
  local source=$1 file
  file=$(target_of "$source")
  case $source in
  gwc-layers/*) fetch "$file" ;;
  esac
  plan "$source" "$file"
  case $state in
  same)
    if is_store "$source"; then unmet=$unmet$(missing_in "$data_dir/$file"); fi
    record_path "$file" "$data_dir/$file"
    return
    ;;
  changed | foreign)
    if [ "$force" = yes ]; then
      keep_copy "$file"
    elif is_made_by_the_server "$source"; then
      : # and nobody has changed it
    elif is_tile_layer_of_geoserver "$file"; then
      keep_copy "$file"
    else
      leave_file "$source" "$file"
      return
    fi
    ;;
  esac
  send_file "$source" "$file"
  if [ -e "$data_dir/$file" ]; then record_path "$file" "$data_dir/$file"; fi
  check_parameters_of "$source" "$file"
}

# objects that the server has made together with an object of this run
is_made_by_the_server() {
  case $1 in
  */namespace.xml) is_created "${1%/*}/workspace.xml" ;;
  */layer.xml) is_created "${1%/*}/featuretype.xml" ;;
  */styles/*.xml) is_created "${1%.xml}.sld" ;;
  gwc-layers/*.xml) is_created "$(layer_of_tiles "$1")" ;;
  *) return 1 ;;
  esac
}

# the file of the layer or group of these tiles
layer_of_tiles() {
  local file
  { ours '*/*/*/layer.xml' && ours '*/layergroups/*.xml'; } | while read -r file; do
    if [ "$(id_of "$file")" = "$(basename "$1" .xml)" ]; then printf '%s' "${file#"$source_dir/"}"; fi
  done
}

is_created() {
  ! grep -Fqx -e "$1" "$work/there"
}

# sets the requested parameters in a changed store too; its other values stay
leave_file() {
  local source=$1 file=$2
  if [ "$state" = changed ] && is_store "$source" && ! are_same "$file" "$work/file" "$data_dir/$file"; then
    send_file "$source" "$file"
  fi
  check_parameters_of "$source" "$file"
  record_again "$file"
  leave "$file"
}

check_parameters_of() {
  local source=$1 file=$2
  if [ "$dry_run" = no ] && is_store "$source" && [ -e "$data_dir/$file" ]; then unmet=$unmet$(missing_in "$data_dir/$file"); fi
}

# in the order of references: an object follows those that it names
files_in_order() {
  local folder=$1 file
  printf '%s\n' workspace.xml namespace.xml
  (cd "$folder" && find styles -type f ! -name '*.xml' ! -name '*.sld' ! -name '.*' 2>/dev/null | LC_ALL=C sort) || true
  (cd "$folder" && find styles -name '*.sld' 2>/dev/null | LC_ALL=C sort) || true
  (cd "$folder" && find styles -name '*.xml' 2>/dev/null | LC_ALL=C sort) || true
  (cd "$folder" && find . -maxdepth 1 -name '*.ftl' | sed 's|^\./||' | LC_ALL=C sort)
  for file in "$folder"/*/datastore.xml; do
    [ -f "$file" ] || continue
    file=${file%/*}
    files_of_store "$folder" "${file#"$folder"/}"
  done
  (cd "$folder" && find layergroups -name '*.xml' 2>/dev/null | LC_ALL=C sort) || true
}

files_of_store() {
  local folder=$1 store=$2 type
  printf '%s/datastore.xml\n' "$store"
  (cd "$folder" && find "$store" -maxdepth 1 -name '*.ftl' | LC_ALL=C sort)
  for type in "$folder/$store"/*/featuretype.xml; do
    [ -f "$type" ] || continue
    type=${type%/*}
    type=$store/${type##*/}
    printf '%s/featuretype.xml\n%s/layer.xml\n' "$type" "$type"
    (cd "$folder" && find "$type" -maxdepth 1 -name '*.ftl' | LC_ALL=C sort)
  done
}

send_space() {
  local folder=$1 file
  read_name name "$folder/workspace.xml"
  workspace=$text
  read_reference_ids "$folder"
  while read -r file; do
    if [ -f "$folder/$file" ]; then install_file "${folder#"$source_dir/"}/$file"; fi
  done < <(files_in_order "$folder")
}

# names files of an earlier version that this one lacks
tell_of_leftovers() {
  local sum file
  [ -f "$manifest" ] || return 0
  while read -r sum file; do
    case $sum in
    '#'*) continue ;;
    esac
    if ! grep -Fq -e "  $file" "$work/manifest"; then
      printf 'no part of this version, but left as it is: %s\n' "$file" >&2
      record_again "$file"
    fi
  done <"$manifest"
}

# ---- main

command -v curl >/dev/null || fail "curl is needed and not installed"
[ -d "$source_dir/workspaces" ] || fail "the folder to send is not beside this script: $source_dir"
[ -z "$netrc_file" ] || [ -f "$netrc_file" ] || fail "--netrc-file is no file: $netrc_file"
password=${GEOSERVER_PASSWORD:-}
if [ "$login" = password ] && [ -z "${GEOSERVER_PASSWORD+set}" ]; then
  [ -t 0 ] || fail "no password: set GEOSERVER_PASSWORD, give --netrc or --netrc-file, or run this in a terminal"
  read -r -s -p "Password of $user at $url: " password
  printf '\n' >&2
fi
warn_of_plain_http
trap clean_up EXIT
trap 'exit 130' INT TERM
work=$(mktemp -d)
data_dir=$work/server
readonly data_dir manifest=$data_dir/$manifest_name
ids=
known_ids=
left=0
unmet=
sent=no
# whether GeoServer has to read files again
stale=no
: >"$work/manifest"
: >"$work/empty"
: >"$work/outdated"
readonly asked=$parameters
settings=

# sends nothing if a file is broken
while read -r file; do
  prepare '' "$file"
done < <(find "$source_dir" -name '*.xml' -o -name '*.sld')

exists workspaces || fail "no GeoServer at $url: $rest/workspaces was answered with 404"
fetch "$manifest_name"
settings=$(setting_keys)
readonly settings
check_unset_keys
merge_parameters
check_parameters
read_outdated
if awaits_restart; then reload "install.sh has put files there since GeoServer read them"; fi
fetch_all
(cd "$data_dir" 2>/dev/null && find . -type f | sed 's|^\./||') >"$work/there" || true
read_ids

if [ "$dry_run" = no ]; then recording=yes; fi
for folder in "$source_dir"/workspaces/*/; do
  if [ -f "$folder/workspace.xml" ]; then send_space "${folder%/}"; fi
done
for file in "$source_dir"/gwc-layers/*.xml; do
  if [ -f "$file" ]; then install_file "${file#"$source_dir/"}"; fi
done
for file in "$source_dir"/logs/*.xml; do
  if [ -f "$file" ]; then install_file "${file#"$source_dir/"}"; fi
done
if [ "$stale" = yes ]; then reload "files that GeoServer has to read again"; fi
truncate_outdated_tiles
: >"$work/outdated"
tell_of_leftovers
record_parameters
recording=no
send_record || exit 1

if [ "$sent" = no ] && [ "$left" -eq 0 ]; then printf 'Nothing to do.\n'; fi
if [ -n "$unmet" ]; then
  printf 'rest.sh: the store was not changed as asked, in %s: it is none of Mapillary, or the server did not take them; --force replaces it and keeps its file as .bak\n' \
    "${unmet% }" >&2
  exit 4
fi
if [ "$left" -gt 0 ]; then
  printf 'rest.sh: %s changed files were left as they are; --force replaces them and keeps each as .bak\n' "$left" >&2
  exit 3
fi
