"""Appends to a log in a process of its own, to be killed: ``python writer.py MODE URL``, then lines ``NAME SEED``.

Prints the process's id, then one line for each acknowledged batch. ``early`` acknowledges before the commit.
"""

import itertools
import os
import random
import sys
import threading

import numpy as np

from bedside.adapters.log import index
from bedside.adapters.log.sqlite import SqliteReadingLog
from bedside.ports.watch import Offered, Taken
from bedside.testing.offers import offer

THREADS = 3
index.SEAL = 200  # the index is put into files all the time, so that kills meet it doing so


class AcknowledgesBeforeCommit(SqliteReadingLog):
    """Answers at once and appends on another thread."""

    def append(self, offered: Offered) -> np.ndarray:
        threading.Timer(0.05, super().append, [offered]).start()
        return np.full(len(offered.identities), Taken.ACCEPTED, np.uint8)


def ids_of(batch: str) -> list[str]:
    """Returns the event ids of a batch ``name-thread-number-size``."""
    return [f"{batch}/{n}" for n in range(int(batch.rpartition("-")[2]))]


def append(log: SqliteReadingLog, name: str, thread: int, seed: int, said: threading.Lock) -> None:
    chance = random.Random(f"{seed}-{thread}")
    before: list[str] = []
    for number in itertools.count():
        batch = f"{name}-{thread}-{number}-{chance.randint(1, 60)}"
        again = ids_of(before[-1]) if before and chance.random() < 0.3 else []  # as a sender that had no answer
        taken = log.append(offer(*ids_of(batch), *again, patient_id=f"p-{thread}"))
        assert (taken[: len(ids_of(batch))] == Taken.ACCEPTED).all()
        assert (taken[len(ids_of(batch)) :] != Taken.CONFLICTING).all()
        before.append(batch)
        with said:
            os.write(1, f"{batch}\n".encode())


def main(mode: str, url: str) -> None:
    kind = {"sound": SqliteReadingLog, "early": AcknowledgesBeforeCommit}[mode]
    for line in sys.stdin:
        name, seed = line.split()
        pid = os.fork()
        if pid == 0:
            os.write(1, f"{os.getpid()}\n".encode())
            log, said = kind(url), threading.Lock()
            for thread in range(THREADS):
                threading.Thread(target=append, args=(log, name, thread, int(seed), said)).start()
            threading.Event().wait()
        os.waitpid(pid, 0)
        os.write(1, b"gone\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
