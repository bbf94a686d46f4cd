"""The hourly layout, line by line: what is wrong with one, and that a file of any size takes little memory."""

import subprocess
import sys

import pytest

from bedside.core.vitals.reading import Reason
from bedside.errors import InvalidInput
from bedside.messages.csv_hourly import read_hourly
from bedside.messages.found import Measured, Unread

HEAD, ROW = "patient,ICULOS,HR", "p1,1,72"


@pytest.mark.parametrize(
    ("row", "reason", "field"),
    [
        ("p1,first,72", Reason.NO_TIME, "ICULOS"),
        ("p\x01,1,72", Reason.NO_PATIENT, "patient"),
        ("p1,1,x", Reason.NOT_A_NUMBER, "HR"),
        ("p1,1", Reason.MALFORMED, "row"),
        ('p1,1,"' + "x" * 200_000, Reason.MALFORMED, "row"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_by_its_line(row: str, reason: Reason, field: str) -> None:
    (number, unread), (after, measured) = read_hourly([HEAD, "\n", row, ROW], 0)
    assert (number, unread) == (3, Unread(reason, field, "line[3]"))
    assert (after, isinstance(measured, Measured)) == (4, True)


def test_semicolons_and_a_byte_order_mark_are_understood() -> None:
    lines = ["\ufeff" + HEAD.replace(",", ";") + "\n", ROW.replace(",", ";") + "\n", ";;\n"]
    assert len(list(read_hourly(lines, 0))) == 1


def test_other_columns_are_refused() -> None:
    with pytest.raises(InvalidInput, match="no column ICULOS"):
        list(read_hourly(["patient,HR"], 0))


def peak_bytes(read: str) -> int:
    """Returns what reading 3,000 rows takes at most, in a process of its own: other tests' threads take memory too."""
    script = f"""
import sys, tracemalloc
from bedside.messages.csv_hourly import read_hourly
head, row = sys.argv[1:]
lines = (row if number else head for number in range(3_001))
tracemalloc.start()
assert sum(1 for one in {read}) == 3_000
print(tracemalloc.get_traced_memory()[1])
"""
    ended = subprocess.run([sys.executable, "-c", script, HEAD, ROW], check=True, capture_output=True, text=True)
    return int(ended.stdout)


def test_a_large_file_takes_little_memory() -> None:
    assert peak_bytes("read_hourly(lines, 0)") < 500_000


def test_reading_all_rows_at_once_would_be_seen() -> None:
    assert peak_bytes("list(read_hourly(lines, 0))") > 500_000
