#!/usr/bin/env bash
# Makes the icons of the style traffic_signs_icons. Run it before install.sh or rest.sh, which then install them with all else.
set -euo pipefail

readonly height=16 # pixels, as the style draws them: GeoServer need not scale them
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly styles=$here/data_dir/workspaces/mapillary/styles
readonly style=$styles/traffic_signs_icons.sld

usage() {
  cat <<'TEXT'
usage: signs.sh FOLDER

Turns FOLDER/VALUE.svg into icons of the style traffic_signs_icons, data_dir/workspaces/mapillary/styles/signs/VALUE.png beside this
script, and writes the values that have an icon into the style. FOLDER is package_signs of a checkout of
https://github.com/mapillary/mapillary_sprite_source. Needs rsvg-convert (package librsvg2-bin of Debian and Ubuntu).

Exit codes: 0 done, 1 failed (nothing is changed in the style then), 2 wrong usage.
TEXT
}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

case ${1:-} in
  -h | --help)
    usage
    exit 0
    ;;
esac
if [ $# -ne 1 ]; then
  usage >&2
  exit 2
fi
readonly folder=$1
[ -d "$folder" ] || fail "there is no folder $folder: name package_signs of a checkout of mapillary_sprite_source"
command -v rsvg-convert >/dev/null || fail 'rsvg-convert is missing: install librsvg2-bin'

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
mkdir -p "$made/signs"
cp "$style" "$made/style.sld"

count=0
for class in regulatory warning information complementary; do
  values='|'
  for icon in "$folder/$class"--*.svg; do
    [ -f "$icon" ] || continue
    value=$(basename "$icon" .svg)
    # a name goes into an expression of the style: letters, digits, hyphens and underscores alone, as in Mapillary's values
    [[ $value =~ ^[a-z0-9_-]+$ ]] || fail "the name of $icon is no value of Mapillary's"
    rsvg-convert --height "$height" --keep-aspect-ratio --output "$made/signs/$value.png" "$icon" || fail "can't draw $icon"
    values+="$value|"
    count=$((count + 1))
  done
  [ "$values" != '|' ] || values="|$class|"
  CLASS=$class VALUES=$values awk '{
    start = index($0, "\047|" ENVIRON["CLASS"])
    if (start) {
      rest = substr($0, start + 1)
      $0 = substr($0, 1, start) ENVIRON["VALUES"] substr(rest, index(rest, "\047"))
    }
    print
  }' "$made/style.sld" >"$made/next.sld"
  mv "$made/next.sld" "$made/style.sld"
done
[ "$count" -gt 0 ] || fail "there are no icons in $folder, such as regulatory--stop--g1.svg"

mkdir -p "$styles/signs"
mv "$made/signs"/*.png "$styles/signs/"
cat "$made/style.sld" >"$style"
printf '%s icons in %s\n' "$count" "$styles/signs"
