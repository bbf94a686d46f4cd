"""What a shard remembers of readings that were corrected or withdrawn, so that no older version of them is scored.

Of a correction it is the newest of each series. Of withdrawals it is the newest `MOST` of what still could be scored,
since other versions of what was withdrawn may come afterwards.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from bedside.core.vitals.came import Came, Key, chosen
from bedside.core.vitals.take_back import by_newness

MOST = 1_000
VERSIONS_MS = 50
"""So many versions of a reading are scored, each a millisecond after the other: the kernel takes what is newer."""

Series = tuple[int, int]
"""A patient's row and a signal's place."""


class Replaced:
    """Corrections by series, and withdrawals."""

    def __init__(self, plain: Mapping[str, Iterable[Any]] | None = None) -> None:
        """``plain`` is what `as_plain` gave."""
        plain = plain or {}
        self._corrected: dict[Series, tuple[int, int]] = {
            (row, place): (at_ms, made_ms) for row, place, at_ms, made_ms in plain.get("corrected", ())
        }
        self._withdrawn: dict[Key, int] = {tuple(key): at_ms for key, at_ms in plain.get("withdrawn", ())}

    def correct(self, series: Series, at_ms: int, made_ms: int) -> bool:
        """Notes a correction; returns False where one that was made after it came already."""
        corrected_ms, before_ms = self._corrected.get(series, (0, 0))
        if corrected_ms == at_ms and 0 < made_ms < before_ms:
            return False
        self._corrected[series] = (at_ms, made_ms)
        return True

    def withdraw(self, key: Key, at_ms: int, since_ms: int) -> None:
        """Notes a withdrawal, and forgets those of what is too old to be scored."""
        known = {**self._withdrawn, key: at_ms}
        self._withdrawn = dict([(key, at_ms) for key, at_ms in known.items() if at_ms >= since_ms][-MOST:])

    def put_back(self, series: Series, left: Came | None) -> None:
        """Takes in what is left of a series now that its newest value was withdrawn."""
        self._corrected.pop(series, None)
        if left is not None and len(left.times_ms):
            newest = int(by_newness(left)[0][-1])
            if newest in left.corrections:
                self._corrected[series] = (int(left.times_ms[newest]), left.corrections[newest])

    def rest(self, came: Came) -> Came:
        """Returns the readings without those that were withdrawn before they came."""
        if not self._withdrawn:
            return came
        times = np.fromiter(self._withdrawn.values(), np.int64)
        # A preliminary one counts a moment earlier than it was observed.
        near = np.flatnonzero(np.isin(came.times_ms, times) | np.isin(came.times_ms + 1, times))
        gone = [place for place in near.tolist() if came.key(place) in self._withdrawn]
        return chosen(came, np.setdiff1d(np.arange(len(came.times_ms)), gone)) if gone else came

    def forget(self, row: int) -> None:
        """Forgets the corrections of a patient."""
        self._corrected = {series: one for series, one in self._corrected.items() if series[0] != row}

    def as_plain(self) -> dict[str, list[Any]]:
        """Returns it as plain values."""
        return {
            "corrected": [[*series, *one] for series, one in self._corrected.items()],
            "withdrawn": [[key, at_ms] for key, at_ms in self._withdrawn.items()],
        }
