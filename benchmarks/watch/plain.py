"""What the kernel is measured against: the same baseline z-score by numpy, and by a loop over readings.

Both do a part of what the kernel does: order, last value, exponentially weighted mean and variance with the weight of
the time passed, clipped innovations, z, and whether it is beyond four. No scores, limits, trends or faults.
"""

import numpy as np

TAU_MS = 4 * 3_600_000.0
CLIP, BEYOND, FLOOR = 3.0, 4.0, 4.0
SIGNALS = 17


class NumpyBaseline:
    """Columns a series; a batch is done in rounds: the first reading of each series in it, then the second ones."""

    def __init__(self, patients: int) -> None:
        series = patients * SIGNALS
        self.last = np.full(series, np.iinfo(np.int64).min)
        self.mean, self.variance = np.zeros(series), np.full(series, FLOOR)

    def step(self, patient: np.ndarray, signal: np.ndarray, times: np.ndarray, values: np.ndarray) -> int:
        """Returns how many readings lie beyond four spreads."""
        series = patient.astype(np.int64) * SIGNALS + signal
        order = np.argsort(series, kind="stable")
        series, times, values = series[order], times[order], values[order]
        first = np.flatnonzero(np.concatenate([[True], series[1:] != series[:-1]]))
        counts = np.diff(np.append(first, len(series)))
        return sum(
            self._round(*(column[first[counts > nth] + nth] for column in (series, times, values)))
            for nth in range(int(counts.max()))
        )

    def _round(self, series: np.ndarray, times: np.ndarray, values: np.ndarray) -> int:
        last = self.last[series]
        new = times > last
        series, times, values, last = series[new], times[new], values[new], last[new]
        begun = last == np.iinfo(np.int64).min
        mean = np.where(begun, values, self.mean[series])
        spread = np.sqrt(np.maximum(self.variance[series], FLOOR))
        away = values - mean
        passed = np.where(begun, 0.0, times - last)
        weight = passed / (passed + TAU_MS)
        clipped = np.clip(away, -CLIP * spread, CLIP * spread)
        self.mean[series] = mean + weight * clipped
        self.variance[series] = (1 - weight) * (spread**2 + weight * clipped**2)
        self.last[series] = times
        return int((np.abs(away) > BEYOND * spread).sum())


class LoopBaseline:
    """The same, a dictionary entry a series and a Python step a reading."""

    def __init__(self) -> None:
        self.series: dict[tuple[int, int], tuple[int, float, float]] = {}

    def step(self, patient: list[int], signal: list[int], times: list[int], values: list[float]) -> int:
        """Returns how many readings lie beyond four spreads."""
        beyond = 0
        for key, time, value in zip(zip(patient, signal, strict=True), times, values, strict=True):
            known = self.series.get(key)
            if known is None:
                self.series[key] = time, value, FLOOR
                continue
            last, mean, variance = known
            if time <= last:
                continue
            spread = max(variance, FLOOR) ** 0.5
            away = value - mean
            beyond += abs(away) > BEYOND * spread
            passed = time - last
            weight = passed / (passed + TAU_MS)
            clipped = min(max(away, -CLIP * spread), CLIP * spread)
            self.series[key] = (
                time,
                mean + weight * clipped,
                (1 - weight) * (spread * spread + weight * clipped * clipped),
            )
        return beyond
