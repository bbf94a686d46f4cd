#!/bin/sh
# Builds the image bedside:local from docker/Dockerfile by buildah, as root and without a daemon. Where no registry is in
# reach, the base can be made from Debian's own packages. docker/Dockerfile can be built by docker and podman as well.
set -eu
cd "$(dirname "$0")/.."

usage() {
    cat <<'TEXT'
usage: scripts/build_image.sh [--debootstrap | --base IMAGE]

--debootstrap  make the base from Debian 12's packages (debootstrap; MIRROR names another mirror)
--base IMAGE   build on an image that is in buildah's storage, any Debian with python3 and its venv module
Without either the Dockerfile's own base is pulled. CA_BUNDLE, /etc/ssl/certs/ca-certificates.crt unless set, is what
pip trusts while it builds; it is not kept. The result is checked by: make setup, .venv/bin/pytest tests/integration/image
TEXT
}

base=
case "${1:-}" in
-h | --help)
    usage
    exit 0
    ;;
--debootstrap) base=localhost/bedside-base ;;
--base) base=${2:?--base needs an image} ;;
"") ;;
*)
    echo "build_image: unknown argument $1" >&2
    usage >&2
    exit 2
    ;;
esac

needs() {
    command -v "$1" >/dev/null 2>&1 || {
        echo "build_image: $1 is missing; on Debian: apt-get install --no-install-recommends $1" >&2
        exit 1
    }
}
needs buildah
[ "$(id -u)" = 0 ] || {
    echo "build_image: buildah's chroot isolation needs root" >&2
    exit 1
}

if [ "${1:-}" = --debootstrap ] && ! buildah inspect --type image "$base" >/dev/null 2>&1; then
    needs debootstrap
    root=$(mktemp -d)
    trap 'rm -rf "$root"' EXIT
    # minbase has what Debian calls essential; the rest is what the Dockerfile asks of its base.
    debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates \
        bookworm "$root/base" "${MIRROR:-http://deb.debian.org/debian}"
    container=$(buildah from scratch)
    buildah add --quiet "$container" "$root/base" / >/dev/null
    buildah commit --quiet --rm "$container" "$base"
fi

# HEALTHCHECK is a part of docker's image format alone; the other one drops it.
set -- --format docker --isolation chroot --network host --layers=false --file docker/Dockerfile --tag bedside:local
ca=${CA_BUNDLE:-/etc/ssl/certs/ca-certificates.crt}
[ ! -f "$ca" ] || set -- "$@" --volume "$ca:/etc/ssl/certs/ca-certificates.crt:ro"
[ -z "$base" ] || set -- "$@" --pull-never --build-arg "BASE_IMAGE=$base"
buildah build "$@" .
