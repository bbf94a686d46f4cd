"""CSV, row by row: what is wrong with one row, and that a file of any size takes little memory."""

import subprocess
import sys

import pytest

from bedside.core.vitals.reading import Reason
from bedside.errors import InvalidInput
from bedside.messages.csv_readings import read_csv
from bedside.messages.found import Measured, Unread

HEAD = "patient_id,signal,value,unit,observed_at,event_id,device_id,sequence"
ROW = "p1,heart_rate,72,/min,2026-03-01T12:00:00Z,,,"


@pytest.mark.parametrize(
    ("row", "reason", "field"),
    [
        (ROW.replace("12:00:00Z", "12:00:00"), Reason.NO_TIME_ZONE, "observed_at"),
        (ROW + "x", Reason.MALFORMED, "sequence"),
        (ROW + "-1", Reason.MALFORMED, "sequence"),
        (ROW + "²", Reason.MALFORMED, "sequence"),
        (ROW + ",", Reason.MALFORMED, "row"),
        ("p1,heart_rate", Reason.MALFORMED, "row"),
        (ROW.replace("p1", "p\x01"), Reason.HIDDEN_CHARACTER, "patient_id"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_and_kept_as_it_came(row: str, reason: Reason, field: str) -> None:
    first, second = read_csv([HEAD, row, ROW])
    assert first.found == (Unread(reason, field, "row[1]"),)
    assert first.raw
    assert isinstance(second.found[0], Measured)
    assert second.raw == b""


def test_a_quote_that_never_ends_is_told() -> None:
    rows = list(read_csv([HEAD, ROW, 'p1,"' + "x" * 200_000]))
    assert isinstance(rows[0].found[0], Measured)
    assert rows[1].found[0] == Unread(Reason.MALFORMED, "row", "row[2]")


@pytest.mark.parametrize("head", ["", "a,b", HEAD + ",colour", HEAD.replace("unit,", ""), HEAD + ",unit"])
def test_other_columns_are_refused_before_any_row(head: str) -> None:
    with pytest.raises(InvalidInput):
        next(read_csv([head, ROW]))


def test_blank_lines_and_a_byte_order_mark_are_passed_over() -> None:
    rows = list(read_csv(["\ufeff" + HEAD + "\n", "\n", ROW + "\n", ",,,,,,,\n"]))
    assert len(rows) == 1


def peak_bytes(read: str) -> int:
    """Returns what reading 3,000 rows takes at most, in a process of its own: other tests' threads take memory too."""
    script = f"""
import sys, tracemalloc
from bedside.messages.csv_readings import read_csv
head, row = sys.argv[1:]
lines = (row if number else head for number in range(3_001))
tracemalloc.start()
assert sum(len(one.found) for one in {read}) == 3_000
print(tracemalloc.get_traced_memory()[1])
"""
    ended = subprocess.run([sys.executable, "-c", script, HEAD, ROW], check=True, capture_output=True, text=True)
    return int(ended.stdout)


def test_a_large_file_takes_little_memory() -> None:
    assert peak_bytes("read_csv(lines)") < 500_000


def test_reading_all_rows_at_once_would_be_seen() -> None:
    assert peak_bytes("list(read_csv(lines))") > 500_000


def test_an_hour_without_its_number_is_refused() -> None:
    (row,) = read_csv(["patient,ICULOS,HR", "p1,first,72"], began_ms=0)
    assert row.found == (Unread(Reason.NO_TIME, "ICULOS", "row[1]"),)
