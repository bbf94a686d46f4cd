"""Which readings were taken within the horizon: digests of identities, each with the digest of its content.

Held as sorted runs of numbers. A new run is made by each commit; runs of like size are merged, so that there are few
(a log-structured merge tree, O'Neil et al. 1996). Runs that are large enough are kept in files (`run_files`), so that
a start reads only the rows behind the last of them. The rows of the log are the truth: files are made from them.

Fails by taking two readings of one digest for the same: see `core.vitals.identities`. Cost: 16 bytes a reading of the
horizon, mostly in files that the system keeps in memory as there is room; a look-up is one search a run.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Digests = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Run:
    """Digests of identities (n,), sorted, with those of the contents; none is twice in it. The newest came at a time."""

    identities: Digests
    contents: Digests
    newest_ms: int

    def __len__(self) -> int:
        """Returns how many there are."""
        return len(self.identities)


def sorted_run(identities: Digests, contents: Digests, newest_ms: int) -> Run:
    """Returns a run of digests in any order."""
    order = np.argsort(identities, kind="stable")
    return Run(identities[order], contents[order], newest_ms)


def merged(runs: list[Run]) -> Run:
    """Returns one run of several."""
    if len(runs) == 1:
        return runs[0]
    identities = np.concatenate([run.identities for run in runs])
    contents = np.concatenate([run.contents for run in runs])
    return sorted_run(identities, contents, max(run.newest_ms for run in runs))


def found_in(run: Run, wanted: Digests) -> tuple[NDArray[np.bool_], Digests]:
    """Returns which of the wanted (n,) the run has, and the content each has there."""
    if not len(run):
        return np.zeros(len(wanted), bool), np.zeros(len(wanted), np.uint64)
    at = np.minimum(np.searchsorted(run.identities, wanted), len(run) - 1)
    return run.identities[at] == wanted, run.contents[at]


class Known:
    """The runs of one log, oldest first. Not for several threads at once."""

    def __init__(self, merge_below: int) -> None:
        self.runs: list[Run] = []
        self._merge_below = merge_below

    def add(self, run: Run) -> None:
        """Adds what was committed, merging small runs of like size."""
        if not len(run):
            return
        self.runs.append(run)
        while len(self.runs) > 1 and self._are_alike(self.runs[-2], self.runs[-1]):
            self.runs[-2:] = [merged(self.runs[-2:])]

    def find(self, wanted: Digests) -> tuple[NDArray[np.bool_], Digests]:
        """Returns which identities (n,) were taken, and the contents they were taken with."""
        order = np.argsort(wanted)  # neighbours are found by touching the same pages
        in_order = wanted[order]
        known, contents = np.zeros(len(wanted), bool), np.zeros(len(wanted), np.uint64)
        for run in self.runs:
            here, there = found_in(run, in_order)
            known |= here
            contents[here] = there[here]
        back = np.empty_like(order)
        back[order] = np.arange(len(order))
        return known[back], contents[back]

    def forget(self, before_ms: int) -> None:
        """Drops the runs whose newest is older."""
        self.runs = [run for run in self.runs if run.newest_ms >= before_ms]

    def _are_alike(self, older: Run, newer: Run) -> bool:
        return len(older) < 2 * len(newer) and len(older) + len(newer) <= self._merge_below
