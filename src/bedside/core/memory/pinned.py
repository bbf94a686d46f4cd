"""Finds in a person's message what must never be forgotten, by rules, and keeps it without losing any.

Read from statements alone: a question, a supposition or a negation states nothing. What is another's keeps whose it
is ("my son: 4"). Where the rules cannot tell, an allergy or a medicine is rather kept than missed; a condition is not.
An end is a fact of its own ("stopped warfarin", "ended: gave birth"): what was known before stays beside it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from bedside.core.memory.conversation import PinnedFact
from bedside.core.memory.rules import ages, allergies, conditions, medicines, pregnancy
from bedside.core.memory.rules.rule import RELATION
from bedside.core.memory.rules.value import kept, values
from bedside.core.memory.statements import plain_quotes, statements
from bedside.core.text import fold_case, fold_space

_RULES = (*allergies.RULES, *medicines.RULES, *conditions.RULES, *pregnancy.RULES, *ages.RULES)
_READ_CHARS = 50_000  # of one message; what is pasted in beyond that is no statement of the person

_REMEMBER = re.compile(
    r"(?:^|(?<=[.!?;,] ))(?:(?:please|also|and|so|ok|can you|could you|will you|would you|i want you to)[, ]+)*"
    r"(?:remember|(?:do not|don't) forget|note|keep in mind|bear in mind|make a note)"
    r"(?:(?: that|:) |\s(?=(?:i|i'm|i've|my|we|our)\b))(?P<what>.*?)(?=[!?;]|\.(?!\d)|$)",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:not|never|no|nobody|none|without|den(?:y|ies)|doubt|unlikely|used to|neither|nor|hardly)\b|n't\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:think|thought|thinks|suspect|suspects|guess|may|might|could|maybe|perhaps|possibly|probably|feel like)\b",
    re.IGNORECASE,
)
# "When I take it I get a rash" tells what a medicine did, not that it is taken.
_WHENEVER = re.compile(r"\b(?:when|whenever|if|every time)\s*$", re.IGNORECASE)
_BORDER = re.compile(r"[,;:]|\b(?:and|but|because|since)\b", re.IGNORECASE)
_OTHERS = {"he", "she", "they", "him", "her", "them"}
_RELATIVES = re.compile(RELATION, re.IGNORECASE)


def pinned_facts(text: str, at: datetime) -> list[PinnedFact]:
    """Returns what a person's message states, each fact once, in the order of its words."""
    text = text[:_READ_CHARS]
    stated = [PinnedFact("remember", value, at) for value in _asked_to_remember(text)]
    known_relation = ""
    for statement in statements(text):
        relations = {said.start(): "my " + said["relation"].lower() for said in _RELATIVES.finditer(statement)}
        found = sorted(_read(statement, {-1: known_relation} | relations), key=lambda item: item[0])
        stated += [PinnedFact(kind, value, at) for _, kind, value in found]
        known_relation = next(reversed(relations.values()), known_relation)
    return merge((), stated)


def merge(facts: Sequence[PinnedFact], new: Iterable[PinnedFact]) -> list[PinnedFact]:
    """Returns the facts with the new ones: the same said again takes the newest time, an age is replaced by the newest.

    Nothing else is ever dropped. The order is that of the first mention.
    """
    kept = {_same(fact): fact for fact in facts}
    for fact in new:
        known = kept.get(_same(fact))
        if known is None or fact.stated_at >= known.stated_at:
            kept[_same(fact)] = fact
    return list(kept.values())


def _same(fact: PinnedFact) -> tuple[str, str]:
    """Returns what makes two facts one: kind and value but for case and accents; of an age, only whose it is.

    Signs and units stay: "5 µg" is not "5 g".
    """
    said = fact.value.rpartition(":")[0] if fact.kind == "age" else fact.value
    return fact.kind, fold_case(fold_space(said))


def _asked_to_remember(text: str) -> Iterator[str]:
    for line in plain_quotes(text).splitlines():
        for request in _REMEMBER.finditer(fold_space(line)):
            if value := kept(request["what"]):
                yield value


def _read(statement: str, relations: Mapping[int, str]) -> Iterator[tuple[int, str, str]]:
    """Yields position, kind and value of every fact in the statement, rule by rule."""
    for rule in _RULES:
        for said in rule.pattern.finditer(statement):
            before = _BORDER.split(statement[: said.start()])[-1]
            whose = _whose(said.groupdict(), said.end(), relations)
            if whose is None or _NEGATED.search(before):
                continue
            unsure = bool(_UNSURE.search(before))
            if (unsure and rule.kind == "condition") or (rule.kind == "medicine" and _WHENEVER.search(before)):
                continue
            for value in values(rule, said):
                sure = f"might be {value}" if unsure and rule.kind == "pregnancy" else value
                yield said.end(), rule.kind, f"{whose}: {sure}" if whose else sure


def _whose(groups: Mapping[str, str | None], end: int, relations: Mapping[int, str]) -> str | None:
    """Returns "" for the writer, "my son" for a relative, None for a "he" that nobody was named for."""
    who = (groups.get("who") or "").lower()
    if groups.get("relation"):
        return f"my {groups['relation']}".lower()
    named = [relation for position, relation in relations.items() if position < end]
    if who in _OTHERS:
        return named[-1] or None
    return named[-1] if "described" in groups and len(named) > 1 else ""
