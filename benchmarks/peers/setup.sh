#!/bin/sh
# Makes each peer's environment from its pinned requirements; quick when nothing changed. Needs the package index once.
# Pathway (1.4 GB) and the detectors of the scoring kernel come only when named: setup.sh pathway, setup.sh detectors.
# The lists are complete, so nothing is resolved: txtai would otherwise bring torch, of which nothing here makes use.
set -eu
cd "$(dirname "$0")"
PYTHON=${PYTHON:-python3}
for peer in ${*:-haystack txtai llamaindex}; do
    stamp=$peer/.venv/installed.txt
    if cmp -s "$peer/requirements.txt" "$stamp" 2>/dev/null; then
        continue
    fi
    echo "Installing $peer into benchmarks/peers/$peer/.venv (250 MB unpacked, Pathway 1.4 GB)"
    if command -v uv >/dev/null 2>&1; then
        uv venv --quiet --clear --python "$PYTHON" "$peer/.venv"
        uv pip install --quiet --no-deps --python "$peer/.venv/bin/python" --requirements "$peer/requirements.txt"
    else
        "$PYTHON" -m venv --clear "$peer/.venv"
        "$peer/.venv/bin/python" -m pip install --quiet --no-deps --requirement "$peer/requirements.txt"
    fi
    cp "$peer/requirements.txt" "$stamp"
done
