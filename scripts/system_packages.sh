#!/bin/sh
# Brings the system packages that tests use: Chromium and fonts for the page tests, Mosquitto for those of MQTT.
# Installs them on Debian as root; elsewhere names what is missing and how to install it. The tests that need them are
# then skipped by name, or fail under CI=true.
set -eu

case "${1:-}" in
-h | --help)
    echo "usage: scripts/system_packages.sh    install, or list, the system packages that tests use"
    exit 0
    ;;
"") ;;
*)
    echo "system_packages: unknown argument $1" >&2
    exit 2
    ;;
esac

found() {
    for name in "$@"; do
        if command -v "$name" >/dev/null 2>&1; then return 0; fi
    done
    return 1
}

missing=
if [ -f /etc/debian_version ] && command -v dpkg-query >/dev/null 2>&1; then
    for package in chromium fonts-liberation mosquitto; do
        state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
        [ "$state" = installed ] || missing="$missing $package"
    done
    # Ubuntu's chromium is a snap; any Chromium or Chrome on PATH will do.
    if found chromium chromium-browser google-chrome; then
        missing=$(printf '%s' "$missing" | sed 's/ chromium\( \|$\)/\1/')
    fi
    [ -n "$missing" ] || exit 0
    if [ "$(id -u)" = 0 ]; then
        echo "system: installing$missing (about 100 MB)"
        apt-get update -qq
        # shellcheck disable=SC2086 # a list of package names
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
    else
        echo "system: missing$missing. Install with: sudo apt-get install --no-install-recommends$missing"
    fi
else
    found chromium chromium-browser google-chrome || missing="$missing chromium"
    PATH=$PATH:/usr/sbin:/usr/local/sbin found mosquitto || missing="$missing mosquitto"
    [ -n "$missing" ] || exit 0
    case "$(uname -s)" in
    Darwin) line="brew install$missing (chromium with --cask)" ;;
    *) line="your package manager's, for example: dnf install$missing, pacman -S$missing, apk add$missing" ;;
    esac
    echo "system: missing$missing. Install with: $line"
fi
