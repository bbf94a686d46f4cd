"""Windows against the same figures computed one reading at a time, and what lateness, gaps and edges do to them."""

import math
from itertools import pairwise

import numpy as np
import pytest

from bedside.core.vitals.windows import Readings, Windows, gaps, late_ones, watermarks, windows

MINUTE = 60_000
FRESH = 30_000
NO_FEATURE = {"start_ms", "end_ms", "series"}


def readings(*rows: tuple[int, float], series: int = 0, patient: int = 0) -> Readings:
    """Returns one series' readings, (seconds, value) in the order of arrival."""
    times, values = zip(*rows, strict=True) if rows else ((), ())
    count = len(rows)
    return Readings(
        np.full(count, series), np.full(count, patient), np.array(times, np.int64) * 1000, np.array(values, float)
    )


def together(*parts: Readings) -> Readings:
    return Readings(*(np.concatenate([getattr(p, name) for p in parts]) for name in Readings.__slots__))


def of(given: Readings, size_s: int = 60, every_s: int = 60, out_of_order_s: int = 0, fresh_ms: int = FRESH) -> Windows:
    fresh = np.full(int(given.series.max(initial=-1)) + 1, fresh_ms)
    return windows(given, size_s * 1000, every_s * 1000, out_of_order_s * 1000, fresh)


def row(found: Windows, i: int = 0) -> dict[str, float]:
    return {name: getattr(found, name)[i].item() for name in Windows.__slots__}


def naively(given: Readings, size: int, every: int, out_of_order: int) -> list[dict[str, float]]:
    """Returns the windows computed reading by reading, as their definition says."""
    held: dict[tuple[int, int], list[tuple[int, float, bool]]] = {}
    latest: dict[int, int] = {}
    for series, patient, time, value in zip(
        *(getattr(given, name).tolist() for name in Readings.__slots__), strict=True
    ):
        mark = latest.get(patient, -(10**15)) - out_of_order
        start = time // every * every
        while start > time - size:
            held.setdefault((series, start), []).append((time, value, mark >= start + size))
            start -= every
        latest[patient] = max(latest.get(patient, 0), time)
    found = []
    for (series, start), rows in sorted(held.items()):
        values, minutes = [v for _, v, _ in rows], [(t - start) / MINUTE for t, _, _ in rows]
        mean, middle = math.fsum(values) / len(rows), math.fsum(minutes) / len(rows)
        spread = math.fsum((m - middle) ** 2 for m in minutes)
        rise = math.fsum((m - middle) * (v - mean) for m, v in zip(minutes, values, strict=True))
        times = sorted(given.times_ms[given.series == series].tolist())
        until = [min(a + FRESH, b) for a, b in pairwise(times)] + [times[-1] + FRESH]
        fresh = sum(max(0, min(e, start + size) - max(b, start)) for b, e in zip(times, until, strict=True))
        found.append(
            {
                "series": series, "start_ms": start, "end_ms": start + size, "count": len(rows),
                "late": sum(late for _, _, late in rows), "mean": mean, "min": min(values), "max": max(values),
                "slope": rise / spread if spread else 0.0,
                "sd": math.sqrt(math.fsum((v - mean) ** 2 for v in values) / len(rows)), "coverage": fresh / size,
            }
        )  # fmt: skip
    return found


@pytest.mark.parametrize(("size_s", "every_s"), [(60, 60), (300, 60), (60, 25), (900, 300), (7, 7)])
@pytest.mark.parametrize("seed", range(4))
def test_windows_are_what_one_reading_at_a_time_gives(size_s: int, every_s: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    count = 400
    series = chance.integers(0, 5, count)
    begun = 1_760_000_000_000
    times = begun + np.arange(count) * 3000 - (chance.random(count) < 0.2) * chance.integers(0, 600_000, count)
    given = Readings(series, series // 2, times.astype(np.int64), 80 + chance.normal(0, 9, count))
    found = of(given, size_s, every_s, out_of_order_s=10)
    expected = naively(given, size_s * 1000, every_s * 1000, 10_000)
    assert len(found.count) == len(expected)
    assert found.late.sum() > 0
    for i, one in enumerate(expected):
        assert row(found, i) == pytest.approx(one, rel=1e-6, abs=1e-7), one


def test_a_window_holds_its_start_and_not_its_end() -> None:
    found = of(readings((60, 1.0), (119, 3.0), (120, 9.0)))
    assert found.start_ms.tolist() == [60_000, 120_000]
    assert found.mean.tolist() == [2.0, 9.0]


def test_the_slope_is_the_change_a_minute() -> None:
    rising = of(readings(*((s, 80 + s / 10) for s in range(0, 60, 5))))
    assert row(rising)["slope"] == pytest.approx(6.0)
    assert row(of(readings((3, 80.0), (3, 90.0))))["slope"] == 0.0


@pytest.mark.parametrize("seed", range(20))
def test_readings_of_one_instant_have_no_slope(seed: int) -> None:
    chance = np.random.default_rng(seed)
    count = int(chance.integers(2, 9))
    at = int(chance.integers(0, 60_000))
    given = Readings(
        np.zeros(count, np.int64),
        np.zeros(count, np.int64),
        np.full(count, 1_760_000_040_000 + at),
        chance.normal(80, 9, count),
    )
    assert of(given).slope.tolist() == [0.0]


def test_late_readings_are_those_whose_window_was_over() -> None:
    given = readings((10, 80.0), (60, 90.0), (20, 100.0), (130, 1.0), (119, 2.0))
    assert late_ones(given, MINUTE, 0).tolist() == [False, False, True, False, True]
    assert late_ones(given, MINUTE, 10_000).tolist() == [False, False, False, False, True]
    assert late_ones(given, 10 * MINUTE, 0).tolist() == [False] * 5


def test_far_from_zero_small_changes_are_not_lost() -> None:
    times = [(1_760_000_040 + s, 1e9 + s % 2) for s in range(60)]
    assert row(of(readings(*times)))["sd"] == pytest.approx(0.5)


def test_what_comes_after_its_window_was_over_corrects_it_and_is_marked() -> None:
    found = of(readings((10, 80.0), (70, 90.0), (20, 100.0)))
    assert (found.count.tolist(), found.late.tolist(), found.mean.tolist()) == ([2, 1], [1, 0], [90.0, 90.0])


def test_what_is_out_of_order_by_less_than_allowed_is_not_late() -> None:
    rows = ((10, 80.0), (70, 90.0), (20, 100.0))
    assert of(readings(*rows), out_of_order_s=11).late.tolist() == [0, 0]
    assert of(readings(*rows), out_of_order_s=10).late.tolist() == [1, 0]


def test_time_goes_on_for_each_patient_alone_and_for_all_of_a_patients_signals() -> None:
    ahead = readings((600, 37.0), series=1, patient=0)
    behind = readings((10, 80.0), series=0, patient=0)
    other = readings((10, 80.0), series=2, patient=1)
    found = of(together(ahead, behind, other))
    assert dict(zip(found.series.tolist(), found.late.tolist(), strict=True)) == {0: 1, 1: 0, 2: 0}
    assert watermarks(together(ahead, behind), 5000).tolist() == [np.iinfo(np.int64).min, 595_000]


def test_coverage_is_the_share_of_time_in_which_a_reading_was_fresh() -> None:
    assert row(of(readings((0, 1.0))))["coverage"] == 0.5
    assert row(of(readings((0, 1.0), (10, 1.0))))["coverage"] == pytest.approx(40 / 60)
    assert of(readings((50, 1.0), (65, 1.0))).coverage.tolist() == [pytest.approx(10 / 60), pytest.approx(35 / 60)]


def test_gaps_are_where_nothing_was_fresh_between_two_readings_of_a_series() -> None:
    given = together(readings((0, 1.0), (30, 1.0), (61, 1.0)), readings((500, 1.0), series=1))
    found = gaps(given, np.array([FRESH, FRESH]))
    assert [x.tolist() for x in (found.series, found.start_ms, found.end_ms)] == [[0], [60_000], [61_000]]


def test_no_readings_have_no_windows_and_no_gaps() -> None:
    assert len(of(readings()).count) == 0
    assert len(gaps(readings(), np.empty(0, np.int64)).series) == 0
