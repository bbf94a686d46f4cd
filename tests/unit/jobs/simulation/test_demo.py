"""The demo: one patient is plainly ill within a minute, the others calm."""

import pytest

from bedside.core.vitals.news2 import news2
from bedside.core.vitals.score import Observed, Person
from bedside.jobs.simulation.demo import BEDS, SICK_BED, demo
from bedside.jobs.simulation.truth import truth
from bedside.jobs.simulation.ward import ward

from .wards import MIDNIGHT_MS, NOON_MS

QUARTER_HOUR_S = 900
STARTS = [MIDNIGHT_MS, MIDNIGHT_MS + 6 * 3_600_000, NOON_MS, NOON_MS + 6 * 3_600_000]


@pytest.mark.parametrize("seed", [7, 8])
@pytest.mark.parametrize("start_ms", STARTS, ids=["night", "morning", "noon", "evening"])
def test_only_the_sick_one_reaches_7_and_within_a_minute_by_what_is_sent(start_ms: int, seed: int) -> None:
    settings = demo(start_ms, seed)
    people = {p.patient_id: Person(p.birth_date, p.spo2_scale, p.on_oxygen) for p in settings.patients()}
    latest: dict[str, dict[str, Observed]] = {patient: {} for patient in people}
    reached: dict[str, float] = {}
    for due_s, batch in ward(settings):
        if due_s > QUARTER_HOUR_S:
            break
        for body in batch:
            if body["value"] != 0 or body["signal"] == "oxygen_flow":  # zeros of what is disconnected are refused
                latest[body["patient_id"]][body["signal"]] = Observed(body["value"], body["unit"], start_ms)
        for patient, person in people.items():
            if patient not in reached and news2(latest[patient], person, start_ms).score >= 5:
                reached[patient] = due_s
            score = news2(latest[patient], person, start_ms)
            if patient == f"sim-{SICK_BED:02}" and due_s in (60.0, 300.0):
                assert score.score >= 7
                assert not score.partial
            if patient == f"sim-{SICK_BED:02}" and due_s == QUARTER_HOUR_S:
                assert score.score < 5  # treated
    assert list(reached) == [f"sim-{SICK_BED:02}"]
    assert reached[f"sim-{SICK_BED:02}"] < 50


def test_there_is_one_illness_and_one_fault() -> None:
    found = truth(demo(NOON_MS))
    assert len(found["patients"]) == BEDS
    assert [one["kind"] for one in found["deteriorations"]] == ["respiratory_failure"]
    assert [one["kind"] for one in found["faults"]] == ["probe_off"]
    assert found["faults"][0]["patient_id"] != found["deteriorations"][0]["patient_id"]
