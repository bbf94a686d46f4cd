"""What tests of telling stand on: real records in SQLite, a clock that tests set, channels that do as they are told."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any

from bedside.adapters.records.alerts import SqlAlertStore
from bedside.adapters.records.patients import SqlPatientStore
from bedside.adapters.records.sqlite import SqliteDatabase
from bedside.core.alerts.escalation import Contact
from bedside.errors import BedsideError
from bedside.ports import Alert, Delivery, Notice, Patient
from bedside.usecases.compose_notices import ComposeNotices
from bedside.usecases.raise_alert import RaiseAlerts
from bedside.usecases.send_notices import Pace, SendNotices

NOON = 1_772_366_400_000
SMS = Contact("sms", "+447700900123", is_short=True, can_reply=True)
MAIL = Contact("mail", "ward@example.org")
HOOK = Contact("hook", "pager")


@dataclass(frozen=True)
class Episode:
    """An episode as the scorer hands it over."""

    episode_id: str = "e1"
    patient_id: str | None = "p1"
    source: str | None = None
    rule: str = "news2"
    priority: str = "high"
    opened_ms: int = NOON
    closed_ms: int | None = None
    reason: str = "NEWS2 7"
    first_event_id: str = "event-1"
    about: tuple[tuple[str, float], ...] = ()


@dataclass
class FakeChannel:
    """A channel that keeps what it took. ``plan`` returns an attempt's error, or None. ``asks``: it can be asked."""

    name: str
    plan: Callable[[Notice], BedsideError | None] = lambda _: None
    asks: bool = False
    taken: list[Notice] = field(default_factory=list)
    lock: Any = field(default_factory=Lock)

    def send(self, notice: Notice) -> Delivery:
        error = self.plan(notice)
        if error is not None:
            raise error
        with self.lock:
            self.taken.append(notice)
        return Delivery(f"{self.name}-{notice.reference}")

    def sent_before(self, notice: Notice) -> Delivery | None:
        found = [one for one in self.taken if one.reference == notice.reference]
        return Delivery(f"{self.name}-{notice.reference}") if self.asks and found else None


class World:
    """Records, a clock, and everything that tells, over them."""

    def __init__(self, database: SqliteDatabase, *contacts: Contact) -> None:
        self.now_ms = NOON
        self.alerts = SqlAlertStore(database)
        self.patients = SqlPatientStore(database)
        for bed in (1, 2, 3):
            self.patients.put(Patient(patient_id=f"p{bed}", ward="A", bed=str(bed)), NOON)
        self.compose = ComposeNotices(self.patients, contacts or (SMS, MAIL, HOOK), page="https://b.example/ward")
        self.channels = {name: FakeChannel(name) for name in {one.channel for one in self.compose.contacts}}
        self.raise_ = RaiseAlerts(self.alerts, self.compose, self.clock)
        self.senders: dict[str, SendNotices] = {}

    def clock(self) -> int:
        return self.now_ms

    def restarted_raise(self) -> RaiseAlerts:
        """Returns what a scorer has after a restart: no memory but the records."""
        return RaiseAlerts(self.alerts, self.compose, self.clock)

    def sender(self, name: str) -> SendNotices:
        if name not in self.senders:
            pace = Pace(lanes=2, lease_ms=5_000)
            self.senders[name] = SendNotices(
                self.alerts, self.channels[name], self.compose, self.clock, lambda: 0.5, pace
            )
        return self.senders[name]

    def send_all(self) -> None:
        """Sends what is due, by every channel, until nothing is."""
        for name in sorted(self.channels):
            while self.sender(name).work():
                pass

    def after(self, seconds: float) -> None:
        """Lets time pass, then sends what is due."""
        self.now_ms += round(seconds * 1000)
        self.send_all()

    def pause(self, until_ms: int, patient_id: str = "p1") -> None:
        self.patients.edit(patient_id, lambda one: replace(one, paused_until_ms=until_ms), self.now_ms)

    def taken(self, name: str) -> list[tuple[str, int]]:
        """Returns kind and step of what a channel took."""
        return [(one.kind, one.step) for one in self.channels[name].taken]

    def notices(self, alert_id: str = "e1") -> list[tuple[str, str, int, str]]:
        """Returns channel, kind, seconds after noon at which it is due, and state."""
        found = self.alerts.notices([alert_id])[alert_id]
        return [(one.channel, one.kind, (one.due_ms - NOON) // 1000, one.state) for one in found]

    def alert(self, alert_id: str = "e1") -> Alert:
        return self.alerts.get(alert_id)

    def close(self) -> None:
        for sender in self.senders.values():
            sender.close()


@contextmanager
def world(folder: Path, *contacts: Contact) -> Iterator[World]:
    with (
        closing(SqliteDatabase(f"sqlite:///{folder}/records.db")) as database,
        closing(World(database, *contacts)) as made,
    ):
        yield made
