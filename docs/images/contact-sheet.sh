#!/usr/bin/env bash
# Asks a running GeoServer for each style at its zooms and puts the maps into one picture, on a pale and on a dark ground.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: contact-sheet.sh [GEOSERVER_URL [FOLDER]]

Writes styles-pale.png, styles-dark.png, legends.png and map.png into FOLDER (this script's own unless named), from GetMap and
GetLegendGraphic requests to GEOSERVER_URL (http://localhost:8080/geoserver unless named), and prints each request. The maps are those
of the sandbox's made data: start the GeoServer with docker compose --profile sandbox up, or install it with
--set tiles_url=http://127.0.0.1:8790 --set graph_url=http://127.0.0.1:8790.
Needs curl, awk and ImageMagick (montage, convert) with the font DejaVu Sans: apt-get install curl imagemagick fonts-dejavu-core.
TEXT
}

case ${1:-} in
  -h | --help)
    usage
    exit 0
    ;;
esac
readonly geoserver=${1:-http://localhost:8080/geoserver}
folder=${2:-$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)}
readonly folder
readonly longitude=12.9895 latitude=55.6008 # in the sandbox's city
readonly pale=0xF2EFE9 dark=0x1D2329

# layer:style:zooms
readonly maps='
mapillary::12,14,15,16,17,18
overview:overview:3,5
sequences:sequences:8,11,13,15,17
sequences:sequences_by_age:11,13,15
images:images:14,15,16,17,18
images:images_by_age:14,16,18
traffic_signs:traffic_signs:16,17,18
traffic_signs:traffic_signs_icons:16,17,18
traffic_signs:traffic_signs_clusters:14,15,16
points:points:17,18
image_entities:image_entities:17,18
map_feature_entities:map_feature_entities:17,18
detections:detections:17,18,19
overview:heatmap:3,5
images:heatmap:12,14
'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# fetch URL FILE: fails on anything but a picture
fetch() {
  printf '%s\n' "$1"
  curl --fail --silent --show-error --output "$2" "$1"
  if [ "$(head -c 4 "$2" | tail -c 3)" != PNG ]; then
    head -c 600 "$2" >&2
    exit 1
  fi
}

# map_url LAYER STYLE ZOOM WIDTH HEIGHT BACKGROUND
map_url() {
  local bbox
  bbox=$(awk -v lon="$longitude" -v lat="$latitude" -v z="$3" -v w="$4" -v h="$5" 'BEGIN {
    pi = atan2(0, -1); radius = 6378137; pixel = 2 * pi * radius / 256 / 2 ^ z
    s = sin(lat * pi / 180)
    x = lon * pi / 180 * radius; y = radius * log((1 + s) / (1 - s)) / 2
    printf "%.3f,%.3f,%.3f,%.3f", x - w * pixel / 2, y - h * pixel / 2, x + w * pixel / 2, y + h * pixel / 2
  }')
  printf '%s/mapillary/wms?service=WMS&version=1.1.1&request=GetMap&layers=%s&styles=%s&srs=EPSG:3857&bbox=%s' \
    "$geoserver" "$1" "$2" "$bbox"
  printf '&width=%s&height=%s&format=image/png&bgcolor=%s' "$4" "$5" "$6"
}

sheet() { # sheet NAME BACKGROUND INK
  local line layer style zooms zoom cells=()
  for line in $maps; do
    IFS=: read -r layer style zooms <<<"$line"
    for zoom in ${zooms//,/ }; do
      local cell=$work/$1-$layer-$style-$zoom.png
      fetch "$(map_url "$layer" "$style" "$zoom" 240 180 "$2")" "$cell"
      cells+=("-label" "${style:-group} $zoom" "$cell")
    done
  done
  montage -background "#${2#0x}" -fill "$3" -font DejaVu-Sans -pointsize 11 "${cells[@]}" -tile 6x -geometry +3+3 "$work/$1.png"
  convert "$work/$1.png" +dither -colors 96 -strip "PNG8:$folder/styles-$1.png"
}

legends() {
  local line layer style cells=()
  for line in $maps; do
    IFS=: read -r layer style _ <<<"$line"
    # the group has none of its own, and the heat map is a style of two layers
    if [ -z "$style" ] || [ "$layer:$style" = images:heatmap ]; then continue; fi
    local cell=$work/legend-$layer-$style.png
    fetch "$geoserver/mapillary/wms?service=WMS&version=1.1.1&request=GetLegendGraphic&layer=$layer&style=$style&format=image/png&width=20&height=20" "$cell"
    cells+=("-label" "$style" "$cell")
  done
  montage -background white -fill black -font DejaVu-Sans -pointsize 11 "${cells[@]}" -tile 5x -gravity NorthWest -geometry '250x260>+6+6' "$work/legends.png"
  convert "$work/legends.png" +dither -colors 64 -strip "PNG8:$folder/legends.png"
}

sheet pale "$pale" '#263238'
sheet dark "$dark" '#e8e8e8'
legends
fetch "$(map_url mapillary '' 17 860 420 "$pale")" "$work/map.png"
convert "$work/map.png" +dither -colors 96 -strip "PNG8:$folder/map.png"
ls -l "$folder"/*.png
