"""Turns a message as people type it into plain words, sentences and clauses.

It folds case, accents, apostrophes, contractions, slang and the commonest misspellings, so that rules are written once.
Typing slips that no table foresees are mended by `spelling`.
"""

import re
import unicodedata

from bedside.core.answering.triage.foldings import CENSORED, PHRASES, WORDS
from bedside.core.answering.triage.message import Words
from bedside.core.answering.triage.spelling import mend

MAX_CHARS = 20_000
_ENDS, _MIDDLE = 8_000, 4_000
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u00b4`\u2032", "'"))
_LEET = ((re.compile(r"(?<=[a-z])[1!|](?=[a-z])"), "i"), (re.compile(r"(?<=[a-z])3(?=[a-z])"), "e"),
         (re.compile(r"(?<=[a-z])0(?=[a-z])"), "o"), (re.compile(r"(?<=[a-z])@(?=[a-z])"), "a"),
         (re.compile(r"(?<=[a-z])\$(?=[a-z])"), "s"))  # fmt: skip
_RUNS = re.compile(r"([a-z])\1{2,}")
_KILOMETRES = re.compile(r"(\d|\b(?:few|many|couple of|couple|several|of|in))\s?kms\b")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+(?:\.\d+)?(?:/\d+)?|%|[.!?;\n]+|[,:()\u2013\u2014-]")
_SENTENCE_END = frozenset(".!?;\n")
_CLAUSE_END = frozenset(",:()-\u2013\u2014")
_OPENERS = frozenset("but because although though however asking whereas except cos cuz".split())
_TAILS = {"ll": "will", "ve": "have", "re": "are", "m": "am", "d": "would"}
_SUBJECTS = frozenset("i my he she his her we our they the it there now has have is am cannot today later then".split())


def read(text: str) -> Words:
    """Returns the normalised words of a text; a very long text is read at its head, middle and tail."""
    words: list[str] = []
    sentences: list[int] = []
    clauses: list[int] = []
    sentence = clause = 0
    for token in _TOKEN.findall(_plain(_cut(text))):
        if token[0] in _SENTENCE_END:
            sentence, clause = sentence + 1, clause + 1
        elif token in _CLAUSE_END:
            clause += 1
        else:
            clause += token in _OPENERS
            for word in _fold(token):
                words.append(word)
                sentences.append(sentence)
                clauses.append(clause)
    return _split_at_and(_join_phrases(Words(tuple(words), tuple(sentences), tuple(clauses))))


def _cut(text: str) -> str:
    if len(text) <= MAX_CHARS:
        return text
    middle = (len(text) - _MIDDLE) // 2
    return "\n".join((text[:_ENDS], text[middle : middle + _MIDDLE], text[-_ENDS:]))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    kept = "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf"))
    for censored, word in CENSORED.items():
        kept = kept.replace(censored, word)
    for pattern, letter in _LEET:
        kept = pattern.sub(letter, kept)
    return _DECIMAL_COMMA.sub(".", _KILOMETRES.sub(r"\1 km", _RUNS.sub(r"\1", kept)))


def _fold(token: str) -> tuple[str, ...]:
    bare = token.replace("'", "")
    if bare in WORDS:
        return WORDS[bare]
    stem, _, tail = token.rpartition("'")
    if stem and tail in _TAILS:
        return (*_fold(stem), _TAILS[tail])
    if token.endswith("'s"):
        return (mend(token[:-2]),)
    return WORDS.get(mended, (mended,)) if (mended := mend(bare)) != bare else (bare,)


def _join_phrases(read_words: Words) -> Words:
    """Joins phrases with one meaning ("threw up") into the one word that stands for them."""
    words, kept, i = read_words.words, [], 0
    joined: list[str] = []
    while i < len(words):
        length, word = next(
            ((n, PHRASES[words[i : i + n]]) for n in (4, 3, 2) if words[i : i + n] in PHRASES), (1, words[i])
        )
        joined.append(word)
        kept.append(i)
        i += length
    return Words(
        tuple(joined), tuple(read_words.sentences[i] for i in kept), tuple(read_words.clauses[i] for i in kept)
    )


def _split_at_and(read_words: Words) -> Words:
    """Starts a new clause where "and" is followed by a new subject or verb."""
    words, extra, clauses = read_words.words, 0, []
    for i, word in enumerate(words):
        extra += word == "and" and i + 1 < len(words) and words[i + 1] in _SUBJECTS
        clauses.append(read_words.clauses[i] + extra)
    return Words(words, read_words.sentences, tuple(clauses))
