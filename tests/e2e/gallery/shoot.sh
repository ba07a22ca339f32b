#!/bin/bash
# shoot.sh BUILD OUT [LANGUAGE] [THEME] [SCENE…]: photographs the gallery under a display of its own.
# GEOMETRY and GDK_SCALE may be set. One display, one window manager, one tray; all ended by pid.
set -u
build=$(realpath "$1") out=$(mkdir -p "$2" && realpath "$2") language=${3:-ko} theme=${4:-Adwaita}
shift $(($# < 4 ? $# : 4))
gallery=$build/bin/ui_gallery
home=$(mktemp -d)
mkdir -p "$home/run" && chmod 700 "$home/run"
export HOME=$home XDG_RUNTIME_DIR=$home/run LANG=${LANG_WANTED:-C.UTF-8} GDK_BACKEND=x11 TZ=Asia/Seoul
export GTK_THEME=$theme NO_AT_BRIDGE=1
Xvfb -displayfd 4 4> "$home/display" -screen 0 "${GEOMETRY:-1366x820x24}" -nolisten tcp 2> /dev/null &
pids=($!)
for _ in $(seq 100); do [ -s "$home/display" ] && break; sleep 0.05; done
DISPLAY=:$(cat "$home/display"); export DISPLAY
openbox > "$home/openbox.log" 2>&1 & pids+=($!)
tint2 > "$home/tint2.log" 2>&1 & pids+=($!)
sleep 0.7
xsetroot -solid '#39566b'
read -ra scenes <<< "${*:-$("$gallery" --list | tr '\n' ' ')}"
suffix=$language; [[ $theme == *dark* ]] && suffix+=_dark; [ -n "${GDK_SCALE:-}" ] && suffix+=_x$GDK_SCALE
for scene in "${scenes[@]}"; do
  "$gallery" "$language" "$scene" > "$home/said" 2> "$home/errors" & shown=$!
  for _ in $(seq 100); do grep -q ready "$home/said" && break; sleep 0.1; done
  import -window root "$out/${scene}_$suffix.png"
  kill "$shown"; wait "$shown" 2> /dev/null
  grep -v 'accessibility bus' "$home/errors" | sed "s/^/$scene: /" | head -5
done
kill "${pids[@]}" 2> /dev/null; wait 2> /dev/null
rm -rf "$home"
