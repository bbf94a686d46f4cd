"""What a home tells people: its alerts and notices; and what an undisturbed scorer tells over the same log."""

import shutil
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from faults.processes import Process

_WHOLE = "alert_id, patient_id, source, rule, priority, state, opened_ms, closed_ms, first_event_id, reason"
_SHORT = "alert_id, patient_id, rule, priority, first_event_id"
_NOTICES = "SELECT alert_id, channel, recipient, kind, step, worsened FROM notices"
_OF_THE_RUN = ("alerts", "notices", "silences", "sensor_events", "heartbeats")
_TECHNICAL = ("sensor_", "clock_", "implausible", "gateway_", "pipeline_")

Row = tuple[object, ...]


def alerts(home: Path, columns: str = _WHOLE) -> dict[str, Row]:
    """Returns the alerts that scoring makes, by id; those of Bedside itself are left out."""
    rows = _rows(
        home / "records.sqlite", f"SELECT {columns} FROM alerts WHERE patient_id IS NOT NULL OR source = 'json'"
    )
    return {str(row[0]): row for row in rows}


def clinical(home: Path, columns: str = _SHORT) -> dict[str, Row]:
    """Returns the alerts of patients that are not of their sensors."""
    places = {str(row[0]): str(row[1]) for row in alerts(home, "alert_id, rule").values()}
    return {key: row for key, row in alerts(home, columns).items() if not places[key].startswith(_TECHNICAL)}


def notices(home: Path) -> Counter[Row]:
    """Returns how often each word to each person is there."""
    return Counter(_rows(home / "records.sqlite", _NOTICES))


def differences(found: dict[str, Row], expected: dict[str, Row]) -> list[str]:
    """Returns in words what is missing, too much, or other than expected; the first few."""
    told = [f"missing {expected[key]}" for key in expected.keys() - found.keys()]
    told += [f"too much {found[key]}" for key in found.keys() - expected.keys()]
    told += [
        f"{found[key]} instead of {expected[key]}"
        for key in found.keys() & expected.keys()
        if found[key] != expected[key]
    ]
    return told[:5] + ([f"and {len(told) - 5} more"] if len(told) > 5 else [])


def end_of_log(home: Path) -> int:
    """Returns the offset of the newest row."""
    return int(_rows(home / "readings.sqlite", "SELECT coalesce(max(id), 0) FROM rows")[0][0])


def position(home: Path, group: str = "scorer") -> int:
    """Returns how far a group of consumers says that it is."""
    path = home / "readings.sqlite-positions"
    rows = _rows(path, "SELECT offset FROM positions WHERE consumer = ?", group) if path.exists() else []
    return int(rows[0][0]) if rows else 0


def wait_until_done(home: Path, offset: int | None = None, group: str = "scorer", timeout_s: float = 120) -> float:
    """Waits until a group has come to an offset, the log's end unless one is given; returns the seconds."""
    began, wanted = time.monotonic(), end_of_log(home) if offset is None else offset
    while position(home, group) < wanted:
        assert time.monotonic() - began < timeout_s, f"{group} is at {position(home, group)} of {wanted}"
        time.sleep(0.05)
    return time.monotonic() - began


def wait_until_beating(home: Path, name: str, since_ms: float, timeout_s: float = 120) -> None:
    """Waits until a loop has said that it lives after a moment."""
    deadline = time.monotonic() + timeout_s
    query = "SELECT at_ms FROM heartbeats WHERE name = ? AND at_ms > ?"
    while not _rows(home / "records.sqlite", query, name, since_ms):
        assert time.monotonic() < deadline, f"{name} does not beat"
        time.sleep(0.05)


def undisturbed(home: Path, to: Path) -> Path:
    """Runs a scorer that nobody disturbs over the log of a home that stands still; returns the home of that run."""
    to.mkdir()
    for name in ("readings.sqlite", "records.sqlite"):
        _copy(home / name, to / name)
    with closing(sqlite3.connect(to / "records.sqlite")) as records, records:
        for table in _OF_THE_RUN:
            records.execute(f"DELETE FROM {table}")
    scorer = Process("scorer", to)
    scorer.start()
    try:
        wait_until_done(to)
    finally:
        scorer.stop()
    return to


def rewind(home: Path, group: str) -> None:
    """Lets a group of a home that stands still begin at the log's first row; a scorer without its snapshot."""
    with closing(sqlite3.connect(home / "readings.sqlite-positions")) as positions, positions:
        positions.execute("UPDATE positions SET offset = 0 WHERE consumer = ?", (group,))
    if group == "scorer":
        shutil.rmtree(home / "objects" / "scorer")


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)


def _rows(path: Path, query: str, *values: object) -> list[Row]:
    with closing(sqlite3.connect(path, timeout=20)) as connection:
        return connection.execute(query, values).fetchall()
