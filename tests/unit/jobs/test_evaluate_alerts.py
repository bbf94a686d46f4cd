"""Hours of intensive care in, onsets raw and ours, missed and delays out: counted by hand, then on the real hours."""

import gzip
from pathlib import Path

import pytest

from bedside.core.vitals.rules import NEWS2, Hold, Level, Rule
from bedside.errors import InvalidInput, NotFound
from bedside.jobs.evaluate_alerts import evaluate

HEADER = "patient,ICULOS,HR,O2Sat,Temp,SBP,MAP,DBP,Resp,FiO2,Age,Gender"
WELL = "70,97,37.0,120,,,16,,60,1"
FIVE = "70,93,37.0,120,,,25,,60,1"
SEVEN = "95,91,37.0,120,,,25,,60,1"
NOTHING = ",,,,,,,,60,1"


def write(folder: Path, *patients: list[str], name: str = "hours.csv", header: str = HEADER) -> Path:
    path = folder / name
    rows = [f"p{number},{hour},{row}" for number, one in enumerate(patients) for hour, row in enumerate(one, start=1)]
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def figure(report: dict, name: str) -> dict:
    return next(one for one in report["figures"] if one["name"] == name)


def events(report: dict) -> list[int]:
    """Onsets of 5 raw, episodes, onsets of 7 raw, episodes of high priority."""
    return [one["events"] for one in report["figures"][:4]]


def test_onsets_and_episodes_are_counted_as_by_hand(tmp_path: Path) -> None:
    # 5 at hour 2 alone, 5 at 5 and 6, 7 at 9: three onsets of 5 or more, one of 7; two are episodes.
    rows = [WELL, FIVE, WELL, WELL, FIVE, FIVE, WELL, WELL, SEVEN, WELL, WELL, WELL]
    report = evaluate(write(tmp_path, rows))
    assert events(report) == [3, 2, 1, 1]
    rate = figure(report, "NEWS2 >= 5: raw onsets a patient-day")
    assert (rate["value"], rate["n"]) == (6.0, 1)  # three in half a day
    assert (report["patients"], report["patient_days"], report["readings"], report["refused"]) == (1, 0.5, 60, 0)


def test_seven_has_no_delay_and_five_an_hour(tmp_path: Path) -> None:
    report = evaluate(write(tmp_path, [WELL, FIVE, FIVE, WELL, WELL, WELL, SEVEN, SEVEN]))
    assert figure(report, "NEWS2 >= 7: added delay, median, h")["value"] == 0
    longest = figure(report, "NEWS2 >= 5 seen twice: added delay, longest, h")
    assert (longest["value"], longest["n"]) == (1, 2)
    assert report["misses"] == []


def test_seven_for_an_hour_is_told(tmp_path: Path) -> None:
    report = evaluate(write(tmp_path, [WELL, SEVEN, WELL, WELL]))
    assert figure(report, "NEWS2 >= 7: missed")["misses"] == 0
    assert events(report) == [1, 1, 1, 1]


def test_what_was_open_already_tells_nobody_again_and_is_counted(tmp_path: Path) -> None:
    report = evaluate(write(tmp_path, [SEVEN, FIVE, SEVEN, WELL]))
    assert events(report) == [1, 1, 2, 1]
    assert figure(report, "NEWS2 >= 7: an episode was open already")["events"] == 1


def test_a_rule_that_misses_is_seen_to_miss(tmp_path: Path) -> None:
    slow = Rule(
        "news2", (*NEWS2.levels[:1], Level(NEWS2.levels[1].condition, "high", Hold(7_200_000))), Hold(), "clinical"
    )
    report = evaluate(write(tmp_path, [WELL, SEVEN, WELL, WELL]), slow)
    assert figure(report, "NEWS2 >= 7: missed")["misses"] == 1
    assert report["misses"] == [{"patient": "p0", "hour": 2, "NEWS2": ">= 7"}]


def test_an_hour_without_readings_is_no_second_look(tmp_path: Path) -> None:
    report = evaluate(write(tmp_path, [WELL, FIVE, NOTHING, WELL]))
    assert events(report) == [1, 0, 0, 0]
    assert figure(report, "NEWS2 >= 5 seen twice: missed")["n"] == 0


def test_five_that_nobody_measures_for_two_hours_is_told_all_the_same(tmp_path: Path) -> None:
    assert events(evaluate(write(tmp_path, [WELL, FIVE, NOTHING, NOTHING, WELL])))[1] == 1


def test_patients_do_not_run_into_each_other(tmp_path: Path) -> None:
    report = evaluate(write(tmp_path, [FIVE], [FIVE], [SEVEN]))
    assert events(report) == [3, 1, 1, 1]
    assert report["patients"] == 3


def test_dirty_values_are_refused_and_counted(tmp_path: Path) -> None:
    rows = [WELL, "-1,127,98.6,high,,,-3,,60,1", "nan, ,37.0,120,,,NaN,,60,1"]
    report = evaluate(write(tmp_path, rows))
    assert (report["refused"], report["readings"]) == (5, 12)
    assert events(report) == [0, 0, 0, 0]


def test_rows_in_any_order_and_twice_are_the_same_stay(tmp_path: Path) -> None:
    ordered = write(tmp_path, [WELL, FIVE, FIVE, WELL])
    lines = ordered.read_text().splitlines()
    mixed = tmp_path / "mixed.csv"
    mixed.write_text("\n".join([lines[0], lines[4], lines[2], lines[3], lines[1], "", f"p0,3,{WELL}"]))
    assert evaluate(mixed)["figures"] == evaluate(ordered)["figures"]


def test_gzip_is_read_like_text(tmp_path: Path) -> None:
    plain = write(tmp_path, [FIVE, FIVE])
    packed = tmp_path / "hours.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert evaluate(packed) == evaluate(plain)


def test_sepsis_is_counted_where_it_is_labelled(tmp_path: Path) -> None:
    warned = [f"{row},{label}" for row, label in ((WELL, 0), (SEVEN, 0), (WELL, 0), (WELL, 1))]
    unseen = [f"{row},{label}" for row, label in ((WELL, 0), (WELL, 1))]
    others = [f"{WELL},0"] * 24
    path = write(tmp_path, warned, unseen, others, header=f"{HEADER},SepsisLabel")
    report = evaluate(path)
    told = figure(report, "sepsis: an episode was open in the 12 h up to the label")
    assert (told["value"], told["n"]) == (0.5, 2)
    assert figure(report, "no sepsis: episodes a patient-day")["value"] == 0


def test_without_labels_there_is_no_word_of_sepsis(tmp_path: Path) -> None:
    assert not any("sepsis" in one["name"] for one in evaluate(write(tmp_path, [WELL]))["figures"])


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("patient,ICULOS,HR\np,1,70\n", r"has no column O2Sat, Temp, SBP, Resp"),
        (f"{HEADER}\np,one,{WELL}\n", r"line 2"),
        (f"{HEADER}\np,1,{WELL}\n,2,{WELL}\n", r"line 3"),
        (f"{HEADER}\np,1,70\n", r"line 2"),
        ("", r"has no column patient"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, content: str, error: str) -> None:
    path = tmp_path / "hours.csv"
    path.write_text(content)
    with pytest.raises(InvalidInput, match=error):
        evaluate(path)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        evaluate(tmp_path / "none.csv")


def test_half_a_gzip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hours.csv.gz"
    path.write_bytes(gzip.compress(b"patient")[:12])
    with pytest.raises(InvalidInput):
        evaluate(path)


@pytest.mark.slow
def test_real_hours_give_less_than_half_of_the_raw_onsets_and_miss_none_of_seven(needs_test_data: Path) -> None:
    report = evaluate(needs_test_data / "vitals" / "icu_hourly.csv.gz")
    raw5, ours5, raw7, ours7 = (one["value"] for one in report["figures"][:4])
    assert raw5 == pytest.approx(1.36, abs=0.03)
    assert ours5 < 0.68
    assert ours7 < raw7
    assert figure(report, "NEWS2 >= 7: missed")["misses"] == 0
    assert figure(report, "NEWS2 >= 5 seen twice: missed")["misses"] == 0
    assert figure(report, "NEWS2 >= 7: added delay, longest, h")["value"] == 0
    assert figure(report, "NEWS2 >= 5 seen twice: added delay, median, h")["value"] == 1
