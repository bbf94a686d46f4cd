"""How the latest readings look at a moment: quality by age, change since before, extremes."""

import pytest

from bedside.core.vitals.stored_reading import StoredReading
from bedside.core.vitals.view import Change, Quality, extremes_of, live_readings

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

    (one,) = live_readings({ordered[-1].signal: ordered[-1]}, NOW, earlier)
    return one.change


@pytest.mark.parametrize(
    ("signal", "age_ms", "quality"),
    [
        ("heart_rate", 30_000, Quality.CURRENT),
        ("heart_rate", 30_001, Quality.STALE),
        ("temperature", 4 * 60 * MINUTE, Quality.CURRENT),
        ("temperature", 4 * 60 * MINUTE + 1, Quality.STALE),
        ("heart_rate", -60_000, Quality.CURRENT),
        ("heart_rate", -60_001, Quality.MISTIMED),
    ],
)
def test_a_value_is_current_for_as_long_as_its_signal_is_fresh(signal, age_ms, quality):
    (one,) = live_readings({signal: reading(signal, 70.0, age_ms)}, NOW, lambda *_: [])
    assert (one.quality, one.age_ms) == (quality, age_ms)


def test_a_monitored_value_is_compared_with_the_one_nearest_to_ten_minutes_before():
    series = [reading("heart_rate", v, m * MINUTE) for v, m in ((70.0, 12), (80.0, 9), (99.0, 5), (90.0, 0))]
    assert change_of(*series) == Change(80.0, 9, "heart_rate-540000")


def test_without_a_value_about_ten_minutes_before_nothing_is_compared():
    assert change_of(reading("heart_rate", 70.0, 14 * MINUTE), reading("heart_rate", 90.0, 0)) is None


def test_a_measured_value_is_compared_with_the_one_before():
    series = [reading("temperature", v, m * MINUTE) for v, m in ((36.5, 500), (37.0, 240), (38.4, 3))]
    assert change_of(*series) == Change(37.0, 237, "temperature-14400000")


def test_codes_have_no_change_and_a_stale_value_is_compared_with_nothing():
    assert change_of(reading("consciousness", "A", 60 * MINUTE), reading("consciousness", "V", 0)) is None
    assert change_of(reading("heart_rate", 70.0, 11 * MINUTE), reading("heart_rate", 90.0, MINUTE)) is None


def test_extremes_are_the_first_lowest_and_the_first_highest():
    series = [reading("spo2", v, m * MINUTE) for v, m in ((95.0, 9), (88.0, 7), (88.0, 5), (97.0, 3))]
    low, high = extremes_of([*series, reading("consciousness", "A", 0)])
    assert (low.value, low.event_id, low.is_highest) == (88.0, "spo2-420000", False)
    assert (high.value, high.event_id, high.is_highest) == (97.0, "spo2-180000", True)
