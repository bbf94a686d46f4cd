#!/bin/sh
# Loads a library offline: extract, transform, load. A thin way to `bedside library load` for cron and compose files.
set -eu
here=$(dirname "$0")

usage() {
    cat <<'TEXT'
usage: scripts/run_etl.sh [SOURCE] [options of `bedside library load`]

SOURCE is MedQuAD (XML folder, archive, Parquet folder), a folder of documents, or a JSONL file.
Without it BEDSIDE_MEDQUAD is used. A load that was interrupted goes on where it stopped.
TEXT
}

case "${1:-}" in
-h | --help)
    usage
    exit 0
    ;;
"" | -*)
    if [ -z "${BEDSIDE_MEDQUAD:-}" ]; then
        echo "run_etl: no SOURCE given and BEDSIDE_MEDQUAD is not set" >&2
        usage >&2
        exit 2
    fi
    set -- "$BEDSIDE_MEDQUAD" "$@"
    ;;
esac

if [ -x "$here/../.venv/bin/bedside" ]; then
    bedside=$here/../.venv/bin/bedside
elif command -v bedside >/dev/null 2>&1; then
    bedside=bedside
else
    echo "run_etl: bedside is not installed here; run: make setup" >&2
    exit 1
fi
exec "$bedside" library load "$@"
