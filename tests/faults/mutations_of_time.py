"""Planted faults that show where a process is held up, or its clock jumps; without that the product seems well."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from bedside.adapters.log.sqlite import SqliteReadingLog
from bedside.ports import Offered, Taken
from faults.watching import PACE

HELD_UP_S = 1.6
"""Who stood still for longer was held up."""


def stops() -> Callable[[], float]:
    """Returns what tells for how many seconds the process stood still since it was last asked, 0 where it did not.

    Who asks may be awake before the thread that looks is: what that one has not seen yet counts.
    """
    longest_s, looked_s = 0.0, time.monotonic()

    def look() -> None:
        nonlocal longest_s, looked_s
        while True:
            time.sleep(0.05)
            now_s = time.monotonic()
            longest_s, looked_s = max(longest_s, now_s - looked_s), now_s

    def ask() -> float:
        nonlocal longest_s, looked_s
        now_s = time.monotonic()
        stood_s, longest_s, looked_s = max(longest_s, now_s - looked_s), 0.0, now_s
        return stood_s if stood_s > HELD_UP_S else 0.0

    threading.Thread(target=look, daemon=True).start()
    return ask


def drop_what_waited_too_long() -> None:
    """Answers at once, stores half a second later, and takes what waited longer than a while for old."""
    import queue

    append, close = SqliteReadingLog.append, SqliteReadingLog.close
    waiting: queue.Queue[tuple[float, SqliteReadingLog, Offered]] = queue.Queue()

    def store() -> None:
        while True:
            came_s, log, offered = waiting.get()
            time.sleep(max(0.0, came_s + 0.5 - time.monotonic()))
            if time.monotonic() - came_s <= HELD_UP_S:
                append(log, offered)
            waiting.task_done()

    threading.Thread(target=store, daemon=True).start()

    def hasty(self: SqliteReadingLog, offered: Offered) -> np.ndarray:
        waiting.put((time.monotonic(), self, offered))
        return np.full(len(offered.readings), Taken.ACCEPTED, np.uint8)

    def closed(self: SqliteReadingLog) -> None:
        waiting.join()
        close(self)

    SqliteReadingLog.append, SqliteReadingLog.close = hasty, closed


def look_before_waiting() -> None:
    """Looks whether readings are known, then waits its turn to write: who sends again meanwhile is taken for new."""
    append, known = SqliteReadingLog.append, set[int]()

    def parted(self: SqliteReadingLog, offered: Offered) -> np.ndarray:
        is_new = int(offered.identities[0]) not in known
        for _ in range(10):
            time.sleep(0.01)
        known.update(offered.identities.tolist())
        if not is_new:
            return np.full(len(offered.readings), Taken.DUPLICATE, np.uint8)
        salt = np.uint64(time.monotonic_ns())
        return append(self, replace(offered, identities=offered.identities ^ salt))

    SqliteReadingLog.append = parted


def skip_what_piled_up() -> None:
    """Goes on with what is newest where it was held up, as a screen that shows the present may."""
    from bedside.usecases.score_batch import ScoreBatch

    work_once, held_up = ScoreBatch.__call__, stops()

    def impatient(self: ScoreBatch):
        if held_up() and self._work is not None:
            self._work.offset = max(self._work.offset, self._log.end(self._shard))
        return work_once(self)

    ScoreBatch.__call__ = impatient


def lose_the_timers_when_held_up() -> None:
    """Lets each delay that ran begin anew where the scorer was held up."""
    from bedside.usecases.score_batch import ScoreBatch

    work_once, held_up = ScoreBatch.__call__, stops()

    def forgetful(self: ScoreBatch):
        if held_up() and self._work is not None:
            ledger = self._work.shard.episodes.ledger
            ledger.watched = {key: one for key, one in ledger.watched.items() if one.episode is not None}
            ledger.waiting = {}
        return work_once(self)

    ScoreBatch.__call__ = forgetful


def count_by_the_scorers_own_clock() -> None:
    """Takes the time in which the scorer was held up for time in which nothing came, before it reads what did."""
    from bedside.usecases.score_batch import ScoreBatch

    work_once, held_up = ScoreBatch.__call__, stops()

    def hasty(self: ScoreBatch):
        if (waited_s := held_up()) and self._work is not None:
            shard = self._work.shard
            self._work.owed += shard.tick(shard.latest_ms + int(waited_s * 1000 * PACE))
        return work_once(self)

    ScoreBatch.__call__ = hasty


def forget_what_is_being_sent() -> None:
    """Writes down a moment late that a notice went out, and has neither guard of one that is under way.

    A claim is renewed before the next are looked for, and what a lane still sends is not begun again; each is enough.
    """
    from bedside.adapters.records.alerts import SqlAlertStore
    from bedside.usecases.send_notices import SendNotices

    class Forgetful(dict):
        def __contains__(self, _: object) -> bool:
            return False

    make, settle = SendNotices.__init__, SqlAlertStore.settle

    def made(self: SendNotices, *given, **named) -> None:
        make(self, *given, **named)
        self._under_way = Forgetful()

    def late(self: SqlAlertStore, notice) -> None:
        if notice.state in ("sent", "delivered"):
            time.sleep(0.3)
        settle(self, notice)

    SendNotices.__init__, SendNotices._renew, SqlAlertStore.settle = made, lambda *_: None, late


def know_readings_by_the_hour_they_came() -> None:
    """Makes the hour of the wall clock part of what a reading is known by."""
    from bedside.assembly import notifying

    append = SqliteReadingLog.append

    def by_the_hour(self: SqliteReadingLog, offered: Offered) -> np.ndarray:
        hour = np.uint64((notifying.now_ms() - started_ms) // 3_600_000 + 10)
        return append(self, replace(offered, identities=offered.identities ^ hour))

    started_ms = time.time_ns() // 1_000_000 - 1_800_000  # so that no hour ends by itself while a test runs
    SqliteReadingLog.append = by_the_hour


def take_the_future() -> None:
    """Takes readings however far ahead they are dated."""
    from bedside.core.vitals import intake, reading

    for function in (intake.converted_columns, reading.converted):
        function.__kwdefaults__["future_ms"] = 10**12


def refuse_and_keep_nothing() -> None:
    """Refuses what is dated ahead, and puts nothing into quarantine."""
    from bedside.adapters.records.rejects import SqlRejectStore

    SqlRejectStore.put_many = lambda _self, _given: None


def take_in_no_clock_set_back() -> None:
    """Counts silence from the newest arrival ever, also where the clock was set back since."""
    from bedside.core.vitals import shard

    shard._SET_BACK_MS = 10**15


def let_an_hour_pass_at_once() -> None:
    """Takes an hour that the clock jumps for an hour in which what holds has held."""
    from bedside.core.vitals.episodes import Episodes

    begin = Episodes.__init__

    def begun(self: Episodes, *given, **named) -> None:
        begin(self, *given, **{**named, "longest_step_ms": 10**15})

    Episodes.__init__ = begun


def answer_and_lose_what_comes_from_the_past() -> None:
    """Answers that all was accepted, and stores nothing of what seems to be half an hour old."""
    from bedside.assembly import notifying

    append = SqliteReadingLog.append

    def choosy(self: SqliteReadingLog, offered: Offered) -> np.ndarray:
        observed_ms = np.asarray(offered.readings.column("observed_at").cast("int64"))
        if notifying.now_ms() - observed_ms.min() > 1_800_000:
            return np.full(len(offered.readings), Taken.ACCEPTED, np.uint8)
        return append(self, offered)

    SqliteReadingLog.append = choosy
