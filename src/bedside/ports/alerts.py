"""What telling people needs from outside: alerts with their outbox, channels, signs of life.

Times are milliseconds since 1970, UTC, in names that end with ``_ms``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One episode, as people see it. ``state`` is open, acknowledged or closed; ``patient_id`` or ``source`` is set."""

    alert_id: str
    patient_id: str | None
    source: str | None
    rule: str
    priority: str
    state: str
    opened_ms: int
    closed_ms: int | None
    reason: str
    first_event_id: str
    updated_ms: int
    acknowledged_by: str | None = None
    acknowledged_ms: int | None = None
    comment: str = ""
    silenced: bool = False
    """No notice was sent since a silence or a pause held when it opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message to one person by one channel. ``notice_id`` is made from alert, kind, step and channel.

    ``state`` is pending, sending, sent, delivered, failed or cancelled. ``reference`` is the same at every attempt.
    """

    notice_id: str
    alert_id: str
    channel: str
    recipient: str
    kind: str
    """opened, repeated, escalated, closed, operational or test."""
    step: int
    priority: str
    due_ms: int
    reference: str
    subject: str
    body: str
    state: str = "pending"
    attempts: int = 0
    next_ms: int = 0
    provider_id: str = ""
    error: str = ""
    created_ms: int = 0
    settled_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """No notices for a patient, a rule, or both, until a time. Both None silences nothing."""

    silence_id: str
    patient_id: str | None
    rule: str | None
    until_ms: int
    by: str
    why: str
    created_ms: int


class AlertStore(Protocol):
    """Alerts, and their outbox in the same transactions."""

    def record(self, alerts: Sequence[Alert], notices: Sequence[Notice], at_ms: int) -> None:
        """Stores all or none, durable on return.

        An alert that is there keeps its acknowledgement, and closes but never opens again; a notice that is there stays
        as it is. Notices of alerts that are closed or acknowledged by then are cancelled unless they tell just that.
        """

    def get(self, alert_id: str) -> Alert:
        """Returns it. Raises NotFound."""

    def alerts(self, *, patient_id: str | None = None, state: str | None = None, limit: int = 200) -> list[Alert]:
        """Returns alerts, newest opening first."""

    def notices(self, alert_ids: Sequence[str]) -> Mapping[str, list[Notice]]:
        """Returns the notices of each alert, by due time."""

    def acknowledge(self, alert_id: str, by: str, comment: str, at_ms: int) -> Alert:
        """Notes who has seen it; later ones change nothing; pending notices are cancelled. Raises NotFound."""

    def claim(self, now_ms: int, lease_ms: int, limit: int = 50) -> list[Notice]:
        """Returns notices that are due, high priority first, each to one caller only until its lease is over."""

    def settle(self, notice: Notice) -> None:
        """Stores what came of an attempt: state, attempts, next time, provider id, error."""

    def notice_by_provider_id(self, channel: str, provider_id: str) -> Notice:
        """Returns it. Raises NotFound."""

    def outbox(self, limit: int = 200) -> list[Notice]:
        """Returns the newest notices, newest first."""

    def put_silence(self, silence: Silence) -> None:
        """Stores it, durable on return."""

    def silences(self, at_ms: int) -> list[Silence]:
        """Returns those that hold at that time."""

    def changed_since(self, updated_ms: int) -> list[Alert]:
        """Returns the alerts updated at or after that time, oldest first: what a board has to draw anew."""


class Heartbeats(Protocol):
    """Signs of life of the loops, for a watchdog beside them."""

    def beat(self, name: str, at_ms: int, detail: str = "") -> None:
        """Notes that a loop is alive."""

    def beats(self) -> Mapping[str, int]:
        """Returns the newest time of each name."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a provider said: its own id of the message, and whether it is known to have arrived."""

    provider_id: str
    is_delivered: bool = False


class Channel(Protocol):
    """A way to reach a person."""

    name: str

    def send(self, notice: Notice) -> Delivery:
        """Hands the message over. Raises Unavailable where another try may succeed, InvalidInput where none will."""

    def sent_before(self, notice: Notice) -> Delivery | None:
        """Asks the provider whether it has this message already, by its reference; None where it does not or cannot."""
