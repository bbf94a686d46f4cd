"""Spelling, by symspellpy's English frequency dictionary with the library's own words added.

Only unknown words are touched, never one that the library uses, a number, an abbreviation or a name in the middle of
a sentence. Of equally near words the library's come first. The 40,000 commonest English words are candidates, all
82,765 count as known; loading takes about 0.8 s and 60 MB, on first use or by `warm`.
"""

import functools
import math
import re
import threading
from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING

from bedside.core.answering.modern_words import CHAT_WORDS, MODERN_WORDS
from bedside.core.answering.query import Correction
from bedside.core.answering.small_words import SMALL_WORDS
from bedside.core.answering.vocabulary import Vocabulary, american, word_key
from bedside.core.text import fold_case

if TYPE_CHECKING:
    from symspellpy import SymSpell

_DICTIONARY = "frequency_dictionary_en_82_765.txt"
_CANDIDATES = 40_000
_PREFIX = 6
_FEWEST_DOCUMENTS = 3
_USUAL_DOCUMENTS = 300
_USUAL_FREQUENCY = 50_000_000
_VOWELS = re.compile(r"(?<=.)[aeiouyh]+")
_DOUBLED = re.compile(r"(.)\1+")
_SPLIT_FREQUENCY = 3_000_000
_WORD = re.compile(r"(?<![\w\[@/.-])[^\W\d_]+(?:'[^\W\d_]+)?(?![\w\]@/]|[.-]\w)")
_MOST_WORDS = 400


class SymSpellSpeller:
    """Mends misspellings in a message; safe to call from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._added: set[str] = set()
        self._vocabulary: Vocabulary | None = None

    def warm(self, vocabulary: Vocabulary) -> None:
        """Loads the dictionary and adds the library's words."""
        with self._lock:
            if vocabulary is not self._vocabulary:
                self._learn(vocabulary)
                self._vocabulary = vocabulary

    def correct(self, text: str, vocabulary: Vocabulary) -> tuple[str, tuple[Correction, ...]]:
        """Returns the text with misspelled words mended, and what was mended, in order, each word once."""
        self.warm(vocabulary)
        text = text.replace("\u2019", "'")
        mended: dict[str, str] = {}
        for match in list(_WORD.finditer(text))[:_MOST_WORDS]:
            word = match.group()
            starts = match.start() == 0 or text[: match.start()].rstrip()[-1:] in {".", "?", "!", "\n", ""}
            better = "" if word in mended else self._mend(word, starts, vocabulary)
            if better:
                mended[word] = better
        if not mended:
            return text, ()
        fixed = _WORD.sub(lambda m: mended.get(m.group(), m.group()), text)
        return fixed, tuple(Correction(word, better, "spelling") for word, better in mended.items())

    def _mend(self, word: str, starts_sentence: bool, vocabulary: Vocabulary) -> str:
        folded = fold_case(word).split("'")[0]
        if folded in CHAT_WORDS:
            return CHAT_WORDS[folded]
        if len(folded) < 4 or (word.isupper() and len(word) < 7) or not folded.isascii():
            return ""
        ours = american(folded)
        if vocabulary.words.get(ours, 0) > vocabulary.words.get(folded, 0) and ours != folded:
            return ours
        if _is_known(folded, vocabulary):
            return ""
        named = word[0].isupper() and not starts_sentence and not word.isupper()
        return self._nearest(folded, vocabulary, library_only=named) or ("" if named else self._apart(folded))

    def _nearest(self, folded: str, vocabulary: Vocabulary, *, library_only: bool) -> str:
        from symspellpy import Verbosity

        distance = 1 if len(folded) < 7 or folded in vocabulary.words else 2
        found = _dictionary().lookup(folded, Verbosity.ALL, max_edit_distance=distance)
        ranked = sorted(
            (_merit(c.term, c.distance, folded, vocabulary), str(c.term))
            for c in found
            if (c.distance < 2 or c.term[0] == folded[0]) and _is_candidate(c.term, folded, vocabulary, library_only)
        )
        return ranked[-1][1] if ranked else ""

    def _apart(self, folded: str) -> str:
        """Returns a glued word as the two common words it is made of, or ""."""
        if len(folded) < 8:
            return ""
        counts = _english()
        pairs = [(folded[:at], folded[at:]) for at in range(3, len(folded) - 2)]
        likely = [p for p in pairs if all(counts.get(part, 0) >= _SPLIT_FREQUENCY for part in p)]
        likely.sort(key=lambda p: counts[p[0]] * counts[p[1]])
        return " ".join(likely[-1]) if likely else ""

    def _learn(self, vocabulary: Vocabulary) -> None:
        dictionary = _dictionary()
        for word, documents in vocabulary.words.items():
            if documents >= _FEWEST_DOCUMENTS and len(word) > 3 and word.isalpha() and word not in self._added:
                self._added.add(word)
                dictionary.create_dictionary_entry(word, documents)


def _is_known(folded: str, vocabulary: Vocabulary) -> bool:
    """Returns whether a word is right as it stands; one or two documents alone may share a misspelling."""
    for form in (folded, word_key(folded)):
        if vocabulary.words.get(form, 0) >= _FEWEST_DOCUMENTS or form in vocabulary.name_words or form in _english():
            return True
    return folded in SMALL_WORDS or folded in MODERN_WORDS


def _is_candidate(word: str, folded: str, vocabulary: Vocabulary, library_only: bool) -> bool:
    documents = vocabulary.words.get(word, 0)
    if library_only or folded in vocabulary.words:
        return documents >= _FEWEST_DOCUMENTS * (1 if library_only else 10)
    return len(folded) > 4 or documents >= _USUAL_DOCUMENTS or _english().get(word, 0) >= _USUAL_FREQUENCY


def _merit(word: str, distance: int, folded: str, vocabulary: Vocabulary) -> float:
    """Returns how good a reading is: edits and a changed first letter cost, common words and the same sound gain."""
    common = math.log10(_english().get(word, 0) + 1) + math.log10(vocabulary.words.get(word, 0) + 1)
    first = 0.0 if word[0] == folded[0] else -3.0
    sound = 2.0 if _consonants(word) == _consonants(folded) else 0.0
    named = 1.0 if word_key(word) in vocabulary.name_words else 0.0
    return 0.5 * common + named + first + sound - 3.0 * distance


def _consonants(word: str) -> str:
    """Returns what is heard of a word beside its vowels: doubled letters once, c as k or s, ph as f."""
    sounds = word.replace("ph", "f").replace("ck", "k").replace("ce", "s").replace("ci", "s").replace("cy", "s")
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", sounds.replace("c", "k").replace("z", "s")))


@functools.cache
def _english() -> Mapping[str, int]:
    lines = (resources.files("symspellpy") / _DICTIONARY).read_text("utf-8-sig").splitlines()
    return {word: int(count) for word, count in (line.split() for line in lines)}


@functools.cache
def _dictionary() -> "SymSpell":
    from symspellpy import SymSpell

    dictionary = SymSpell(max_dictionary_edit_distance=2, prefix_length=_PREFIX)
    for word, count in sorted(_english().items(), key=lambda entry: -entry[1])[:_CANDIDATES]:
        dictionary.create_dictionary_entry(word, count)
    return dictionary
