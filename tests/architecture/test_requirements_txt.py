"""requirements.txt is what uv.lock says, no more and no less."""

import re
import shutil
import subprocess

import pytest

from architecture.tree import ROOT

EXPORT = "export --quiet --locked --no-dev --no-emit-project --no-header --format requirements-txt".split()
REQUIREMENTS = (ROOT / "requirements.txt").read_text()


def test_it_equals_a_fresh_export() -> None:
    own = ROOT / ".uv" / "bin" / "uv"
    uv = shutil.which("uv") or (str(own) if own.exists() else None)
    if uv is None:
        pytest.skip("uv is missing: pip install uv")
    export = subprocess.run(
        [uv, *EXPORT, "--offline"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert export.stdout == REQUIREMENTS, "run: make requirements"


def test_every_entry_is_pinned_and_has_its_hash() -> None:
    entries = re.split(r"\n(?=\S)", REQUIREMENTS.strip())
    for entry in (entry for entry in entries if not entry.startswith("#")):
        assert re.match(r"[a-z0-9._-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_no_torch_comes_along() -> None:
    assert not re.search(r"^(torch|nvidia-|sentence-transformers)", REQUIREMENTS, re.MULTILINE)
