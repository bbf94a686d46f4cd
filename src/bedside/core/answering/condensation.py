"""The question in a long message.

People write a life story with one question in it. This keeps the sentences that ask, strips their courtesies, and adds
what they leave to the story: the focus, the telling words of the field, and the facts of a person that change an
answer. A message of up to twelve words loses only its courtesies.
"""

import re

from bedside.core.answering.question_cues import (
    COURTESIES,
    LEAD_INS,
    PERSON_FACTS,
    REQUESTS,
    RUN_ON_STARTERS,
    STARTERS,
)
from bedside.core.answering.question_type import question_types
from bedside.core.answering.question_type_cues_wider import TYPE_WORDS
from bedside.core.answering.small_words import SMALL_WORDS, STORY_WORDS
from bedside.core.answering.vocabulary import Vocabulary, name_key, word_key
from bedside.core.text import fold_case, fold_space, words

SHORT_WORDS = 12
_MOST_QUESTION_WORDS = 45
_LONG_SENTENCE_WORDS = 22
_MOST_TERMS = 8
_MOST_ABBREVIATED = 5
_STEM = 5
_LEAST_TELLING = 3.0

_STOP = re.compile(r"(?<=[.?!])[\"')\]]*\s+|\n+|(?<=\w\w[.?!])(?=[A-Z])")
_ABBREVIATED = re.compile(r"\b(?:dr|mr|mrs|ms|prof|st|vs|e\.g|i\.e|etc|approx|no)\.$", re.IGNORECASE)
_MARK = re.compile(r"\[[A-Z_]+\]")
_REQUEST = re.compile(REQUESTS)
_STARTER = re.compile(rf"[\W_]*(?:(?:and|so|but|also|ok|well|now|then|or)\W+)*{STARTERS}\b")
_RUN_ON = re.compile(rf"(?<=\s){RUN_ON_STARTERS}\b")
_COURTESIES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in COURTESIES)
_LEAD_INS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in LEAD_INS)
_FACTS = tuple(re.compile(pattern) for pattern in PERSON_FACTS)


def condense(text: str, vocabulary: Vocabulary, focus: str = "") -> str:
    """Returns the question in a text, with what the rest of the text adds to it; never empty unless the text is."""
    whole = fold_space(text)
    if len(words(whole)) <= SHORT_WORDS and len(split(whole)) == 1:
        question = strip_courtesies(whole) or whole
        return fold_space(" ".join([question, *_missing_focus(question, focus), *_missing_type(question)]))
    question = find_question(text)
    added = _missing_focus(question, focus)
    added += _missing_facts(" ".join([question, *added]), whole)
    added += _missing_terms(" ".join([question, *added]), whole, vocabulary)
    added += _missing_type(question)
    return fold_space(" ".join([question, *added])) or whole


def _missing_type(question: str) -> list[str]:
    """Returns the library's word for what is asked where the question puts it otherwise ("what helps": treatment)."""
    kinds = question_types(question)[:1]
    word = TYPE_WORDS.get(kinds[0], "") if kinds else ""
    known = {w[:_STEM] for w in words(question)}
    return [word] if word and known.isdisjoint(w[:_STEM] for w in words(word)) else []


def find_question(text: str) -> str:
    """Returns the sentences of a text that ask, courtesies stripped; the first sentences where none does."""
    parts = [part for part in (strip_courtesies(s) for s in split(text)) if words(part)]
    if not parts:
        return fold_space(text)
    weights = [_asks(part) for part in parts]
    best = max(weights)
    if best == 0:
        return _within(parts, _LONG_SENTENCE_WORDS)
    asking = [_question_of_run_on(part) for part, weight in zip(parts, weights, strict=True) if weight >= 0.5 * best]
    return _within([strip_lead_in(part) for part in asking], _MOST_QUESTION_WORDS)


def split(text: str) -> list[str]:
    """Returns the sentences of a message as people type them: small letters after stops, lines as sentences."""
    found: list[str] = []
    pending: list[str] = []
    for part in filter(None, _STOP.split(text)):
        pending.append(part)
        if not _ABBREVIATED.search(part[-8:]) or len(pending) == _MOST_ABBREVIATED:
            found.append(fold_space(" ".join(pending)))
            pending = []
    return [s for s in (*found, fold_space(" ".join(pending))) if s]


def strip_courtesies(sentence: str) -> str:
    """Returns a sentence without greetings, thanks, apologies, sign-offs and redaction marks at its ends."""
    for pattern in _COURTESIES:
        sentence = pattern.sub("", sentence)
    return fold_space(_MARK.sub(" ", sentence)).lstrip(" ,;:-")


def strip_lead_in(sentence: str) -> str:
    """Returns a question without what stands before it: "can you please tell me if …"; never empties it."""
    for _ in range(2):
        for pattern in _LEAD_INS:
            shorter = pattern.sub("", sentence)
            sentence = shorter if len(words(shorter)) >= 2 else sentence
    return sentence


def _asks(sentence: str) -> float:
    """Returns how surely a sentence asks: a mark and a question's start together 3, a request 2, one sign 1 to 2."""
    folded = fold_case(sentence)
    weight = 2.0 if "?" in sentence else 0.0
    if _STARTER.match(folded):
        weight += 1.0
    if _REQUEST.search(folded):
        weight += 1.0
    if not weight and _RUN_ON.search(folded):
        weight = 1.0
    return weight if len(words(sentence)) > 2 or weight < 3 else weight - 1.5


def _question_of_run_on(sentence: str) -> str:
    """Returns a long sentence from where its first question starts; a short one whole."""
    if len(words(sentence)) <= _LONG_SENTENCE_WORDS:
        return sentence
    folded = sentence.lower()
    if len(folded) != len(sentence):
        return sentence
    starts = [m.start() for m in _RUN_ON.finditer(folded)]
    return sentence[starts[0] :] if starts else sentence


def _within(parts: list[str], most_words: int) -> str:
    taken: list[str] = []
    left = most_words
    for part in parts:
        pieces = part.split()
        if taken and len(pieces) > left:
            continue
        taken.append(" ".join(pieces[: max(left, 1)]))
        left -= len(pieces)
        if left <= 0:
            break
    return " ".join(dict.fromkeys(taken))


def _missing_focus(question: str, focus: str) -> list[str]:
    if not focus or set(name_key(focus).split()) <= set(name_key(question).split()):
        return []
    return [focus]


def _missing_facts(have: str, whole: str) -> list[str]:
    folded, known = fold_case(whole), fold_case(have)
    facts = dict.fromkeys(m.group() for pattern in _FACTS for m in pattern.finditer(folded))
    return [fact for fact in facts if fact not in known][:2]


def _missing_terms(have: str, whole: str, vocabulary: Vocabulary) -> list[str]:
    """Returns the telling words of the story that the question lacks, rarest kept, in the order they were written."""
    known = {word_key(word) for word in words(have)}
    weights: dict[str, float] = {}
    for word in words(_MARK.sub(" ", whole)):
        key = word_key(word)
        if key not in known and _is_telling(word, vocabulary):
            weights[word] = vocabulary.idf(word)
    kept = set(sorted(weights, key=lambda word: -weights[word])[:_MOST_TERMS])
    return [word for word in weights if word in kept]


def _is_telling(word: str, vocabulary: Vocabulary) -> bool:
    if word in SMALL_WORDS or word in STORY_WORDS or word.isdigit() or len(word) < 3:
        return False
    return word in vocabulary.words and vocabulary.idf(word) > _LEAST_TELLING
