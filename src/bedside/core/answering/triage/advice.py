"""The answer to an urgent message: first whom to call, then what to do until help comes."""

from bedside.core.answering.triage.first_aid import FIRST_AID, OTHERWISE
from bedside.core.answering.triage.rules import ALL
from bedside.core.answering.triage.urgency import Urgency
from bedside.core.emergency_numbers import Numbers, numbers

_TOPICS = {rule.id: rule.topic for rule in ALL}
_AMBULANCE_FIRST = frozenset({"battery", "fumes", "opioid", "alcohol", "drugs"})
_POLICE = frozenset({"others", "violence"})
_HARM_DONE = frozenset({"overdose", "suicide-wrists"})


def first_line(urgency: Urgency, rule: str, locale: str) -> str:
    """Returns the text for an urgent message: a first line that says whom to call, then one to three of first aid.

    A rule or locale it does not know gets the general text; ``Urgency.NONE`` gets "".
    """
    if urgency is Urgency.NONE:
        return ""
    topic, call = _TOPICS.get(rule, ""), numbers(locale)
    opening = {
        Urgency.EMERGENCY: _emergency,
        Urgency.CRISIS: _crisis,
        Urgency.POISONING: _poisoning,
    }[urgency](topic, rule, call)
    aid = FIRST_AID.get(topic, FIRST_AID["suicide"] if urgency is Urgency.CRISIS else OTHERWISE)
    return "\n".join((opening, *aid))


def _emergency(_topic: str, _rule: str, call: Numbers) -> str:
    return f"Call {call.ambulance} now: this may be an emergency."


def _crisis(topic: str, rule: str, call: Numbers) -> str:
    if {topic, rule} & _HARM_DONE:
        return f"Call {call.ambulance} now: this needs treatment at once. To talk, call {call.listener}."
    if topic in _POLICE:
        return f"Call {call.ambulance} now if anyone is in danger. To talk, call {call.listener}."
    return f"Please call {call.listener} now; if life is in danger, call {call.ambulance}. You are not alone with this."


def _poisoning(topic: str, _rule: str, call: Numbers) -> str:
    if topic in _AMBULANCE_FIRST:
        return f"Call {call.ambulance} now: this may be poisoning. Advice: {call.poison}."
    danger = "drowsy, fitting or breathing badly"
    return f"Call {call.poison} now; if the person is {danger}, call {call.ambulance}."
