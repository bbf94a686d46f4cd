"""The command line in this process: its own home, what it printed, how it ended."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bedside.cli import library, main


@dataclass(frozen=True)
class Ended:
    status: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


Bedside = Callable[..., Ended]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def bedside(home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Bedside:
    for name in [name for name in os.environ if name.startswith("BEDSIDE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("BEDSIDE_HOME", str(home))
    monkeypatch.setenv("BEDSIDE_MLLP_PORT", "0")  # another Bedside of this machine may have the usual one
    # The tests share their process with what it runs, and a priority once lowered cannot be raised again.
    monkeypatch.setattr(library, "lower_priority", lambda *_: None)

    def run(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["bedside", *arguments])
        status = 0
        try:
            main()
        except SystemExit as ended:
            status = int(ended.code or 0)
        captured = capfd.readouterr()
        return Ended(status, captured.out, captured.err)

    return run


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A small library: one document a line, one of them broken."""
    lines = [
        {"id": f"n{n}", "title": f"Note {n}", "text": f"Note {n} tells of the lantern of ward {n}. {'More. ' * n}"}
        for n in range(6)
    ]
    path = tmp_path / "notes.jsonl"
    path.write_text("\n".join([*map(json.dumps, lines), "no JSON"]))
    return path
