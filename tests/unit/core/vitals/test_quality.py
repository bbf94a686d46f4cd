"""When a value is current: half a minute for what a monitor sends, four hours for what a person measured."""

import pytest

from bedside.core.vitals.quality import Quality, is_continuous, quality
from bedside.testing.contracts.reading_history import HOUR, NOON, reading

CUFF = {"signal": "systolic_bp", "value": 120.0, "unit": "mm[Hg]"}


@pytest.mark.parametrize(
    ("changes", "age_ms", "expected"),
    [
        ({}, 0, Quality.CURRENT),
        ({}, 30_000, Quality.CURRENT),
        ({}, 30_001, Quality.STALE),
        ({"source": "manual"}, 30_001, Quality.CURRENT),
        ({"source": "manual"}, 4 * HOUR, Quality.CURRENT),
        ({"source": "manual"}, 4 * HOUR + 1, Quality.STALE),
        (CUFF, 4 * HOUR, Quality.CURRENT),
        (CUFF, 4 * HOUR + 1, Quality.STALE),
        ({}, -60_000, Quality.CURRENT),
        ({}, -60_001, Quality.MISTIMED),
        ({"late": True}, 25 * HOUR, Quality.LATE),
    ],
)
def test_quality_by_age_signal_and_who_measured(changes, age_ms, expected):
    assert quality(reading("a", NOON, **changes), NOON + age_ms, 4 * HOUR) is expected


def test_only_what_a_monitor_sends_can_be_a_lost_sensor():
    assert is_continuous(reading("a"))
    assert not is_continuous(reading("a", source="manual"))
    assert not is_continuous(reading("a", **CUFF))
