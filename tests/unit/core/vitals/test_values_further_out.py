"""A value that goes further beyond its limit is told again, a step at a time; so are PEWS and consciousness."""

from datetime import date

import pytest

from bedside.core.alerts.worsening import MOST_TOLD
from bedside.core.vitals.episode import Episode
from bedside.core.vitals.score import Person
from bedside.core.vitals.shard import NOBODY, Described, Shard

from .streams import SECOND, T0, WELL
from .test_shard import told

KID = Person(birth_date=date(2020, 1, 1))


class Bed:
    """A patient on a monitor: a round each five seconds, with a tick a second."""

    def __init__(self, person: Person = NOBODY) -> None:
        self.shard = Shard()
        self.shard.describe(Described("p", person), T0)
        self.at_ms = T0
        self.told: list[Episode] = []

    def has(self, seconds: int = 90, **values: float) -> list[Episode]:
        """Lets the patient have these values; returns what was told meanwhile of limits and PEWS."""
        before = len(self.told)
        for _ in range(0, seconds, 5):
            found = told(self.shard, "p", self.at_ms, **WELL | values)
            for second in range(2, 5):
                found += self.shard.tick(self.at_ms + second * SECOND)
            self.told += [one for one in found if one.rule.startswith(("limit", "pews", "consciousness"))]
            self.at_ms += 5 * SECOND
        return self.told[before:]


def of(episodes: list[Episode], name: str) -> list[float]:
    return [dict(one.about)[name] for one in episodes]


def test_a_saturation_that_falls_by_four_is_told_again_with_both_values() -> None:
    bed = Bed()
    [first] = bed.has(30, spo2=88)
    assert bed.has(30, spo2=85) == []
    [again] = bed.has(65, spo2=84)
    assert (again.episode_id, again.priority, again.worsened) == (first.episode_id, "medium", 1)
    assert again.reason.startswith("SpO2 now 84 %, was 88 %, below 90 for 2 min, NEWS2 >= 3")


@pytest.mark.parametrize(
    ("signal", "first", "short", "further"),
    [
        ("heart_rate", 135, 154, 155),
        ("heart_rate", 38, 29, 28),
        ("respiratory_rate", 31, 36, 37),
        ("systolic_bp", 88, 79, 78),
        ("temperature", 39.5, 40.4, 40.5),
    ],
)
def test_a_step_is_told_once_after_a_minute(signal: str, first: float, short: float, further: float) -> None:
    bed = Bed()
    assert of(bed.has(90, **{signal: first}), signal) == [first]
    assert bed.has(300, **{signal: short}) == []
    assert bed.has(60, **{signal: further}) == []
    assert of(bed.has(5, **{signal: further}), signal) == [further]
    assert bed.has(600, **{signal: further}) == []


def test_a_dip_of_less_than_a_minute_is_an_artefact_and_not_told() -> None:
    bed = Bed()
    bed.has(60, systolic_bp=88)
    assert bed.has(50, systolic_bp=40) + bed.has(60, systolic_bp=88) + bed.has(50, systolic_bp=40) == []


def test_the_next_step_is_counted_from_the_furthest_that_was_told() -> None:
    bed = Bed()
    assert of(bed.has(heart_rate=135) + bed.has(heart_rate=160), "heart_rate") == [135, 160]
    for _ in range(3):
        assert bed.has(heart_rate=135) + bed.has(heart_rate=160) + bed.has(heart_rate=179) == []
    assert of(bed.has(heart_rate=180), "heart_rate") == [180]


def test_a_rise_in_priority_does_not_count_from_less_than_was_told() -> None:
    bed = Bed()
    assert of(bed.has(30, spo2=88) + bed.has(70, spo2=80), "spo2") == [88, 80]
    [risen] = bed.has(200, spo2=87)
    assert risen.priority == "high"
    assert bed.has(spo2=80) == []
    assert of(bed.has(spo2=76), "spo2") == [76]


def test_however_far_it_goes_it_is_told_so_many_times_and_no_more() -> None:
    bed = Bed()
    for value in range(89, 30, -4):
        bed.has(75, spo2=value)
    assert sum(one.worsened > 0 for one in bed.told if one.closed_ms is None and "SpO2 now" in one.reason) == MOST_TOLD


def test_a_sensor_that_cannot_be_trusted_tells_nothing_further() -> None:
    bed = Bed()
    bed.has(60, spo2=88)
    bed.has(5, spo2=80)
    bed.shard.on_status("p", ["spo2"], bed.at_ms, is_lost=True)
    found = [one for second in range(120) for one in bed.shard.tick(bed.at_ms + second * SECOND)]
    assert [one.rule for one in found if one.rule == "limit_low:spo2"] == []


def test_impossible_values_between_do_not_keep_a_lower_one_from_being_told() -> None:
    bed = Bed()
    bed.has(60, spo2=88)
    found = list[Episode]()
    for _ in range(14):
        bed.shard.refused("p", {"spo2": 60}, bed.at_ms)
        found += bed.has(5, spo2=80)
    assert of(found, "spo2") == [80]


@pytest.mark.parametrize("restart_after", [5, 55, 60])
def test_a_restart_neither_forgets_the_minute_nor_tells_twice(restart_after: int) -> None:
    bed = Bed()
    bed.has(60, heart_rate=135)
    assert bed.has(restart_after, heart_rate=160) == []
    bed.shard = Shard.from_bytes(bed.shard.to_bytes())
    assert of(bed.has(65 - restart_after, heart_rate=160), "heart_rate") == [160]
    bed.shard = Shard.from_bytes(bed.shard.to_bytes())
    assert bed.has(heart_rate=135) + bed.has(heart_rate=160) == []


def test_a_child_whose_score_rises_by_two_is_told_again() -> None:
    bed = Bed(KID)
    sick = {"heart_rate": 155.0, "respiratory_rate": 52.0, "systolic_bp": 110.0}
    [first] = [one for one in bed.has(90, **sick) if one.rule == "pews"]
    assert dict(first.about)["PEWS"] == 8
    assert [one for one in bed.has(90, **sick, spo2=93) if one.rule == "pews"] == []
    [again] = [one for one in bed.has(90, **sick, spo2=90) if one.rule == "pews"]
    assert again.reason.startswith("PEWS now >= 10, was 8: ")
    [far] = [one for one in bed.has(90, **sick, spo2=90, capillary_refill=5) if one.rule == "pews"]
    assert dict(far.about)["PEWS"] == 14
    assert [one for one in bed.has(90, **sick) + bed.has(90, **sick, spo2=90) if one.rule == "pews"] == []


def test_a_patient_who_responded_and_does_not_any_more_is_told_again() -> None:
    bed = Bed()
    assert [one.priority for one in bed.has(60, consciousness=3)] == ["high"]
    [again] = bed.has(90, consciousness=4)
    assert again.reason.startswith("Unresponsive (before: responds to pain only), NEWS2")
    other = Bed()
    assert of(other.has(60, gcs=8) + other.has(90, gcs=7) + other.has(90, gcs=6), "gcs") == [8, 6]
    assert other.told[-1].reason.startswith("Coma scale 6 (before: 8), NEWS2")
