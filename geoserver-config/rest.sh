#!/usr/bin/env bash
# Sends the Mapillary layers to a running GeoServer through its REST interface.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly source_dir=$here/data_dir

usage() {
  cat <<'USAGE'
Usage: rest.sh [OPTION]... URL

Creates or updates what data_dir holds, workspace, store, styles, feature types, layers, layer groups, templates and tile
layers of GeoWebCache, in a running GeoServer at URL (for example http://localhost:8080/geoserver). The plugin must be in its
WEB-INF/lib already. What exists is overwritten, also what was changed in the meantime, and GeoWebCache's tiles of it are
removed. Connection parameters of the store are settings: --set changes those that it names, all others stay as they are.

  --user NAME        who to log in as; the password is asked for, unless the environment holds it
  --netrc            take name and password from ~/.netrc
  --netrc-file FILE  take them from FILE
  --cacert FILE      the certificate that vouches for the server, beside those that the system trusts
  --set KEY=VALUE    a connection parameter of the store, for example tiles_url=https://tiles.example.org; repeatable;
                     store-parameters.txt lists them
  --dry-run          ask what exists, say what would be sent, and send nothing
  --help             this text

Environment: GEOSERVER_USER (admin) and GEOSERVER_PASSWORD, where no option says otherwise.
The access token is no parameter of this script: GeoServer takes it from MAPILLARY_ACCESS_TOKEN in its own environment.

Exit codes: 0 done; 1 failed, with the file at fault and the server's answer; 2 a mistake in the command line.
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
url=
user=${GEOSERVER_USER:-admin}
login=password
netrc_file=
cacert=
parameters=

# what is no key may be a token, and is not shown
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
  mistake=$(PARAMETERS=$1 awk -f "$here/check-parameters.awk" "$here/store-parameters.txt" || [ $? -eq 1 ])
  [ -z "$mistake" ] || fail_usage "--set: $mistake"
  parameters=$parameters$1$'\n'
}

take_option() {
  case $1 in
  --user) user=$2 ;;
  --netrc-file)
    login=netrc
    netrc_file=$2
    ;;
  --cacert) cacert=$2 ;;
  --set) add_parameter "$2" ;;
  *) fail_usage "unknown option '$1'" ;;
  esac
}

while [ $# -gt 0 ]; do
  case $1 in
  --netrc) login=netrc ;;
  --dry-run) dry_run=yes ;;
  --help | -h)
    usage
    exit 0
    ;;
  --*=*) take_option "${1%%=*}" "${1#*=}" ;;
  --user | --netrc-file | --cacert | --set)
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

# ---- requests; what nobody else may see is told to curl on its standard input, not in its arguments

work=
clean_up() {
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

# the server's words, without the tags of a page of Tomcat's
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
  200 | 201) printf '%s %s\n' "$method" "$path" ;;
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

# a name that can stand in an address, in $text
read_name() {
  read_child "$1" "$2"
  case $text in
  '' | *[!A-Za-z0-9_.:-]*) fail "<$1> must be of letters, digits, '_', '.', ':' and '-', but is '$text': $2" ;;
  esac
}

# id, workspace and name of what other files name by its id, one to a line in $ids
read_ids() {
  local folder=$1 file id
  for file in "$folder"/styles/*.xml "$folder"/*/*/layer.xml "$folder"/layergroups/*.xml; do
    [ -f "$file" ] || continue
    read_child id "$file"
    id=$text
    read_name name "$file"
    if [ -n "$id" ]; then ids=$ids$id$'\t'$workspace$'\t'$text$'\n'; fi
  done
}

# the file as REST takes it, in $work/body
prepare() {
  local references=$1 file=$2
  IDS=$ids REFERENCES=$references awk -f "$here/xml-tokens.awk" -f "$here/catalog-xml.awk" "$file" >"$work/body" || fail "is no well-formed XML: $file"
}

# creates what is missing in a collection, or updates it
put_or_post() {
  local collection=$1 name=$2 file=$3 update=${4:-}
  if exists "$collection/$name"; then
    send PUT "$collection/$name$update" "$work/body" 'application/xml; charset=UTF-8' "$file"
  else
    send POST "$collection" "$work/body" 'application/xml; charset=UTF-8' "$file"
  fi
}

send_workspace() {
  prepare '' "$1/workspace.xml"
  put_or_post workspaces "$workspace" "$1/workspace.xml"
  # with the workspace comes a namespace with an address of the server's choice
  if [ -f "$1/namespace.xml" ]; then
    prepare '' "$1/namespace.xml"
    read_name prefix "$1/namespace.xml"
    put_or_post namespaces "$text" "$1/namespace.xml"
  fi
}

send_style() {
  local file=$1 collection=workspaces/$workspace/styles name sld type=application/vnd.ogc.sld+xml
  read_name name "$file"
  name=$text
  read_name filename "$file"
  sld=$(dirname "$file")/$text
  [ -f "$sld" ] || fail "its style is missing, $sld: $file"
  if grep -q 'version="1\.1\.0"' "$sld"; then type=application/vnd.ogc.se+xml; fi
  # raw: stored as it is, in place of what the server makes of it
  if exists "$collection/$name"; then
    send PUT "$collection/$name?raw=true" "$sld" "$type; charset=UTF-8" "$sld"
  else
    send POST "$collection?name=$name&raw=true" "$sld" "$type; charset=UTF-8" "$sld"
  fi
  if grep -q '<legend>' "$file"; then
    prepare workspace "$file"
    send PUT "$collection/$name" "$work/body" 'application/xml; charset=UTF-8' "$file"
  fi
}

send_store() {
  local file=$1
  prepare workspace "$file"
  local current=
  if exists "workspaces/$workspace/datastores/$store.xml"; then
    current=$work/current.xml
    mv "$work/answer" "$current"
  fi
  PARAMETERS=$parameters KEYS="$(setting_keys)" CURRENT=$current \
    awk -f "$here/xml-tokens.awk" -f "$here/store-parameters.awk" "$work/body" >"$work/store"
  mv "$work/store" "$work/body"
  put_or_post "workspaces/$workspace/datastores" "$store" "$file"
}

# the keys of the connection parameters that stay as they are unless --set names them
setting_keys() {
  awk '/^[a-z]/ { printf "%s ", $1 }' "$here/store-parameters.txt"
  printf 'access_token'
}

send_type() {
  local folder=$1 collection=workspaces/$workspace/datastores/$store/featuretypes name
  read_name name "$folder/featuretype.xml"
  name=$text
  prepare 'namespace store' "$folder/featuretype.xml"
  # an empty recalculate keeps the bounds of the file
  put_or_post "$collection" "$name" "$folder/featuretype.xml" '?recalculate='
  if [ -f "$folder/layer.xml" ]; then
    prepare 'resource' "$folder/layer.xml"
    send PUT "layers/$workspace:$name" "$work/body" 'application/xml; charset=UTF-8' "$folder/layer.xml"
  fi
  send_templates "$folder" "$collection/$name"
}

send_templates() {
  local folder=$1 owner=$2 file
  for file in "$folder"/*.ftl; do
    [ -f "$file" ] || continue
    send PUT "$owner/templates/$(basename "$file")" "$file" 'text/plain; charset=UTF-8' "$file"
  done
}

# pictures and whatever else the styles use
send_style_resources() {
  local folder=$1 file
  [ -d "$folder/styles" ] || return 0
  while read -r file; do
    send PUT "resource/workspaces/$workspace/${file#"$folder/"}" "$file" application/octet-stream "$file"
  done < <(find "$folder/styles" -type f ! -name '*.xml' ! -name '*.sld' ! -name '.*' | LC_ALL=C sort)
}

# GeoWebCache has a REST interface of its own. It would serve the maps of an older style or source, made data among them, for as long as
# it keeps them, so the layer is emptied too.
send_tile_layer() {
  local file=$1
  read_name name "$file"
  prepare '' "$file"
  sed 's/GeoServerTileLayer>/GeoServerLayer>/' "$work/body" >"$work/layer"
  send_to "$url/gwc/rest" PUT "layers/$text.xml" "$work/layer" 'text/xml; charset=UTF-8' "$file"
  printf '<truncateLayer><layerName>%s</layerName></truncateLayer>\n' "$text" >"$work/truncate"
  # it takes this type without parameters alone
  send_to "$url/gwc/rest" POST masstruncate "$work/truncate" text/xml "$file"
}

send_space() {
  local folder=$1 file type name
  read_name name "$folder/workspace.xml"
  workspace=$text
  read_ids "$folder"
  send_workspace "$folder"
  send_style_resources "$folder"
  for file in "$folder"/styles/*.xml; do
    if [ -f "$file" ]; then send_style "$file"; fi
  done
  send_templates "$folder" "workspaces/$workspace"
  for file in "$folder"/*/datastore.xml; do
    [ -f "$file" ] || continue
    read_name name "$file"
    store=$text
    send_store "$file"
    send_templates "$(dirname "$file")" "workspaces/$workspace/datastores/$store"
    for type in "$(dirname "$file")"/*/featuretype.xml; do
      if [ -f "$type" ]; then send_type "$(dirname "$type")"; fi
    done
  done
  for file in "$folder"/layergroups/*.xml; do
    [ -f "$file" ] || continue
    read_name name "$file"
    name=$text
    prepare workspace "$file"
    put_or_post "workspaces/$workspace/layergroups" "$name" "$file"
  done
}

# ---- what happens

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
ids=

# nothing is sent if anything is broken
while read -r file; do
  prepare '' "$file"
done < <(find "$source_dir" -name '*.xml' -o -name '*.sld')

exists workspaces || fail "no GeoServer at $url: $rest/workspaces was answered with 404"
for folder in "$source_dir"/workspaces/*/; do
  [ -f "$folder/workspace.xml" ] || continue
  send_space "${folder%/}"
done
for file in "$source_dir"/gwc-layers/*.xml; do
  if [ -f "$file" ]; then send_tile_layer "$file"; fi
done
