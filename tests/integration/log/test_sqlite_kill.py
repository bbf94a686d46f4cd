"""A writer killed at any moment has lost nothing it acknowledged, taken nothing twice, and torn nothing."""

import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bedside.adapters.log.sqlite import SqliteReadingLog
from bedside.ports.watch import Taken
from bedside.testing.contracts.reading_log import kept
from bedside.testing.offers import NOW_MS, offer
from integration.log.writer import ids_of

DROPPER = """
import os, signal, sys
from bedside.adapters.log.sqlite import SqliteReadingLog
from bedside.testing.contracts.reading_log import entries
from bedside.testing.offers import NOW_MS, offer
log = SqliteReadingLog(sys.argv[1])
log.append(offer(*[f"e-{n}" for n in range(500)], observed_at_ms=int(sys.argv[3])))
log.append(offer("last", observed_at_ms=int(sys.argv[3])))
log.tick(NOW_MS)
while log.end(0) < 3 or log.retain(*((NOW_MS + 60_000, 10**12) if sys.argv[2] == "age" else (0, 1))):
    pass
assert [row.offset for row in entries(log, 0)] == [3]
os.kill(os.getpid(), signal.SIGKILL)
"""
WRITER = Path(__file__).with_name("writer.py")
KILLS = 8


@contextmanager
def writer(mode: str, url: str) -> Iterator["subprocess.Popen[str]"]:
    child = subprocess.Popen(
        [sys.executable, "-W", "ignore", WRITER, mode, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with child:
        try:
            yield child
        finally:
            child.kill()


def acknowledged_before_kill(child: "subprocess.Popen[str]", name: str, seed: int) -> list[str]:
    """Returns the batches a writer had acknowledged when it was killed, at a moment that the seed chooses."""
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(f"{name} {seed}\n")
    child.stdin.flush()
    pid, chance = int(child.stdout.readline()), random.Random(seed)
    acknowledged = [child.stdout.readline() for _ in range(chance.randint(1, 60))]
    threading.Event().wait(chance.random() * 0.01)  # the moment within a commit, not a wait for anything
    os.kill(pid, signal.SIGKILL)
    while not (line := child.stdout.readline()).endswith("gone\n"):
        acknowledged.append(line)
    return [line.strip() for line in acknowledged]


def faults(log: SqliteReadingLog, acknowledged: list[str]) -> list[str]:
    """Returns what is wrong with the log, given what was acknowledged."""
    stored = [one.event_id for one in kept(log)]
    counted = Counter(stored)
    batches = Counter(event_id.partition("/")[0] for event_id in counted)
    lost = [f"lost {batch}" for batch in acknowledged if not all(one in counted for one in ids_of(batch))]
    doubled = [f"doubled {event_id}" for event_id, count in counted.items() if count > 1]
    torn = [f"torn {batch}" for batch, count in batches.items() if count != len(ids_of(batch))]
    numbers: dict[str, list[int]] = {}
    for batch in dict.fromkeys(event_id.partition("/")[0] for event_id in stored):
        name, thread, number, _ = batch.split("-")
        numbers.setdefault(f"{name}-{thread}", []).append(int(number))
    mixed = [f"out of order {name}" for name, found in numbers.items() if found != sorted(found)]
    return lost + doubled + torn + mixed


def test_eight_kills_lose_double_tear_and_reorder_nothing(tmp_path: Path) -> None:
    url, acknowledged = f"sqlite:///{tmp_path}/log.sqlite", list[str]()
    with writer("sound", url) as child:
        for kill in range(KILLS):
            acknowledged += acknowledged_before_kill(child, f"k{kill}", kill)
            with closing(SqliteReadingLog(url)) as log:
                assert faults(log, acknowledged) == []
                if kill % 3 == 1:  # as senders do that had no answer; else the next writer finds what the kill left
                    known = [one for batch in acknowledged for one in ids_of(batch)]
                    assert set(log.append(offer(*known, patient_id="p")).tolist()) <= {Taken.CONFLICTING}
    assert len(acknowledged) > 2 * KILLS
    assert list((tmp_path / "log.sqlite-index").glob("*.run"))


def test_a_log_that_acknowledges_before_it_commits_is_caught(tmp_path: Path) -> None:
    url, acknowledged = f"sqlite:///{tmp_path}/log.sqlite", list[str]()
    with writer("early", url) as child:
        for kill in range(3):
            acknowledged += acknowledged_before_kill(child, f"k{kill}", kill)
    with closing(SqliteReadingLog(url)) as log:
        assert any(fault.startswith("lost") for fault in faults(log, acknowledged))


@pytest.mark.parametrize("why", ["age", "size"])
def test_what_the_log_dropped_before_a_kill_is_known_after_it(tmp_path: Path, why: str) -> None:
    url = f"sqlite:///{tmp_path}/log.sqlite"
    told = [sys.executable, "-W", "ignore", "-c", DROPPER, url, why, str(NOW_MS)]
    child = subprocess.run(told, check=False)
    assert child.returncode == -signal.SIGKILL
    with closing(SqliteReadingLog(url)) as log:
        again = offer(*(f"e-{n}" for n in range(500)), "last", observed_at_ms=NOW_MS)
        assert set(log.append(again).tolist()) == {Taken.DUPLICATE}


@pytest.mark.parametrize("damage", ["cut", "gone", "no list", "garbage"])
def test_an_index_that_is_not_whole_is_made_again_from_the_rows(tmp_path: Path, damage: str) -> None:
    url, ids = f"sqlite:///{tmp_path}/log.sqlite", [f"e-{n}" for n in range(50)]
    with closing(SqliteReadingLog(url)) as log:
        log.append(offer(*ids))
    folder = tmp_path / "log.sqlite-index"
    (run,) = folder.glob("*.run")
    if damage == "cut":
        run.write_bytes(run.read_bytes()[:-8])
    elif damage == "gone":
        run.unlink()
    else:
        (folder / "index.json").write_text("" if damage == "no list" else '{"reach": [9], "runs": [{}]}')
    with closing(SqliteReadingLog(url)) as log:
        assert set(log.append(offer(*ids)).tolist()) == {Taken.DUPLICATE}


def test_an_index_of_another_log_is_not_believed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/log.sqlite"
    with closing(SqliteReadingLog(url)) as log:
        for n in range(5):
            log.append(offer(f"e-{n}"))
    for path in tmp_path.glob("log.sqlite*"):
        if path.is_file():
            path.unlink()
    with closing(SqliteReadingLog(url)) as log:
        assert log.append(offer("e-1")).tolist() == [Taken.ACCEPTED]
