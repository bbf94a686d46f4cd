"""Planted faults: each breaks one promise of the product, and turns a fault test red."""

import os
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from bedside.adapters.log.sqlite import SqliteReadingLog
from bedside.ports import Offered, Taken


def take_by(append: Callable[[SqliteReadingLog, Offered], np.ndarray]) -> None:
    """Lets the log take readings by a faulty function: batches, which wait for it, and the few that are awaited."""
    pool = ThreadPoolExecutor(8)
    SqliteReadingLog.append = append
    SqliteReadingLog.offer = lambda self, offered: pool.submit(append, self, offered)


def acknowledge_before_the_commit() -> None:
    """Answers that all was accepted, and stores it a moment later."""
    import threading

    append = SqliteReadingLog.append

    def hasty(self: SqliteReadingLog, offered: Offered) -> np.ndarray:
        threading.Timer(0.5, append, (self, offered)).start()
        return np.full(len(offered.readings), Taken.ACCEPTED, np.uint8)

    take_by(hasty)


def drop_a_batch() -> None:
    """Answers that all was accepted, and stores nothing of one batch in ten."""
    append, luck = SqliteReadingLog.append, random.Random(5)

    def careless(self: SqliteReadingLog, offered: Offered) -> np.ndarray:
        if luck.random() < 1 / 10:
            return np.full(len(offered.readings), Taken.ACCEPTED, np.uint8)
        return append(self, offered)

    take_by(careless)


def forget_what_was_taken() -> None:
    """Takes what is sent again for new, as if no index knew what came before."""
    append, luck = SqliteReadingLog.append, random.Random(5)

    def forgetful(self: SqliteReadingLog, offered: Offered) -> np.ndarray:
        if luck.random() < 1 / 10:
            append(
                self, Offered(offered.readings, offered.identities ^ np.uint64(luck.getrandbits(63)), offered.contents)
            )
        return append(self, offered)

    take_by(forgetful)


def turn_each_batch_round() -> None:
    """Stores the readings of each batch with the last of them first."""
    append = SqliteReadingLog.append

    def backwards(self: SqliteReadingLog, offered: Offered) -> np.ndarray:
        places = np.arange(len(offered.identities))[::-1]
        turned = Offered(offered.readings.take(pa.array(places)), offered.identities[places], offered.contents[places])
        return append(self, turned)[places]

    take_by(backwards)


def name_readings_otherwise_after_a_start() -> None:
    """Gives the readings that a process started over a log with rows takes in names that only it would give them."""
    if not (Path(os.environ["BEDSIDE_HOME"]) / "readings.sqlite").exists():
        return
    append = SqliteReadingLog.append

    def renaming(self: SqliteReadingLog, offered: Offered) -> np.ndarray:
        place = offered.readings.schema.get_field_index("event_id")
        names = pa.array([f"{os.getpid()}-{one}" for one in offered.readings.column(place).to_pylist()])
        field = offered.readings.schema.field(place)
        return append(
            self, replace(offered, readings=offered.readings.set_column(place, field, names.cast(field.type)))
        )

    take_by(renaming)


def note_the_position_before_the_alerts() -> None:
    """Notes how far the scorer is, and lets people know four seconds later."""
    import queue
    import threading

    from bedside.usecases.score_batch import ScoreBatch

    owed: queue.SimpleQueue = queue.SimpleQueue()

    def raise_later() -> None:
        while True:
            begun, scorer, episodes, at_ms = owed.get()
            time.sleep(max(0.0, begun + 4.0 - time.monotonic()))
            scorer._raise(episodes, at_ms)

    threading.Thread(target=raise_later, daemon=True).start()

    def hasty(self: ScoreBatch, work) -> None:
        if work.owed:
            owed.put((time.monotonic(), self, work.owed, work.shard.latest_ms))
            work.owed = []
            self._save(work)

    ScoreBatch._raise_owed = hasty


def forget_the_timers() -> None:
    """Lets a scorer that starts again forget every delay that ran."""
    from bedside.core.vitals.shard import Shard

    read = Shard.from_bytes.__func__

    def forgetful(cls: type[Shard], saved: bytes, *given: object) -> Shard:
        shard = read(cls, saved, *given)
        ledger = shard.episodes.ledger
        ledger.watched = {key: one for key, one in ledger.watched.items() if one.episode is not None}
        ledger.waiting = {}
        return shard

    Shard.from_bytes = classmethod(forgetful)


def write_the_outbox_afterwards() -> None:
    """Commits alerts, and what tells people of them a moment later."""
    from bedside.adapters.records.alerts import SqlAlertStore

    record = SqlAlertStore.record

    def parted(self: SqlAlertStore, alerts, notices, at_ms: int, *, hastened=()) -> None:
        record(self, alerts, [], at_ms, hastened=hastened)
        if notices:
            time.sleep(3.0)
            record(self, [], notices, at_ms)

    SqlAlertStore.record = parted


def history_under_another_name() -> None:
    """Writes each batch of the history a second time, as if its readings were others."""
    import pyarrow as pa

    from bedside.adapters.history.parquet import ParquetHistory

    write = ParquetHistory.write

    def twice(self: ParquetHistory, shard: int, first_offset: int, readings: pa.Table) -> None:
        write(self, shard, first_offset, readings)
        place = readings.column_names.index("event_id")
        others = pa.array([f"{one}-again" for one in readings["event_id"].to_pylist()], pa.string())
        write(self, shard, first_offset + 1, readings.set_column(place, readings.schema.field("event_id"), others))

    ParquetHistory.write = twice


def take_what_did_not_fit() -> None:
    """Answers that all was accepted, though the disk has no room for it."""
    from bedside.errors import DiskFull

    append = SqliteReadingLog.append

    def hopeful(self: SqliteReadingLog, offered: Offered) -> np.ndarray:
        try:
            return append(self, offered)
        except DiskFull:
            return np.full(len(offered.readings), Taken.ACCEPTED, np.uint8)

    take_by(hopeful)


def go_on_though_nobody_took_it() -> None:
    """Hands readings on, and goes on where nobody was there to take them."""
    from contextlib import suppress

    from bedside.usecases.hand_on import HandOn

    begin = HandOn.__init__

    def careless(self: HandOn, log, group: str, shard: int, send) -> None:
        def sent(readings) -> None:
            with suppress(Exception):
                send(readings)

        begin(self, log, group, shard, sent)

    HandOn.__init__ = careless


def hand_on_the_one_before_instead() -> None:
    """Hands the batch before on in the place of one in five: as many as there are, one lost and one doubled."""
    _hand_on(lambda batches, send: send(batches[-2 if len(batches) % 5 == 0 else -1]))


def hand_on_some_twice() -> None:
    """Hands one batch in five on a second time, though it was answered for."""

    def some_twice(batches: list, send) -> None:
        send(batches[-1])
        if len(batches) % 5 == 0:
            send(batches[-1])

    _hand_on(some_twice)


def _hand_on(handing) -> None:
    """Has each batch that is to be handed on given to ``handing``, behind those that were."""
    from bedside.usecases.hand_on import HandOn

    begin = HandOn.__init__

    def planted(self: HandOn, log, group: str, shard: int, send) -> None:
        batches: list = []

        def sent(readings) -> None:
            batches.append(readings)
            try:
                handing(batches, send)
            except Exception:
                batches.pop()
                raise

        begin(self, log, group, shard, sent)

    HandOn.__init__ = planted


def another_id_each_time() -> None:
    """Gives an episode another id whenever it is found."""
    import uuid

    from bedside.core.vitals import episodes, ledger

    for module in (episodes, ledger):
        module.episode_id = lambda *_: uuid.uuid4().hex


def hold_on_to_all_that_comes() -> None:
    """Keeps four megabytes of each batch that is taken in."""
    append, held = SqliteReadingLog.append, list[bytes]()

    def hoarding(self: SqliteReadingLog, offered: Offered) -> np.ndarray:
        held.append(random.randbytes(4_000_000))
        return append(self, offered)

    take_by(hoarding)


def fail_now_and_then() -> None:
    """Fails at every fiftieth batch of readings and every tenth answer to a question, by 500; is busy, by 503, between.

    Senders come again after both.
    """
    from itertools import count

    from bedside.ports.watch import log_busy
    from bedside.usecases import ask_question

    batch, question = count(1), count(1)
    append, store = SqliteReadingLog.append, ask_question._store

    def failing(self: SqliteReadingLog, offered: Offered) -> np.ndarray:
        number = next(batch)
        if not number % 50:
            raise RuntimeError("planted")
        if not number % 25:
            raise log_busy()
        return append(self, offered)

    def failing_too(*given: object) -> bytes:
        if not next(question) % 10:
            raise RuntimeError("planted")
        return store(*given)

    ask_question._store = failing_too
    take_by(failing)
