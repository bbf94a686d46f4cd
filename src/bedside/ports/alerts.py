"""What telling people needs from outside: alerts with their outbox, channels, signs of life.

Times are milliseconds since 1970, UTC, in names that end with ``_ms``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bedside.core.alerts.alert import Alert, Notice, Silence

__all__ = ["Alert", "AlertStore", "Channel", "Delivery", "Heartbeats", "Notice", "Silence"]


class AlertStore(Protocol):
    """Alerts, and their outbox in the same transactions."""

    def record(
        self, alerts: Sequence[Alert], notices: Sequence[Notice], at_ms: int, *, hastened: Sequence[str] = ()
    ) -> None:
        """Stores all or none, durable on return.

        What becomes of an alert that is there is `core.alerts.alert.merged`: it closes but never opens again, and keeps
        who acknowledged it, and how bad it was then. What is new of an id that was merged is of the one that remains,
        however late it comes; so is a silence. A notice that is there stays as it is. Notices of these alerts that wait
        and are not wanted any more (`core.alerts.alert.is_wanted`) are cancelled. The first round of the alerts named
        in ``hastened`` is due now, where it waits and was due later.
        """

    def get(self, alert_id: str) -> Alert:
        """Returns it. Raises NotFound."""

    def get_many(self, alert_ids: Sequence[str]) -> Mapping[str, Alert]:
        """Returns those that are there, by id."""

    def alerts(
        self,
        *,
        patient_id: str | None = None,
        state: str | None = None,
        is_over: bool | None = None,
        limit: int = 200,
    ) -> list[Alert]:
        """Returns alerts, newest opening first. ``is_over`` asks for the closed ones alone, or for all the others."""

    def notices(self, alert_ids: Sequence[str]) -> Mapping[str, list[Notice]]:
        """Returns the notices of each alert, by due time."""

    def carry(self, patient_ids: Sequence[str], into: str) -> None:
        """Gives the alerts and silences of these ids to another of the same person, all or none, durable on return."""

    def acknowledge(
        self, alert_id: str, by: str, comment: str, at_ms: int, *, seen: tuple[str, int] | None = None
    ) -> Alert:
        """Notes who has seen it; later ones change nothing; pending notices are cancelled. Raises NotFound.

        ``seen`` is the priority and the number of times told worse that whoever acknowledges was shown. Where the alert
        is graver by then, nothing is noted: raises Conflict, decided in the same transaction.
        """

    def claim(self, now_ms: int, lease_ms: int, limit: int = 50, channel: str | None = None) -> list[Notice]:
        """Returns notices that are due, high priority first, each to one caller only until its lease is over.

        Their ``attempts`` count the one that begins, so that whoever claims what another left behind sees that it may
        have been sent. What is due but not wanted any more is cancelled and not returned. ``channel`` asks for its own.
        """

    def extend(self, notice_ids: Sequence[str], lease_until_ms: int) -> None:
        """Holds notices that are being sent until then: the caller lives, its provider is slow."""

    def settle(self, notice: Notice) -> None:
        """Stores what came of an attempt: state, attempts, next time, provider id, error; the lease is over.

        What a provider told since (delivered, failed) is not overwritten by sent; what is to be tried again and is not
        wanted any more is cancelled.
        """

    def hasten(self, alert_id: str, step: int, now_ms: int) -> None:
        """Makes the pending notices of that step due now, where they were due later."""

    def notice(self, notice_id: str) -> Notice:
        """Returns it. Raises NotFound."""

    def notice_by_provider_id(self, channel: str, provider_id: str) -> Notice:
        """Returns it. Raises NotFound."""

    def outbox(self, limit: int = 200) -> list[Notice]:
        """Returns the newest notices, newest first."""

    def put_silence(self, silence: Silence) -> None:
        """Stores it, durable on return; the same id again replaces it."""

    def end_silence(self, silence_id: str, at_ms: int) -> Silence:
        """Ends it now; one that is over stays as it is. Raises NotFound."""

    def silences(self, at_ms: int) -> list[Silence]:
        """Returns those that hold at that time, the first to end first."""

    def forget(self, before_ms: int, most: int = 500) -> bool:
        """Removes what was over before that time, at most so many alerts; returns whether there may be more.

        That is closed alerts with their notices, tests of channels, and silences. What is open or acknowledged stays,
        and what has a notice that is not settled.
        """

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
