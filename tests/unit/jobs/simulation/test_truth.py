"""The truth: who is ill from when, when criteria are met on the noise-free course, which sensors are at fault."""

import json
from datetime import datetime

import pytest

from bedside.jobs.simulation.artefacts import Artefact
from bedside.jobs.simulation.deteriorations import Deterioration
from bedside.jobs.simulation.truth import score, truth

from .wards import HOUR_S, NOON_MS, settings


def seconds(at: str) -> float:
    return datetime.fromisoformat(at).timestamp() - NOON_MS / 1000


def test_it_names_patient_kind_onset_and_when_each_criterion_is_first_met() -> None:
    ill = Deterioration("respiratory_failure", 2, 600.0, pace=60)
    one = settings(minutes=60, deteriorations=(ill,))
    (found,) = truth(one)["deteriorations"]
    assert (found["patient_id"], found["kind"], seconds(found["onset_at"])) == ("sim-02", "respiratory_failure", 600)
    bodies = one.bodies()
    for name, limit in (("news2_5", 5), ("news2_7", 7)):
        met = seconds(found["met_at"][name])
        assert score(bodies, 2, met).score >= limit
        assert score(bodies, 2, met - 0.6).score < limit
        assert 600 < met < 600 + ill.full_s(1.0)


def test_what_is_never_met_has_no_time() -> None:
    ill = Deterioration("sepsis", 1, 0.0, treated_after_s=600)
    (found,) = truth(settings(deteriorations=(ill,)))["deteriorations"]
    assert found["met_at"] == {"news2_5": None, "news2_7": None}
    assert seconds(found["over_at"]) == 900


def test_faults_are_listed_with_signals_and_times() -> None:
    planned = Artefact("probe_off", 2, ("spo2",), 30.0, 90.0)
    found = truth(settings(planned=(planned,), minutes=None))["faults"]
    assert [(one["patient_id"], one["kind"], seconds(one["until"])) for one in found] == [("sim-02", "probe_off", 90)]
    usual = truth(settings(faults=1.0, beds=40, minutes=120))["faults"]
    assert len(usual) > 40
    assert all(seconds(one["until"]) >= 0 and seconds(one["from"]) < 7200 for one in usual)


def test_it_is_json_and_the_same_for_the_same_seed() -> None:
    ill = Deterioration("bleeding", 1, 60.0)
    one = settings(deteriorations=(ill,), faults=1.0)
    assert json.dumps(truth(one)) == json.dumps(truth(one))


def test_the_score_knows_who_is_confused() -> None:
    one = settings(deteriorations=(Deterioration("bleeding", 1, 0.0),)).bodies()
    parts = {part.name: part.value for part in score(one, 1, 3 * HOUR_S).parts}
    assert parts["consciousness"] == "V"


@pytest.mark.parametrize(("bed", "least"), [(1, 0), (2, 2)])  # the second breathes oxygen
def test_the_score_is_complete(bed: int, least: int) -> None:
    found = score(settings().bodies(), bed, 0.0)
    assert not found.partial
    assert found.score >= least
