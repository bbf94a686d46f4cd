"""How the latest readings look at a moment: quality by age, change since before, extremes."""

from dataclasses import replace

import pytest

from bedside.core.vitals.quality import MANUAL, Quality, quality
from bedside.core.vitals.stored_reading import StoredReading
from bedside.core.vitals.view import Change, live_readings

NOW = 1_770_000_000_000
MINUTE = 60_000


def reading(signal: str, value: float | str, age_ms: int) -> StoredReading:
    return StoredReading(
        event_id=f"{signal}-{age_ms}",
        patient_id="p1",
        device_id=None,
        signal=signal,
        value=value,
        unit="",
        observed_at_ms=NOW - age_ms,
        received_at_ms=NOW,
    )


def change_of(*series: StoredReading) -> Change | None:
    ordered = sorted(series, key=lambda r: r.observed_at_ms)

    def earlier(signal: str, since: int, until: int) -> list[StoredReading]:
        return [r for r in ordered if since <= r.observed_at_ms < until]

    (one,) = live_readings({ordered[-1].signal: ordered[-1]}, NOW, 4 * 60 * MINUTE, earlier)
    return one.change


@pytest.mark.parametrize(
    ("signal", "age_ms", "holds"),
    [
        ("heart_rate", 30_000, Quality.CURRENT),
        ("heart_rate", 30_001, Quality.STALE),
        ("temperature", 4 * 60 * MINUTE, Quality.CURRENT),
        ("temperature", 4 * 60 * MINUTE + 1, Quality.STALE),
    ],
)
def test_a_value_is_current_for_as_long_as_its_signal_is_fresh(signal, age_ms, holds):
    (one,) = live_readings({signal: reading(signal, 70.0, age_ms)}, NOW, 4 * 60 * MINUTE, lambda *_: [])
    assert (one.quality, one.age_ms) == (holds, age_ms)


@pytest.mark.parametrize("ahead_ms", [1, 60_000, 60_001, 300_000])
def test_a_value_dated_ahead_is_as_old_as_if_it_were_of_its_arrival(ahead_ms):
    latest = {"heart_rate": reading("heart_rate", 70.0, -ahead_ms)}
    for age_ms, holds in ((0, Quality.CURRENT), (30_000, Quality.CURRENT), (30_001, Quality.STALE)):
        (one,) = live_readings(latest, NOW + age_ms, 4 * 60 * MINUTE, lambda *_: [])
        assert (one.quality, one.age_ms, one.observed_at_ms) == (holds, age_ms, NOW)


def test_what_came_in_the_future_by_a_clock_that_was_set_back_is_mistimed():
    (one,) = live_readings({"heart_rate": reading("heart_rate", 70.0, 0)}, NOW - 60_001, 240 * MINUTE, lambda *_: [])
    assert one.quality is Quality.MISTIMED


@pytest.mark.parametrize("age_ms", [62_000, 4 * 60 * MINUTE, 4 * 60 * MINUTE + 1])
def test_a_value_entered_by_hand_is_as_current_in_an_answer_as_on_the_board(age_ms):
    given = replace(reading("heart_rate", 70.0, age_ms), source=MANUAL)
    (one,) = live_readings({"heart_rate": given}, NOW, 4 * 60 * MINUTE, lambda *_: [])
    assert one.quality is quality(given, NOW, 4 * 60 * MINUTE)
    assert (one.quality is Quality.CURRENT) is (age_ms <= 4 * 60 * MINUTE)


def test_what_came_late_is_never_current():
    (one,) = live_readings(
        {"spo2": replace(reading("spo2", 97.0, 1000), late=True)}, NOW, 4 * 60 * MINUTE, lambda *_: []
    )
    assert one.quality is Quality.LATE


def test_a_monitored_value_is_compared_with_the_one_nearest_to_ten_minutes_before():
    series = [reading("heart_rate", v, m * MINUTE) for v, m in ((70.0, 12), (80.0, 9), (99.0, 5), (90.0, 0))]
    assert change_of(*series) == Change(80.0, 9, "heart_rate-540000")


def test_without_a_value_about_ten_minutes_before_nothing_is_compared():
    assert change_of(reading("heart_rate", 70.0, 14 * MINUTE), reading("heart_rate", 90.0, 0)) is None


def test_a_measured_value_is_compared_with_the_one_before():
    series = [reading("temperature", v, m * MINUTE) for v, m in ((36.5, 500), (37.0, 240), (38.4, 3))]
    assert change_of(*series) == Change(37.0, 237, "temperature-14400000")


def test_a_measured_value_is_not_compared_with_one_of_the_same_round():
    series = [reading("temperature", v, m * MINUTE) for v, m in ((36.9, 180), (38.4, 32), (39.2, 4), (39.2, 2))]
    assert change_of(*series) == Change(38.4, 30, "temperature-1920000")
    assert change_of(*series[2:]) == Change(39.2, 2, "temperature-240000")


def test_codes_have_no_change_and_a_stale_value_is_compared_with_nothing():
    assert change_of(reading("consciousness", "A", 60 * MINUTE), reading("consciousness", "V", 0)) is None
    assert change_of(reading("heart_rate", 70.0, 11 * MINUTE), reading("heart_rate", 90.0, MINUTE)) is None
