"""Decides how urgent a message is: reads it, then asks crises, poisonings and emergencies in that order."""

from dataclasses import dataclass

from bedside.core.answering.triage.context import lights
from bedside.core.answering.triage.matching import Finder, SlotTable
from bedside.core.answering.triage.measures import labels
from bedside.core.answering.triage.message import Message
from bedside.core.answering.triage.negation import negated
from bedside.core.answering.triage.normalise import read
from bedside.core.answering.triage.rules import ALL, CRISES, EMERGENCIES, POISONINGS
from bedside.core.answering.triage.urgency import Urgency


@dataclass(frozen=True)
class Triage:
    """What was found: the urgency, the id of the rule that fired and the normalised words it fired on."""

    urgency: Urgency
    rule: str = ""
    evidence: str = ""


_ORDER = ((Urgency.CRISIS, CRISES), (Urgency.POISONING, POISONINGS), (Urgency.EMERGENCY, EMERGENCIES))
_SLOTS = SlotTable(ALL)


def triage(text: str) -> Triage:
    """Returns how urgent a message is. Any string will do; what is not understood is not urgent."""
    words = read(text)
    message = Message(words.words, words.sentences, labels(words), negated(words), lights(words))
    finder = Finder(message, _SLOTS)
    for urgency, rules in _ORDER:
        if found := finder.first(rules):
            rule, places = found
            return Triage(urgency, rule.id, " ".join(message.words[i] for i in places))
    return Triage(Urgency.NONE)
