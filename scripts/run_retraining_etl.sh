#!/bin/sh
# Will turn stored answers and feedback into training data and retrain behind the gate. Not built yet.
set -eu

case "${1:-}" in
-h | --help)
    echo "usage: scripts/run_retraining_etl.sh    not built yet: comes with the Learn part as 'bedside retraining run'"
    exit 0
    ;;
esac
cat >&2 <<'TEXT'
run_retraining_etl: not built yet. It comes with the Learn part as `bedside retraining run`; docs/roadmap.md has its state.
Until then answers and feedback are kept, so that nothing is lost for it. To load a library run scripts/run_etl.sh.
TEXT
exit 1
