"""Each module of `benchmarks` can be imported: what the package renames is renamed there, though no test runs it."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from architecture.tree import ROOT, python

NOT_IMPORTED = {
    "benchmarks.peers.detectors.run": "river and PyOD are in an environment of its own",
    "benchmarks.peers.haystack.run": "Haystack is in an environment of its own",
    "benchmarks.peers.llamaindex.run": "LlamaIndex is in an environment of its own",
    "benchmarks.peers.pathway.run": "Pathway is in an environment of its own",
    "benchmarks.peers.txtai.run": "txtai is in an environment of its own",
    "benchmarks.question_tuning.tune": "jax is in an environment of its own",
    "benchmarks.question_tuning.tune_sentences": "jax is in an environment of its own",
}

_IMPORT_ALL = """
import importlib, json, sys
failed = {}
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except Exception as error:
        failed[name] = f"{type(error).__name__}: {error}"
print(json.dumps(failed))
"""


def modules(root: Path) -> list[str]:
    """Returns the modules of the benchmarks below a folder."""
    folder = root / "benchmarks"
    names = [path.relative_to(root).with_suffix("").parts for path in python(root) if path.is_relative_to(folder)]
    return [".".join(part for part in name if part != "__init__") for name in names]


def not_importable(root: Path) -> dict[str, str]:
    """Returns which of them cannot be imported, and why."""
    wanted = [name for name in modules(root) if name not in NOT_IMPORTED]
    path = os.pathsep.join([str(root), str(ROOT / "src")])
    command = [sys.executable, "-c", _IMPORT_ALL, *wanted]
    done = subprocess.run(
        command, cwd=root, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_every_module_can_be_imported() -> None:
    assert not_importable(ROOT) == {}


def test_what_is_not_imported_is_there() -> None:
    assert sorted(NOT_IMPORTED.keys() - set(modules(ROOT))) == []


@pytest.mark.parametrize("planted", ["from bedside.core.vitals.signals import SIGNALS_OF_OLD", "import bedside.of_old"])
def test_a_planted_rename_is_found(tmp_path: Path, planted: str) -> None:
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks" / "__init__.py").touch()
    (tmp_path / "benchmarks" / "figures.py").write_text(planted + "\n")
    assert list(not_importable(tmp_path)) == ["benchmarks.figures"]


def test_types_are_checked_there_too() -> None:
    assert "benchmarks" in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]["files"]
