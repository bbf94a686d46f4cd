"""The recent course of every series, minute by minute, in arrays: what trend lines are drawn from.

A ring of minutes a series: mean, lowest, highest of each minute in which something was observed. A minute without is a
gap and stays one. What comes late still corrects its minute, as long as the ring has it. 20 bytes a minute and series.
"""

import numpy as np
from numpy.typing import NDArray

MINUTES = 120
_MS = 60_000


class Trends:
    """The rings of all series (series, minutes), grown as new ones come. Not for several threads at once."""

    def __init__(self, minutes: int = MINUTES) -> None:
        self.minutes = minutes
        self._minute = np.empty((0, minutes), np.int32)
        self._count = np.empty((0, minutes), np.int32)
        self._sum = np.empty((0, minutes), np.float32)
        self._low = np.empty((0, minutes), np.float32)
        self._high = np.empty((0, minutes), np.float32)

    def add(self, series: NDArray[np.int64], times_ms: NDArray[np.int64], values: NDArray[np.float64]) -> None:
        """Adds readings (n,) of numbered series, in any order."""
        if not len(series):
            return
        self._grow(int(series.max()) + 1)
        minute = times_ms // _MS
        start, span = minute.min(), int(minute.max() - minute.min()) + 1
        # Groups of a series and a minute, numbered without holes; then each sum is one pass.
        groups, group = np.unique(series * span + (minute - start), return_inverse=True)
        lows, highs = np.full(len(groups), np.inf), np.full(len(groups), -np.inf)
        np.minimum.at(lows, group, values)
        np.maximum.at(highs, group, values)
        sums = np.bincount(group, values)
        self._put(groups // span, groups % span + start, (np.bincount(group), sums, lows, highs))

    def _put(self, row: NDArray[np.int64], minute: NDArray[np.int64], made: tuple[NDArray[np.generic], ...]) -> None:
        """Adds groups, by series and time, to their places; of two minutes for one place the newer stays."""
        slot = row * self.minutes + minute % self.minutes
        _, from_end = np.unique(slot[::-1], return_index=True)
        kept = len(slot) - 1 - from_end
        row, minute = row[kept], minute[kept]
        made = tuple(column[kept] for column in made)
        place = minute % self.minutes
        held = self._minute[row, place]
        kept, fresh = held <= minute, held < minute
        count, total, low, high = (column[kept] for column in made)
        row, place, minute, fresh = row[kept], place[kept], minute[kept], fresh[kept]
        self._count[row, place] = np.where(fresh, 0, self._count[row, place]) + count
        self._sum[row, place] = np.where(fresh, 0, self._sum[row, place]) + total
        self._low[row, place] = np.where(fresh, low, np.minimum(self._low[row, place], low))
        self._high[row, place] = np.where(fresh, high, np.maximum(self._high[row, place], high))
        self._minute[row, place] = minute

    def put(self, series: int, at_ms: int, values: NDArray[np.float64]) -> None:
        """Makes a minute what these values are, where the ring has it: one that was added was corrected since."""
        minute = at_ms // _MS
        place = minute % self.minutes
        if series >= len(self._minute) or self._minute[series, place] != minute:
            return
        self._count[series, place] = len(values)
        self._sum[series, place] = values.sum()
        self._low[series, place] = values.min(initial=np.inf)
        self._high[series, place] = values.max(initial=-np.inf)

    def means(self, series: int, at_ms: int, minutes: int) -> list[float | None]:
        """Returns the mean of each of the last minutes, oldest first, None where nothing was observed.

        The minute of ``at_ms`` itself is the last one, not yet over.
        """
        last = at_ms // _MS
        wanted = np.arange(last - minutes + 1, last + 1)
        if series >= len(self._minute):
            return [None] * minutes
        place = wanted % self.minutes
        there = (self._minute[series, place] == wanted) & (self._count[series, place] > 0)
        means = self._sum[series, place] / np.maximum(self._count[series, place], 1)
        return [round(float(mean), 1) if known else None for mean, known in zip(means, there, strict=True)]

    def nbytes(self) -> int:
        """Returns the memory taken."""
        return sum(one.nbytes for one in (self._minute, self._count, self._sum, self._low, self._high))

    def _grow(self, rows: int) -> None:
        have = len(self._minute)
        if rows <= have:
            return
        more = max(rows, 2 * have) - have
        for name, empty in (("_minute", -1), ("_count", 0), ("_sum", 0), ("_low", 0), ("_high", 0)):
            held = getattr(self, name)
            setattr(self, name, np.concatenate([held, np.full((more, self.minutes), empty, held.dtype)]))
