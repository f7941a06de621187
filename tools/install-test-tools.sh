#!/usr/bin/env bash
# Installs what some suites need beyond Node: a browser, and something that renders kustomizations. What is there
# already is left alone. For Debian and its like.
set -euo pipefail

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

find_chromium() {
  if [ -n "${CHROMIUM_PATH:-}" ]; then command -v "$CHROMIUM_PATH"; return; fi
  command -v chromium || command -v chromium-browser || command -v google-chrome-stable || command -v google-chrome
}

# Components came with kustomize 4; Debian 12 packs a kubectl that is older.
find_kustomize() {
  if kubectl version --client 2>/dev/null | grep -qE 'Kustomize Version: v([5-9]|[1-9][0-9])'; then command -v kubectl; return; fi
  command -v kustomize
}

apt_install() {
  local log
  log=$(mktemp)
  if as_root apt-get update >"$log" 2>&1 &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >>"$log" 2>&1; then
    rm -f "$log"
  else
    tail -20 "$log" >&2
    echo "Installing $* failed; all of it is in $log." >&2
    exit 1
  fi
}

# Debian 12 has no package of kustomize, Debian 13 does, and that one needs nothing newer. So Debian 13 is added
# beside the sources there are, at a priority at which nothing else is taken from it.
add_debian_13() {
  local source list=/etc/apt/sources.list.d/clientele-trixie.list
  source=$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' 2>/dev/null | head -n 1)
  [ -n "$source" ] || return 0
  [ -f "$list" ] || echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $source trixie main" | as_root tee "$list" >/dev/null
  printf 'Package: *\nPin: release n=trixie\nPin-Priority: 1\n' | as_root tee /etc/apt/preferences.d/clientele-trixie >/dev/null
}

require() {
  local name=$1 find=$2 package=$3 path
  if path=$($find); then echo "$name: $path"; return; fi
  if ! command -v apt-get >/dev/null || { [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; }; then
    echo "$name is missing. Install it by hand, or as root: apt-get install $package" >&2
    exit 1
  fi
  echo "Installing $name with apt-get (about a minute) …"
  if [ "$package" = kustomize ]; then
    as_root apt-get update >/dev/null 2>&1 || true
    add_debian_13
  fi
  apt_install "$package"
  echo "$name: $($find)"
}

require Chromium find_chromium chromium
require kustomize find_kustomize kustomize
