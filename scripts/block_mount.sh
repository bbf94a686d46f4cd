#!/bin/sh
# Prepares a block device, or an image file, and mounts it for BEDSIDE_HOME. Shows what it would do unless --yes is given.
# A device that holds anything is never formatted.
set -eu

usage() {
    cat <<'TEXT'
usage: scripts/block_mount.sh DEVICE MOUNTPOINT [--yes] [--size SIZE] [--owner USER]
       scripts/block_mount.sh --unmount MOUNTPOINT [--yes]

DEVICE      a block device (/dev/vdb), or the path of an image file
MOUNTPOINT  an empty folder, made when missing
--yes       do it; without it every step is only printed
--size      makes the image file with this size when it is missing (for example 20G)
--owner     the user who will own the mounted folder; unchanged without it

An empty device gets an ext4 file system labelled bedside; one with a file system is mounted as it is.
Needs root, util-linux and e2fsprogs. Exit 0 done or shown, 1 refused or failed, 2 wrong use.
TEXT
}

fail() {
    echo "block_mount: $1" >&2
    exit "${2:-1}"
}

do_it() {
    if [ "$yes" = 1 ]; then
        echo "+ $*"
        "$@"
    else
        echo "would run: $*"
    fi
}

value() {
    [ $# -ge 2 ] || fail "$1 needs a value" 2
    printf '%s' "$2"
}

device='' mountpoint='' yes=0 size='' owner='' unmount=0
while [ $# -gt 0 ]; do
    case "$1" in
    -h | --help)
        usage
        exit 0
        ;;
    --yes) yes=1 ;;
    --unmount) unmount=1 ;;
    --size)
        size=$(value "$@")
        shift
        ;;
    --owner)
        owner=$(value "$@")
        shift
        ;;
    -*) fail "unknown option $1; see --help" 2 ;;
    *) if [ "$unmount" = 0 ] && [ -z "$device" ]; then device=$1; elif [ -z "$mountpoint" ]; then mountpoint=$1; else fail "too many arguments; see --help" 2; fi ;;
    esac
    shift
done

[ -n "$mountpoint" ] || {
    usage >&2
    exit 2
}
if [ "$yes" = 1 ]; then
    [ "$(id -u)" = 0 ] || fail "mounting needs root; repeat with sudo"
fi
for tool in mountpoint blkid mount umount; do
    command -v "$tool" >/dev/null 2>&1 || PATH="$PATH:/usr/sbin:/sbin"
    command -v "$tool" >/dev/null 2>&1 || fail "$tool is missing; install util-linux"
done

if [ "$unmount" = 1 ]; then
    mountpoint -q "$mountpoint" || fail "nothing is mounted at $mountpoint"
    do_it umount "$mountpoint"
    exit 0
fi

if mountpoint -q "$mountpoint" 2>/dev/null; then
    fail "something is already mounted at $mountpoint: $(findmnt -n -o SOURCE "$mountpoint" 2>/dev/null || echo unknown)"
fi
if [ -d "$mountpoint" ] && [ -n "$(ls -A "$mountpoint")" ]; then
    fail "$mountpoint is not empty; its files would be hidden by the mount"
fi

loop=
if [ -b "$device" ]; then
    [ -z "$size" ] || fail "--size is for image files; $device is a device" 2
    if [ "$(lsblk -n -o NAME "$device" 2>/dev/null | wc -l)" -gt 1 ]; then
        fail "$device has partitions; name one of them"
    fi
    if grep -q "^$device " /proc/mounts; then fail "$device is already mounted"; fi
elif [ -f "$device" ]; then
    loop="-o loop"
elif [ -n "$size" ]; then
    [ -d "$(dirname "$device")" ] || fail "no folder $(dirname "$device") to make the image in"
    loop="-o loop"
    do_it truncate -s "$size" "$device"
else
    fail "$device is neither a block device nor a file; give --size to make an image file"
fi

kind=
[ ! -e "$device" ] || kind=$(blkid -p -o value -s TYPE "$device" || true)
label=
[ ! -e "$device" ] || label=$(blkid -p -o value -s PTTYPE "$device" || true)
[ -z "$label" ] || fail "$device has a partition table ($label); name a partition, or clear it yourself"
if [ -z "$kind" ]; then
    if [ -e "$device" ] && [ -n "$(head -c 1048576 "$device" | tr -d '\000' | head -c 1)" ]; then
        fail "$device holds data that is no known file system; clear it yourself if it may go: wipefs, then blkdiscard or dd"
    fi
    command -v mkfs.ext4 >/dev/null 2>&1 || fail "mkfs.ext4 is missing; install e2fsprogs"
    do_it mkfs.ext4 -q -L bedside "$device"
else
    echo "$device holds a $kind file system: it is mounted as it is"
fi

do_it mkdir -p "$mountpoint"
# shellcheck disable=SC2086 # an option with its value, or nothing
do_it mount $loop "$device" "$mountpoint"
[ -z "$owner" ] || do_it chown "$owner" "$mountpoint"
if [ "$yes" = 1 ]; then
    mountpoint -q "$mountpoint" || fail "the mount did not hold; see dmesg"
    df -h "$mountpoint"
    echo "Use it with: BEDSIDE_HOME=$mountpoint/bedside bedside run all"
else
    echo "Nothing was changed. Repeat with --yes to do it."
fi
