"""Which readings were taken within the horizon: digests of identities, each with the digest of its content.

Held as sorted runs of numbers. A new run is made by each commit; runs of like size are merged, so that there are few
(a log-structured merge tree, O'Neil et al. 1996). What has grown large is put into files (`run_files`) by a thread of
its own, so that a start reads only the rows behind them and memory holds only what is new. The rows of the log are the
truth: files are made from them.

Fails by taking two readings of one digest for the same: see `core.vitals.identities`. Cost: 16 bytes a reading of the
horizon, 32 one of a bed, which is known by what it said before it was given to a patient too. Nearly all lie in files
that the system keeps in memory as there is room; a look-up is one search a run.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Digests = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Run:
    """Digests of identities (n,), sorted, each once, with those of the contents; and when the newest came."""

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


def merged(runs: Sequence[Run]) -> Run:
    """Returns one run of several."""
    if len(runs) == 1:
        return runs[0]
    identities = np.concatenate([run.identities for run in runs])
    contents = np.concatenate([run.contents for run in runs])
    return sorted_run(identities, contents, max(run.newest_ms for run in runs))


def found_in(run: Run, wanted: Digests) -> tuple[NDArray[np.bool_], Digests]:
    """Returns which of the wanted (n,) the run has, and the content each has there."""
    at = np.minimum(np.searchsorted(run.identities, wanted), len(run) - 1)
    found = run.identities[at] == wanted
    contents = np.zeros(len(wanted), np.uint64)
    contents[found] = run.contents[at[found]]
    return found, contents


class Known:
    """The runs of one log: ``files`` oldest first, and ``recent`` ones in memory. For one thread at a time."""

    def __init__(self, files: Sequence[Run] = ()) -> None:
        self.files = tuple(files)
        self.recent: list[Run] = []

    def add(self, run: Run) -> None:
        """Adds what was committed, merging runs of like size."""
        if not len(run):
            return
        self.recent.append(run)
        while len(self.recent) > 1 and len(self.recent[-2]) < 2 * len(self.recent[-1]):
            self.recent[-2:] = [merged(self.recent[-2:])]

    def find(self, wanted: Digests) -> tuple[NDArray[np.bool_], Digests]:
        """Returns which identities (n,), sorted, were taken, and the contents they were taken with."""
        known, contents = np.zeros(len(wanted), bool), np.zeros(len(wanted), np.uint64)
        for run in (*self.files, *self.recent):
            here, there = found_in(run, wanted)
            known |= here
            contents[here] = there[here]
        return known, contents

    def forget(self, before_ms: int) -> None:
        """Drops the runs whose newest is older."""
        self.files = tuple(run for run in self.files if run.newest_ms >= before_ms)
        self.recent = [run for run in self.recent if run.newest_ms >= before_ms]

    def set_aside(self) -> tuple[Run, ...]:
        """Makes the recent runs one that is no longer merged with new ones; returns all runs but those to come."""
        if self.recent:
            self.files = (*self.files, merged(self.recent))
        self.recent = []
        return self.files

    def recent_size(self) -> int:
        """Returns how many were not set aside yet."""
        return sum(map(len, self.recent))


def tiers(files: Sequence[Run], widest: int) -> tuple[Run, ...]:
    """Returns the runs with the newest ones merged while they are of like size and stay below ``widest``."""
    runs = list(files)
    while len(runs) > 1 and len(runs[-2]) < 2 * len(runs[-1]) and len(runs[-2]) + len(runs[-1]) <= widest:
        runs[-2:] = [merged(runs[-2:])]
    return tuple(runs)


class Aside:
    """Does one piece of work at a time on a thread of its own."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None

    def is_busy(self) -> bool:
        """Returns whether some is under way."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, work: Callable[[], None]) -> None:
        """Starts the work; there must be none under way."""
        self._thread = threading.Thread(target=work, name="readings log index", daemon=True)
        self._thread.start()

    def join(self) -> None:
        """Waits for what is under way."""
        if self._thread is not None:
            self._thread.join()
