"""Decides how urgent a message is: rules that leave no doubt, then points for its phrases and for what the rules found."""

from dataclasses import dataclass, replace

from bedside.core.answering.triage.context import lights
from bedside.core.answering.triage.matching import Finder, Hit, SlotTable
from bedside.core.answering.triage.measures import labels
from bedside.core.answering.triage.message import Message
from bedside.core.answering.triage.negation import negated
from bedside.core.answering.triage.normalise import read
from bedside.core.answering.triage.phrases import questions, told_after_asking
from bedside.core.answering.triage.points import PIECE, SHEET, Score, Sheet, pieces, score, telling
from bedside.core.answering.triage.rule import Rule
from bedside.core.answering.triage.rules import ALL, CRISES, EMERGENCIES, NO_DOUBT, POISONINGS
from bedside.core.answering.triage.substances import medicine_labels
from bedside.core.answering.triage.urgency import Urgency


@dataclass(frozen=True)
class Triage:
    """What was found: the urgency, the id of the rule that fired and the normalised words it fired on.

    Where points decide and no rule fired, the rule is "points" and the evidence the phrases that counted most.
    ``doubtful`` says that an emergency may well be an ordinary question put in frightening words, since something is
    asked and the points are few, fewer still where a rule fired: whom to call comes first all the same, but the question
    may be answered after it. A crisis, a poisoning or what a rule decides alone is never taken for that.
    """

    urgency: Urgency
    rule: str = ""
    evidence: str = ""
    doubtful: bool = False


@dataclass(frozen=True)
class Found:
    """The first rule of each kind that a message fulfils, with the places of its words; and the kind, if one decides alone."""

    first: dict[Urgency, tuple[Rule, Hit]]
    alone: Urgency

    def within(self, span: range) -> frozenset[str]:
        """Returns as a fact for the sheet which kind of rule, the gravest first, fired within a piece."""
        kinds = (kind for kind, (_, hit) in self.first.items() if set(hit) & set(span))
        return frozenset({f"(rules: {next(kinds, Urgency.NONE).value})"})


POINTS = "points"
_ORDER = ((Urgency.CRISIS, CRISES), (Urgency.POISONING, POISONINGS), (Urgency.EMERGENCY, EMERGENCIES))
AROUND = 26
"""Words on either side that are read with what a rule fired on."""
FEW_WORDS = 10
RULED = 0.5
"""How far from the bar to the sum beyond doubt it is enough where a rule fired. Of ordinary questions that fulfil a rule
and the bar two thirds lie below, of emergencies that ask something one in fifty."""
_SLOTS = SlotTable(ALL)


def triage(text: str, sheet: Sheet = SHEET) -> Triage:
    """Returns how urgent a message is. Any string will do; what is not understood is not urgent."""
    message = analyse(text)
    if not message.words:
        return Triage(Urgency.NONE)
    asks = questions(text)
    found = fired(message)
    if found.alone is not Urgency.NONE:
        return _told(message, found, found.alone, frozenset())
    scores = scored(message, found, asks, sheet)
    gravest = max(scores, key=lambda one: one.crisis)
    if gravest.crisis >= 0:
        return _told(message, found, Urgency.CRISIS, gravest.found)
    worst = max(scores, key=lambda one: one.danger)
    if worst.danger < 0:
        return _told_after_asking(text)
    kind = next((kind for kind in (Urgency.POISONING, Urgency.EMERGENCY) if kind in found.first), None)
    by_points = Urgency.POISONING if worst.poisoning >= 0 else Urgency.EMERGENCY
    told = _told(message, found, kind or by_points, worst.found)
    enough = worst.sure_danger(sheet, RULED if found.first else 1.0)
    return replace(told, doubtful=told.urgency is Urgency.EMERGENCY and bool(asks) and not enough)


def _told_after_asking(text: str) -> Triage:
    """Returns what rules leave no doubt of in what a short message tells after a calm question: "is bleach poisonous? my
    toddler drank some". The words of the question stand in for "some" and "one".
    """
    message = analyse(told_after_asking(text))
    found = fired(message)
    return _told(message, found, found.alone, frozenset()) if found.alone is not Urgency.NONE else Triage(Urgency.NONE)


def analyse(text: str) -> Message:
    """Returns a message as rules and phrases read it."""
    words = read(text)
    marks = medicine_labels(words) | labels(words)
    return Message(words.words, words.sentences, marks, negated(words), lights(words))


def fired(message: Message) -> Found:
    """Asks the rules. One decides alone where it leaves no doubt, and in a few words, of which points say little."""
    finder = Finder(message, _SLOTS)
    first = {kind: hit for kind, rules in _ORDER if (hit := finder.first(rules))}
    for kind, rules in _ORDER:
        if finder.first(rule for rule in rules if rule.id in NO_DOUBT):
            return Found(first, kind)
    alone = len(message.words) <= FEW_WORDS
    return Found(first, next(iter(first), Urgency.NONE) if alone else Urgency.NONE)


def scored(message: Message, found: Found, asks: frozenset[str], sheet: Sheet) -> list[Score]:
    """Returns the score of each piece of a message; in a long one also of the words around what a rule fired on."""
    hits = [hit for _, hit in found.first.values()] if len(message.words) > PIECE else []
    around = [range(max(min(hit) - AROUND, 0), min(max(hit) + AROUND + 1, len(message.words))) for hit in hits]
    return [score(phrases, found.within(span) | asks, sheet) for span, phrases in pieces(message, around)]


def _told(message: Message, found: Found, kind: Urgency, phrases: frozenset[str]) -> Triage:
    """Returns the finding with its rule, or, where none of that kind fired, with the phrases that counted most."""
    if kind in found.first:
        rule, hit = found.first[kind]
        return Triage(kind, rule.id, " ".join(message.words[i] for i in hit))
    return Triage(kind, POINTS, telling(phrases, crisis=kind is Urgency.CRISIS))
