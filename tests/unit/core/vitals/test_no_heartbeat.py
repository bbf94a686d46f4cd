"""A monitor that says 0/min: told at once with high priority, for as long as it lasts, by heart rate and by pulse."""

import pytest

from bedside.core.vitals.episode import Episode
from bedside.core.vitals.shard import Shard

from .streams import MINUTE, SECOND, T0
from .test_shard import came


def watched(shard: Shard, signal: str, values: list[float], from_s: int = 0) -> list[Episode]:
    """Sends a value a second, and has a tick after each."""
    found = list[Episode]()
    for second, value in enumerate(values, from_s):
        at_ms = T0 + second * SECOND
        found += shard.take(came("p", at_ms, **{signal: value})) + shard.tick(at_ms + 1)
    return found


def of_rate(episodes: list[Episode], signal: str) -> list[tuple[str, str, int, int | None]]:
    limit = (one for one in episodes if one.rule == f"limit_low:{signal}")
    return [(one.priority, one.reason, (one.opened_ms - T0) // SECOND, one.closed_ms) for one in limit]


def test_a_heart_rate_of_zero_is_high_within_ten_seconds_and_stays_told_for_hours() -> None:
    shard = Shard()
    watched(shard, "heart_rate", [80.0] * 60)
    found = of_rate(watched(shard, "heart_rate", [0.0] * 7200, 60), "heart_rate")
    assert [(priority, opened_s, closed_ms) for priority, _, opened_s, closed_ms in found] == [("high", 65, None)]
    assert found[0][1].startswith("no heartbeat: HR 0/min, NEWS2 >= 3")
    assert [one.rule for one in shard.episodes.open_episodes() if one.priority == "high"] == ["limit_low:heart_rate"]


def test_a_pulse_of_zero_is_medium_first_and_high_after_half_a_minute() -> None:
    shard = Shard()
    watched(shard, "pulse_rate", [80.0] * 60)
    found = of_rate(watched(shard, "pulse_rate", [0.0] * 60, 60), "pulse_rate")
    assert [(priority, opened_s) for priority, _, opened_s, _ in found] == [("medium", 70), ("high", 70)]
    assert "no heartbeat: pulse 0/min" in found[1][1]


def test_a_slow_rate_that_falls_to_zero_becomes_high() -> None:
    shard = Shard()
    found = of_rate(watched(shard, "heart_rate", [35.0] * 60 + [0.0] * 10), "heart_rate")
    assert [priority for priority, *_ in found] == ["medium", "high"]


@pytest.mark.parametrize("ahead_s", [0, 30])
def test_one_value_of_zero_between_others_pages_nobody(ahead_s: int) -> None:
    shard = Shard()
    watched(shard, "heart_rate", [80.0] * 60)
    found = list[Episode]()
    for second in range(60, 120):
        at_ms = T0 + second * SECOND
        values = came("p", at_ms, heart_rate=0.0 if second in (60, 61) else 80.0)
        values.times_ms[:] += ahead_s * SECOND
        found += shard.take(values) + shard.tick(at_ms + 1)
    assert of_rate(found, "heart_rate") == []


def test_it_closes_once_the_heart_beats_again() -> None:
    shard = Shard()
    watched(shard, "heart_rate", [0.0] * 30)
    found = watched(shard, "heart_rate", [80.0] * 60, 30)
    assert [closed_ms for *_, closed_ms in of_rate(found, "heart_rate")] == [T0 + 60 * SECOND + 1]


@pytest.mark.parametrize("at_s", [62, 64, 66, 300])
def test_a_restart_tells_it_no_earlier_and_only_once(at_s: int) -> None:
    shard = Shard()
    values = [80.0] * 60 + [0.0] * 400
    found = watched(shard, "heart_rate", values[:at_s])
    shard = Shard.from_bytes(shard.to_bytes())
    found += watched(shard, "heart_rate", values[at_s:], at_s)
    assert [(priority, opened_s) for priority, _, opened_s, _ in of_rate(found, "heart_rate")] == [("high", 65)]


def test_an_alert_of_a_slow_rate_saved_before_there_was_this_level_goes_on() -> None:
    shard = Shard()
    watched(shard, "heart_rate", [35.0] * 60)
    for one in shard.episodes.ledger.watched.values():
        del one.runs[1:]
    shard = Shard.from_bytes(shard.to_bytes())
    found = of_rate(watched(shard, "heart_rate", [0.0] * 10, 60), "heart_rate")
    assert [(priority, opened_s) for priority, _, opened_s, _ in found] == [("high", 10)]


def test_a_patient_who_left_and_a_value_of_hours_ago_are_not_without_heartbeat() -> None:
    shard = Shard()
    watched(shard, "heart_rate", [0.0] * 20)
    for minute in range(5 * 60):
        closed = shard.tick(T0 + minute * MINUTE)
        if of_rate(closed, "heart_rate"):
            break
    assert shard.episodes.beside.without_beat == set()


@pytest.mark.parametrize(("signal", "well"), [("spo2", 97.0), ("systolic_bp", 120.0)])
def test_a_zero_that_is_refused_is_told_of_its_sensor_within_a_minute(signal: str, well: float) -> None:
    shard, found = Shard(), list[Episode]()
    watched(shard, signal, [well] * 60)
    for second in range(60, 120):
        at_ms = T0 + second * SECOND
        found += shard.refused("p", {signal: 1}, at_ms) + shard.take(came("p", at_ms, heart_rate=80.0))
        found += shard.tick(at_ms + 1)
    told = {one.rule: (one.priority, (one.opened_ms - T0) // SECOND) for one in found}
    assert told[f"implausible:{signal}"] == ("low", 71)
    if signal == "spo2":
        assert told["sensor_silent:spo2"][0] == "low"
