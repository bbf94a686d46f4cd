#!/bin/sh
# Mounts the bucket of BEDSIDE_OBJECTS_URL as a folder, read-only, so that data sets and artefacts can be looked at with
# ordinary tools. Bedside itself never reads through this mount.
set -eu

usage() {
    cat <<'TEXT'
usage: scripts/object_mount.sh MOUNTPOINT [--write] [--foreground] [--dry-run]
       scripts/object_mount.sh --unmount MOUNTPOINT

Reads BEDSIDE_OBJECTS_URL (s3://bucket/prefix), BEDSIDE_S3_ENDPOINT (unset: Amazon S3) and the AWS variables
(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION; unset: the machine's own role).

MOUNTPOINT    an empty folder, made when missing
--write       allow writing; read-only otherwise
--foreground  stay until interrupted
--dry-run     print the rclone command and stop

Needs rclone and fuse3. Exit 0 done, 1 refused or failed, 2 wrong use.
TEXT
}

fail() {
    echo "object_mount: $1" >&2
    exit "${2:-1}"
}

mountpoint='' mode=--read-only daemon=--daemon dry=0 unmount=0
while [ $# -gt 0 ]; do
    case "$1" in
    -h | --help)
        usage
        exit 0
        ;;
    --write) mode= ;;
    --foreground) daemon= ;;
    --dry-run) dry=1 ;;
    --unmount) unmount=1 ;;
    -*) fail "unknown option $1; see --help" 2 ;;
    *)
        [ -z "$mountpoint" ] || fail "too many arguments; see --help" 2
        mountpoint=$1
        ;;
    esac
    shift
done
[ -n "$mountpoint" ] || {
    usage >&2
    exit 2
}

if [ "$unmount" = 1 ]; then
    if command -v fusermount3 >/dev/null 2>&1; then exec fusermount3 -u "$mountpoint"; fi
    exec umount "$mountpoint"
fi

url=${BEDSIDE_OBJECTS_URL:-}
case "$url" in
s3://?*) ;;
"") fail "BEDSIDE_OBJECTS_URL is not set: objects lie in the folder 'objects' of BEDSIDE_HOME and need no mount" ;;
file://*) fail "BEDSIDE_OBJECTS_URL is a folder already: ${url#file://}" ;;
*) fail "BEDSIDE_OBJECTS_URL is not an s3:// address: ${url%%:*}://…" ;;
esac
command -v rclone >/dev/null 2>&1 || fail "rclone is missing; install it, for example: apt-get install rclone fuse3"
if [ "$dry" = 0 ]; then
    command -v fusermount3 >/dev/null 2>&1 || fail "fusermount3 is missing; install it, for example: apt-get install fuse3"
    [ -e /dev/fuse ] || fail "/dev/fuse is missing: this machine or container allows no FUSE mounts"
    if mountpoint -q "$mountpoint" 2>/dev/null; then fail "something is already mounted at $mountpoint"; fi
    mkdir -p "$mountpoint"
    [ -z "$(ls -A "$mountpoint")" ] || fail "$mountpoint is not empty; its files would be hidden by the mount"
fi

# The remote is configured by the environment alone: no credentials reach the command line or a file.
export RCLONE_CONFIG=/dev/null
export RCLONE_CONFIG_BEDSIDE_TYPE=s3
export RCLONE_CONFIG_BEDSIDE_ENV_AUTH=true
if [ -n "${BEDSIDE_S3_ENDPOINT:-}" ]; then
    export RCLONE_CONFIG_BEDSIDE_PROVIDER=Other
    export RCLONE_CONFIG_BEDSIDE_ENDPOINT="$BEDSIDE_S3_ENDPOINT"
else
    export RCLONE_CONFIG_BEDSIDE_PROVIDER=AWS
    [ -z "${AWS_REGION:-}" ] || export RCLONE_CONFIG_BEDSIDE_REGION="$AWS_REGION"
fi

path=${url#s3://}
set -- mount "bedside:${path%/}" "$mountpoint" --dir-cache-time 30s --vfs-cache-mode minimal
[ -z "$mode" ] || set -- "$@" "$mode"
[ -z "$daemon" ] || set -- "$@" "$daemon"
if [ "$dry" = 1 ]; then
    echo "would run: rclone $*"
    exit 0
fi
rclone lsf --max-depth 1 "bedside:${path%/}" >/dev/null ||
    fail "nothing can be listed there: check bucket and prefix (an empty one cannot be mounted), BEDSIDE_S3_ENDPOINT and the AWS variables"
rclone "$@" || fail "rclone could not mount; its message stands above"
[ -z "$daemon" ] || echo "Mounted $url at $mountpoint. Undo with: scripts/object_mount.sh --unmount $mountpoint"
