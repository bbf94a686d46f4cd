"""Says that notices of a patient's alerts are silenced or paused during care: until when, by whom and why.

Alerts open and are shown all the same; what is held back is that somebody is called.
"""

from bedside.core.answering.live.asking import Asked
from bedside.core.answering.live.said import Said, told
from bedside.core.vitals.spoken import named
from bedside.core.vitals.view import Held, PatientView

_MEANS = "Nobody is called of what is held back before that."


def held_told(asked: Asked, view: PatientView) -> list[Said]:
    """Returns a sentence for each silence and pause that holds now, where it is asked how somebody is or what rang."""
    is_of_a_value = asked.when is not None and asked.when.kind == "alarm"
    if not asked.status and (not asked.alarm or is_of_a_value):
        return []
    return [Said(f"{_held(one, view)}. {_MEANS}", (one,)) for one in view.held]


def _held(one: Held, view: PatientView) -> str:
    until, why = told(one.until_ms, view), f": {one.why.rstrip('.')}" if one.why else ""
    if one.kind == "pause":
        who = f" by {one.by}{why}" if one.by else "; who paused them is not on record"
        return f"Notices of this patient's alerts are paused during care until {until}{who}"
    return f"Notices of {what_is_held(one)} are silenced until {until} by {one.by}{why}"


def what_is_held(one: Held) -> str:
    """Returns of which alerts notices are held back.

    >>> what_is_held(Held("silence", "s1", 0, rule="limit_low:spo2"))
    '“limit low: SpO2” for this patient'
    """
    rule, _, signal = one.rule.partition(":")
    if not rule:
        return "this patient's alerts"
    of = f": {named(signal)}" if signal else ""
    return f"“{rule.replace('_', ' ')}{of}” for {'every' if one.of_all else 'this'} patient"
