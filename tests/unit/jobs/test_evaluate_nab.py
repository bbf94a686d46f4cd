"""A folder in NAB's layout in, the three figures out."""

import json
import tarfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bedside.errors import InvalidInput, NotFound
from bedside.jobs.evaluate_nab import evaluate
from bedside.jobs.nab_files import read_corpus

START = datetime(2014, 4, 1, tzinfo=UTC)
GOAL = 58
N = 200


def at(place: int, fraction: str = "") -> str:
    return f"{START + timedelta(minutes=5 * place):%Y-%m-%d %H:%M:%S}{fraction}"


def put(folder: Path, name: str, values: Sequence[float], *windows: tuple[int, int]) -> None:
    path = folder / "data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("timestamp,value\n" + "".join(f"{at(place)},{value}\n" for place, value in enumerate(values)))
    labels = folder / "labels/combined_windows.json"
    labels.parent.mkdir(exist_ok=True)
    known = json.loads(labels.read_text()) if labels.exists() else {}
    known[name] = [[at(first, ".000000"), at(last, ".000000")] for first, last in windows]
    labels.write_text(json.dumps(known))


def of_value(times_ms: Sequence[int], values: Sequence[float]) -> Sequence[float]:
    """A detector whose score is the value."""
    return values


def values(*high: int) -> list[float]:
    return [1.0 if place in high else 0.0 for place in range(N)]


def figure(report: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in report["figures"] if one["name"] == name)


def test_null_has_0_and_perfect_100_in_every_profile(tmp_path: Path) -> None:
    put(tmp_path, "a/one.csv", values(100), (100, 119))
    put(tmp_path, "b/two.csv", values(60, 150), (60, 79), (150, 169))
    perfect, null = evaluate(tmp_path, of_value), evaluate(tmp_path, lambda _, seen: [0.0] * len(seen))
    for name in ("standard", "low FP", "low FN"):
        assert figure(perfect, name)["value"] == 100.0
        assert figure(null, name)["value"] == 0.0
        assert figure(perfect, name)["n"] == 2


def test_the_product_s_threshold_stands_beside_the_best(tmp_path: Path) -> None:
    put(tmp_path, "a/one.csv", values(100), (100, 119))
    found = evaluate(tmp_path, of_value, own_threshold=2.0)
    assert figure(found, "standard, the product's threshold")["value"] == 0.0
    assert figure(found, "standard")["threshold"] == 1.0


def test_a_threshold_is_never_chosen_on_what_it_is_judged_on(tmp_path: Path) -> None:
    high, low = values(100), [one / 2 for one in values(100)]
    put(tmp_path, "a/high.csv", high, (100, 119))
    put(tmp_path, "b/low.csv", low, (100, 119))
    found = evaluate(tmp_path, of_value)
    assert figure(found, "standard")["value"] == 100.0
    # From the low one 0.5 is learned, which finds the high one; from the high one 1.0, which misses the low one.
    assert figure(found, "standard, threshold of the other categories")["value"] == 50.0
    assert figure(found, "standard, threshold of the other files")["value"] == 50.0


def test_one_category_alone_has_no_others_to_choose_on(tmp_path: Path) -> None:
    put(tmp_path, "a/one.csv", values(100), (100, 119))
    found = figure(evaluate(tmp_path, of_value), "standard, threshold of the other categories")
    assert (found["n"], found["value"]) == (0, None)


def test_each_file_is_listed(tmp_path: Path) -> None:
    put(tmp_path, "a/one.csv", values(50, 100), (100, 119))
    put(tmp_path, "a/two.csv", values())
    one, two = evaluate(tmp_path, of_value)["files"]
    assert (one["file"], one["windows"], one["found"], one["false_alarms"]) == ("a/one.csv", 1, 1, 1)
    assert (one["raw"], two["raw"]) == (0.89, 0.0)


def test_a_part_of_the_benchmark_is_measured_and_says_what_was_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "a/one.csv", values(100), (100, 119))
    put(tmp_path, "a/gone.csv", values(), (100, 119))
    (tmp_path / "data/a/gone.csv").rename(tmp_path / "data/a/unknown.csv")
    found = evaluate(tmp_path, of_value)
    assert (found["unlabelled"], found["absent"]) == (["a/unknown.csv"], ["a/gone.csv"])
    assert figure(found, "standard")["value"] == 100.0


def test_the_detector_sees_times_in_ms_of_utc(tmp_path: Path) -> None:
    put(tmp_path, "a/one.csv", values(100), (100, 119))
    seen: list[int] = []

    def noting(times_ms: Sequence[int], values: Sequence[float]) -> Sequence[float]:
        seen.extend(times_ms[:2])
        return values

    evaluate(tmp_path, noting)
    assert seen == [1_396_310_400_000, 1_396_310_700_000]


def test_of_a_time_that_stands_twice_the_first_counts(tmp_path: Path) -> None:
    put(tmp_path, "a/one.csv", values(), (100, 119))
    path = tmp_path / "data/a/one.csv"
    lines = path.read_text().splitlines()
    lines[121:121] = lines[110:121]  # the clock goes back: places 109 to 119 again
    path.write_text("\n".join(lines))
    assert read_corpus(tmp_path).series[0].windows == [(100, 119)]


def test_a_window_between_two_times_holds_the_values_within(tmp_path: Path) -> None:
    put(tmp_path, "a/one.csv", values(), (100, 119))
    labels = tmp_path / "labels/combined_windows.json"
    labels.write_text(json.dumps({"a/one.csv": [[at(100, ".500000"), at(119, ".500000")]]}))
    assert read_corpus(tmp_path).series[0].windows == [(101, 119)]


def test_a_folder_without_labels_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="combined_windows"):
        evaluate(tmp_path)


@pytest.mark.parametrize("line", ["2014-04-01 00:00:00,much", "yesterday,1", "2014-04-01 00:00:00", ""])
def test_a_malformed_line_is_named(tmp_path: Path, line: str) -> None:
    put(tmp_path, "a/one.csv", values(), (100, 119))
    with (tmp_path / "data/a/one.csv").open("a") as file:
        file.write(line + "\n")
    with pytest.raises(InvalidInput, match=r"one\.csv line 202"):
        evaluate(tmp_path)


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "a/one.csv", values(), (100, 119))
    (tmp_path / "data/a/one.csv").write_text("time,bpm\n")
    with pytest.raises(InvalidInput, match="timestamp and value"):
        evaluate(tmp_path)


@pytest.mark.parametrize(
    "labels",
    [
        "[]",
        "no JSON",
        '{"a/one.csv": [["2014-04-01 01:00:00"]]}',
        '{"a/one.csv": 7}',
        '{"a/one.csv": [["2031-01-01 00:00:00", "2031-01-02 00:00:00"]]}',
        '{"a/one.csv": [["2014-04-01 05:00:00", "2014-04-01 06:00:00"], '
        '["2014-04-01 05:30:00", "2014-04-01 06:30:00"]]}',
    ],
)
def test_labels_that_cannot_be_are_refused(tmp_path: Path, labels: str) -> None:
    put(tmp_path, "a/one.csv", values(), (100, 119))
    (tmp_path / "labels/combined_windows.json").write_text(labels)
    with pytest.raises(InvalidInput):
        evaluate(tmp_path)


def test_the_product_s_detector_reaches_its_goal_on_the_given_part(needs_test_data: Path, tmp_path: Path) -> None:
    with tarfile.open(needs_test_data / "nab" / "nab-dev.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    [folder] = [path.parent for path in tmp_path.rglob("labels")]
    started = time.thread_time()
    report = evaluate(folder)
    took_s = time.thread_time() - started
    assert figure(report, "standard")["value"] >= GOAL
    assert figure(report, "standard, the product's threshold")["value"] >= GOAL
    assert figure(report, "standard, threshold of the other categories")["value"] >= GOAL
    assert took_s < 60
