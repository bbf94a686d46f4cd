"""An alert, the notices that tell people of it, and silences. What may become of an alert once it is there.

Times are milliseconds since 1970, UTC, in names that end with ``_ms``.
"""

from dataclasses import dataclass, replace

from bedside.core.alerts.worsening import amount_of, is_worse

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
    acknowledged_priority: str | None = None
    acknowledged_worsened: int = 0
    """How urgent it was, and how often told anew, when it was acknowledged: nobody has seen what is worse than that."""
    comment: str = ""
    silenced: bool = False
    """No notice was sent since a silence or a pause held when it opened."""
    about: tuple[tuple[str, float], ...] = ()
    """What the reason rests on: values by signal, and the score by its name."""
    worsened: int = 0
    """How many times it was told anew since its score or value was worse by a step."""

    @property
    def is_seen(self) -> bool:
        """Returns whether somebody acknowledged it as bad as it has been since."""
        return self.acknowledged_by is not None and not self.is_beyond_seen(self.priority, self.worsened)

    def is_beyond_seen(self, priority: str, worsened: int) -> bool:
        """Returns whether nobody has acknowledged it at that priority, told anew that often."""
        if self.acknowledged_priority is None:
            return True
        return rank(priority) > rank(self.acknowledged_priority) or worsened > self.acknowledged_worsened


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
    """opened, repeated, escalated, worsened, closed, operational or test."""
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
    worsened: int = 0
    """As in its alert when it was made: what an alert said before it was worse is not wanted any more."""


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
    tells anew is older than what is there. So it is with a score or value that is worse by a step; one that is not says
    nothing. An acknowledgement is of a priority and of how bad it was: where the alert rises above it, or is worse, it
    is open again, and keeps who had seen it before; closed, it is still not seen (`Alert.is_seen`). Told once, it is
    not silenced any more, but where it rises or is worse untold.
    """
    if known.state == "closed":
        return known
    rises = rank(given.priority) > rank(known.priority)
    is_as_urgent = rank(given.priority) >= rank(known.priority)
    worse = not rises and is_as_urgent and is_worse(known.rule, known.about, given.about)
    is_newer = rises or worse or (is_as_urgent and amount_of(known.rule, known.about) is None)
    closes = given.state == "closed"
    new = replace(
        known,
        priority=given.priority if rises else known.priority,
        reason=given.reason if is_newer else known.reason,
        about=given.about if is_newer else known.about,
        state="closed" if closes else "open" if rises or worse else known.state,
        closed_ms=given.closed_ms if closes else None,
        silenced=given.silenced if rises or worse else known.silenced and given.silenced,
        worsened=max(known.worsened + 1, given.worsened) if worse else known.worsened,
    )
    return known if new == known else replace(new, updated_ms=max(at_ms, known.updated_ms))


def is_wanted(notice: Notice, alert: Alert | None) -> bool:
    """Returns whether a notice that waits should still be sent, as its alert is by now.

    None of an alert that is closed or acknowledged but the one that tells of the closing; none of a lower priority than
    the alert has reached, or of before it was worse. A test is of no alert.
    """
    if alert is None or notice.kind == "test":
        return True
    if notice.kind == "closed":
        return alert.state == "closed"
    is_of_now = rank(notice.priority) >= rank(alert.priority) and notice.worsened >= alert.worsened
    return alert.state == "open" and is_of_now
