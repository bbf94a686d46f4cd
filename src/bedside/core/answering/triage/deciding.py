"""Decides how urgent a message is: reads it, then asks crises, poisonings and emergencies in that order."""

from collections.abc import Iterable
from dataclasses import dataclass

from bedside.core.answering.triage.context import lights
from bedside.core.answering.triage.dark_signs import DESPAIR_SIGNS, DESPAIR_THRESHOLD
from bedside.core.answering.triage.innocent import INNOCENT, LONGEST, STILL_HEARD
from bedside.core.answering.triage.known_illness import LOOSE, asks_about_known_illness
from bedside.core.answering.triage.matching import Finder, SlotTable
from bedside.core.answering.triage.measures import labels
from bedside.core.answering.triage.message import Message
from bedside.core.answering.triage.more_signs import MORE_SIGNS, POISON_SIGNS, POISON_THRESHOLD, SUBSTANCE
from bedside.core.answering.triage.negation import negated
from bedside.core.answering.triage.normalise import read
from bedside.core.answering.triage.rules import ALL, CRISES, EMERGENCIES, POISONINGS
from bedside.core.answering.triage.signs import SIGNS, STRONG, THRESHOLD
from bedside.core.answering.triage.substances import medicine_labels
from bedside.core.answering.triage.urgency import Urgency


@dataclass(frozen=True)
class Triage:
    """What was found: the urgency, the id of the rule that fired and the normalised words it fired on."""

    urgency: Urgency
    rule: str = ""
    evidence: str = ""


_ORDER = ((Urgency.CRISIS, CRISES), (Urgency.POISONING, POISONINGS), (Urgency.EMERGENCY, EMERGENCIES))
_SUMS = (
    (Urgency.CRISIS, "dark-signs-together", DESPAIR_SIGNS, DESPAIR_THRESHOLD, STRONG),
    (Urgency.POISONING, "poison-signs-together", POISON_SIGNS, POISON_THRESHOLD, SUBSTANCE),
    (Urgency.EMERGENCY, "signs-together", SIGNS + MORE_SIGNS, THRESHOLD, STRONG),
)
_SLOTS = SlotTable((*ALL, INNOCENT, *(sign for _, sign in (*SIGNS, *MORE_SIGNS, *POISON_SIGNS, *DESPAIR_SIGNS))))


def triage(text: str) -> Triage:
    """Returns how urgent a message is. Any string will do; what is not understood is not urgent."""
    words = read(text)
    marks = medicine_labels(words) | labels(words)
    message = Message(words.words, words.sentences, marks, negated(words), lights(words))
    finder = Finder(message, _SLOTS)
    known = asks_about_known_illness(message.words)
    innocent = len(message.words) <= LONGEST and finder.fires(INNOCENT) is not None
    for urgency, rules in _ORDER:
        heard = (rule for rule in rules if rule.id in STILL_HEARD) if innocent and urgency is Urgency.CRISIS else rules
        if found := finder.first(rule for rule in heard if not (known and rule.id in LOOSE)):
            rule, places = found
            return Triage(urgency, rule.id, _evidence(message, places))
    return Triage(Urgency.NONE) if known else _together(finder, message, innocent=innocent)


def _together(finder: Finder, message: Message, *, innocent: bool) -> Triage:
    """Weighs the small signs of a message that fulfils no rule."""
    for urgency, name, signs, threshold, strong in _SUMS[1:] if innocent else _SUMS:
        found = [(weight, hit) for weight, sign in signs if (hit := finder.fires(sign))]
        total = sum(weight for weight, _ in found)
        many = total > threshold and urgency is Urgency.EMERGENCY
        if total >= threshold and (many or any(weight >= strong for weight, _ in found)):
            places = sorted({i for weight, hit in found if weight > 0 for i in hit})
            return Triage(urgency, name, _evidence(message, places))
    return Triage(Urgency.NONE)


def _evidence(message: Message, places: Iterable[int]) -> str:
    return " ".join(message.words[i] for i in places)
