#!/usr/bin/env bash
# Installs what some suites need beyond Node: a browser. Does nothing when it is there.
set -euo pipefail

find_chromium() {
  if [ -n "${CHROMIUM_PATH:-}" ]; then command -v "$CHROMIUM_PATH"; return; fi
  command -v chromium || command -v chromium-browser || command -v google-chrome-stable || command -v google-chrome
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

if path=$(find_chromium); then
  echo "Chromium: $path"
  exit 0
fi

if ! command -v apt-get >/dev/null; then
  echo "Chromium is missing and there is no apt-get: install Chromium or Chrome by hand, or set CHROMIUM_PATH." >&2
  exit 1
fi
if [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; then
  echo "Chromium is missing. As root: apt-get install chromium" >&2
  exit 1
fi

echo "Installing Chromium with apt-get (about a minute) …"
log=$(mktemp)
if as_root apt-get update >"$log" 2>&1 &&
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium >>"$log" 2>&1; then
  echo "Chromium: $(find_chromium)"
  rm -f "$log"
else
  tail -20 "$log" >&2
  echo "Installing Chromium failed; all of it is in $log." >&2
  exit 1
fi
