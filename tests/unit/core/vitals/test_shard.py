"""One shard: who is who, what patients are like, reported sensors, refused readings, and all of it saved."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from bedside.core.vitals.came import Came
from bedside.core.vitals.episode import Episode
from bedside.core.vitals.glance import glance
from bedside.core.vitals.score import Person, day_of
from bedside.core.vitals.shard import Described, Shard
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


CHILD = Described("child", Person(birth_date=day_of(T0 - 900 * DAY)))
PEWS_8 = {"heart_rate": 175, "respiratory_rate": 75}
CALM_CHILD = {"heart_rate": 110, "respiratory_rate": 30}


def of_pews(episodes: list[Episode]) -> list[Episode]:
    return [one for one in episodes if one.rule == "pews"]


def test_pews_of_a_child_rings_at_once_with_its_reason_in_words_and_numbers() -> None:
    shard = Shard()
    shard.describe(CHILD, T0)
    [episode] = of_pews(told(shard, "child", T0, **PEWS_8, spo2=96, oxygen_flow=0, capillary_refill=2))
    assert (episode.priority, episode.opened_ms) == ("high", T0)
    assert episode.reason == (
        "HR 175/min, RR 75/min, PEWS >= 8 (pulse 4, respiration 4), systolic pressure and respiratory effort unknown"
    )


@pytest.mark.parametrize(
    ("described", "rings"),
    [
        (CHILD, True),
        (Described("child"), False),
        (Described("child", Person(birth_date=day_of(T0 - 15 * 366 * DAY))), True),
        (Described("child", Person(birth_date=day_of(T0 - 17 * 366 * DAY))), False),
        (Described("child", Person(birth_date=day_of(T0 - 17 * 366 * DAY), pregnant=True)), True),
        (Described("child", Person(birth_date=day_of(T0 - 19 * 366 * DAY))), False),
    ],
)
def test_pews_rings_for_a_known_age_under_18_to_whom_news2_does_not_apply(described: Described, rings: bool) -> None:
    shard = Shard()
    shard.describe(described, T0)
    assert bool(of_pews(told(shard, "child", T0, **PEWS_8))) is rings


@pytest.mark.parametrize("years", [15, 16, 17, 18])
def test_one_deterioration_is_told_by_one_score_at_any_age(years: int) -> None:
    shard = Shard()
    shard.describe(Described("young", Person(birth_date=day_of(T0 - years * 366 * DAY))), T0)
    sick = PEWS_8 | {"spo2": 88, "systolic_bp": 60}
    scores = {"news2", "pews"} & set(rules(told(shard, "young", T0, **sick)))
    assert scores == ({"news2"} if years >= 16 else {"pews"})


def test_a_pews_that_comes_and_goes_is_one_episode_and_closes_when_it_is_seen_gone_for_half_an_hour() -> None:
    shard, found = Shard(), list[Episode]()
    shard.describe(CHILD, T0)
    for minute, values in enumerate([PEWS_8, CALM_CHILD, PEWS_8, *[CALM_CHILD] * 40]):
        found += of_pews(told(shard, "child", T0 + minute * MINUTE, **values))
        if minute == 20:
            shard = Shard.from_bytes(shard.to_bytes())
            shard.describe(CHILD, T0 + minute * MINUTE)
    assert [one.closed_ms for one in found] == [None, T0 + 33 * MINUTE]
    assert len({one.episode_id for one in found}) == 1


def test_refill_and_effort_alone_are_waited_for_to_close_it() -> None:
    shard = Shard()
    shard.describe(CHILD, T0)
    sick, well = {"capillary_refill": 4, "respiratory_effort": 3}, {"capillary_refill": 2, "respiratory_effort": 0}
    assert of_pews(told(shard, "child", T0, **sick))
    assert of_pews(told(shard, "child", T0 + MINUTE, **well)) == []
    [closed] = of_pews(told(shard, "child", T0 + 31 * MINUTE, **well))
    assert closed.closed_ms == T0 + 31 * MINUTE


@pytest.mark.parametrize(("oxygen", "said"), [({"oxygen_flow": 6}, "oxygen 6 L/min"), ({"fio2": 50}, "FiO2 50 %")])
def test_how_much_oxygen_a_child_needs_is_said(oxygen: dict[str, float], said: str) -> None:
    shard = Shard()
    shard.describe(CHILD, T0)
    [episode] = of_pews(told(shard, "child", T0, capillary_refill=4, **oxygen))
    assert f"capillary refill 4.0 s, on {said}, PEWS >= 8 (capillary refill 4, oxygen 4)" in episode.reason


def test_a_limit_of_a_child_is_told_with_its_pews() -> None:
    shard = Shard()
    shard.describe(CHILD, T0)
    found = [one for n in range(8) for one in told(shard, "child", T0 + n * 5 * SECOND, spo2=85, oxygen_flow=5)]
    assert "PEWS >= 6 (oxygen 4, SpO2 2)" in next(one.reason for one in found if one.rule == "limit_low:spo2")


def test_an_episode_names_the_values_and_the_score_that_it_rests_on() -> None:
    shard = Shard()
    [episode] = told(shard, "p", T0, **NEWS_7)
    assert dict(episode.about) == {"respiratory_rate": 25, "spo2": 91, "heart_rate": 95, "NEWS2": 7}
    found = [one for n in range(1, 21) for one in told(shard, "p", T0 + n * SECOND, spo2=88)]
    assert [(one.rule, dict(one.about)) for one in found] == [("limit_low:spo2", {"spo2": 88, "NEWS2": 7})]


def test_of_a_sensor_and_of_several_signs_nothing_is_taken_for_told() -> None:
    shard = Shard()
    told(shard, "p", T0, spo2=97)
    [lost] = shard.on_status("p", ["spo2"], T0 + SECOND, is_lost=True)
    assert lost.about == ()


def correction(at_ms: int, arrived_ms: int, value: float, made_ms: int = 0) -> Came:
    sent = came("p", at_ms, glucose=value)
    return replace(sent, arrived_ms=np.array([arrived_ms]), corrections={0: made_ms})


def glucose(shard: Shard) -> float:
    seen = glance(shard._state, shard.row("p")).of("glucose")
    assert seen is not None
    return seen.value


def test_a_correction_is_scored_in_place_of_what_it_corrects() -> None:
    shard = Shard()
    shard.take(came("p", T0, glucose=40))
    shard.take(correction(T0, T0 + SECOND, 100))
    assert glucose(shard) == 100
    shard.take(correction(T0, T0 + 2 * SECOND, 90))
    assert glucose(shard) == 90
    shard.take(came("p", T0, glucose=40))
    assert glucose(shard) == 90, "what is corrected came after its correction"


def test_a_correction_in_the_batch_of_what_it_corrects_is_scored_after_it() -> None:
    first, second = came("p", T0, glucose=40, temperature=37), correction(T0, T0, 100)
    names = ("patient", "signal", "times_ms", "values", "arrived_ms", "source")
    joined = {name: np.concatenate([getattr(first, name), getattr(second, name)]) for name in names}
    shard = Shard()
    shard.take(replace(first, **joined, event_id=str, corrections={2: 0}))
    assert glucose(shard) == 100


def test_a_correction_of_what_is_not_the_newest_changes_no_score() -> None:
    shard = Shard()
    shard.take(came("p", T0, glucose=40))
    shard.take(came("p", T0 + SECOND, glucose=100))
    shard.take(correction(T0, T0 + 2 * SECOND, 60))
    assert glucose(shard) == 100


def test_a_correction_that_was_made_before_another_is_not_scored_also_after_a_restart() -> None:
    shard = Shard()
    shard.take(correction(T0, T0 + SECOND, 100, made_ms=T0 + 9))
    shard = Shard.from_bytes(shard.to_bytes())
    shard.take(correction(T0, T0 + 2 * SECOND, 40, made_ms=T0 + 8))
    assert glucose(shard) == 100
    shard.take(correction(T0, T0 + 3 * SECOND, 90, made_ms=T0 + 10))
    assert glucose(shard) == 90


def test_a_score_is_made_of_the_corrected_values() -> None:
    shard = Shard()
    told(shard, "p", T0, **NEWS_7)
    for name in NEWS_7:
        sent = replace(came("p", T0, **{name: WELL[name]}), arrived_ms=np.array([T0 + 2 * SECOND]), corrections={0: 0})
        shard.take(sent)
    seen = glance(shard._state, 0)
    assert (seen.news2, seen.holds) == (0, ())


def test_no_breath_is_told_though_a_reading_before_it_was_dated_ahead() -> None:
    shard = Shard()
    shard.take(replace(came("p", T0 + 240 * SECOND, respiratory_rate=16.0), arrived_ms=np.array([T0])))
    assert "apnoea" in [one.rule for one in told(shard, "p", T0 + 5 * SECOND, respiratory_rate=0.0)]


def test_of_breaths_that_come_at_once_from_a_clock_ahead_the_later_one_counts() -> None:
    shard = Shard()
    for at_s, rate in ((41, 0.0), (40, 16.0)):  # the older one came last
        ahead = came("p", T0 + at_s * SECOND, respiratory_rate=rate)
        found = shard.take(replace(ahead, arrived_ms=np.array([T0 + 10 * SECOND]))) + shard.tick(T0 + 11 * SECOND)
        assert [one.rule for one in found if one.rule == "apnoea"] == ["apnoea"] * (at_s == 41)
    assert 0 in shard.episodes.beside.breath.without


@pytest.mark.parametrize(("signal", "usual", "typed"), [("heart_rate", 80.0, 125.0), ("spo2", 97.0, 92.0)])
@pytest.mark.parametrize("corrected_to", ["usual", "typed"])
def test_a_corrected_typing_error_leaves_no_trend_or_deviation(
    signal: str, usual: float, typed: float, corrected_to: str
) -> None:
    shard, end = Shard(), T0 + 5 * HOUR
    for at_ms in range(T0, end, 15 * MINUTE):
        shard.take(came("p", at_ms, **{signal: usual + at_ms // MINUTE % 3 - 1}))
        for tick_ms in range(at_ms, at_ms + 15 * MINUTE, 10 * SECOND):
            shard.tick(tick_ms)
    shard.take(came("p", end, **{signal: typed}))
    value = {"usual": usual, "typed": typed}[corrected_to]
    corrected = replace(came("p", end, **{signal: value}), arrived_ms=np.array([end + MINUTE]), corrections={0: 0})
    found = shard.take(corrected)
    for tick_ms in range(end + MINUTE, end + 15 * MINUTE, 10 * SECOND):
        found += shard.tick(tick_ms)
    told = {one.rule for one in found if one.closed_ms is None}
    assert bool(told & {f"trend:{signal}", f"deviation:{signal}"}) == (corrected_to == "typed")


def of_one_moment(signal: str, values: tuple[float, ...], at_ms: int) -> Came:
    """Returns values of one signal and moment, as two devices give them in one message."""
    rows = len(values)
    return replace(
        came("p", at_ms, **{signal: values[0]}),
        patient=np.zeros(rows, np.int32),
        signal=np.full(rows, SIGNALS.index(BY_NAME[signal]), np.uint8),
        times_ms=np.full(rows, at_ms),
        values=np.array(values, np.float64),
        arrived_ms=np.full(rows, at_ms),
        source=np.zeros(rows, np.int16),
        event_id=lambda place: f"event:{values[place]}-{at_ms}",
    )


@pytest.mark.parametrize(
    ("signal", "grave", "other", "rule"),
    [
        ("systolic_bp", 70, 118, "limit_low:systolic_bp"),
        ("spo2", 81, 97, "limit_low:spo2"),
        ("respiratory_rate", 0, 40, "apnoea"),
    ],
)
def test_of_two_values_of_one_message_the_graver_is_told_as_if_it_had_come_alone(
    signal: str, grave: float, other: float, rule: str
) -> None:
    found = []
    for values in ((grave,), (grave, other), (other, grave)):
        shard, episodes = Shard(), list[Episode]()
        for second in range(0, 240, 2):
            at_ms = T0 + second * SECOND
            episodes += shard.take(of_one_moment(signal, values, at_ms)) + shard.tick(at_ms + SECOND)
        found.append((episodes, shard.to_bytes()))
    assert rule in rules(found[0][0])
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("values", [(0.0, 14.0), (14.0, 0.0)])
def test_no_breath_is_told_whichever_of_two_rates_of_one_moment_comes_first(values: tuple[float, float]) -> None:
    shard, episodes = Shard(), list[Episode]()
    for value in values:
        episodes += shard.take(of_one_moment("respiratory_rate", (value,), T0))
    episodes += shard.tick(T0 + SECOND)
    assert [(one.rule, one.closed_ms) for one in episodes] == [("apnoea", None)]
