#!/bin/sh
# Creates .venv from uv.lock, once. A stamp holds the checksum of what was installed, so that the second call is quick
# and needs no network. Arguments are passed on to `uv sync`. PYTHON names the interpreter to start from.
set -eu
cd "$(dirname "$0")/.."

UV_VERSION=0.13.9
DOWNLOAD="about 550 MB of wheels (1.2 GB on disk)"
STAMP=.venv/.bedside-setup

fail() {
    printf 'make setup: %s\n' "$*" >&2
    exit 1
}

say() {
    printf 'setup: %s\n' "$*"
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

wanted=$(printf '%s ' "$@"; cat pyproject.toml uv.lock scripts/setup.sh | cksum)
if [ -x .venv/bin/bedside ] && [ -f "$STAMP" ] && [ "$(cat "$STAMP")" = "$wanted" ]; then
    exit 0
fi

python=
for candidate in .venv/bin/python "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11; do
    if new_enough "$candidate"; then
        python=$(command -v "$candidate")
        break
    fi
done
[ -n "$python" ] || fail "no Python 3.11 or newer found. Install one, or name it: make setup PYTHON=/path/to/python3"
say "$("$python" --version) at $python"

if command -v uv >/dev/null 2>&1; then
    uv=uv
else
    uv=.uv/bin/uv
    if [ ! -x "$uv" ]; then
        say "uv is not on PATH: fetching uv $UV_VERSION into .uv (25 MB)"
        "$python" -m venv .uv || fail "Python has no venv module. On Debian: apt-get install python3-venv"
        printf '*\n' >.uv/.gitignore
        .uv/bin/pip install --quiet --disable-pip-version-check "uv==$UV_VERSION" ||
            fail "uv could not be fetched. Check the network, or put uv on PATH"
    fi
fi
say "$($uv --version)"

export UV_PYTHON_DOWNLOADS=never
[ -x .venv/bin/python ] || "$uv" venv --quiet --python "$python" .venv
say "installing what uv.lock names into .venv: $DOWNLOAD when nothing is cached, minutes on a usual line"
"$uv" sync --locked --group dev "$@" ||
    fail "not complete. Nothing else was changed; check the network and repeat, what was fetched is kept"
# Compiled once here, so that the first readings of a new installation do not wait for it.
.venv/bin/python -c 'from bedside.core.vitals.scoring import prepare; prepare()' ||
    fail "the scoring kernel could not be compiled; report it with the lines above"
printf '%s' "$wanted" >"$STAMP"
say "done: $(du -sh .venv | cut -f1) in .venv. Everything from here works with the network off"
