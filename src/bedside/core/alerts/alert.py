"""An alert, the notices that tell people of it, and silences. What may become of an alert once it is there.

Times are milliseconds since 1970, UTC, in names that end with ``_ms``.
"""

from dataclasses import dataclass, replace

PRIORITIES = ("low", "medium", "high")
"""From least to most urgent."""


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


def rank(priority: str) -> int:
    """Returns how urgent it is, 0 the least.

    >>> rank("high") > rank("medium") > rank("low")
    True
    """
    return PRIORITIES.index(priority)


def merged(known: Alert, given: Alert, at_ms: int) -> Alert:
    """Returns an alert that is there, with what is given now; the same object where that says nothing new.

    It closes, and never opens again. Its priority only rises, and with it the reason: what a repetition after a crash
    tells anew is older than what is there. An acknowledgement is of a priority: where the alert rises above it, it is
    open again, and keeps who had seen it before. Told once, it is not silenced any more.
    """
    if known.state == "closed":
        return known
    rises = rank(given.priority) > rank(known.priority)
    is_as_urgent = rank(given.priority) >= rank(known.priority)
    closes = given.state == "closed"
    new = replace(
        known,
        priority=given.priority if rises else known.priority,
        reason=given.reason if is_as_urgent else known.reason,
        state="closed" if closes else "open" if rises else known.state,
        closed_ms=given.closed_ms if closes else None,
        silenced=known.silenced and given.silenced,
    )
    return known if new == known else replace(new, updated_ms=max(at_ms, known.updated_ms))


def is_wanted(notice: Notice, alert: Alert | None) -> bool:
    """Returns whether a notice that waits should still be sent, as its alert is by now.

    None of an alert that is closed or acknowledged but the one that tells of the closing; none of a lower priority than
    the alert has reached. A test is of no alert.
    """
    if alert is None or notice.kind == "test":
        return True
    if notice.kind == "closed":
        return alert.state == "closed"
    return alert.state == "open" and rank(notice.priority) >= rank(alert.priority)
