"""From conditions to episodes: delays on both sides, hysteresis, priority, what hides what, gateways, gaps in time."""

import pytest

from bedside.core.vitals.episode import Episode
from bedside.core.vitals.rules import PRIORITIES, RULES
from bedside.core.vitals.signals import BY_NAME, SIGNALS

from .streams import (
    HOUR,
    MINUTE,
    NEWS_4,
    NEWS_5,
    NEWS_6,
    NEWS_7,
    SECOND,
    T0,
    WELL,
    Item,
    Reading,
    Watch,
    round_of,
    rounds,
)

SPO2 = SIGNALS.index(BY_NAME["spo2"])


def every_second(values: list[float], signal: str = "spo2", start_ms: int = T0, patient: int = 0) -> list[Item]:
    """Returns a reading and a tick each second."""
    items: list[Item] = []
    for second, value in enumerate(values):
        at = start_ms + second * SECOND
        items += [Reading(patient, signal, value, at, source=-1), at + 500]
    return items


def ticks(start_ms: int, seconds: int) -> list[Item]:
    return list(range(start_ms, start_ms + seconds * SECOND, SECOND))


def shape(told: list[Episode]) -> list[tuple[str, bool]]:
    return [(one.priority, one.closed_ms is not None) for one in told]


# NEWS2


def test_seven_opens_on_its_first_observation() -> None:
    watch = Watch().feed([*round_of(0, T0, **NEWS_7), T0 + SECOND])
    [episode] = watch.told
    assert (episode.rule, episode.priority, episode.opened_ms, episode.patient_id) == ("news2", "high", T0, "p-0")


def each_second(values: dict[str, float], start_ms: int, until_ms: int) -> list[Item]:
    """Returns rounds of a patient's vital signs, each with a tick behind it."""
    return [item for at in range(start_ms, until_ms, SECOND) for item in (*round_of(0, at, **values), at + 500)]


def test_a_seven_that_passed_at_once_does_not_hide_one_that_stays() -> None:
    """A sensor slipped for a second, and people were told; a quarter of an hour later the patient is that ill."""
    ill_ms = T0 + 15 * MINUTE
    watch = Watch().feed([*round_of(0, T0, **NEWS_7), *each_second(WELL, T0 + SECOND, ill_ms)])
    watch.feed(each_second(NEWS_7, ill_ms, ill_ms + MINUTE))
    assert shape(watch.of("news2")) == [("high", False)]
    watch.feed(each_second(NEWS_7, ill_ms + MINUTE, ill_ms + 2 * MINUTE))
    first, closed, again = watch.of("news2")
    assert (closed.episode_id, again.priority, again.closed_ms) == (first.episode_id, "high", None)
    assert closed.closed_ms == again.opened_ms == pytest.approx(ill_ms + MINUTE, abs=SECOND)
    assert again.episode_id != first.episode_id


def test_slips_of_a_sensor_one_after_the_other_are_one_episode() -> None:
    watch = Watch()
    for start_ms in range(T0, T0 + 28 * MINUTE, 7 * MINUTE):
        watch.feed([*round_of(0, start_ms, **NEWS_7), *each_second(WELL, start_ms + SECOND, start_ms + 7 * MINUTE)])
    assert shape(watch.of("news2")) == [("high", False)]


def test_a_seven_that_lasted_is_told_once_though_it_comes_and_goes() -> None:
    watch = Watch()
    for start_ms in range(T0, T0 + 24 * MINUTE, 8 * MINUTE):
        watch.feed(each_second(NEWS_7, start_ms, start_ms + 2 * MINUTE))
        watch.feed(each_second(WELL, start_ms + 2 * MINUTE, start_ms + 8 * MINUTE))
    assert shape(watch.of("news2")) == [("high", False)]


def test_seven_opens_before_the_next_tick_where_anything_else_arrives() -> None:
    watch = Watch().feed([*round_of(0, T0, **NEWS_7), Reading(1, "spo2", 97, T0 + 3)])
    assert [one.priority for one in watch.told] == ["high"]


@pytest.mark.parametrize("values", [NEWS_5, NEWS_6])
def test_five_or_six_opens_only_when_it_is_seen_again_an_hour_later(values: dict[str, float]) -> None:
    assert Watch().feed(rounds([WELL, values, WELL, values, NEWS_4], HOUR)).of("news2") == []
    [episode] = Watch().feed(rounds([WELL, values, values], HOUR)).of("news2")
    assert (episode.priority, episode.opened_ms - T0, episode.began_ms - T0) == ("medium", 2 * HOUR, HOUR)


def test_on_a_monitor_five_opens_after_half_an_hour() -> None:
    def at(minutes: float) -> list[Episode]:
        items = rounds([NEWS_5] * int(minutes * 6), 10 * SECOND)
        items += [int(T0 + minutes * MINUTE) + 10]
        return Watch().feed(items).of("news2")

    assert at(30) == []
    assert len(at(30.5)) == 1


def test_five_that_nobody_measures_again_opens_after_two_hours() -> None:
    observed = round_of(0, T0, **NEWS_5)
    until = [*observed, *range(T0 + SECOND, T0 + 2 * HOUR, SECOND)]
    assert Watch().feed(until).of("news2") == []
    [episode] = Watch().feed([*until, T0 + 2 * HOUR + SECOND]).of("news2")
    assert episode.opened_ms - T0 == 2 * HOUR + SECOND


def test_a_moment_below_five_does_not_begin_the_half_hour_anew() -> None:
    scores = [NEWS_5] * 60 + [NEWS_4] * 3 + [NEWS_5] * 125
    [episode] = Watch().feed([*rounds(scores, 10 * SECOND), T0 + 32 * MINUTE]).of("news2")
    assert episode.opened_ms - T0 == 30 * MINUTE


def test_a_minute_below_five_does() -> None:
    scores = [NEWS_5] * 60 + [NEWS_4] * 7 + [NEWS_5] * 125
    assert Watch().feed([*rounds(scores, 10 * SECOND), T0 + 32 * MINUTE]).of("news2") == []


def test_rising_to_seven_is_the_same_episode_with_high_priority() -> None:
    told = Watch().feed(rounds([NEWS_5, NEWS_5, NEWS_7], HOUR)).of("news2")
    assert shape(told) == [("medium", False), ("high", False)]
    assert len({one.episode_id for one in told}) == 1


def test_the_first_reading_of_the_stretch_makes_the_id() -> None:
    told = Watch().feed(rounds([NEWS_5, NEWS_7], HOUR)).of("news2")
    assert [one.first_event_id for one in told] == [f"event:0-spo2-{T0}"]


def test_priority_does_not_fall_while_it_is_open() -> None:
    told = Watch().feed(rounds([NEWS_7, NEWS_5, NEWS_5], HOUR)).of("news2")
    assert shape(told) == [("high", False)]


def test_seven_again_within_two_hours_tells_nobody_again_but_after_two_hours_it_does() -> None:
    told = Watch().feed(rounds([NEWS_7, NEWS_5, NEWS_7], HOUR)).of("news2")
    assert shape(told) == [("high", False)]
    told = Watch().feed(rounds([NEWS_7, NEWS_5, NEWS_5, NEWS_7], HOUR)).of("news2")
    assert shape(told) == [("high", False), ("high", True), ("high", False)]
    assert told[0].episode_id == told[1].episode_id != told[2].episode_id


def test_it_closes_when_seen_below_five_twice() -> None:
    told = Watch().feed(rounds([NEWS_7, NEWS_4, NEWS_5, NEWS_4, WELL], HOUR)).of("news2")
    assert shape(told) == [("high", False), ("high", True)]
    assert told[-1].closed_ms == T0 + 4 * HOUR


def test_opening_again_after_it_closed_is_a_new_episode() -> None:
    told = Watch().feed(rounds([NEWS_7, WELL, WELL, NEWS_7], HOUR)).of("news2")
    assert shape(told) == [("high", False), ("high", True), ("high", False)]
    assert len({one.episode_id for one in told}) == 2


def test_hours_that_come_at_once_give_the_episodes_of_those_hours() -> None:
    scores = [NEWS_5, NEWS_5, WELL, WELL, NEWS_7]
    arrived = T0 + 4 * HOUR
    readings = [
        Reading(one.patient, one.signal, one.value, one.at_ms, arrived)
        for one in rounds(scores, HOUR)
        if isinstance(one, Reading)
    ]
    told = Watch().feed([*readings, arrived + SECOND]).of("news2")
    assert [(one.closed_ms or one.opened_ms) - T0 for one in told] == [HOUR, 3 * HOUR, 4 * HOUR]
    assert shape(told) == [("medium", False), ("medium", True), ("high", False)]


def test_what_only_a_round_half_taken_in_shows_is_nothing() -> None:
    # The old breathing with the new saturation would be 7; the round as a whole is 4.
    before = WELL | {"respiratory_rate": 25, "heart_rate": 95}
    after = WELL | {"spo2": 91}
    mixed = round_of(0, T0 + HOUR, spo2=91) + round_of(0, T0 + HOUR, respiratory_rate=16, heart_rate=72)
    stream = [*round_of(0, T0, **before), T0 + SECOND, *mixed, T0 + HOUR + SECOND]
    assert Watch().feed(stream).of("news2") == []
    alone = [*round_of(0, T0, **before), T0 + SECOND, *mixed[:1], T0 + HOUR + SECOND]
    assert len(Watch().feed(alone).of("news2")) == 1
    assert after["spo2"] == 91


def test_a_part_that_scores_three_by_itself_is_low_and_hidden_by_the_score() -> None:
    three = WELL | {"respiratory_rate": 25}
    told = Watch().feed(rounds([three, three], HOUR)).told
    assert [(one.rule, one.priority) for one in told] == [("news2_single", "low")]
    told = Watch().feed(rounds([NEWS_7, three, three], HOUR)).told
    assert ("news2_single", False) not in [(one.rule, one.closed_ms is not None) for one in told[:2]]


# Limits


@pytest.mark.parametrize(("seconds", "episodes"), [(15, 0), (16, 1)])
def test_a_low_saturation_opens_after_fifteen_seconds(seconds: int, episodes: int) -> None:
    assert len(Watch().feed(every_second([85] * seconds)).of("limit_low:spo2")) == episodes


@pytest.mark.parametrize(
    ("signal", "value", "delay_s"),
    [
        ("heart_rate", 30, 10),
        ("heart_rate", 180, 10),
        ("respiratory_rate", 4, 20),
        ("systolic_bp", 80, 10),
        ("temperature", 34, 60),
        ("glucose", 40, 0),
    ],
)
def test_each_limit_waits_for_its_delay_and_no_longer(signal: str, value: float, delay_s: int) -> None:
    def told(seconds: int) -> list[Episode]:
        watch = Watch().feed(every_second([value] * seconds, signal))
        return [one for one in watch.told if one.rule.startswith("limit_")]

    if delay_s:
        assert told(delay_s) == []
    assert len(told(delay_s + 1)) == 1


def test_a_dip_of_ten_seconds_is_no_episode_however_often_it_comes() -> None:
    assert Watch().feed(every_second(([85] * 10 + [97] * 5) * 20)).of("limit_low:spo2") == []


@pytest.mark.parametrize(
    ("signal", "outside", "inside", "delay_s"), [("spo2", 81, 97, 15), ("systolic_bp", 70, 118, 10)]
)
@pytest.mark.parametrize("between_s", [0, 1, 4])
def test_a_second_sensor_that_says_all_is_well_does_not_begin_the_delay_anew(
    signal: str, outside: float, inside: float, delay_s: int, between_s: int
) -> None:
    turns = [outside] + [inside] * between_s
    values = (turns * 20)[: delay_s + 5]
    [episode] = Watch().feed(every_second(values, signal)).of(f"limit_low:{signal}")
    assert delay_s * SECOND <= episode.opened_ms - T0 < (delay_s + between_s + 1) * SECOND
    assert episode.began_ms == T0


@pytest.mark.parametrize("between_s", [5, 12])
def test_a_value_that_is_back_inside_its_limits_for_five_seconds_begins_the_delay_anew(between_s: int) -> None:
    assert Watch().feed(every_second(([85] * 5 + [97] * between_s) * 20)).of("limit_low:spo2") == []


def test_of_one_moment_the_harmless_value_that_comes_first_each_time_does_not_begin_the_delay_anew() -> None:
    items: list[Item] = []
    for second in range(20):
        at = T0 + second * SECOND
        items += [Reading(0, "spo2", 97, at, source=-1), Reading(0, "spo2", 81, at, at + 100, source=-1), at + 500]
    [episode] = Watch().feed(items).of("limit_low:spo2")
    assert 15 * SECOND <= episode.opened_ms - T0 < 16 * SECOND


def test_a_low_saturation_becomes_high_priority_after_three_minutes() -> None:
    told = Watch().feed(every_second([85] * 180)).of("limit_low:spo2")
    assert shape(told) == [("medium", False)]
    told = Watch().feed(every_second([85] * 182)).of("limit_low:spo2")
    assert shape(told) == [("medium", False), ("high", False)]


def test_it_closes_half_a_minute_after_it_is_over_and_not_for_less() -> None:
    low_then_well = [85.0] * 20 + [97.0] * 30
    assert shape(Watch().feed(every_second(low_then_well)).of("limit_low:spo2")) == [("medium", False)]
    told = Watch().feed(every_second([*low_then_well, 97.0])).of("limit_low:spo2")
    assert shape(told) == [("medium", False), ("medium", True)]
    back = Watch().feed(every_second([85] * 20 + [97] * 29 + [85] * 5)).of("limit_low:spo2")
    assert shape(back) == [("medium", False)]


def test_no_breath_is_told_at_once_with_high_priority() -> None:
    items = [*every_second([7] * 3, "respiratory_rate"), Reading(0, "respiratory_rate", 0, T0 + 3 * SECOND), T0 + 3_100]
    [episode] = Watch().feed(items).of("apnoea")
    assert (episode.priority, episode.opened_ms - T0) == ("high", 3 * SECOND)


def test_an_old_reading_without_breath_is_not_the_present() -> None:
    items = [Reading(0, "respiratory_rate", 14, T0), Reading(0, "respiratory_rate", 0, T0 - MINUTE, T0), T0 + SECOND]
    assert Watch().feed(items).of("apnoea") == []


def test_breath_that_comes_back_closes_it() -> None:
    told = Watch().feed(every_second([0] + [14] * 32, "respiratory_rate")).of("apnoea")
    assert shape(told) == [("high", False), ("high", True)]


# What hides what


def test_a_lost_sensor_hides_the_low_saturation_that_it_left_behind() -> None:
    watch = Watch().feed(every_second([97] * 40 + [85] * 5))
    at = T0 + 45 * SECOND
    watch.told += watch.episodes.on_status(0, SPO2, at, is_lost=True, names=watch.names)
    watch.feed(ticks(at, 120))
    assert watch.of("limit_low:spo2") == []
    assert shape(watch.of("sensor_silent:spo2")) == [("low", False)]


def test_what_was_hidden_opens_with_its_whole_delay_once_the_sensor_is_back() -> None:
    watch = Watch().feed(every_second([85] * 5))
    at = T0 + 5 * SECOND
    watch.episodes.on_status(0, SPO2, at, is_lost=True, names=watch.names)
    watch.feed(ticks(at, 60))
    watch.episodes.on_status(0, SPO2, at + MINUTE, is_lost=False, names=watch.names)
    watch.feed(every_second([85] * 14, start_ms=at + MINUTE))
    assert watch.of("limit_low:spo2") == []
    watch.feed(every_second([85] * 3, start_ms=at + MINUTE + 14 * SECOND))
    assert shape(watch.of("limit_low:spo2")) == [("medium", False)]


def test_an_open_episode_stays_open_while_its_sensor_is_lost() -> None:
    watch = Watch().feed(every_second([85] * 20))
    watch.feed(ticks(T0 + 20 * SECOND, 600))
    assert shape(watch.of("limit_low:spo2")) == [("medium", False)]


def test_a_lost_sensor_of_another_signal_hides_nothing() -> None:
    watch = Watch()
    watch.episodes.on_status(0, SIGNALS.index(BY_NAME["heart_rate"]), T0, is_lost=True, names=watch.names)
    assert len(watch.feed(every_second([85] * 20)).of("limit_low:spo2")) == 1


def test_a_silent_sensor_is_told_after_half_a_minute_more_and_closes_when_it_is_back() -> None:
    watch = Watch().feed(every_second([97] * 60))
    end = T0 + 60 * SECOND
    watch.feed(ticks(end, 59))
    assert watch.of("sensor_silent:spo2") == []
    watch.feed(ticks(end + 59 * SECOND, 3))
    assert shape(watch.of("sensor_silent:spo2")) == [("low", False)]
    watch.feed(every_second([97] * 12, start_ms=end + 62 * SECOND))
    assert shape(watch.of("sensor_silent:spo2")) == [("low", False), ("low", True)]


# Gateways


def ward(seconds: range, beds: range, source: int) -> list[Item]:
    items: list[Item] = []
    for second in seconds:
        at = T0 + second * SECOND
        for bed in beds:
            items += [Reading(bed, "spo2", 97, at, source=source), Reading(bed, "heart_rate", 70, at, source=source)]
        items.append(at + 500)
    return items


def of_ward(*names: str) -> Watch:
    watch = Watch()
    for name in names:
        watch.episodes.gateways.place(name)
    return watch


def test_a_gateway_that_is_gone_is_one_alert_and_hides_the_silence_of_its_sensors() -> None:
    watch = of_ward("hl7v2:ICU-GW").feed(ward(range(60), range(12), 0)).feed(ticks(T0 + 60 * SECOND, 600))
    [episode] = watch.told
    assert (episode.rule, episode.source, episode.patient_id) == ("gateway_gone", "hl7v2:ICU-GW", None)
    assert episode.priority == "medium"
    assert 19 <= (episode.opened_ms - T0) / SECOND - 60 <= 21


def test_the_silence_of_one_sensor_is_told_while_its_gateway_delivers() -> None:
    stream = ward(range(60), range(3), 0) + ward(range(60, 200), range(1, 3), 0)
    told = of_ward("gateway").feed(stream).told
    assert sorted(one.rule for one in told) == ["sensor_silent:heart_rate", "sensor_silent:spo2"]
    assert {one.patient_id for one in told} == {"p-0"}


def test_another_gateway_that_delivers_hides_nothing() -> None:
    stream = ward(range(60), range(2), 0) + ward(range(60), range(2, 4), 1) + ward(range(60, 200), range(2, 4), 1)
    told = of_ward("a", "b").feed(sorted(stream, key=lambda one: one if isinstance(one, int) else one.at_ms)).told
    assert [(one.rule, one.source) for one in told] == [("gateway_gone", "a")]


def test_a_gateway_that_is_back_closes_its_alert_and_what_stays_silent_is_told_then() -> None:
    stream = ward(range(60), range(3), 0) + ticks(T0 + 60 * SECOND, 100) + ward(range(160, 260), range(1, 3), 0)
    told = of_ward("gateway").feed(stream).told
    assert shape([one for one in told if one.rule == "gateway_gone"]) == [("medium", False), ("medium", True)]
    assert {one.rule for one in told if one.patient_id} == {"sensor_silent:spo2", "sensor_silent:heart_rate"}
    assert {one.patient_id for one in told if one.patient_id} == {"p-0"}


@pytest.mark.parametrize("source", ["manual", "csv"])
def test_nobody_waits_for_what_is_typed_in_or_loaded(source: str) -> None:
    watch = of_ward(source).feed(ward(range(60), range(2), 0)).feed(ticks(T0 + 60 * SECOND, 300))
    assert {one.rule for one in watch.told} == {"sensor_silent:spo2", "sensor_silent:heart_rate"}


def test_a_source_heard_of_only_now_and_then_is_never_gone() -> None:
    stream = ward(range(20), range(2), 0)
    assert of_ward("json").feed(stream).feed(ticks(T0 + 20 * SECOND, 20)).of("gateway_gone") == []


# Time that stands still


def test_after_an_hour_without_ticks_there_is_no_storm_of_silences() -> None:
    watch = of_ward("gateway").feed(ward(range(120), range(12), 0))
    watch.feed(ward(range(3_720, 3_800), range(12), 0))
    assert watch.told == []


def test_what_was_lost_in_the_gap_is_told_after_the_usual_delay() -> None:
    watch = of_ward("gateway").feed(ward(range(120), range(2), 0))
    watch.feed(ward(range(3_720, 3_800), range(1), 0))
    assert {(one.rule, one.patient_id) for one in watch.told} == {
        ("sensor_silent:spo2", "p-1"),
        ("sensor_silent:heart_rate", "p-1"),
    }
    assert min(one.opened_ms for one in watch.told) >= T0 + (3_720 + 20) * SECOND


def test_a_delay_that_ran_before_the_gap_is_not_over_by_it() -> None:
    watch = Watch().feed(every_second([85] * 3)).feed([T0 + HOUR])
    assert watch.of("limit_low:spo2") == []
    watch.feed(ticks(T0 + HOUR + SECOND, 3))
    assert len(watch.of("limit_low:spo2")) == 1  # three seconds before, ten that may pass in a gap, and three after


def test_ticks_set_back_do_not_stop_a_delay() -> None:
    watch = Watch().feed(every_second([85] * 3)).feed(ticks(T0 - HOUR, 14))
    assert len(watch.of("limit_low:spo2")) == 1


def test_a_dip_that_was_over_before_it_came_is_not_told_now() -> None:
    values = [97.0] * 5 + [85.0] * 30 + [97.0] * 5
    burst = [Reading(0, "spo2", value, T0 + s * SECOND, T0 + MINUTE) for s, value in enumerate(values)]
    assert Watch().feed([*burst, *ticks(T0 + MINUTE, 60)]).of("limit_low:spo2") == []
    still = [one for one in burst if one.value < 90]
    assert len(Watch().feed([*still, *ticks(T0 + MINUTE, 20)]).of("limit_low:spo2")) == 1


def test_values_grown_stale_close_it_and_their_sensor_says_so() -> None:
    watch = Watch().feed([*every_second([85] * 60), *range(T0 + MINUTE, T0 + 5 * HOUR, 5 * SECOND)])
    assert shape(watch.of("limit_low:spo2")) == [("medium", False), ("medium", True)]
    assert watch.of("limit_low:spo2")[-1].closed_ms >= T0 + 4 * HOUR
    assert shape(watch.of("sensor_silent:spo2")) == [("low", False)]


# Patients, groups, the same readings twice


def test_readings_that_come_twice_change_nothing() -> None:
    once = rounds([WELL, NEWS_5, NEWS_7, WELL], HOUR)
    twice = [item for one in once for item in ([one, one] if isinstance(one, Reading) else [one])]
    assert Watch().feed(twice).told == Watch().feed(once).told


def test_each_patient_has_episodes_of_their_own() -> None:
    items = [*round_of(0, T0, **NEWS_7), *round_of(1, T0, **NEWS_7), *round_of(2, T0, **WELL), T0 + SECOND]
    told = Watch().feed(items).told
    assert [one.patient_id for one in told] == ["p-0", "p-1"]
    assert len({one.episode_id for one in told}) == len({one.group_id for one in told}) == 2


def test_what_comes_upon_one_patient_together_is_one_group() -> None:
    watch = Watch().feed(every_second([85] * 20)).feed([*round_of(0, T0 + MINUTE, **NEWS_7), T0 + MINUTE + SECOND])
    groups = {one.group_id for one in watch.told}
    assert {one.rule for one in watch.told} == {"limit_low:spo2", "news2"}
    assert groups == {watch.told[0].episode_id}


def test_a_quarter_of_an_hour_later_it_is_another_group() -> None:
    def groups(minutes: int) -> int:
        watch = Watch().feed(every_second([85] * 20 + [97] * 40))
        watch.feed(ticks(T0 + MINUTE, minutes * 60 - 60))
        watch.feed(every_second([85] * 20, start_ms=T0 + minutes * MINUTE))
        return len({one.group_id for one in watch.told if one.rule == "limit_low:spo2"})

    assert (groups(14), groups(18)) == (1, 2)


def test_who_leaves_has_all_episodes_closed_and_is_forgotten() -> None:
    watch = Watch().feed([*round_of(0, T0, **NEWS_7), *round_of(1, T0, **NEWS_7), T0 + SECOND])
    closed = watch.episodes.leave(0, T0 + MINUTE)
    assert [(one.patient_id, one.closed_ms) for one in closed] == [("p-0", T0 + MINUTE)]
    assert [one.patient_id for one in watch.episodes.open_episodes()] == ["p-1"]
    assert watch.feed(ticks(T0 + 2 * MINUTE, 30)).told[2:] == []


# The rules themselves


def test_each_rule_has_a_name_of_its_own_and_levels_that_rise() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        ranks = [PRIORITIES.index(level.priority) for level in rule.levels]
        assert ranks == sorted(ranks)


def test_technical_conditions_are_low_but_for_a_gateway() -> None:
    urgent = {rule.name for rule in RULES if rule.kind == "technical" and rule.levels[-1].priority != "low"}
    assert urgent == {"gateway_gone"}
