"""What refused values hide of their signal, and for how short a time: a probe that was off, a sensor that slips."""

import pytest

from bedside.core.vitals.episode import Episode
from bedside.core.vitals.shard import Shard

from .streams import SECOND, T0
from .test_shard import came


def probe_of(shard: Shard, from_s: int, every_s: int, values: list[float | None]) -> list[Episode]:
    """Sends an SpO2 each so many seconds, None for one that is refused, with a tick each second."""
    found = list[Episode]()
    for number, value in enumerate(values):
        at_ms = T0 + (from_s + number * every_s) * SECOND
        if value is None:
            found += shard.refused("p", {"spo2": 1}, at_ms)
        else:
            found += shard.take(came("p", at_ms, spo2=value))
        for second in range(every_s):
            found += shard.tick(at_ms + second * SECOND + 1)
    return found


@pytest.mark.parametrize(
    ("every_s", "off", "most_s"), [(1, 64, 16), (1, 4, 16), (5, 60, 20), (60, 10, 61), (60, 64, 61), (300, 20, 61)]
)
def test_a_low_value_after_the_probe_was_off_is_told_within_a_minute_however_long_it_was_off(
    every_s: int, off: int, most_s: int
) -> None:
    shard, begins_s = Shard(), (20 + off) * every_s
    assert of_low(probe_of(shard, 0, every_s, [97.0] * 20 + [None] * off)) == []
    opened = of_low(probe_of(shard, begins_s, every_s, [70.0] * (120 // every_s + 1)))[0]
    assert opened.opened_ms - T0 - begins_s * SECOND <= most_s * SECOND + 1


@pytest.mark.parametrize("refused_between", [1, 2, 3])
def test_a_low_value_that_lasts_is_told_and_rises_though_more_are_refused_than_taken(refused_between: int) -> None:
    shard, each = Shard(), [70.0, *[None] * refused_between]
    probe_of(shard, 0, 1, [97.0] * 60 + [None] * 20)
    found = of_low(probe_of(shard, 80, 1, each * 100))
    assert [one.priority for one in found[:2]] == ["medium", "high"]
    assert found[0].opened_ms <= T0 + 80 * SECOND + 62 * SECOND
    assert found[1].opened_ms == found[0].opened_ms


def test_one_low_value_among_refused_ones_is_not_told() -> None:
    shard = Shard()
    probe_of(shard, 0, 1, [97.0] * 60)
    assert of_low(probe_of(shard, 60, 1, [None] * 5 + [70.0] + [None] * 600)) == []


def of_low(episodes: list[Episode]) -> list[Episode]:
    return [one for one in episodes if one.rule == "limit_low:spo2"]
