"""A clock that is ahead: what is dated ahead counts as of its arrival, for scores, alerts, and the times they tell."""

from dataclasses import replace

import numpy as np
import pytest

from bedside.core.vitals.came import Came
from bedside.core.vitals.episode import Episode
from bedside.core.vitals.glance import glance
from bedside.core.vitals.score import Person, day_of
from bedside.core.vitals.shard import Described, Shard

from .streams import HOUR, SECOND, T0
from .test_shard import came

SICK = {"respiratory_rate": 26.0, "spo2": 92.0, "systolic_bp": 98.0, "heart_rate": 115.0, "temperature": 38.0}
SICK_CHILD = {"respiratory_rate": 70.0, "spo2": 88.0, "systolic_bp": 60.0, "heart_rate": 200.0}
AHEAD_S = [0, 55, 65, 120, 240, 300]


def ahead(at_ms: int, by_s: int, **values: float) -> Came:
    """Returns readings that come at a time, from a clock that is ahead by so much."""
    one = came("p", at_ms + by_s * SECOND, **values)
    return replace(one, arrived_ms=np.full(len(values), at_ms))


def fed(shard: Shard, by_s: int, seconds: range, **values: float) -> list[Episode]:
    """Returns what is told of values that come every two seconds, with a tick each second."""
    found = list[Episode]()
    for second in seconds:
        if second % 2 == 0:
            found += shard.take(ahead(T0 + second * SECOND, by_s, **values))
        found += shard.tick(T0 + second * SECOND + 500)
    return found


@pytest.mark.parametrize("by_s", AHEAD_S)
def test_news2_pages_high_within_the_same_time_however_far_the_clock_is_ahead(by_s: int) -> None:
    [high] = [one for one in fed(Shard(), by_s, range(30), **SICK) if one.rule == "news2"]
    assert (high.priority, high.opened_ms, high.began_ms) == ("high", T0, T0)
    assert "NEWS2 >= 9" in high.reason
    assert "too old" not in high.reason
    assert "ago" not in high.reason


@pytest.mark.parametrize("by_s", AHEAD_S)
def test_a_medium_score_waits_no_longer_for_a_clock_ahead(by_s: int) -> None:
    medium = {"respiratory_rate": 22.0, "spo2": 93.0, "heart_rate": 95.0}
    told = [fed(Shard(), by, range(0, 1900, 10), **medium) for by in (0, by_s)]
    exact, found = ([(one.rule, one.opened_ms, one.began_ms) for one in own if one.rule == "news2"] for own in told)
    assert found == exact != []


@pytest.mark.parametrize("by_s", AHEAD_S)
@pytest.mark.parametrize(
    ("person", "rule", "values"),
    [
        (Person(birth_date=day_of(T0 - 270 * 24 * HOUR)), "pews", SICK_CHILD),
        (Person(pregnant=True), "mews", SICK | {"systolic_bp": 75.0, "heart_rate": 130.0}),
    ],
)
def test_pews_and_mews_page_as_well(person: Person, rule: str, values: dict[str, float], by_s: int) -> None:
    shard = Shard()
    shard.describe(Described("p", person), T0)
    [high] = [one for one in fed(shard, by_s, range(90), **values) if one.rule == rule]
    assert high.priority == "high"
    assert high.opened_ms - T0 <= 61 * SECOND


@pytest.mark.parametrize("by_s", AHEAD_S)
def test_an_alert_is_never_said_to_have_begun_after_it_was_told(by_s: int) -> None:
    shard, found = Shard(), list[Episode]()
    for second in range(0, 120, 2):
        values = SICK if second < 60 else dict.fromkeys(SICK, 36.0) | {"heart_rate": 70.0}
        told = shard.take(ahead(T0 + second * SECOND, by_s, **values))
        told += shard.tick(T0 + second * SECOND + 1500)
        assert all(one.opened_ms <= T0 + second * SECOND + 1500 for one in told)
        assert all(one.closed_ms is None or one.closed_ms <= T0 + second * SECOND + 1500 for one in told)
        found += told
    assert found


def test_the_clock_is_told_to_be_ahead_all_the_same() -> None:
    rules = {one.rule for one in fed(Shard(), 240, range(900), **SICK)}
    assert {"clock_skewed:spo2", "news2"} <= rules


def test_what_was_dated_ahead_scores_no_longer_than_what_was_not() -> None:
    shard = Shard()
    shard.take(ahead(T0, 240, **SICK))
    shard.tick(T0 + 4 * HOUR)
    assert glance(shard._state, 0).news2 == 9
    shard.tick(T0 + 4 * HOUR + 1)
    assert glance(shard._state, 0).news2 == 0


def test_a_true_value_that_comes_later_takes_its_place() -> None:
    shard = Shard()
    shard.take(ahead(T0, 240, **SICK))
    shard.take(came("p", T0 + SECOND, respiratory_rate=15.0, spo2=98.0))
    shard.take(came("p", T0 + 2 * SECOND, heart_rate=70.0, systolic_bp=120.0, temperature=37.0))
    assert glance(shard._state, 0).news2 == 0


def test_the_age_of_a_silent_sensors_last_value_is_that_since_it_came() -> None:
    shard = Shard()
    fed(shard, 240, range(60), **SICK)
    found = fed(shard, 240, range(60, 180), heart_rate=115.0)
    [silent] = [one for one in found if one.rule == "sensor_silent:spo2"]
    assert silent.reason.endswith(f" {(silent.opened_ms - T0) // SECOND - 58} s before this was told")
