"""Divides a library's answers into train, validation and test so that nothing learnt can be known from the test.

Answers that share a focus, a synonym of it, or nearly the same text (Jaccard of word 5-shingles 0.8 or more, or a
chain of such) form a group, and a group goes whole into one part: 80 % of groups to train, 10 % to validation, 10 %
to test, by a hash of the group's smallest key, so that a later load leaves most groups where they were. A group of
more than 1 % of all answers goes to train, since it would make the others' figures its own.

Boiler-plate is text that stands, equal or nearly so, under five foci or more: in MedQuAD one sentence on recessive
inheritance answers for 348 diseases. It would chain hundreds of foci into one group and is no evidence that a model
found the right document. So it makes no groups and is never in validation or test; it is in train where its focus is,
and in no part where its focus is in another. `leaks` therefore needs no exception: it checks whatever is in a part.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bedside.core.learning.near_duplicates import Shingles, shingles, similar_pairs, similar_pairs_across
from bedside.core.library.document import Document
from bedside.core.text import words

PARTS = ("train", "validation", "test")
_TRAIN, _VALIDATION = 0.8, 0.9  # upper ends of the shares by hash
_LARGE_GROUP = 0.01
BOILERPLATE_FOCI = 5


@dataclass(frozen=True, slots=True)
class Split:
    """Where each answered document went.

    ``parts`` has train, validation or test by document id; what is in no part is missing. ``groups`` has the smallest
    key of each document's group; ``boilerplate`` the ids of boiler-plate, in a part or not.
    """

    parts: Mapping[str, str]
    groups: Mapping[str, str]
    boilerplate: frozenset[str]


@dataclass(frozen=True, slots=True)
class Leak:
    """Two documents in different parts that must not be, or boiler-plate in a part that measures.

    ``kind`` is ``focus``, ``near_duplicate`` or ``boilerplate``; the latter names one document twice.
    """

    kind: str
    one: str
    other: str
    parts: tuple[str, str]


def split(documents: Sequence[Document]) -> Split:
    """Returns the split of the documents that have text. The order of the documents makes no difference."""
    answered = sorted((d for d in documents if d.is_evidence), key=lambda d: d.document_id)
    clusters = _text_clusters(shingles([document.text for document in answered]))
    boilerplate = _boilerplate(answered, clusters)
    groups = _groups(answered, clusters, boilerplate)
    sizes: defaultdict[str, int] = defaultdict(int)
    for group in groups:
        sizes[group] += 1
    parts = {}
    for place, (document, group) in enumerate(zip(answered, groups, strict=True)):
        part = "train" if sizes[group] > max(1, _LARGE_GROUP * len(answered)) else _part(group)
        if part == "train" or place not in boilerplate:
            parts[document.document_id] = part
    return Split(
        parts,
        {document.document_id: group for document, group in zip(answered, groups, strict=True)},
        frozenset(answered[place].document_id for place in boilerplate),
    )


def leaks(placed: Sequence[tuple[Document, str]], boilerplate: Collection[str] = ()) -> list[Leak]:
    """Returns every focus, synonym and near-duplicate pair that straddles parts, and boiler-plate that measures.

    Takes documents with their parts, as they were written. Every pair is compared exactly, by another way than the
    one that made the groups. A focus is reported once.
    """
    documents = [document for document, _ in placed]
    parts = [part for _, part in placed]
    found = [*_focus_leaks(documents, parts), *_text_leaks(documents, parts)]
    for document, part in placed:
        if part != "train" and document.document_id in boilerplate:
            found.append(Leak("boilerplate", document.document_id, document.document_id, (part, part)))
    return found


def focus_keys(document: Document) -> list[str]:
    """Returns the folded focus, or title where there is none, and the folded synonyms."""
    names = (document.focus or document.title, *document.synonyms)
    return [key for key in (" ".join(words(name)) for name in names) if key]


class _Forest:
    """Joins numbers into sets."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def root(self, one: int) -> int:
        while self._parents[one] != one:
            self._parents[one] = self._parents[self._parents[one]]
            one = self._parents[one]
        return one

    def join(self, one: int, other: int) -> None:
        self._parents[self.root(one)] = self.root(other)

    def sets(self) -> list[list[int]]:
        """Returns the members of each set, in order."""
        members: defaultdict[int, list[int]] = defaultdict(list)
        for one in range(len(self._parents)):
            members[self.root(one)].append(one)
        return list(members.values())


def _text_clusters(texts: Shingles) -> list[list[int]]:
    """Returns the places of texts that a chain of near-duplicates connects."""
    forest = _Forest(len(texts))
    for one, other in similar_pairs(texts):
        forest.join(one, other)
    return forest.sets()


def _boilerplate(answered: Sequence[Document], clusters: Iterable[list[int]]) -> frozenset[int]:
    """Returns the places of texts that stand under so many foci that they say nothing of any."""
    foci = [next(iter(focus_keys(document)), document.document_id) for document in answered]
    many = (cluster for cluster in clusters if len({foci[place] for place in cluster}) >= BOILERPLATE_FOCI)
    return frozenset(place for cluster in many for place in cluster)


def _groups(answered: Sequence[Document], clusters: Iterable[list[int]], boilerplate: frozenset[int]) -> list[str]:
    """Returns the smallest key of each document's group."""
    forest = _Forest(len(answered))
    holders: dict[str, int] = {}
    keys = [focus_keys(document) or [document.document_id] for document in answered]
    for place, own in enumerate(keys):
        for key in own:
            forest.join(place, holders.setdefault(key, place))
    for cluster in clusters:
        if cluster[0] not in boilerplate:
            for place in cluster[1:]:
                forest.join(cluster[0], place)
    names = [""] * len(answered)
    for members in forest.sets():
        smallest = min(key for place in members for key in keys[place])
        for place in members:
            names[place] = smallest
    return names


def _part(group: str) -> str:
    """Returns the part of a group, by its name alone."""
    share = int.from_bytes(hashlib.sha256(group.encode()).digest()[:8], "big") / 2**64
    return "train" if share < _TRAIN else "validation" if share < _VALIDATION else "test"


def _focus_leaks(documents: Sequence[Document], parts: Sequence[str]) -> Iterator[Leak]:
    """Yields each key that stands in more than one part, with the first document of each."""
    first: dict[str, int] = {}
    told: set[str] = set()
    for place, document in enumerate(documents):
        for key in focus_keys(document):
            holder = first.setdefault(key, place)
            if parts[holder] != parts[place] and key not in told:
                told.add(key)
                ids = documents[holder].document_id, document.document_id
                yield Leak("focus", *ids, (parts[holder], parts[place]))


def _text_leaks(documents: Sequence[Document], parts: Sequence[str]) -> Iterator[Leak]:
    """Yields each pair of nearly equal texts in different parts."""
    numbers = np.array([PARTS.index(part) for part in parts], np.int64)
    for one, other in similar_pairs_across(shingles([document.text for document in documents]), numbers):
        ids = documents[one].document_id, documents[other].document_id
        yield Leak("near_duplicate", *ids, (parts[one], parts[other]))
