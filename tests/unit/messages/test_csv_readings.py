"""CSV of readings as bodies of requests: the same rows by either way, and what is no row told by its line."""

import json

import pytest

from bedside.errors import InvalidInput
from bedside.messages import csv_readings
from bedside.messages.csv_readings import ARROW, LINES, parts_of_csv
from bedside.messages.request_parts import Part
from bedside.services.arrow_bodies import batch_of

HEAD = "patient_id,signal,value,unit,observed_at,event_id,device_id,sequence"
ROW = "p1,heart_rate,72,/min,2026-03-01T12:00:00Z,,d1,5"
READ = {
    "patient_id": "p1",
    "signal": "heart_rate",
    "value": "72",
    "unit": "/min",
    "observed_at": "2026-03-01T12:00:00Z",
    "event_id": None,
    "device_id": "d1",
    "sequence": 5,
}


def parts(*lines: str, end: str = "\n") -> list[Part]:
    return list(parts_of_csv((end.join(lines) + end).encode()))


def rows(of: list[Part]) -> list[tuple[int, dict[str, object]]]:
    """Returns the rows that go as columns, each with its line."""
    found = []
    for part in of:
        if part.media_type == ARROW:
            found += zip(part.lines, batch_of(part.content).to_pylist(), strict=True)
    return found


def wrong(of: list[Part]) -> list[tuple[int, str, dict[str, object]]]:
    """Returns what goes to be refused: line, what is wrong, and what is kept."""
    found = []
    for part in of:
        if part.media_type == LINES:
            found += zip(part.lines, part.fields, map(json.loads, part.content.splitlines()), strict=True)
    return found


@pytest.mark.parametrize(
    "lines",
    [
        [HEAD, ROW],
        [HEAD, ROW, ""],
        ["", HEAD, ROW],
        [HEAD.replace(",", ", "), ROW.replace(",", " , ")],
        [HEAD.upper(), ROW],
        [HEAD.replace("_", " ").title(), ROW],
        [HEAD.replace("_", "-"), ROW],
        [HEAD.replace(",", ";"), ROW.replace(",", ";")],
        [HEAD.replace(",", "\t"), ROW.replace(",", "\t")],
        [HEAD, ROW.replace(",5", ",5.0")],
        [HEAD, ROW.replace("p1", '"p1"')],
        [HEAD, ROW, ",,,,,,,"],
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_says_the_same_is_read_the_same(lines: list[str], end: str) -> None:
    found = parts(*lines, end=end)
    assert [row for _, row in rows(found)] == [READ]
    assert wrong(found) == []


@pytest.mark.parametrize(
    ("row", "field", "known"),
    [
        (ROW.replace(",5", ",x"), "sequence", READ),
        (ROW.replace(",5", ",-1"), "sequence", READ),
        (ROW.replace(",5", ",1.5"), "sequence", READ),
        (ROW.replace(",5", ",²"), "sequence", READ),
        (ROW + ",", "row", {}),
        ("p1,heart_rate", "row", {}),
        ('p1,"heart_rate,72,/min,2026-03-01T12:00:00Z,,d1,5', "row", {}),
        ("p1," + "x" * 200_000, "row", {}),
    ],
)
def test_what_is_no_row_is_told_by_its_line_and_kept_and_spoils_no_other(
    row: str, field: str, known: dict[str, object]
) -> None:
    found = parts(HEAD, ROW, row, "", ROW)
    assert rows(found) == [(2, READ), (5, READ)]
    kept = {name: value for name, value in known.items() if value is not None and name != "sequence"}
    if kept:
        kept["value"] = 72.0
    assert wrong(found) == [(3, field, kept | {"message": row[:10_000]})]


def test_a_sound_file_and_a_faulty_one_give_the_same_rows_and_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_readings, "ROWS_A_PART", 3)
    lines = [f"p{number},spo2,97,%,2026-03-01T12:00:00Z,e{number},,{number}" for number in range(10)]
    sound, faulty = parts(HEAD, *lines), parts(HEAD, *lines, "p1")
    assert rows(sound) == rows(faulty)
    assert [line for line, _ in rows(sound)] == list(range(2, 12))
    assert len([part for part in sound if part.media_type == ARROW]) == 4


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("", "no columns of readings"),
        ("a,b", "no columns of readings"),
        (ROW, "no columns of readings"),
        (HEAD.replace("unit,", ""), "no column unit"),
        (HEAD + ",colour", "column 9 "),
        (HEAD + ",unit", "a column twice"),
    ],
)
def test_other_columns_are_refused_before_any_row_and_none_of_their_words_is_told(head: str, told: str) -> None:
    with pytest.raises(InvalidInput, match=told) as error:
        parts(head, ROW)
    assert "patient_id" in error.value.next_step
    assert "colour" not in str(error.value)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16-le", "utf-16-be"])
def test_a_code_page_is_no_guess_and_is_told_with_what_to_do(encoding: str) -> None:
    raw = f"{HEAD}\n{ROW}\n{ROW.replace('p1', 'Zoë')}\n".encode(encoding)
    with pytest.raises(InvalidInput, match="line 3 " if encoding == "latin-1" else "line ") as error:
        list(parts_of_csv(raw))
    assert error.value.code == "not_utf8"
    assert "UTF-8" in error.value.next_step
