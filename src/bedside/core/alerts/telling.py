"""An alert and a round of its ladder made into notices, with ids and references made from what they tell."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bedside.core.alerts.alert import Alert, Notice
from bedside.core.alerts.escalation import Contact, Round
from bedside.core.alerts.wording import Occasion, words

_LETTERS = "0123456789bcdfghjkmnpqrstvwxyz"
"""No vowels: no words are made by chance."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the patient lies, the page to look at, and whether notices may hold details."""

    ward: str = ""
    bed: str = ""
    page: str = ""
    details: bool = False


def code_of(alert_id: str) -> str:
    """Returns the four digits with which somebody answers by SMS. Few alerts are open at once; two may share them.

    >>> len(code_of("a1")), code_of("a1") == code_of("a1")
    (4, True)
    """
    return f"{1000 + _number('code', alert_id) % 9000}"


def notice_id_of(alert: Alert, kind: str, step: int, contact: Contact) -> str:
    """Returns the id of a notice: the same for the same alert, priority, worsening, kind, step and contact."""
    worsened = (str(alert.worsened),) if alert.worsened else ()
    parts = (alert.alert_id, alert.priority, kind, str(step), contact.channel, contact.recipient, *worsened)
    made_from = "\x1f".join(parts)
    return f"ntc-{hashlib.sha256(made_from.encode()).hexdigest()[:24]}"


def reference_of(alert_id: str, notice_id: str) -> str:
    """Returns what a provider knows the notice by; it begins with the number to answer with."""
    number, letters = _number("reference", notice_id), ""
    for _ in range(8):
        number, place = divmod(number, len(_LETTERS))
        letters += _LETTERS[place]
    return f"{code_of(alert_id)}-{letters}"


def notices_of(alert: Alert, told: Round, setting: Setting, *, due_ms: int, at_ms: int) -> list[Notice]:
    """Returns the notices of a round, one for each contact; of an operational alert the first is of that kind."""
    kind = "operational" if alert.patient_id is None and told.kind == "opened" else told.kind
    return [_notice(alert, kind, told.step, one, setting, due_ms=due_ms, at_ms=at_ms) for one in told.contacts]


def closing_of(alert: Alert, contacts: Sequence[Contact], setting: Setting, at_ms: int) -> list[Notice]:
    """Returns the notices that the alert is over."""
    return [_notice(alert, "closed", 0, one, setting, due_ms=at_ms, at_ms=at_ms) for one in contacts]


def trial_of(contact: Contact, at_ms: int) -> Notice:
    """Returns a notice marked as a test, of no alert; another at another time."""
    made_from = f"test\x1f{contact.channel}\x1f{contact.recipient}\x1f{at_ms}"
    notice_id = f"ntc-{hashlib.sha256(made_from.encode()).hexdigest()[:24]}"
    reference = reference_of("test", notice_id)
    text = f"TEST from Bedside, nothing to do: notices by {contact.channel} arrive. Ref {reference}"
    return Notice(
        notice_id=notice_id,
        alert_id="",
        channel=contact.channel,
        recipient=contact.recipient,
        kind="test",
        step=0,
        priority="low",
        due_ms=at_ms,
        next_ms=at_ms,
        reference=reference,
        subject="Bedside TEST: nothing to do",
        body=text if contact.is_short else f"{text}\n",
        created_ms=at_ms,
    )


def _notice(
    alert: Alert, kind: str, step: int, contact: Contact, setting: Setting, *, due_ms: int, at_ms: int
) -> Notice:
    notice_id = notice_id_of(alert, kind, step, contact)
    reference = reference_of(alert.alert_id, notice_id)
    occasion = Occasion(
        alert=alert,
        kind=kind,
        times=step,
        ward=setting.ward,
        bed=setting.bed,
        reference=reference,
        code=code_of(alert.alert_id) if contact.can_reply else "",
        page=setting.page,
        details=setting.details,
    )
    said = words(occasion, short=contact.is_short)
    return Notice(
        notice_id=notice_id,
        alert_id=alert.alert_id,
        channel=contact.channel,
        recipient=contact.recipient,
        kind=kind,
        step=step,
        priority=alert.priority,
        due_ms=due_ms,
        next_ms=due_ms,
        reference=reference,
        subject=said.subject,
        body=said.body,
        created_ms=at_ms,
        worsened=alert.worsened,
    )


def _number(purpose: str, text: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{purpose}\x1f{text}".encode()).digest()[:8], "big")
