"""Cuts a document into the passages that are embedded, found and cited.

A short answer stays whole. A longer one is cut where sentences end, into parts of nearly equal length that fit the
embedder, each opening with the sentence that closed the one before: a fact that leans on its neighbour is then whole
in one of the two. Where a section begins nothing is repeated, since the sentence before is about something else.

A passage is an exact stretch of its document's text, so that every word is in some passage and a reader can be shown
where it stands.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bedside.core.library.document import Document, Passage, passage_id
from bedside.core.library.sections import Line, lines
from bedside.core.library.stretches import Stretch, pieces, sentence_stretches

TARGET_WORDS = 150
MAX_TOKENS = 256
REMEMBERED_WORDS = 200_000


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never cut further: a sentence, a heading, or a part of a sentence too long to embed."""

    start: int
    end: int
    words: int
    tokens: int
    heading: str
    is_heading: bool


def cut(
    document: Document,
    count_tokens: Callable[[str], int],
    max_tokens: int = MAX_TOKENS,
    target_words: int = TARGET_WORDS,
) -> list[Passage]:
    """Returns the passages of a document in order; none where it has no text.

    ``count_tokens`` counts the embedder's special tokens too. No passage takes more than ``max_tokens``; a text of up
    to ``target_words`` that fits stays whole. Many documents are cut fastest with one counter from `by_word`.
    """
    text = document.text.strip()
    if not text:
        return []
    if len(text.split()) <= target_words and count_tokens(text) <= max_tokens:
        heading = next(line.heading for line in lines(text))
        return [Passage(passage_id(document.document_id, 0, text), document, 0, text, heading)]
    units = list(_units(text, count_tokens, max_tokens))
    packed = _pack(units, max_tokens - count_tokens(""), target_words)
    spans = (part for span in packed for part in _fitting(text, units, span, count_tokens, max_tokens))
    found = []
    for position, (first, last) in enumerate(spans):
        words = text[units[first].start : units[last].end]
        identity = passage_id(document.document_id, position, words)
        found.append(Passage(identity, document, position, words, units[first].heading))
    return found


def by_word(count_tokens: Callable[[str], int]) -> Callable[[str], int]:
    """Returns a counter that adds up words and remembers each, some fifty times as fast over a library.

    Exact for tokenizers in which no token spans a blank, as WordPiece; it must not be used with others.
    """
    base = count_tokens("")
    known: dict[str, int] = {}

    def count(text: str) -> int:
        words = text.split()
        try:
            return base + sum(map(known.__getitem__, words))
        except KeyError:
            if len(known) >= REMEMBERED_WORDS:
                known.clear()
            known.update({word: count_tokens(word) - base for word in set(words) if word not in known})
            return base + sum(map(known.__getitem__, words))

    return count


def _units(text: str, count_tokens: Callable[[str], int], max_tokens: int) -> Iterator[_Unit]:
    """Yields the text's sentences, headings and parts of monstrous sentences, in order, without gaps in its words."""
    base = count_tokens("")
    for line in lines(text):
        yield from _line_units(text, line, count_tokens, base, max_tokens)


def _line_units(
    text: str, line: Line, count_tokens: Callable[[str], int], base: int, max_tokens: int
) -> Iterator[_Unit]:
    """Yields the units of one line, cutting what cannot be embedded whole."""
    for sentence in sentence_stretches(text, Stretch(line.start, line.end)):
        tokens = count_tokens(text[sentence.start : sentence.end])
        fits = tokens <= max_tokens
        for part in [sentence] if fits else pieces(text, sentence, count_tokens, max(base + 1, max_tokens // 2)):
            words = text[part.start : part.end]
            size = tokens if fits else count_tokens(words)
            yield _Unit(part.start, part.end, len(words.split()), size - base, line.heading, line.is_heading)


def _pack(units: list[_Unit], budget: int, target_words: int) -> Iterator[tuple[int, int]]:
    """Yields first and last unit of each passage: about as many as the target asks for, of nearly equal length."""
    total = sum(unit.words for unit in units)
    goal = total / max(2, round(total / target_words))
    first, new = 0, 0  # where the passage opens, and where what it adds to the one before begins
    while new < len(units):
        last = _fill(units, first, new, budget, goal)
        yield first, last
        new = last + 1
        first = last if new < len(units) and _repeats(units[last], units[new], budget, goal) else new


def _fill(units: list[_Unit], first: int, new: int, budget: int, goal: float) -> int:
    """Returns the last unit of the passage that opens at ``first``."""
    tokens = _tokens(units[first : new + 1])
    words = units[new].words
    last = new
    while last + 1 < len(units):
        unit = units[last + 1]
        tokens += unit.tokens
        full = words >= goal * 0.75 if unit.is_heading else words + unit.words / 2 > goal
        if full or tokens > budget:
            break
        words += unit.words
        last += 1
    rest = units[last + 1 : last + 6]
    if len(rest) < 5 and sum(u.words for u in rest) < goal / 3 and _tokens(units[first:]) <= budget:
        return len(units) - 1  # a last passage of a few words would hardly be found, and say little
    while last > new and rest and units[last].is_heading:
        last -= 1  # a heading belongs to what follows it
    return last


def _tokens(units: list[_Unit]) -> int:
    return sum(unit.tokens for unit in units)


def _repeats(closing: _Unit, opening: _Unit, budget: int, goal: float) -> bool:
    """Returns whether the closing sentence is repeated: within a section, where short enough to leave room."""
    if opening.is_heading or closing.is_heading or closing.words > goal / 2:
        return False
    return closing.tokens + opening.tokens <= budget


def _fitting(
    text: str, units: list[_Unit], span: tuple[int, int], count_tokens: Callable[[str], int], max_tokens: int
) -> Iterator[tuple[int, int]]:
    """Yields the span, halved until it fits: sums of tokens are exact for WordPiece only."""
    first, last = span
    surely = _tokens(units[first : last + 1]) < max_tokens * 0.8
    if surely or first == last or count_tokens(text[units[first].start : units[last].end]) <= max_tokens:
        yield span
        return
    middle = (first + last) // 2
    yield from _fitting(text, units, (first, middle), count_tokens, max_tokens)
    yield from _fitting(text, units, (middle + 1, last), count_tokens, max_tokens)
