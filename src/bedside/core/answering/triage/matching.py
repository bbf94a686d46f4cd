"""Finds the first rule of a list that a message fulfils, in time linear in the message.

Each word is looked up once in a dictionary of all slots; rules then look only at the places their slots were seen.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from bedside.core.answering.triage.cues import Cue, Group, Slot, Term
from bedside.core.answering.triage.message import Light, Message
from bedside.core.answering.triage.rule import Rule
from bedside.core.answering.triage.vocabulary import FILLERS

NEAR = 6
_MAX_FILLERS = 5
_MAX_HITS = 40
_MAX_CHOICES = 4
_BY = 12
_SHORTEST_BEGINNING = 2
Hit = tuple[int, ...]


class SlotTable:
    """Says which slots a word fits; made once from all rules."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._literals: defaultdict[str, set[Slot]] = defaultdict(set)
        self._beginnings: defaultdict[str, set[Slot]] = defaultdict(set)
        for slot in slots_of(rules):
            for literal in slot.literals:
                self._literals[literal].add(slot)
            for beginning in slot.beginnings:
                self._beginnings[beginning].add(slot)

    def of(self, word: str) -> set[Slot]:
        """Returns the slots that a word or label fits."""
        found = set(self._literals.get(word, ()))
        for length in range(_SHORTEST_BEGINNING, len(word) + 1):
            found |= self._beginnings.get(word[:length], set())
        return found


def slots_of(rules: Iterable[Rule]) -> Iterator[Slot]:
    """Yields every slot of the rules."""
    for rule in rules:
        for one in (*rule.groups, rule.unless):
            for cue in one:
                for term in cue:
                    yield from term


class Finder:
    """Looks for cues in one message."""

    def __init__(self, message: Message, table: SlotTable) -> None:
        self._message = message
        self._places: defaultdict[Slot, list[int]] = defaultdict(list)
        seen: dict[str, set[Slot]] = {}
        for i, word in enumerate(message.words):
            if word not in seen:
                seen[word] = table.of(word)
            slots = seen[word]
            for label in message.labels.get(i, ()):
                slots = slots | table.of(label)
            for slot in slots:
                self._places[slot].append(i)
        self._sets: dict[Slot, frozenset[int]] = {}
        self._terms: dict[Term, list[Hit]] = {}

    def first(self, rules: Iterable[Rule]) -> tuple[Rule, Hit] | None:
        """Returns the first rule that fires, with the places of its words."""
        for rule in rules:
            hit = self.fires(rule)
            if hit is not None:
                return rule, hit
        return None

    def fires(self, rule: Rule) -> Hit | None:
        """Returns where a rule fires, if it does."""
        found: list[list[Hit]] = []
        for one in rule.groups:
            hits = self._group(one, rule.muted_by)
            if not hits:
                return None
            found.append(hits)
        against: list[Hit] | None = None
        for first in found[0]:
            for hit in _joins(first, found[1:], rule.span):
                if not self._undenied(hit):
                    continue
                if against is None:
                    against = [other for other in self._group(rule.unless, Light.PLAIN) if self._undenied(other)]
                if not any(_is_by(hit, other) for other in against):
                    return hit
        return None

    def _undenied(self, hit: Hit) -> bool:
        """Says whether each denying word that reaches a hit is part of it, as in "not breathing"."""
        return all(self._message.negated[i] in (-1, *hit) for i in hit)

    def _group(self, one: Group, muted_by: Light) -> list[Hit]:
        places = self._places
        return [
            hit
            for cue in one
            if all(slot in places for term in cue for slot in term)
            for hit in self._cue(cue, muted_by)
        ]

    def _cue(self, cue: Cue, muted_by: Light) -> list[Hit]:
        """Returns where all terms of a cue stand near each other."""
        hits = self._lit(cue[0], muted_by)
        for term in cue[1:]:
            others = self._lit(term, muted_by) if hits else []
            hits = [joined for hit in hits for other in others if (joined := self._joined(hit, other))]
        return hits

    def _joined(self, hit: Hit, other: Hit) -> Hit:
        apart = max(other[0] - hit[-1], hit[0] - other[-1])
        return () if apart - 1 > NEAR or set(other) & set(hit) else tuple(sorted((*hit, *other)))

    def _lit(self, term: Term, muted_by: Light) -> list[Hit]:
        """Returns where a term stands in a light that counts."""
        if term not in self._terms:
            self._terms[term] = list(self._term(term))
        return [hit for hit in self._terms[term] if not any(self._message.light[i] & muted_by for i in hit)]

    def _at(self, slot: Slot) -> frozenset[int]:
        """Returns the places of a slot as a set, made when it is first asked for."""
        if slot not in self._sets:
            self._sets[slot] = frozenset(self._places[slot])
        return self._sets[slot]

    def _term(self, term: Term) -> Iterator[Hit]:
        if any(slot not in self._places for slot in term):
            return
        starts = self._places[term[0]]
        if len(starts) > _MAX_HITS:
            starts = starts[: _MAX_HITS // 2] + starts[-_MAX_HITS // 2 :]
        for start in starts:
            hit = self._follow(term, start)
            if hit is not None:
                yield hit

    def _follow(self, term: Term, start: int) -> Hit | None:
        hit = [start]
        for slot in term[1:]:
            found = self._next(slot, hit[-1])
            if found is None:
                return None
            hit.append(found)
        return tuple(hit)

    def _next(self, slot: Slot, after: int) -> int | None:
        words, at = self._message.words, self._at(slot)
        sentence, skipped = self._message.sentences[after], 0
        for i in range(after + 1, min(after + 2 + slot.gap + _MAX_FILLERS, len(words))):
            if self._message.sentences[i] != sentence:
                return None
            if i in at:
                return i
            skipped += words[i] not in FILLERS
            if skipped > slot.gap:
                return None
        return None


def _is_by(hit: Hit, other: Hit) -> bool:
    """Says whether what speaks against a rule stands by where it fires."""
    return hit[0] - _BY <= other[0] and other[-1] <= hit[-1] + _BY


def _joins(first: Hit, others: list[list[Hit]], span: int) -> Iterator[Hit]:
    """Yields a hit joined with each choice of the nearest hits of the other groups within the span."""
    choices = []
    for hits in others:
        near = sorted(hits, key=lambda hit: abs(hit[0] - first[0]))[:_MAX_CHOICES]
        choices.append([hit for hit in near if abs(hit[0] - first[0]) <= span])
    for choice in product(*choices):
        yield tuple(sorted(set(first).union(*choice)))
