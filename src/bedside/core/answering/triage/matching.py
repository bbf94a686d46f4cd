"""Finds the first rule of a list that a message fulfils, in time linear in the message.

Each word is looked up once in a dictionary of all slots; rules then look only at the places their slots were seen.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from bedside.core.answering.triage.cues import Cue, Group, Slot, Term
from bedside.core.answering.triage.message import Light, Message
from bedside.core.answering.triage.rule import Rule
from bedside.core.answering.triage.vocabulary import FILLERS

NEAR = 6
_MAX_FILLERS = 5
_MAX_HITS = 60
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
        self._at: dict[Slot, frozenset[int]] = {slot: frozenset(at) for slot, at in self._places.items()}
        self._terms: dict[Term, list[Hit]] = {}

    def first(self, rules: Iterable[Rule]) -> tuple[Rule, Hit] | None:
        """Returns the first rule that fires, with the places of its words."""
        for rule in rules:
            hit = self._fires(rule)
            if hit is not None:
                return rule, hit
        return None

    def _fires(self, rule: Rule) -> Hit | None:
        found: list[list[Hit]] = []
        for one in rule.groups:
            hits = self._group(one, rule.muted_by)
            if not hits:
                return None
            found.append(hits)
        if rule.unless and self._group(rule.unless, Light.PLAIN):
            return None
        return next((hit for first in found[0] if (hit := _gather(first, found[1:], rule.span)) is not None), None)

    def _group(self, one: Group, muted_by: Light) -> list[Hit]:
        return [hit for cue in one for hit in self._cue(cue, muted_by)]

    def _cue(self, cue: Cue, muted_by: Light) -> list[Hit]:
        """Returns where all terms of a cue stand near each other and none is denied by a word outside the cue."""
        hits = self._lit(cue[0], muted_by)
        for term in cue[1:]:
            others = self._lit(term, muted_by) if hits else []
            hits = [joined for hit in hits for other in others if (joined := self._joined(hit, other))]
        return [hit for hit in hits if all(self._message.negated[i] in (-1, *hit) for i in hit)]

    def _joined(self, hit: Hit, other: Hit) -> Hit:
        apart = max(other[0] - hit[-1], hit[0] - other[-1])
        if apart - 1 > NEAR or self._message.sentences[other[0]] != self._message.sentences[hit[0]]:
            return ()
        return () if set(other) & set(hit) else tuple(sorted((*hit, *other)))

    def _lit(self, term: Term, muted_by: Light) -> list[Hit]:
        """Returns where a term stands in a light that counts."""
        if term not in self._terms:
            self._terms[term] = list(self._term(term))
        return [hit for hit in self._terms[term] if not any(self._message.light[i] & muted_by for i in hit)]

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
        words, at = self._message.words, self._at[slot]
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


def _gather(first: Hit, others: list[list[Hit]], span: int) -> Hit | None:
    """Joins a hit with the nearest hit of each other group, if all are within the span."""
    joined = set(first)
    for hits in others:
        nearest = min(hits, key=lambda hit: abs(hit[0] - first[0]))
        if abs(nearest[0] - first[0]) > span:
            return None
        joined |= set(nearest)
    return tuple(sorted(joined))
