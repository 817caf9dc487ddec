#!/bin/sh
# Installs nginx.conf in the container of docker-compose.yml and runs nginx. TILES_FROM (mapillary or sandbox) sets the source of tiles,
# TILES_PER_MINUTE and TILES_BURST the pace of all GeoServers together.
set -eu

config=${NGINX_CONFIG_DIR:-/etc/nginx}
here=$(cd "$(dirname "$0")/.." && pwd)
per_minute=${TILES_PER_MINUTE:-240}
burst=${TILES_BURST:-60}

# A number from 1 on, of at most six digits.
check() {
  case $2 in
    '' | *[!0-9]* | 0* | ???????*)
      printf '%s=%s is no number from 1 to 999999\n' "$1" "$2" >&2
      exit 1
      ;;
  esac
}
check TILES_PER_MINUTE "$per_minute"
check TILES_BURST "$burst"

# nginx counts the requests besides the first one, and accepts no 0
if [ "$burst" -eq 1 ]; then
  burst_option=
else
  burst_option=" burst=$((burst - 1)) nodelay"
fi

mkdir -p "$config/conf.d"
sed -e "s/ rate=[0-9]*r\/m;/ rate=${per_minute}r\/m;/" -e "s/ burst=[0-9]* nodelay;/$burst_option;/" \
  "$here/nginx.conf" >"$config/conf.d/default.conf"
cp "$here/docker/upstream-${TILES_FROM:-sandbox}.conf" "$config/mapillary-upstream.conf"
exec nginx -g 'daemon off;'
