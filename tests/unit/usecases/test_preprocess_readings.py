"""What readings that come together make: their order tells lateness, never which value is the latest."""

from typing import Any

import pytest

from bedside.core.vitals.reading import Reading
from bedside.messages.vitals import gaps_to_wire, score_to_wire, windows_to_wire
from bedside.usecases.preprocess_readings import Preprocessed, preprocess_readings

NOW = 1_760_000_000_000
BEGAN = NOW // 3_600_000 * 3_600_000 - 3_600_000
MINUTE = 60_000


def reading(signal: str = "spo2", value: float | str = 97.0, second: float = 0, **more: Any) -> Reading:
    units = {"spo2": "%", "consciousness": "{code}", "temperature": "Cel"}
    given: dict[str, Any] = {"patient_id": "p", "signal": signal, "value": value, "unit": units.get(signal, "/min")}
    return Reading(**(given | {"observed_at": BEGAN + int(second * 1000)} | more))


def made(*given: Reading, sizes: tuple[int, ...] = (MINUTE,)) -> Preprocessed:
    return preprocess_readings(given, sizes, now_ms=NOW)


def value_of(found: Preprocessed, signal: str, patient: str = "p") -> object:
    return next(part.value for part in found.news2[patient].parts if part.name == signal)


def test_the_latest_value_is_that_of_the_latest_time_whenever_it_arrived() -> None:
    assert value_of(made(reading(value=90.0, second=50), reading(value=99.0, second=10)), "spo2") == 90.0


def test_of_two_values_of_one_time_the_graver_counts_whichever_came_first() -> None:
    for values in ((90.0, 91.0), (91.0, 90.0)):
        assert value_of(made(*(reading(value=value) for value in values)), "spo2") == 90.0


def test_a_score_is_of_the_latest_time_of_its_patient_alone() -> None:
    found = made(
        reading(second=50), reading("temperature", 37.0, second=10), reading("temperature", 36.0, 5, patient_id="q")
    )
    assert found.scored_at_ms == {"p": BEGAN + 50_000, "q": BEGAN + 5_000}
    assert value_of(found, "temperature", "q") == 36.0


def test_before_1970_a_score_is_of_its_own_time() -> None:
    assert made(reading(observed_at=-3_600_000)).scored_at_ms == {"p": -3_600_000}


@pytest.mark.parametrize(("second", "late"), [(69, 0), (70, 1)])
def test_late_is_what_comes_ten_seconds_after_the_end_of_its_shortest_window(second: float, late: int) -> None:
    assert made(reading(second=second), reading(second=20), sizes=(5 * MINUTE, MINUTE)).late == late


def test_each_size_has_windows_of_its_own_and_codes_have_none() -> None:
    found = made(reading(), reading(second=70), reading("consciousness", "A"), sizes=(MINUTE, 5 * MINUTE))
    assert found.series == (("p", "spo2"),)
    assert [w.count.tolist() for w in found.windows] == [[1, 1], [2]]
    assert value_of(found, "consciousness") == "A"


def test_without_a_size_there_are_gaps_and_scores_all_the_same() -> None:
    found = made(reading(), reading(second=100), sizes=())
    assert (found.windows, found.late, len(found.gaps.series)) == ((), 0, 1)


def test_what_is_refused_takes_no_part_and_its_id_is_free() -> None:
    found = made(reading(value=970.0, event_id="e"), reading(event_id="e"))
    assert [place for place, _ in found.refused] == [0]
    assert value_of(found, "spo2") == 97.0


def test_a_score_travels_with_its_parts_times_and_notes() -> None:
    sent = score_to_wire(made(reading(value=91.0, second=1)).news2["p"])
    assert (sent["score"], sent["partial"], sent["why_not"]) == (3, True, None)
    assert sent["parts"] == [
        {
            "name": "spo2",
            "value": 91.0,
            "unit": "%",
            "points": 3,
            "observed_at": "2025-10-09T07:00:01.000Z",
            "stale": False,
        }
    ]
    assert any("age unknown" in note for note in sent["notes"])


def test_windows_and_gaps_travel_with_their_patient_and_signal() -> None:
    found = made(reading(second=0), reading(second=40))
    (window,) = windows_to_wire(found.windows[0], found.series)
    (gap,) = gaps_to_wire(found.gaps, found.series)
    assert {window["patient_id"], gap["patient_id"]} == {"p"}
    assert (window["count"], window["coverage"]) == (2, pytest.approx(50 / 60, abs=1e-4))
    assert (gap["start"], gap["end"]) == ("2025-10-09T07:00:30.000Z", "2025-10-09T07:00:40.000Z")
