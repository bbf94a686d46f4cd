"""A ward on real parts for tests of the scorer: SQLite's log, its alert store and patients, objects in a folder."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bedside.adapters.log.sqlite import SqliteReadingLog
from bedside.adapters.objects.folder import FolderObjectStore
from bedside.adapters.records.alerts import SqlAlertStore
from bedside.adapters.records.patients import SqlPatientStore
from bedside.adapters.records.sqlite import SqliteDatabase
from bedside.core.alerts.escalation import Contact
from bedside.core.vitals.stored_reading import StoredReading
from bedside.messages.readings import batch_of
from bedside.ports import Alert, Offered, Patient
from bedside.usecases.compose_notices import ComposeNotices
from bedside.usecases.raise_alert import RaiseAlerts
from bedside.usecases.score_batch import ScoreBatch, Terms

T0 = 1_800_000_000_000
SECOND = 1_000
UNITS = {"heart_rate": "/min", "spo2": "%", "respiratory_rate": "/min", "systolic_bp": "mm[Hg]", "temperature": "Cel"}
WELL = {"respiratory_rate": 16.0, "spo2": 97.0, "systolic_bp": 120.0, "heart_rate": 72.0, "temperature": 37.0}
ILL = WELL | {"respiratory_rate": 26.0, "spo2": 90.0, "heart_rate": 118.0}
WORSE = ILL | {"systolic_bp": 95.0}


def readings(patient: str, at_ms: int, values: dict[str, float], source: str = "hl7v2:ICU-GW") -> list[StoredReading]:
    """Returns a round of one patient."""
    return [
        StoredReading(
            event_id=f"event:{patient}-{signal}-{at_ms}",
            patient_id=patient,
            device_id=None,
            signal=signal,
            value=value,
            unit=UNITS[signal],
            observed_at_ms=at_ms,
            received_at_ms=at_ms,
            source=source,
        )
        for signal, value in values.items()
    ]


class Died(BaseException):
    """The process ended just here."""


@dataclass
class Mortal:
    """Counts the calls to the outside, and dies before or after the one that is told to."""

    dies_at: int = -1
    calls: int = 0

    def call(self, function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        self.calls += 1
        if 2 * self.calls - 1 == self.dies_at:
            raise Died
        result = function(*arguments, **named)
        if 2 * self.calls == self.dies_at:
            raise Died
        return result


class Through:
    """An adapter whose named methods may be the last that is called."""

    def __init__(self, inner: Any, mortal: Mortal, *names: str) -> None:
        self._inner, self._mortal, self._names = inner, mortal, names

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if name not in self._names:
            return found
        return lambda *arguments, **named: self._mortal.call(found, *arguments, **named)


class Home:
    """What lies on the disk: it outlives the processes that work on it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.objects = FolderObjectStore(folder / "objects")

    @property
    def log_url(self) -> str:
        return f"sqlite:///{self.folder}/log.db"

    @contextmanager
    def log(self) -> Iterator[SqliteReadingLog]:
        with closing(SqliteReadingLog(self.log_url)) as log:
            yield log

    def copy(self, folder: Path) -> "Home":
        shutil.copytree(self.folder, folder)
        return Home(folder)

    def write(self, seconds: Sequence[list[StoredReading]], start_ms: int = T0) -> None:
        """Appends the readings of one second after another, each with its tick."""
        number = 0
        with self.log() as log:
            for second, rows in enumerate(seconds):
                if rows:
                    ids = np.arange(number, number + len(rows), dtype=np.uint64) + np.uint64(start_ms)
                    log.append(Offered(batch_of(rows), ids, ids))
                    number += len(rows)
                log.tick(start_ms + second * SECOND + 900)

    def put(self, *patients: Patient) -> None:
        with closing(SqliteDatabase(f"sqlite:///{self.folder}/records.db")) as database:
            for patient in patients:
                SqlPatientStore(database).put(patient, T0)

    @contextmanager
    def scorer(self, mortal: Mortal | None = None, clock: Callable[[], int] | None = None) -> Iterator[ScoreBatch]:
        """Gives a scorer in a new process, so to speak."""
        mortal = mortal or Mortal()
        with self.log() as log, closing(SqliteDatabase(f"sqlite:///{self.folder}/records.db")) as database:
            patients = SqlPatientStore(database)
            contacts = [Contact("console", "desk")]
            alerts = SqlAlertStore(database)
            raise_alerts = RaiseAlerts(alerts, ComposeNotices(patients, contacts), lambda: 0)
            yield ScoreBatch(
                Through(log, mortal, "read", "commit"),
                Through(self.objects, mortal, "put"),
                Through(patients, mortal, "changes"),
                lambda episodes, at_ms: mortal.call(raise_alerts, episodes, at_ms),
                clock or ever_later(),
                still_open=partial(alerts.alerts, is_over=False),
                terms=Terms(rows=60, wait_s=0),
            )

    def alerts(self) -> list[Alert]:
        with closing(SqliteDatabase(f"sqlite:///{self.folder}/records.db")) as database:
            return sorted(SqlAlertStore(database).alerts(limit=10_000), key=lambda one: one.alert_id)

    def notices(self) -> list[str]:
        with closing(SqliteDatabase(f"sqlite:///{self.folder}/records.db")) as database:
            return sorted(f"{one.notice_id} {one.state}" for one in SqlAlertStore(database).outbox(limit=10_000))


def ever_later() -> Callable[[], int]:
    """Returns a clock by which a snapshot is due at each look."""
    at = [0]

    def clock() -> int:
        at[0] += 2_000
        return at[0]

    return clock


def run_to_the_end(home: Home, mortal: Mortal | None = None, clock: Callable[[], int] | None = None) -> None:
    with home.scorer(mortal, clock) as score:
        while score():
            pass


def deaths_that_change_nothing(written: Home, expected: tuple[list, list[str]], folder: Path) -> int:
    """Lets a scorer die before and after each call of its ports, and checks what it told; returns how often it died."""
    died = 0
    while True:
        home = written.copy(folder / str(died))
        try:
            run_to_the_end(home, Mortal(dies_at=died + 1))
        except Died:
            died += 1
            run_to_the_end(home)
            assert told(home) == expected, f"died at {died}"
        else:
            return died


def told(home: Home) -> tuple[list, list[str]]:
    """Alerts but for when they were last written, and their notices."""
    return [replace(one, updated_ms=0) for one in home.alerts()], home.notices()


SECONDS = 155


def second_by_second() -> list[list[StoredReading]]:
    """A ward of four: one well, one who gets ill, then worse, one whose saturation dips, one whose sensor is lost."""
    seconds = []
    for second in range(SECONDS):
        at = T0 + second * SECOND
        rows = readings("well", at, WELL)
        rows += readings("worse", at, WORSE if second >= 75 else ILL if second >= 60 else WELL)
        rows += readings("dips", at, WELL | {"spo2": 85.0} if second % 60 >= 40 else WELL)
        if not 50 <= second < 125:
            rows += readings("lost", at, WELL)
        seconds.append(rows if second % 7 else [])
    return seconds
