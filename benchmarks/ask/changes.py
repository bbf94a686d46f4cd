"""Changes a library at a steady rate, and times each from when it is sent until a search shows it.

Leaflets of unheard-of word triples are put, edited and deleted; a triple belongs to one version of one leaflet, so that
its words in what is found say which version was searched.
"""

import itertools
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

_NOUNS = (
    "marmalade trombone lighthouse bicycle umbrella cathedral accordion penguin waterfall carpet volcano telescope "
    "ladder orchestra pumpkin harbour lantern saddle feather compass"
).split()
_LATER = 10
_GIVEN_UP_S = 20.0
_BETWEEN_LOOKS_S = 0.02


class Library(Protocol):
    """What is changed and searched."""

    def put(self, number: int, title: str, text: str) -> None:
        """Stores the leaflet of that number."""

    def delete(self, number: int) -> None:
        """Removes it."""

    def texts(self, question: str) -> list[str]:
        """Returns the ten best texts for a question."""


def shown_after(library: Library, a_minute: int, lasts_s: float) -> list[tuple[str, float]]:
    """Returns kind (put, edit, delete) and seconds of each change made in that time; 20 s where it never showed."""
    spacing = 60 / a_minute
    begin = time.perf_counter()
    with ThreadPoolExecutor(16) as pool:
        seen = []
        for i, (kind, number, words) in enumerate(itertools.islice(_plan(), int(lasts_s / spacing))):
            time.sleep(max(0.0, begin + i * spacing - time.perf_counter()))
            seen.append((kind, pool.submit(_change, library, kind, number, words)))
        return [(kind, future.result()) for kind, future in seen]


def _plan() -> Iterator[tuple[str, int, str]]:
    """Yields kind, leaflet and its words: each is edited ten leaflets after it was put, and deleted ten later."""
    triples = [" ".join(triple) for triple in itertools.permutations(_NOUNS, 3)]
    random.Random(9).shuffle(triples)
    for i in itertools.count():
        yield "put", i, triples[2 * i]
        if i >= _LATER:
            yield "edit", i - _LATER, triples[2 * (i - _LATER) + 1]
        if i >= 2 * _LATER:
            yield "delete", i - 2 * _LATER, triples[2 * (i - 2 * _LATER) + 1]


def _change(library: Library, kind: str, number: int, words: str) -> float:
    start = time.perf_counter()
    if kind == "delete":
        library.delete(number)
    else:
        library.put(number, f"The {words} leaflet", f"This leaflet tells all about the {words}. Keep it at hand.")
    while time.perf_counter() - start < _GIVEN_UP_S:
        found = library.texts(f"What does the {words} leaflet say?")
        if any(words in text for text in found) == (kind != "delete"):
            return time.perf_counter() - start
        time.sleep(_BETWEEN_LOOKS_S)
    return _GIVEN_UP_S
