"""What a message is about: the condition or topic, by the library's own name for it.

Every stretch of words that is a known name (longest first, plurals and possessives folded) is a mention; the most
telling one near the question wins. Without any, the noun after a question's pattern is taken as written.
Lookups are one dictionary access per window of words, so the size of the library does not matter.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bedside.core.answering.acronyms import COMMON_ACRONYMS
from bedside.core.answering.lay_names import LAY_NAMES
from bedside.core.answering.small_words import SMALL_WORDS, STORY_WORDS
from bedside.core.answering.vocabulary import LONGEST_NAME, Vocabulary, name_key, word_key
from bedside.core.text import fold_case, words

_ASKED_FOR = frozenset(
    "cause causes chance chances cure cures diagnosis kind kinds medication medications medicine medicines outlook "
    "prevention prognosis remedies remedy risk risks sign signs stage stages symptom symptoms test tests therapy "
    "treatment treatments type types".split()
)
_NOT_TOPIC = SMALL_WORDS | STORY_WORDS | _ASKED_FOR
_LONGEST_PHRASE = 6
_FEW_DOCUMENTS = 20
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]{1,5}s?\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text: the library's focus, the words as written (folded), and where the first word stands."""

    focus: str
    written: str
    position: int
    length: int


def mentions(text: str, vocabulary: Vocabulary) -> list[Mention]:
    """Returns the names in a text from left to right, longest first, never overlapping; positions count words."""
    written = words(text)
    capitals = _capitals(text)
    keys = [word.upper() if word in capitals else word_key(word) for word in written]
    found: list[Mention] = []
    at = 0
    while at < len(keys):
        mention = _longest(keys, written, at, vocabulary)
        if mention:
            found.append(mention)
        at += mention.length if mention else 1
    return found


def _capitals(text: str) -> set[str]:
    """Returns the words, folded, that may be read as acronyms: written so, or known to everyone in lower case too."""
    shouted = text.upper() == text
    found = set() if shouted else {m.group().lower() for m in _ACRONYM.finditer(text)}
    return found | COMMON_ACRONYMS


def _longest(keys: Sequence[str], written: Sequence[str], at: int, vocabulary: Vocabulary) -> Mention | None:
    if keys[at] not in vocabulary.name_words and keys[at] not in _LAY_STARTS and keys[at] not in SMALL_WORDS:
        return None
    for length in range(min(LONGEST_NAME, len(keys) - at), 0, -1):
        key = " ".join(keys[at : at + length])
        focus = vocabulary.names.get(key) or _lay_focus(key, vocabulary)
        if focus:
            return Mention(focus, " ".join(written[at : at + length]), at, length)
    return None


_LAY = {name_key(lay): medical for lay, medical in LAY_NAMES.items()}
_LAY_STARTS = frozenset(key.split()[0] for key in _LAY)


def _lay_focus(key: str, vocabulary: Vocabulary) -> str:
    medical = _LAY.get(key, ())
    return next((vocabulary.names[name_key(m)] for m in medical if name_key(m) in vocabulary.names), "")


def medical_names(text: str) -> tuple[str, ...]:
    """Returns the medical names of the lay names in a text, whether or not a library knows them, without repeats."""
    keys = [word_key(word) for word in words(text)]
    found: dict[str, None] = {}
    for at, key in enumerate(keys):
        if key in _LAY_STARTS:
            for length in range(min(4, len(keys) - at), 0, -1):
                medical = _LAY.get(" ".join(keys[at : at + length]))
                if medical:
                    found.update(dict.fromkeys(medical))
                    break
    return tuple(found)


def find_focus(question: str, vocabulary: Vocabulary, context: str = "") -> str:
    """Returns what the question is about, else what its context is about, else "".

    A name's weight is how telling its words are; it doubles inside the question and grows with each repetition.
    """
    asked = mentions(question, vocabulary)
    around = mentions(context, vocabulary) if context else []
    if not asked and not around:
        return phrase_asked_about(question, vocabulary)
    repeats = Counter(m.focus for m in (*asked, *around))
    weights: dict[str, float] = {}
    for mention in (*asked, *around):
        near = (2.0 if mention in asked else 1.0) * (1.0 if mention.focus in vocabulary.covered else 0.4)
        weight = near * _telling(mention, vocabulary) * (1 + 0.25 * (repeats[mention.focus] - 1))
        weights[mention.focus] = max(weights.get(mention.focus, 0.0), weight)
    return max(weights, key=lambda focus: weights[focus])


def _telling(mention: Mention, vocabulary: Vocabulary) -> float:
    parts = [p for p in mention.written.split() if p not in SMALL_WORDS] or [mention.written]
    weights = sorted((vocabulary.idf(part) for part in parts), reverse=True)
    return weights[0] + 0.5 * sum(weights[1:4])


_ASKED = re.compile(
    r"\b(?:symptoms?|signs?|causes?|treatments?|cures?|therap(?:y|ies)|medicines?|medications?|remed(?:y|ies)|tests?"
    r"|risks?|outlook|prognosis|prevention|diagnosis|complications?|stages?|information|info|chances?|types?)"
    r" (?:of|for|on|about|against)\b"
    r"|\b(?:what (?:is|are|causes)|whats|diagnosed with|suffer(?:s|ing)? from|know about|learn about|tell me about"
    r"|prevent|cure|treat|avoid|catch|inherit|having|have|has|had|is|with)\b"
)


def phrase_asked_about(question: str, vocabulary: Vocabulary) -> str:
    """Returns the noun phrase that a question's pattern points at, folded, or "".

    Its words must be the field's or new: a phrase of everyday words alone is no topic.
    """
    folded = fold_case(question)
    for cue in _ASKED.finditer(folded):
        phrase: list[str] = []
        for word in words(re.split(r"[.,;:?!()\n]", folded[cue.end() :], maxsplit=1)[0])[:12]:
            if word in _NOT_TOPIC:
                if phrase:
                    break
                continue
            phrase.append(word)
            if len(phrase) == _LONGEST_PHRASE:
                break
        if any(vocabulary.words.get(word, 0) <= _FEW_DOCUMENTS for word in phrase):
            return " ".join(phrase)
    return ""
