"""Answers what a person asks about themselves from what they told: "what am I allergic to?", "how old is my son?".

Decides by the words of the last sentence whether that is asked, and says what was told as it was told, never more. A
general question ("what causes allergies?") is none of these; whether somebody is pregnant or ill is not told from here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bedside.core.memory.conversation import PinnedFact
from bedside.core.memory.rules.medical_words import RELATIONS
from bedside.core.memory.statements import plain_quotes
from bedside.core.text import fold_space

_LONGEST = 300
_ASKS = re.compile(
    r"\?|\b(?:what|why|how|when|which|who|where|should|may|can|could|tell|explain|give|help|want|need|dose|dosage|double"
    r"|increase|reduce|stop)\b",
    re.IGNORECASE,
)
"""What asks, or wishes for something: that is never met with a mere "noted"."""
_OF_ANOTHER = re.compile(rf"my (?:{RELATIONS}): ")
_SENTENCES = re.compile(r"[^.?!\n]+[.?!\n]*")
_SUBJECT = rf"(?P<who>i|my (?:{RELATIONS}))"
_WHOSE = rf"(?P<whose>my (?:(?:{RELATIONS})'s? )?)"
_OPENING = (
    r"(?:(?:hi|hello|please|ok|okay|so|and|but|sorry|well|also)\b[, ]*)*"
    r"(?:(?:can|could|would|will) you (?:please )?)?"
    r"(?:(?:(?:tell|remind) me|do you (?:remember|know|recall)|list|what did i (?:say|tell you) about)"
    r"(?: again)?(?: of)? )?"
)
_CLOSING = r"(?:,? (?:again|please|now|right now|at the moment|currently|today|these days))*"
_ALLERGIES = r"(?:known |drug |food |medicine )*allerg(?:y|ies)"
_MEDICINES = (
    r"(?:current |regular |daily |prescribed |prescription )*"
    r"(?:medicines?|medications?|meds|drugs?|tablets|pills|prescriptions)"
)
_CONDITIONS = r"(?:medical |health |long-term |chronic )*(?:conditions|illnesses)"
_IS = rf"(?:(?:am|is) {_SUBJECT}|{_SUBJECT} (?:am|is))"
_DO = rf"(?:(?:do|does) {_SUBJECT}|{_SUBJECT})"
_HAVE = rf"(?:{_DO} (?:have|has)|(?:have|has) {_SUBJECT} got)"

_ASKED: tuple[tuple[str, str], ...] = (
    ("allergy", rf"what (?:all )?{_IS} allergic to"),
    ("allergy", rf"(?:am|is) {_SUBJECT} allergic to [\w-]+(?: [\w-]+){{0,2}}"),
    ("allergy", rf"(?:what|which) {_ALLERGIES} {_HAVE}"),
    ("allergy", rf"{_HAVE} any {_ALLERGIES}"),
    ("allergy", rf"(?:what (?:are|is) )?{_WHOSE}{_ALLERGIES}"),
    ("medicine", rf"(?:what|which) {_MEDICINES} {_IS} (?:currently )?(?:on|taking|using|prescribed)"),
    ("medicine", rf"(?:what|which) {_MEDICINES} {_DO} (?:take|takes|use|uses)"),
    ("medicine", rf"what {_IS} (?:currently )?taking"),
    ("medicine", rf"(?:am|is) {_SUBJECT} (?:on|taking) any {_MEDICINES}"),
    ("medicine", rf"(?:(?:what|which) (?:are|is) )?{_WHOSE}{_MEDICINES}"),
    ("condition", rf"(?:what|which) {_CONDITIONS} {_HAVE}"),
    ("condition", rf"(?:what (?:are|is) )?{_WHOSE}{_CONDITIONS}"),
    ("pregnancy", rf"how (?:far along|far gone|many (?:weeks|months)(?: pregnant)?|pregnant) {_IS}"),
    ("age", rf"how old {_IS}"),
    ("age", rf"(?:what is )?{_WHOSE}age"),
    ("remember", r"what did i (?:ask|tell) you to (?:remember|note|keep in mind|not forget)"),
)
_NAMES = {
    "allergy": "allergies",
    "medicine": "medicines",
    "condition": "conditions",
    "pregnancy": "pregnancy",
    "age": "age",
    "remember": "requests to remember",
}
_CONTRACTIONS = ((r"\bi'?m\b", "i am"), (r"\b(what|he|she|how)'?s\b", r"\1 is"), (r"\bi'?ve got\b", "i have"))


def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Returns the questions' patterns, the groups that stand twice in one made single."""
    made = []
    for kind, asked in _ASKED:
        names: dict[str, int] = {}

        def numbered(group: re.Match[str], names: dict[str, int] = names) -> str:
            names[group[1]] = names.get(group[1], 0) + 1
            return f"(?P<{group[1]}{names[group[1]]}>"

        made.append((kind, re.compile(_OPENING + re.sub(r"\(\?P<(\w+)>", numbered, asked) + _CLOSING)))
    return tuple(made)


_PATTERNS = _patterns()


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is said to such a question; ``told`` is False where nothing of the kind was told."""

    sentences: tuple[str, ...]
    told: bool


def recall(message: str, facts: Sequence[PinnedFact]) -> Recalled | None:
    """Returns what the facts say to a question about the person, or to one of their family; None for other questions.

    >>> from datetime import datetime
    >>> recall("What am I allergic to?", [PinnedFact("allergy", "latex", datetime(2026, 3, 1))]).sentences[0]
    'You told here of your allergies: latex.'
    """
    asked = _asked(message)
    if asked is None:
        return None
    kind, who = asked
    values = [fact.value for fact in facts if fact.kind == kind]
    if who:
        values = [value.removeprefix(f"{who}: ") for value in values if value.startswith(f"{who}: ")]
    elif kind != "remember":
        values = [value for value in values if not _OF_ANOTHER.match(value)]
    whose = f"your {who.removeprefix('my ')}'s" if who else "your"
    if not values:
        return Recalled((f"You have told nothing here of {whose} {_NAMES[kind]}.",), told=False)
    return Recalled(
        (
            f"You told here of {whose} {_NAMES[kind]}: {', '.join(values)}.",
            "This comes from your own words in this conversation; nobody has checked it, and it may not be all.",
        ),
        told=True,
    )


def noted(message: str, facts: Sequence[PinnedFact]) -> tuple[str, ...]:
    """Returns what is said to a message that asks nothing and tells ``facts``; empty for any other.

    >>> from datetime import datetime
    >>> noted("I am allergic to latex.", [PinnedFact("allergy", "latex", datetime(2026, 3, 1))])[0]
    'Noted in this conversation: allergies: latex.'
    """
    if not facts or _ASKS.search(message):
        return ()
    told = {kind: [fact.value for fact in facts if fact.kind == kind] for kind in _NAMES}
    listed = "; ".join(f"{_NAMES[kind]}: {', '.join(values)}" for kind, values in told.items() if values)
    return (f"Noted in this conversation: {listed}.", "You can ask for it again, or ask a question about it.")


def _asked(message: str) -> tuple[str, str] | None:
    """Returns which kind of fact is asked for and of whom, "" for the writer."""
    sentences = [fold_space(one) for one in _SENTENCES.findall(plain_quotes(message)) if one.strip(" .?!\n")]
    if not sentences or len(sentences[-1]) > _LONGEST or any("?" in one for one in sentences[:-1]):
        return None
    last = sentences[-1].strip(' .?!"').lower()
    for short, long in _CONTRACTIONS:
        last = re.sub(short, long, last)
    for kind, pattern in _PATTERNS:
        if found := pattern.fullmatch(last):
            return kind, _who(found)
    return None


def _who(found: re.Match[str]) -> str:
    said = next((value for value in found.groupdict().values() if value), "i").strip()
    relation = re.fullmatch(rf"my ({RELATIONS})(?:'s?)?", said)
    return f"my {relation[1]}" if relation else ""
