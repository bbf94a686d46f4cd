"""Planted faults: each breaks one promise of the product, and turns a fault test red."""

import random

import numpy as np

from bedside.adapters.log.sqlite import SqliteReadingLog
from bedside.ports import Offered, Taken


def acknowledge_before_the_commit() -> None:
    """Answers that all was accepted, and stores it a moment later."""
    import threading

    append = SqliteReadingLog.append

    def hasty(self: SqliteReadingLog, offered: Offered) -> np.ndarray:
        threading.Timer(0.5, append, (self, offered)).start()
        return np.full(len(offered.readings), Taken.ACCEPTED, np.uint8)

    SqliteReadingLog.append = hasty


def drop_a_batch() -> None:
    """Answers that all was accepted, and stores nothing of one batch in thirty."""
    append, luck = SqliteReadingLog.append, random.Random(5)

    def careless(self: SqliteReadingLog, offered: Offered) -> np.ndarray:
        if luck.random() < 1 / 30:
            return np.full(len(offered.readings), Taken.ACCEPTED, np.uint8)
        return append(self, offered)

    SqliteReadingLog.append = careless


def forget_what_was_taken() -> None:
    """Takes what is sent again for new, as if no index knew what came before."""
    append, luck = SqliteReadingLog.append, random.Random(5)

    def forgetful(self: SqliteReadingLog, offered: Offered) -> np.ndarray:
        if luck.random() < 1 / 10:
            append(
                self, Offered(offered.readings, offered.identities ^ np.uint64(luck.getrandbits(63)), offered.contents)
            )
        return append(self, offered)

    SqliteReadingLog.append = forgetful
