"""Reads a person's message: identifiers, language, spelling, abbreviations, follow-up, focus, type, condensation.

Each step is a core function or a port; this file only says their order. Whatever a message holds, a query comes out.
"""

import re
from collections.abc import Callable, Sequence

from bedside.core.answering.abbreviation import spell_out
from bedside.core.answering.condensation import condense, find_question
from bedside.core.answering.focus import find_focus, medical_names
from bedside.core.answering.follow_up import resolve
from bedside.core.answering.query import Query, Redaction
from bedside.core.answering.question_type import question_types
from bedside.core.answering.vocabulary import Vocabulary
from bedside.core.memory.conversation import Turn
from bedside.core.privacy import identifiers
from bedside.core.text import clean, words
from bedside.ports import Abbreviations, LanguageDetector, Speller

LONGEST_READ = 20_000
"""Characters of a message that are read: its head and its tail, half each, where it is longer."""
LONGEST_NAMES_READ = 500
_SURROGATE = re.compile("[\ud800-\udfff]")


class UnderstandQuery:
    """Satisfies `ports.Understander`; the vocabulary is asked for at each message, so a grown library counts."""

    def __init__(
        self,
        speller: Speller,
        abbreviations: Abbreviations,
        language: LanguageDetector,
        vocabulary_source: Callable[[], Vocabulary],
    ) -> None:
        self._speller = speller
        self._abbreviations = abbreviations
        self._language = language
        self._vocabulary_source = vocabulary_source

    def understand(self, text: str, history: Sequence[Turn] = ()) -> Query:
        """Returns what is asked. Never raises on any text; what it cannot tell stays empty."""
        vocabulary = self._vocabulary_source()
        redacted, redactions = _without_identifiers(text)
        language = "en" if _speaks_of_the_field(redacted, vocabulary) else self._language.detect(redacted)
        if language != "en":
            return Query(redacted, redacted, language=language, redactions=redactions)
        mended, spelling = self._speller.correct(redacted, vocabulary)
        spelled = spell_out(mended, self._abbreviations.meanings, vocabulary)
        resolved, follow_up = resolve(spelled.text, history, vocabulary)
        question = find_question(resolved)
        focus = find_focus(question, vocabulary, context=resolved)
        return Query(
            text=redacted,
            condensed=condense(resolved, vocabulary, focus),
            focus=focus,
            question_types=question_types(question) or question_types(resolved),
            language=language,
            corrections=(*spelling, *spelled.corrections, *((follow_up,) if follow_up else ())),
            redactions=redactions,
            expansions=tuple(dict.fromkeys((*spelled.expansions, *medical_names(resolved)))),
        )


def _speaks_of_the_field(text: str, vocabulary: Vocabulary) -> bool:
    """Returns whether most of a message's longer words are the library's: bare names of diseases look like Latin."""
    longer = [word for word in words(text[:LONGEST_NAMES_READ]) if len(word) > 3]
    known = sum(word in vocabulary.words for word in longer)
    return bool(longer) and known >= 0.6 * len(longer)


def _without_identifiers(text: str) -> tuple[str, tuple[Redaction, ...]]:
    """Returns the message cut to what is read, cleaned and redacted; offsets are those of the message as given."""
    text = _SURROGATE.sub("\ufffd", text)
    if len(text) <= LONGEST_READ:
        found = identifiers.find(text)
        return clean(identifiers.mark(text, found)), tuple(found)
    half = LONGEST_READ // 2
    shift = len(text) - half
    head, tail = identifiers.find(text[:half]), identifiers.find(text[shift:])
    shifted = [Redaction(r.start + shift, r.end + shift, r.type) for r in tail]
    read = f"{identifiers.mark(text[:half], head)}\n{identifiers.mark(text[shift:], tail)}"
    return clean(read), (*head, *shifted)
