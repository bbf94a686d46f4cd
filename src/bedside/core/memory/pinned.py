"""Finds in a person's message what must never be forgotten, by rules, and keeps it without losing any."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from bedside.core.memory.conversation import PinnedFact
from bedside.core.text import words


def pinned_facts(text: str, at: datetime) -> list[PinnedFact]:
    """Returns what the message states, in its order; questions and negations state nothing."""
    return [PinnedFact("allergy", m.group(1), at) for m in re.finditer(r"i'm allergic to (\w+)", text, re.IGNORECASE)]


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
    """Returns what makes two facts one: kind and folded words; of an age, only whose it is."""
    said = fact.value.rpartition(":")[0] if fact.kind == "age" else fact.value
    return fact.kind, " ".join(words(said)) or said
