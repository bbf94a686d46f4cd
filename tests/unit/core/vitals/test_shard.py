"""One shard: who is who, what patients are like, reported sensors, refused readings, and all of it saved."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from bedside.core.vitals.episode import Episode
from bedside.core.vitals.score import Person, day_of
from bedside.core.vitals.shard import Came, Described, Shard
from bedside.core.vitals.signals import BY_NAME, SIGNALS
from bedside.errors import InvalidInput

from .streams import HOUR, MINUTE, NEWS_7, SECOND, T0, WELL

DAY = 24 * HOUR


def came(patient: str, at_ms: int, source: str = "json", **values: float) -> Came:
    rows = len(values)
    return Came(
        [patient],
        np.zeros(rows, np.int32),
        np.array([SIGNALS.index(BY_NAME[name]) for name in values], np.uint8),
        np.full(rows, at_ms),
        np.array(list(values.values()), np.float64),
        np.full(rows, at_ms),
        [source],
        np.zeros(rows, np.int16),
        lambda place: f"event:{patient}-{list(values)[place]}-{at_ms}",
    )


def told(shard: Shard, patient: str, at_ms: int, **values: float) -> list[Episode]:
    return shard.take(came(patient, at_ms, **values)) + shard.tick(at_ms + SECOND)


def rules(episodes: list[Episode]) -> list[str]:
    return [one.rule for one in episodes]


def test_an_episode_has_the_patients_id_and_a_reason_in_words() -> None:
    [episode] = told(Shard(), "bed 7", T0, **NEWS_7)
    assert (episode.patient_id, episode.rule) == ("bed 7", "news2")
    assert episode.reason == (
        "RR 25/min, SpO2 91 %, HR 95/min, NEWS2 >= 7 (respiration 3, SpO2 3, pulse 1), oxygen and consciousness unknown"
    )


@pytest.mark.parametrize(
    ("person", "rings"),
    [
        (Person(), True),
        (Person(birth_date=date(1960, 5, 1)), True),
        (Person(birth_date=date(2015, 5, 1)), False),
        (Person(pregnant=True), False),
    ],
)
def test_news2_rings_only_for_those_it_is_made_for(person: Person, rings: bool) -> None:
    shard = Shard()
    shard.describe(Described("p", person), T0)
    assert ("news2" in rules(told(shard, "p", T0, **NEWS_7))) is rings


def test_who_turns_sixteen_is_an_adult_from_that_day_on() -> None:
    shard = Shard()
    born = date(2010, 12, 31)
    birthday = (date(2026, 12, 31) - date(1970, 1, 1)).days * DAY
    shard.describe(Described("p", Person(birth_date=born)), 0)
    assert rules(told(shard, "p", birthday - HOUR, **NEWS_7)) == []
    assert "news2" in rules(told(shard, "p", birthday + HOUR, **NEWS_7))


def test_scale_and_oxygen_change_what_a_saturation_scores() -> None:
    def rings(person: Person) -> bool:
        shard = Shard()
        shard.describe(Described("p", person), T0)
        values = WELL | {"spo2": 90, "respiratory_rate": 22, "heart_rate": 112}
        return "news2" in rules(told(shard, "p", T0, **values))

    assert rings(Person())
    assert not rings(Person(spo2_scale=2, on_oxygen=False))
    assert rings(Person(on_oxygen=True))


def test_limits_of_a_patients_own_count_from_when_they_are_known() -> None:
    shard = Shard()
    shard.describe(Described("p", limits={"spo2": (85.0, None), "no such signal": (1.0, 2.0)}), T0)
    for second in range(20):
        assert told(shard, "p", T0 + second * SECOND, spo2=87) == []
    shard.describe(Described("p"), T0 + 20 * SECOND)
    found = [one for second in range(20, 40) for one in told(shard, "p", T0 + second * SECOND, spo2=87)]
    assert rules(found) == ["limit_low:spo2"]


def test_who_leaves_is_passed_over_until_there_again() -> None:
    shard = Shard()
    told(shard, "p", T0, **NEWS_7)
    [closed] = shard.describe(Described("p", is_present=False), T0 + MINUTE)
    assert closed.closed_ms == T0 + MINUTE
    assert told(shard, "p", T0 + 2 * MINUTE, **NEWS_7) == []
    assert shard.describe(Described("p", is_present=False), T0 + 2 * MINUTE) == []
    shard.describe(Described("p"), T0 + 3 * MINUTE)
    [again] = told(shard, "p", T0 + 4 * MINUTE, **NEWS_7)
    assert again.episode_id != closed.episode_id


def test_readings_of_others_in_the_batch_of_one_who_left_keep_their_own_ids() -> None:
    shard = Shard()
    shard.describe(Described("gone", is_present=False), T0)
    both = Came(
        ["gone", "here"],
        np.array([0, 1, 0, 1], np.int32),
        np.array([SIGNALS.index(BY_NAME[name]) for name in ("glucose",) * 4], np.uint8),
        np.array([T0, T0, T0 + 1, T0 + 1]),
        np.array([40.0, 100.0, 40.0, 40.0]),
        np.full(4, T0 + 1),
        ["json"],
        np.zeros(4, np.int16),
        lambda place: f"event:{place}",
    )
    [episode] = shard.take(both) + shard.tick(T0 + SECOND)
    assert (episode.patient_id, episode.first_event_id) == ("here", "event:3")


def test_an_id_merged_into_another_is_that_patient_from_then_on() -> None:
    shard = Shard()
    told(shard, "old", T0, **NEWS_7)
    [closed] = shard.merge("old", "new", T0 + MINUTE)
    assert closed.patient_id == "old"
    [episode] = told(shard, "old", T0 + 2 * MINUTE, **NEWS_7)
    assert episode.patient_id == "new"
    again = Shard.from_bytes(shard.to_bytes())
    assert again.merge("old", "new", T0 + 3 * MINUTE) == []
    assert again.row("old") == again.row("new")


def test_a_reported_sensor_is_told_at_once_and_back_with_its_next_reading() -> None:
    shard = Shard()
    told(shard, "p", T0, spo2=97)
    [lost] = shard.on_status("p", ["spo2"], T0 + 5 * SECOND, is_lost=True)
    assert (lost.rule, lost.priority) == ("sensor_silent:spo2", "low")
    assert lost.reason == "SpO2 sensor reported lost, last 97 %"
    assert told(shard, "p", T0 + 30 * SECOND, heart_rate=70) == []
    found = [one for second in range(40, 60) for one in told(shard, "p", T0 + second * SECOND, spo2=97)]
    assert [(one.rule, one.closed_ms is not None) for one in found] == [("sensor_silent:spo2", True)]


def test_a_report_of_one_who_left_tells_nothing() -> None:
    shard = Shard()
    shard.describe(Described("p", is_present=False), T0)
    assert shard.on_status("p", ["spo2"], T0, is_lost=True) == []
    assert shard.refused("p", {"spo2": 40}, T0) == []


def test_many_refused_readings_are_an_implausible_sensor() -> None:
    shard = Shard()
    told(shard, "p", T0, spo2=97)
    assert shard.refused("p", {"spo2": 20}, T0 + SECOND) == []
    found = [one for second in range(2, 14) for one in shard.tick(T0 + second * SECOND)]
    assert rules(found) == ["implausible:spo2"]
    assert "20 refused" in found[0].reason


def test_a_gateway_of_patients_who_all_left_is_still_there() -> None:
    shard = Shard()
    for second in range(40):
        told(shard, "p", T0 + second * SECOND, heart_rate=70)
    shard.describe(Described("p", is_present=False), T0 + 40 * SECOND)
    later = [one for second in range(40, 100) for one in told(shard, "p", T0 + second * SECOND, heart_rate=70)]
    assert later == []


def test_what_is_saved_goes_on_where_it_was() -> None:
    def run(*, restarts: bool) -> list[Episode]:
        shard, found = Shard(), []
        for second in range(120):
            low = WELL | {"spo2": 85 if 20 < second < 60 else 97, "heart_rate": 150 if second > 70 else 72}
            found += told(shard, "p", T0 + second * SECOND, **low)
            if restarts:
                shard = Shard.from_bytes(shard.to_bytes())
        return found

    assert run(restarts=True) == run(restarts=False)
    assert len(run(restarts=False)) == 3


@pytest.mark.parametrize("cut", [0, 10, 500])
def test_half_of_what_was_saved_is_refused(cut: int) -> None:
    with pytest.raises(InvalidInput):
        Shard.from_bytes(Shard().to_bytes()[:cut])


def test_an_empty_batch_and_one_of_nobody_present_tell_nothing() -> None:
    shard = Shard()
    assert shard.take(came("p", T0)) == []
    shard.describe(Described("p", is_present=False), T0)
    assert shard.take(came("p", T0, spo2=40)) == []


def test_a_sensor_that_falls_silent_after_the_clock_was_ahead_is_told_all_the_same() -> None:
    shard, found = Shard(), list[Episode]()
    for second in range(300):
        ahead_ms = HOUR if 100 <= second < 110 else 0
        for patient in ("well", "lost"):
            if patient == "well" or second < 150:
                one = came(patient, T0 + second * SECOND, spo2=96 + second % 3)
                found += shard.take(replace(one, arrived_ms=one.arrived_ms + ahead_ms))
        found += shard.tick(T0 + second * SECOND + ahead_ms + 10)
    assert [(one.patient_id, one.rule) for one in found] == [("lost", "sensor_silent:spo2")]
    assert found[0].opened_ms < T0 + 240 * SECOND


@pytest.mark.parametrize(
    ("rate", "rings"), [(160.0, False), (169.0, False), (175.0, True), (85.0, False), (75.0, True)]
)
def test_a_childs_limits_are_those_of_its_age(rate: float, rings: bool) -> None:
    shard = Shard()
    born = day_of(T0 - 270 * DAY)
    shard.describe(Described("baby", Person(birth_date=born)), T0)
    episodes = [one for n in range(5) for one in told(shard, "baby", T0 + n * 5 * SECOND, heart_rate=rate)]
    assert [one.rule for one in episodes] == (
        ["limit_high:heart_rate" if rate > 100 else "limit_low:heart_rate"] * rings
    )


def test_a_childs_own_limit_of_one_side_leaves_the_other_to_its_age() -> None:
    shard = Shard()
    born = day_of(T0 - 270 * DAY)
    shard.describe(Described("baby", Person(birth_date=born), {"heart_rate": (90.0, None)}), T0)
    episodes = [one for n in range(5) for one in told(shard, "baby", T0 + n * 5 * SECOND, heart_rate=160.0)]
    assert episodes == []
    low = [one for n in range(5, 10) for one in told(shard, "baby", T0 + n * 5 * SECOND, heart_rate=86.0)]
    assert [one.rule for one in low] == ["limit_low:heart_rate"]
