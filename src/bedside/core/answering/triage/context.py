"""In what light each word of a message stands: a question of knowledge, the past, a story, a pet, a figure of speech.

Light falls by clause. "What are the signs of a stroke?" is a question; in "what are the signs of a stroke, my dad's face
is drooping" the second clause speaks of someone now, and counts. Minimising words ("probably nothing") cast no light at all.
"""

from collections.abc import Iterator

from bedside.core.answering.triage.context_stories import IDIOMS, UNREAL
from bedside.core.answering.triage.context_words import (
    FEARS,
    FIRST_PERSON,
    HUMANS,
    OWN,
    PAST,
    PET_OWNERS,
    PETS,
    PRESENT,
    QUESTION_HEADS,
    RELAPSES,
    RESOLUTIONS,
    SKIPPED,
    SUPPOSITIONS,
    TOPICS,
    YES_NO,
)
from bedside.core.answering.triage.message import Light, Words
from bedside.core.answering.triage.phrasebook import Phrasebook
from bedside.core.answering.triage.vocabulary import NEGATORS

_HEADS, _TOPICS, _SUPPOSITIONS = Phrasebook(QUESTION_HEADS), Phrasebook(TOPICS), Phrasebook(SUPPOSITIONS)
_PAST, _PRESENT, _RESOLUTIONS = Phrasebook(PAST), Phrasebook(PRESENT), Phrasebook(RESOLUTIONS)
_RELAPSES, _UNREAL, _IDIOMS, _FEARS = Phrasebook(RELAPSES), Phrasebook(UNREAL), Phrasebook(IDIOMS), Phrasebook(FEARS)
_ASKED_I = frozenset("should can could would may must do did will might".split())
_HAS = frozenset("have feel keep get got need".split())
_POINTING = frozenset("it this that there".split())
_SENSED = frozenset("smell see feel hear only barely hardly taste".split())
_YEARS = range(1940, 2100)


def lights(read: Words) -> tuple[Light, ...]:
    """Returns the light of each word."""
    found = [Light.PLAIN] * len(read.words)
    spans = read.clause_spans()
    for (start, end), light in zip(spans, _clause_lights(read, spans), strict=True):
        for i in range(start, end):
            found[i] |= light
        _mark_idioms(read.words[start:end], start, found)
    _mark_past(read, spans, found)
    _mark_resolved(read, spans, found)
    return tuple(found)


def _clause_lights(read: Words, spans: list[tuple[int, int]]) -> Iterator[Light]:
    """Yields the light of each clause; some of it falls on clauses after, until one speaks of the reader again."""
    carried = lasting = Light.PLAIN
    for start, end in spans:
        clause = read.words[start:end]
        fresh = start == 0 or read.sentences[start] != read.sentences[start - 1]
        own = _is_own(clause)
        light = _clause_light(clause, own=own, fresh=fresh)
        lasting = _lasting(lasting, clause)
        if not fresh and not light and not own and not _PRESENT.within(clause):
            light |= carried
        carried = light & (Light.QUESTION | Light.HYPOTHETICAL)
        yield light | lasting


def _lasting(before: Light, clause: tuple[str, ...]) -> Light:
    """Returns the light of a story or a pet, which lasts until the reader speaks of people."""
    now = Light.UNREAL if _UNREAL.within(clause) else Light.PLAIN
    if _is_of_pet(clause):
        now |= Light.ANIMAL
    people = any(word in HUMANS or word in FIRST_PERSON for word in clause)
    return now if now or people else before


def _clause_light(clause: tuple[str, ...], *, own: bool, fresh: bool) -> Light:
    light = Light.PLAIN
    if _asks(clause, fresh=fresh) and not own:
        light |= Light.QUESTION
    if _SUPPOSITIONS.within(clause):
        light |= Light.HYPOTHETICAL
    if _FEARS.within(clause):
        light |= Light.FEAR
    return light


def _asks(clause: tuple[str, ...], *, fresh: bool) -> bool:
    opening = 0
    while opening < len(clause) and clause[opening] in SKIPPED:
        opening += 1
    return _HEADS.at(clause, opening) or _TOPICS.within(clause) or (fresh and _is_yes_no(clause[opening : opening + 2]))


def _is_yes_no(opening: tuple[str, ...]) -> bool:
    """Says whether a sentence opens as a question, and not as "is not breathing", "was hit" or "can smell gas"."""
    if len(opening) < 2 or opening[0] not in YES_NO:
        return False
    return opening[1] not in NEGATORS | _POINTING | _SENSED and not opening[1].endswith(("ing", "ed"))


def _is_own(clause: tuple[str, ...]) -> bool:
    """Says whether a clause speaks of the reader or of someone the reader points at."""
    for i, word in enumerate(clause):
        if word in OWN:
            return True
        if word == "i":
            asked = i > 0 and clause[i - 1] in _ASKED_I and "why" not in clause
            if not asked or (i + 1 < len(clause) and clause[i + 1] in _HAS):
                return True
    return False


def _is_of_pet(clause: tuple[str, ...]) -> bool:
    """Says whether a clause is about an animal rather than about what it did to someone."""
    first = next((i for i, word in enumerate(clause) if word in PETS), None)
    if first is None or any(word in HUMANS for word in clause):
        return False
    if "like" in clause[max(0, first - 2) : first]:
        return False
    return first == 0 or clause[first - 1] in PET_OWNERS


def _mark_idioms(clause: tuple[str, ...], start: int, found: list[Light]) -> None:
    for first, last in _IDIOMS.spans(clause):
        for i in range(start + first, start + last):
            found[i] |= Light.IDIOM


def _mark_past(read: Words, spans: list[tuple[int, int]], found: list[Light]) -> None:
    """Marks a clause that says when it was; "now", "again" or "still" in it bring it back to the present."""
    for start, end in spans:
        clause = read.words[start:end]
        if (_PAST.within(clause) or _names_year(clause)) and not _PRESENT.within(clause):
            for i in range(start, end):
                found[i] |= Light.PAST


def _names_year(clause: tuple[str, ...]) -> bool:
    return any(
        word.isdigit() and int(word) in _YEARS and i > 0 and clause[i - 1] in ("in", "of", "around", "back")
        for i, word in enumerate(clause)
        if len(word) == 4
    )


def _mark_resolved(read: Words, spans: list[tuple[int, int]], found: list[Light]) -> None:
    """Marks a clause that says all is well again, and what led to it in the same sentence."""
    for start, end in spans:
        clause = read.words[start:end]
        sentence = read.sentences[start]
        if not _RESOLUTIONS.within(clause):
            continue
        first, last = start, end
        while first > 0 and read.sentences[first - 1] == sentence:
            first -= 1
        while last < len(read.words) and read.sentences[last] == sentence:
            last += 1
        if not _RELAPSES.within(read.words[start:last]):
            for i in range(first, end):
                found[i] |= Light.RESOLVED
