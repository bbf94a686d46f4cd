"""What takes a while says what it is doing, to people at a terminal and to nobody else."""

import os
import pty
import subprocess
import sys
import threading
from pathlib import Path

import pytest

# A step of milliseconds may pass unseen between two frames, so each command has several of which one must be seen.
STEPS = {
    ("ask", "What is asthma?"): ("Opening the library", "looking in the library", "Choosing what answers it"),
    ("library", "status"): ("Opening the records", "Reading the collection default"),
    ("doctor",): ("Checking: library", "Checking: embedder"),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("terminal") / "home"
    told(folder, "ask", "What is gout?", "--json")
    return folder


def told(home: Path, *arguments: str) -> str:
    """Runs a command whose standard error is a terminal; returns what that was shown."""
    seen: list[bytes] = []
    ours, theirs = pty.openpty()

    def read() -> None:
        try:
            while part := os.read(ours, 4096):
                seen.append(part)
        except OSError:
            return  # how a terminal without anybody behind it ends

    reading = threading.Thread(target=read)
    reading.start()
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "bedside.cli", *arguments],
            env={"PATH": "", "BEDSIDE_HOME": str(home), "TERM": "xterm", "COLUMNS": "100"},
            stdout=subprocess.DEVNULL,
            stderr=theirs,
            timeout=120,
            check=False,
        )
    finally:
        os.close(theirs)
        reading.join(10)
        os.close(ours)
    assert ended.returncode == 0
    return b"".join(seen).decode()


@pytest.mark.parametrize("command", STEPS, ids=" ".join)
def test_what_is_being_done_is_shown_at_a_terminal(home: Path, command: tuple[str, ...]) -> None:
    shown = told(home, *command)
    assert any(step in shown for step in STEPS[command])


@pytest.mark.parametrize("command", STEPS, ids=" ".join)
def test_with_json_nothing_is_shown(home: Path, command: tuple[str, ...]) -> None:
    assert told(home, *command, "--json") == ""


def test_an_emergency_is_met_without_a_spinner(home: Path) -> None:
    assert told(home, "ask", "my dad is not breathing") == ""


@pytest.mark.parametrize("command", STEPS, ids=" ".join)
def test_into_a_file_nothing_is_shown(home: Path, command: tuple[str, ...]) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "bedside.cli", *command],
        env={"PATH": "", "BEDSIDE_HOME": str(home)},
        capture_output=True,
        timeout=120,
        check=True,
    )
    assert ended.stderr == b""
