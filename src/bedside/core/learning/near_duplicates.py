"""Finds texts that say nearly the same: word 5-shingles in common, by Jaccard's measure.

Two ways, so that one can check the other. `similar_pairs` guesses by MinHash and verifies each guess: fast, and of
pairs just at the threshold it misses about one in twenty thousand. `similar_pairs_across` misses none: two sets with
Jaccard t or more share one of the rarest shingles of each, so only those are compared.

Idea, MinHash: Broder 1997, "On the resemblance and containment of documents". Idea, rarest shingles: Chaudhuri, Ganti
and Kaushik 2006, prefix filtering.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

SHINGLE_WORDS = 5
SIMILAR = 0.8
_WORD = re.compile(r"\w+")
_SEED = 20_201
_ROWS, _BANDS = 5, 25
_GUESS = 0.65  # four standard deviations of the estimate below the threshold
_CHUNK = 100_000
_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shingles:
    """The distinct shingles of each text: those of text ``i`` are ``hashes[starts[i]:starts[i + 1]]``, sorted.

    A text of fewer than five words has one shingle; a text without words has one that equals that of its like.
    """

    hashes: NDArray[np.uint64]
    starts: Numbers

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def sizes(self) -> Numbers:
        """Returns how many shingles each text has."""
        return np.diff(self.starts)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of texts by their places, the smaller place in ``one``, ordered by ``one``, then ``other``."""

    one: Numbers
    other: Numbers

    def where(self, wanted: NDArray[np.bool_]) -> "Pairs":
        """Returns those wanted."""
        return Pairs(self.one[wanted], self.other[wanted])

    def __len__(self) -> int:
        return len(self.one)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self.one.tolist(), self.other.tolist(), strict=True)


def shingles(texts: Sequence[str]) -> Shingles:
    """Returns the shingles of the texts, hashed to 64 bits: equal words in any library give equal hashes."""
    known: dict[str, int] = {}
    flat: list[int] = []
    lengths = np.empty(len(texts), np.int64)
    for place, text in enumerate(texts):
        words = _WORD.findall(text.lower())
        for word in words:
            if word not in known:
                known[word] = zlib.crc32(word.encode())
        padding = [0] * (SHINGLE_WORDS - len(words))
        flat.extend([known[word] for word in words] + padding)
        lengths[place] = len(words) + len(padding)
    return _distinct(np.array(flat, np.uint64), lengths)


def similar_pairs(texts: Shingles, at_least: float = SIMILAR) -> Pairs:
    """Returns pairs of texts whose Jaccard is at least that, guessed by MinHash and verified."""
    signatures = _signatures(texts)
    guesses = _comparable(_candidates(signatures), texts, at_least)
    signatures = np.ascontiguousarray(signatures.T)
    alike = np.empty(len(guesses), bool)
    for start in range(0, len(guesses), _CHUNK):
        part = slice(start, start + _CHUNK)
        equal = signatures[guesses.one[part]] == signatures[guesses.other[part]]
        alike[part] = equal.mean(axis=1) >= _GUESS
    guesses = guesses.where(alike)
    return guesses.where(jaccard(texts, guesses) >= at_least)


def similar_pairs_across(texts: Shingles, parts: Numbers, at_least: float = SIMILAR) -> Pairs:
    """Returns every pair of texts in different parts whose Jaccard is at least that.

    ``parts`` has one number a text.
    """
    owners = np.repeat(np.arange(len(texts)), texts.sizes)
    _, inverse, counts = np.unique(texts.hashes, return_inverse=True, return_counts=True)
    rarity = np.argsort(np.argsort(counts, kind="stable"))[inverse]
    order = np.lexsort((rarity, owners))
    place = np.arange(len(owners)) - np.repeat(texts.starts[:-1], texts.sizes)
    kept = texts.sizes - np.ceil(at_least * texts.sizes - 1e-9).astype(np.int64) + 1
    rare = order[place < np.repeat(kept, texts.sizes)]
    shared = _unpacked([_pairs_sharing(rarity[rare], owners[rare], len(texts), parts)], len(texts))
    guesses = _comparable(shared, texts, at_least)
    return guesses.where(jaccard(texts, guesses) >= at_least)


def jaccard(texts: Shingles, pairs: Pairs) -> NDArray[np.float64]:
    """Returns for each pair the share of shingles its texts have in common, 0 to 1, exactly."""
    vocabulary, ids = np.unique(texts.hashes, return_inverse=True)
    marked = np.zeros(len(vocabulary), bool)
    sizes_of = texts.sizes
    common = np.empty(len(pairs), np.int64)
    borders = np.flatnonzero(np.diff(pairs.one, prepend=-1, append=-1))
    for start, stop in zip(borders[:-1].tolist(), borders[1:].tolist(), strict=True):
        one = int(pairs.one[start])
        own = ids[texts.starts[one] : texts.starts[one + 1]]
        marked[own] = True
        others = pairs.other[start:stop]
        sizes = sizes_of[others]
        ends = np.cumsum(sizes)
        places = np.arange(ends[-1]) + np.repeat(texts.starts[others] - ends + sizes, sizes)
        common[start:stop] = np.add.reduceat(marked[ids[places]], ends - sizes, dtype=np.int64)
        marked[own] = False
    return common / (sizes_of[pairs.one] + sizes_of[pairs.other] - common)


def _distinct(words: NDArray[np.uint64], lengths: NDArray[np.int64]) -> Shingles:
    """Returns each text's distinct shingles from the hashes of all words, one text after another."""
    count = max(0, len(words) - SHINGLE_WORDS + 1)
    hashes = words[:count].copy()
    for offset in range(1, SHINGLE_WORDS):
        hashes = hashes * _ODD + words[offset : count + offset]
    hashes ^= hashes >> np.uint64(31)
    hashes *= _MIX
    hashes ^= hashes >> np.uint64(27)
    owners = np.repeat(np.arange(len(lengths)), lengths)
    inside = owners[:count] == owners[SHINGLE_WORDS - 1 :]
    hashes, owners = hashes[inside], owners[:count][inside]
    order = np.lexsort((hashes, owners))
    hashes, owners = hashes[order], owners[order]
    first = np.ones(len(hashes), bool)
    first[1:] = (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1])
    return Shingles(hashes[first], np.searchsorted(owners[first], np.arange(len(lengths) + 1)).astype(np.int64))


def _signatures(texts: Shingles) -> NDArray[np.uint32]:
    """Returns the least value of each of 125 hash functions over each text's shingles, one column a text."""
    random = np.random.default_rng(_SEED)
    count = _ROWS * _BANDS
    factors = random.integers(0, 2**63, count, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    terms = random.integers(0, 2**63, count, dtype=np.uint64)
    signatures = np.empty((count, len(texts)), np.uint32)
    for row, (factor, term) in enumerate(zip(factors, terms, strict=True)):
        values = ((texts.hashes * factor + term) >> np.uint64(32)).astype(np.uint32)
        signatures[row] = np.minimum.reduceat(values, texts.starts[:-1])
    return signatures


def _candidates(signatures: NDArray[np.uint32]) -> Pairs:
    """Returns the pairs that agree on all rows of some band."""
    texts = signatures.shape[1]
    found = []
    for band in signatures.reshape(_BANDS, _ROWS, texts):
        key = np.zeros(texts, np.uint64)
        for row in band:
            key = key * _ODD + row
        found.append(_pairs_sharing(key, np.arange(texts), texts))
    return _unpacked(found, texts)


def _pairs_sharing(keys: NDArray[Any], owners: Numbers, texts: int, parts: Numbers | None = None) -> Numbers:
    """Returns the pairs of owners that have a key in common, packed as ``one * texts + other``, some repeatedly.

    With ``parts`` only those whose parts differ.
    """
    order = np.lexsort((owners, keys))
    ordered = keys[order]
    borders = np.concatenate(([0], np.flatnonzero(ordered[1:] != ordered[:-1]) + 1, [len(order)]))
    found = [np.empty(0, np.int64)]
    for place in np.flatnonzero(np.diff(borders) > 1).tolist():
        members = owners[order[borders[place] : borders[place + 1]]]
        one, other = (members[side] for side in np.triu_indices(len(members), 1))
        packed = one * texts + other
        found.append(packed if parts is None else packed[parts[one] != parts[other]])
    return np.concatenate(found)


def _unpacked(packed: list[Numbers], texts: int) -> Pairs:
    """Returns the distinct pairs, in order."""
    pairs = np.sort(np.concatenate(packed))  # np.unique hashes first, which takes ten times as long
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    return Pairs(pairs // texts, pairs % texts)


def _comparable(pairs: Pairs, texts: Shingles, at_least: float) -> Pairs:
    """Returns the pairs whose sizes do not rule out that they are similar."""
    one, other = texts.sizes[pairs.one], texts.sizes[pairs.other]
    return pairs.where(np.minimum(one, other) >= at_least * np.maximum(one, other))
