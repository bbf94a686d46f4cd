"""What can be wrong with Bedside itself, as a table: each cause is told once an hour and source, through the outbox.

A cause either happens (an error, a drift found) or holds for a while (a disk nearly full); the latter is closed when it
ceases. Of one that comes and goes within an hour people are told once. The words hold no patient's id or value. A
gateway that is gone is found by scoring, and comes as an episode. Nothing finds ``model_drift`` before the part that
learns.
"""

import hashlib
from dataclasses import dataclass

from bedside.core.alerts.alert import Alert

HL7_NOT_LISTENING = "hl7_not_listening"
_HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class Cause:
    """One row. ``words`` may name the source and say an amount. ``holds``: it ceases by itself, and is closed then."""

    name: str
    priority: str
    words: str
    holds: bool


CAUSES = (
    Cause("pipeline_dead", "high", "{source} has stopped: patients may not be watched ({amount})", holds=True),
    Cause("pipeline_error", "high", "{source} fails again and again ({amount})", holds=False),
    Cause("channel_failing", "high", "notices by {source} do not go out ({amount})", holds=True),
    Cause("disk_nearly_full", "high", "the disk of {source} is nearly full ({amount})", holds=True),
    Cause(
        "log_retention_forced",
        "medium",
        "the log {source} dropped readings before their time, for want of space ({amount})",
        holds=False,
    ),
    Cause("quarantine_filling", "medium", "many readings are refused ({amount})", holds=True),
    Cause(
        "discharged_sending",
        "medium",
        "readings still come for {source}: who lies there? Nobody is alerted for them ({amount})",
        holds=True,
    ),
    Cause(HL7_NOT_LISTENING, "medium", "HL7 messages cannot come in at port {source} ({amount})", holds=True),
    Cause("model_drift", "medium", "the model {source} meets data it was not made for ({amount})", holds=False),
)
BY_NAME = {cause.name: cause for cause in CAUSES}


@dataclass(frozen=True, slots=True)
class Finding:
    """That a cause is there: of which source, and how much, in words such as "2 GB free"."""

    cause: str
    source: str
    amount: str


def alert_of(finding: Finding, at_ms: int) -> Alert:
    """Returns the finding as an alert, the same for the same cause, source and hour.

    >>> once = alert_of(Finding("disk_nearly_full", "home", "2 GB free"), 0)
    >>> once.reason, once.alert_id == alert_of(Finding("disk_nearly_full", "home", "1 GB free"), 9).alert_id
    ('the disk of home is nearly full (2 GB free)', True)
    """
    cause = BY_NAME[finding.cause]
    made_from = "\x1f".join((finding.cause, finding.source, str(at_ms // _HOUR_MS)))
    return Alert(
        alert_id=f"opr-{hashlib.sha256(made_from.encode()).hexdigest()[:24]}",
        patient_id=None,
        source=finding.source,
        rule=finding.cause,
        priority=cause.priority,
        state="open",
        opened_ms=at_ms,
        closed_ms=None,
        reason=cause.words.format(source=finding.source, amount=finding.amount),
        first_event_id="",
        updated_ms=at_ms,
    )
