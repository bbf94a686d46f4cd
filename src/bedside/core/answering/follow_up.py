"""Follow-up questions: what "its", "that" or nothing at all refers to, from the conversation before.

"What are its side effects?" asks about what was last talked about. The last focus of the conversation takes the place
of the pronoun, or is added where the message leaves it out. A message that names its own topic is left alone.
"""

import re
from collections.abc import Sequence

from bedside.core.answering.condensation import find_question
from bedside.core.answering.focus import find_focus, mentions
from bedside.core.answering.query import Correction
from bedside.core.answering.vocabulary import Vocabulary
from bedside.core.memory.conversation import Turn
from bedside.core.text import fold_space, words

_LONGEST_FOLLOW_UP_WORDS = 16
_TURNS_LOOKED_AT = 12

_THING = r"(?:disease|condition|disorder|syndrome|illness|infection|problem|one|kind|type|cancer|drug|medicine)"
_POSSESSIVE = re.compile(
    r"\b(?:its|it's|their)(?= (?!been|a |an |the |not |so |too |very |like|really|just))", re.IGNORECASE
)
_PRONOUN = re.compile(
    rf"\b(?:(?:this|that|the|these|those) (?:same )?{_THING}s?|it|this|that|these|those|them|they)\b(?!')",
    re.IGNORECASE,
)
_EMPTY_IT = re.compile(
    r"\b(?:is|was|would|will|can|be|how|so|make|makes|makes|find|found|if) ?(?:it|this|"
    r"that)(?: be)? (?:safe|ok|okay|normal|possible|true|"
    r"bad|good|important|necessary|better|best|dangerous|worth|easy|hard|likely|wise) (?:to|that|"
    r"for me to|for \w+ to|if)\b"
    r"|\bit (?:seems|looks like|turns out|has been|s been)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\W*(?:and|or|but|also|what about|how about|what if|why|why not|how so|how come|how|when|where|who|"
    r"in|for|with|during|"
    r"is there|are there|can|any|what are the|what is the|what's the|what else|tell me more|more|should|"
    r"does|do|what)\b",
    re.IGNORECASE,
)
LINK = re.compile(
    r"^\W*(?:and|or|but|also|so|then)\b[\s,]*(?:what about|how about)?\s*|^\W*(?:what|how) about\b\s*", re.I
)
"""What ties a message to the one before: "and …", "what about …"."""


def resolve(text: str, history: Sequence[Turn], vocabulary: Vocabulary) -> tuple[str, Correction | None]:
    """Returns the message with its reference filled in, and what was done; unchanged where it stands by itself."""
    if not history or not words(text) or len(words(text)) > _LONGEST_FOLLOW_UP_WORDS:
        return text, None
    reference = _reference(text)
    named = mentions(text, vocabulary)
    if named and (reference is None or named[0].position < len(words(text[: reference.start()]))):
        return text, None
    if reference is None and not _OPENING.match(text):
        return text, None
    focus = last_focus(history, vocabulary)
    if not focus:
        return text, None
    resolved = _fill(text, reference, focus)
    return resolved, Correction(reference.group() if reference else text, focus, "follow-up")


def last_focus(history: Sequence[Turn], vocabulary: Vocabulary) -> str:
    """Returns what was last talked about: by the person if they named anything, else by us."""
    recent = history[-_TURNS_LOOKED_AT:]
    for role in ("person", "bedside"):
        for turn in reversed(recent):
            if turn.role == role and mentions(turn.text[:2_000], vocabulary):
                said = turn.text[:2_000]
                return find_focus(find_question(said), vocabulary) or find_focus(said, vocabulary)
    return ""


def _reference(text: str) -> re.Match[str] | None:
    possessive = _POSSESSIVE.search(text)
    if possessive:
        return possessive
    empty = _EMPTY_IT.search(text)
    return next((m for m in _PRONOUN.finditer(text) if not (empty and empty.start() <= m.start() < empty.end())), None)


def _fill(text: str, reference: re.Match[str] | None, focus: str) -> str:
    if reference is None:
        asked = LINK.sub("", text).rstrip(" ?.!")
        return fold_space(f"{asked}: {focus}?" if asked else f"{focus}?")
    possessive = _POSSESSIVE.fullmatch(reference.group() + " x", 0, len(reference.group()))
    owner = f"{focus}'s" if possessive or reference.group().lower() in {"its", "it's", "their"} else focus
    return fold_space(f"{text[: reference.start()]}{owner}{text[reference.end() :]}")
