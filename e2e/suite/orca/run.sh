#!/bin/sh
# Walks through journeys with Orca under Xvfb; see README.md. Everything started here ends here.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-"$here/../../results/orca"}
[ $# -gt 0 ] && shift
for program in Xvfb openbox xdotool orca dbus-run-session gsettings node; do
  command -v "$program" >/dev/null || { echo "missing: $program (see README.md)" >&2; exit 1; }
done
mkdir -p "$out"
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
display=:$((90 + $$ % 100))
export HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data"
export LANG=de_DE.UTF-8 LANGUAGE=de DISPLAY="$display" GTK_MODULES=gail:atk-bridge ACCESSIBILITY_ENABLED=1
mkdir -p "$XDG_RUNTIME_DIR" "$XDG_CONFIG_HOME/speech-dispatcher" && chmod 700 "$XDG_RUNTIME_DIR"
printf 'AddModule "dummy" "sd_dummy" ""\nDefaultModule dummy\nDefaultLanguage "de"\n' >"$XDG_CONFIG_HOME/speech-dispatcher/speechd.conf"
Xvfb "$display" -screen 0 1280x900x24 -nolisten tcp &
x=$!
trap 'kill "$x" 2>/dev/null; rm -rf "$home"' EXIT
dbus-run-session -- sh -eu -c '
  gsettings set org.gnome.desktop.interface toolkit-accessibility true
  gsettings set org.gnome.desktop.a11y.applications screen-reader-enabled true
  for launcher in /usr/libexec/at-spi-bus-launcher /usr/lib/at-spi2-core/at-spi-bus-launcher; do
    [ -x "$launcher" ] && { "$launcher" --a11y=1 & break; }
  done
  openbox &
  window=$!
  here=$1
  shift
  node "$here/walk.mjs" "$@"
  kill "$window" 2>/dev/null || true
' sh "$here" "$out" "$@"
