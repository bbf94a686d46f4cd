"""Finds where sentences, and parts of monstrous ones, stand in a text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bedside.core.text import sentences

_WORD = re.compile(r"\S+")
_CLAUSE_END = tuple(",;:)]|•-\u2013\u2014")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text: ``text[start:end]``."""

    start: int
    end: int


def sentence_stretches(text: str, line: Stretch) -> Iterator[Stretch]:
    """Yields the sentences of a line in order, by the rules of `bedside.core.text.sentences`."""
    found = sentences(text[line.start : line.end])
    if len(found) < 2:
        yield line
        return
    places = list(_WORD.finditer(text, line.start, line.end))
    first = 0
    for sentence in found:  # sentences are folded and may lose a closing quote, but keep the number of their words
        last = min(first + len(sentence.split()), len(places)) - 1
        yield Stretch(places[first].start(), places[last].end())
        first = last + 1
    if first < len(places):
        yield Stretch(places[first].start(), places[-1].end())


def pieces(text: str, sentence: Stretch, count_tokens: Callable[[str], int], max_tokens: int) -> Iterator[Stretch]:
    """Yields parts of a sentence that fit ``max_tokens``, cut after clauses, else between words, else within a word."""
    base = count_tokens("")
    measured = [
        part
        for word in _WORD.finditer(text, sentence.start, sentence.end)
        for part in _broken(text, Stretch(word.start(), word.end()), count_tokens, max_tokens)
    ]
    words = [word for word, _ in measured]
    sizes = [tokens - base for _, tokens in measured]
    first = 0
    while first < len(words):
        last = _clause_border(text, words, first, _furthest(sizes, first, max_tokens - base))
        yield Stretch(words[first].start, words[last - 1].end)
        first = last


def _broken(
    text: str, word: Stretch, count_tokens: Callable[[str], int], max_tokens: int
) -> Iterator[tuple[Stretch, int]]:
    """Yields a word whole, or in halves of halves where even one word does not fit, with how many tokens each takes."""
    tokens = count_tokens(text[word.start : word.end])
    if word.end - word.start < 2 or tokens <= max_tokens:
        yield word, tokens
        return
    middle = (word.start + word.end) // 2
    yield from _broken(text, Stretch(word.start, middle), count_tokens, max_tokens)
    yield from _broken(text, Stretch(middle, word.end), count_tokens, max_tokens)


def _furthest(sizes: list[int], first: int, budget: int) -> int:
    """Returns one past the last word that fits together with the first; at least one past the first."""
    tokens, last = sizes[first], first + 1
    while last < len(sizes) and tokens + sizes[last] <= budget:
        tokens += sizes[last]
        last += 1
    return last


def _clause_border(text: str, words: list[Stretch], first: int, last: int) -> int:
    """Returns one past the last clause end in the second half of the words, or ``last`` where there is none."""
    if last == len(words):
        return last
    for place in range(last, first + (last - first) // 2, -1):
        if text[words[place - 1].end - 1] in _CLAUSE_END:
            return place
    return last
