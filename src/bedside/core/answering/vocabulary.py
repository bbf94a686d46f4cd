"""The library's own language: the names of what it covers and how often its words occur.

Reading a message needs to know what the library can talk about. A vocabulary is built once from documents and never
changes; a new one replaces it when the library has grown. Building takes about 2 s for 16,000 documents, adding a few
documents 10 ms, reading a stored one 50 ms.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from bedside.core.answering.small_words import NOT_NAMES, SMALL_WORDS
from bedside.core.library.document import Document
from bedside.core.text import fold_case, words

_WORD = re.compile(r"[a-z0-9]+")
_BRACKETED = re.compile(r"\(([^()]{2,80})\)")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,5}")
_RARE = 3
_MEMBERS_AT_ONCE = 1000
LONGEST_NAME = 10
"""Words in the longest name that is looked up; longer ones are met by their parts."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names and words of a library.

    ``names`` maps a name key (see `name_key`) to the focus it stands for; acronyms are kept in capitals, since in lower
    case many are words ("SAD", "LES"). ``words`` maps a folded word to the number of documents that hold it,
    ``covered`` are the foci that some document has text on, ``name_words`` the word keys that occur in names and so
    carry a topic.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)
    name_words: frozenset[str] = frozenset()
    documents: int = 0
    covered: frozenset[str] = frozenset()

    def idf(self, word: str) -> float:
        """Returns how telling a word is: near 0 for one in every document, about ln(documents) for a rare one."""
        return math.log((self.documents + 1) / (self.words.get(word, 0) + 0.5)) if self.documents else 1.0

    def to_json(self) -> bytes:
        """Returns the vocabulary as JSON, to be read back faster than it is built."""
        return b"".join(self.json_pieces())

    def json_pieces(self) -> Iterator[bytes]:
        """Yields the JSON in pieces: to write it whole takes 50 ms, in which nobody else has the interpreter."""
        yield b'{"names": {'
        yield from _pieces(self.names.items())
        yield b'}, "words": {'
        yield from _pieces(self.words.items())
        yield f'}}, "documents": {self.documents}, "covered": '.encode()
        yield json.dumps(sorted(self.covered), ensure_ascii=False).encode()
        yield b', "name_words": ' + json.dumps(sorted(self.name_words), ensure_ascii=False).encode() + b"}"

    @classmethod
    def from_json(cls, content: bytes) -> "Vocabulary":
        """Returns the vocabulary that `to_json` wrote. Raises ValueError or KeyError on anything else."""
        whole = json.loads(content)
        return cls(
            whole["names"],
            whole["words"],
            frozenset(whole["name_words"]),
            whole["documents"],
            frozenset(whole["covered"]),
        )


def _pieces(items: Iterable[tuple[str, object]]) -> Iterator[bytes]:
    """Yields the members of a JSON object, some at a time."""
    remaining = iter(items)
    comma = b""
    while some := dict(islice(remaining, _MEMBERS_AT_ONCE)):
        yield comma + json.dumps(some, ensure_ascii=False)[1:-1].encode()
        comma = b", "


def build(documents: Iterable[Document], base: Vocabulary | None = None) -> Vocabulary:
    """Returns the vocabulary of the documents; known questions without text lend their names and words too.

    Of two documents that claim one name, one with text wins, then one whose focus it is, then the first. With ``base``
    the documents are added to it, and its names keep their meaning; a document that it counted before counts twice.
    """
    base = base or Vocabulary()
    counts: Counter[str] = Counter(base.words)
    claims: tuple[dict[str, str], ...] = ({}, {}, {}, {})
    total = base.documents
    for document in documents:
        total += 1
        fields = (document.title, document.question, document.focus, *document.synonyms, document.text)
        counts.update(set(_WORD.findall(" ".join(fields).lower())))
        focus = document.focus or ("" if document.question else document.title)
        if focus:
            own, lent = claims[:2] if document.is_evidence else claims[2:]
            own.setdefault(_key(focus), focus)
            for name in (*_aliases(focus), *(a for s in document.synonyms for a in (s, *_aliases(s)))):
                lent.setdefault(_key(name), focus)
    names = {key: focus for claim in reversed(claims) for key, focus in claim.items() if _is_name(key)}
    covered = frozenset(claims[0].values())
    vocabulary = Vocabulary(names, dict(counts), documents=total, covered=base.covered | covered)
    names |= {key: focus for focus in covered for key in _short_names(focus, vocabulary) if key not in names}
    topic_words = frozenset(w for key in names for w in key.split() if w not in SMALL_WORDS and not w.isdigit())
    return replace(vocabulary, names={**names, **base.names}, name_words=base.name_words | topic_words)


def _short_names(focus: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yields the key of a name without its last word where what is left is rare enough to tell it: "muckle wells"."""
    rest, _, last = focus.rpartition(" ")
    if last.lower() not in {"disease", "syndrome", "disorder"} or not rest[:1].isupper():
        return
    key = name_key(rest)
    fewest = min((vocabulary.words.get(word, 0) for word in words(rest)), default=vocabulary.documents)
    if len(key) > 3 and _is_name(key) and fewest <= max(_RARE, vocabulary.documents // 400):
        yield key


def _aliases(name: str) -> Iterator[str]:
    """Yields other ways to write one name: without and within its brackets, uninverted, an eponym by itself."""
    if "(" in name:
        yield _BRACKETED.sub(" ", name)
        yield from _BRACKETED.findall(name)
    head, comma, tail = name.partition(", ")
    if comma and "," not in tail and len(tail.split()) <= 3:
        yield f"{tail} {head}"
    eponym, _, rest = fold_case(name).partition("'s ")
    if rest in {"disease", "syndrome"} and " " not in eponym:
        yield eponym


def _key(name: str) -> str:
    name = name.strip()
    return name if _ACRONYM.fullmatch(name) else name_key(name)


def _is_name(key: str) -> bool:
    parts = key.split()
    if not parts or len(parts) > LONGEST_NAME:
        return False
    if len(parts) == 1:
        return len(key) > 1 and not key.isdigit() and key not in NOT_NAMES and key not in SMALL_WORDS
    return not all(part in SMALL_WORDS for part in parts)


def name_key(name: str) -> str:
    """Returns the key of a name: its folded words without endings, joined by blanks.

    >>> name_key("Crohn's Diseases")
    'crohn disease'
    """
    return " ".join(word_key(word) for word in words(name))


def word_key(word: str) -> str:
    """Returns the form under which singular and plural, British and American spellings of a folded word meet.

    >>> [word_key(w) for w in ("allergies", "tumours", "anaemia", "viruses", "abscess")]
    ['allergy', 'tumor', 'anemia', 'virus', 'abscess']
    """
    if len(word) < 4:
        return word
    if word.endswith("s"):
        word = _singular(word)
    return american(word)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "ruses")):
        return word[:-2]
    if word.endswith(("ss", "us", "is")):
        return word
    return word[:-1]


_BRITISH = tuple(
    (re.compile(pattern), ours)
    for pattern, ours in (
        ("(aem|paed|naec|caec|aes(?=th))", "ae"),
        ("(^oes|oed|rhoe|foet|coel)", "oe"),
        ("(?<=[mlb])our$", "our"),
    )
)
_AMERICAN = {"ae": "e", "oe": "e", "our": "or"}


def american(word: str) -> str:
    """Returns a folded word with the British spellings of medicine turned into American ones.

    >>> [american(w) for w in ("haemophilia", "oesophagus", "diarrhoea", "oedema", "leukaemia", "tumour")]
    ['hemophilia', 'esophagus', 'diarrhea', 'edema', 'leukemia', 'tumor']
    """
    for pattern, digraph in _BRITISH:
        if digraph in word:
            ours = _AMERICAN[digraph]
            word = pattern.sub(lambda m, d=digraph, o=ours: m.group().replace(d, o), word)  # type: ignore[misc]
    return word
