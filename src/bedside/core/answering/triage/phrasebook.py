"""A set of short phrases that can be looked for in a list of words."""

from collections.abc import Iterator


class Phrasebook:
    """Phrases of plain words, one a line; ``a|b`` is either word, ``*`` any one word, ``#`` any number."""

    def __init__(self, lines: str) -> None:
        self._by_first: dict[str, list[tuple[frozenset[str], ...]]] = {}
        for line in lines.split("\n"):
            places = tuple(frozenset(part.split("|")) for part in line.split())
            for word in places[0] if places else ():
                self._by_first.setdefault(word, []).append(places[1:])

    def at(self, words: tuple[str, ...], start: int) -> bool:
        """Says whether a phrase begins at a place."""
        return self._length(words, start) > 0

    def within(self, words: tuple[str, ...]) -> bool:
        """Says whether any phrase is in the words."""
        return any(self._length(words, i) for i in range(len(words)))

    def spans(self, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Yields the start and end of every phrase found."""
        for i in range(len(words)):
            if length := self._length(words, i):
                yield i, i + length

    def _length(self, words: tuple[str, ...], start: int) -> int:
        if start >= len(words):
            return 0
        first = "#" if words[start][0].isdigit() else words[start]
        for rest in self._by_first.get(first, ()):
            following = words[start + 1 : start + 1 + len(rest)]
            if len(following) == len(rest) and all(map(_fits, following, rest)):
                return 1 + len(rest)
        return 0


def _fits(word: str, place: frozenset[str]) -> bool:
    return word in place or "*" in place or ("#" in place and word[0].isdigit())
