"""Says what the early-warning scores are, with their parts, what is missing or stale, and for whom they are not made.

A score is a sign and never a diagnosis: what is said of it is its number, its published threshold, and for NEWS2 what
the number calls for. Where NEWS2 does not apply, PEWS is told in its place for a child, and MEWS in pregnancy.
Where a monitor that the score rests on is not heard of any more, that comes first, and the number as one that was.
"""

from collections.abc import Sequence
from dataclasses import replace

from bedside.core.answering.live.said import Said, listed, stretch, told
from bedside.core.vitals.freshness import CONTINUOUS, CONTINUOUS_MS
from bedside.core.vitals.mews import MEWS_THRESHOLD
from bedside.core.vitals.news2 import response, tells_risk
from bedside.core.vitals.own_score import in_place_of_news2
from bedside.core.vitals.past import Past, Point, lowest_and_highest
from bedside.core.vitals.pews import PEWS_THRESHOLD
from bedside.core.vitals.quality import Quality
from bedside.core.vitals.score import Part, Score
from bedside.core.vitals.sepsis_signs import POSITIVE
from bedside.core.vitals.spoken import lasting, named
from bedside.core.vitals.view import Live, PatientView

_PARTS = {
    "heart_rate": ("heart_rate", "pulse_rate"),
    "consciousness": ("consciousness", "gcs"),
    "oxygen": ("oxygen_flow", "fio2"),
}
_MOST = {"NEWS2": 20, "MEWS": 14, "qSOFA": 3, "SIRS": 4, "PEWS": 26}
_THRESHOLDS = {"MEWS": MEWS_THRESHOLD, "qSOFA": POSITIVE, "SIRS": POSITIVE, "PEWS": PEWS_THRESHOLD}
_SIGNS = ("qSOFA", "SIRS")
_LABORATORY = {"white_cells": "white cells", "PaCO2": "PaCO2"}
_CALLS_FOR = {
    "routine": "observed as usual",
    "registered nurse assesses": "a registered nurse should assess",
    "urgent ward review": "calls for an urgent ward review",
    "urgent review by a competent clinician": "calls for an urgent review by a competent clinician",
    "emergency review, critical-care competence": "calls for an emergency review with critical-care competence",
}


def scores(names: Sequence[str], view: PatientView) -> list[Said]:
    """Returns the named scores of now; with NEWS2 that does not apply the one that stands in its place."""
    known = {one.name: one for one in (view.news2, *view.scores)}
    return [one for name in _chosen(names, known) for one in _told(known[name], view)]


def critical_now(view: PatientView) -> list[Said]:
    """Returns the score of now and what it calls for, to stand beside what is told of another time."""
    one = view.news2 if view.news2.applicable else in_place_of_news2(view.scores) or view.news2
    rests_on = _rests_on(one, view.readings)
    lost, number = _lost(rests_on), f"{_amount(one)} of {_MOST[one.name]}"
    if lost:
        text = f"Urgent by the last values, whatever was then: {one.name} was {number}{_meaning_then(one)}; "
        return [Said(f"{text}{_silence(lost, view)}.", rests_on)]
    return [Said(f"Urgent now, whatever was then: {one.name} is {number}{_meaning(one)}.", rests_on)]


def past_scores(names: Sequence[str], view: PatientView) -> list[Said]:
    """Returns the scores of the asked moment, or the lowest and the highest NEWS2 of the asked stretch."""
    past = view.past
    if past is None:
        return []
    if past.moment_ms is not None:
        known = {one.name: one for one in past.scores}
        before = f"At {told(past.moment_ms, view)}: "
        return [one for name in _chosen(names, known) for one in _told(known[name], view, past.behind, before)]
    others = [name for name in names if name not in ("NEWS2", "PEWS")]
    said = [Said(f"{listed(others)} are told of a moment only, not over a stretch.")] if others else []
    if set(names) <= set(others):
        return said
    if past.scores and not past.scores[-1].applicable:
        return [
            *said,
            Said(f"NEWS2 does not apply to this patient: {past.scores[-1].why_not}."),
            *_own_now(view),
        ]
    found = lowest_and_highest(past.scores)
    if found is None:
        return [*said, Said("No NEWS2 can be given for that time: no part had a value that was recent enough.")]
    return [*said, _over_time(past, *found, view)]


def _own_now(view: PatientView) -> list[Said]:
    """Returns what stands in NEWS2's place as it is now, said to be that: it is not made over a stretch."""
    own = in_place_of_news2(view.scores)
    found = _told(own, view) if own else []
    return [replace(one, text=f"Of now, not of the time asked about: {one.text}") for one in found]


def part_of(one: Live, score: Score) -> Part | None:
    """Returns the part of a score that was made from a reading."""
    return next((p for p in score.parts if _is_of(p, one)), None)


def _chosen(names: Sequence[str], known: dict[str, Score]) -> list[str]:
    chosen = [name for name in names if name in known]
    own = None if "NEWS2" not in chosen or known["NEWS2"].applicable else in_place_of_news2(known.values())
    if "NEWS2" in chosen and "PEWS" in chosen:
        chosen.remove("PEWS")
    if own is not None:
        chosen.insert(chosen.index("NEWS2") + 1, own.name)
    return list(dict.fromkeys(chosen))


def _told(
    score: Score, view: PatientView, behind: Sequence[Live | Point] | None = None, before: str = ""
) -> list[Said]:
    """Returns a score with its meaning and what is to be known of it; ``before`` says of which past time it is."""
    if not score.applicable:
        return [Said(f"{score.name} does not apply to this patient: {score.why_not}.")]
    rests_on = _rests_on(score, view.readings if behind is None else behind)
    if not score.is_measured:
        return [Said(f"{before}No {score.name} can be given: none of its parts has a value that is recent enough.")]
    notes = [Said(f"Of {score.name}: {note}.") for note in score.notes]
    at_ms = view.past.moment_ms if before and view.past else None
    if lost := _lost(rests_on, at_ms):
        verb, was = ("was", "with the last values") if before else ("is", "with the values of then")
        text = f"{before}{score.name} {verb} not current: {_silence(lost, view, at_ms)}; {was} it was "
        return [Said(f"{text}{_sum(score)}{_meaning_then(score)}.", rests_on), *notes]
    verb = "was" if before else "is"
    return [Said(f"{before}{score.name} {verb} {_sum(score)}{_meaning(score)}.", rests_on), *notes]


def _lost(rests_on: Sequence[Live | Point], at_ms: int | None = None) -> list[Live | Point]:
    """Returns the readings of monitors that are not current, as the board decides it, or were not at a past moment."""
    found = [one for one in rests_on if one.signal in CONTINUOUS and not _is_current(one, at_ms)]
    return sorted(found, key=lambda one: one.observed_at_ms)


def _is_current(one: Live | Point, at_ms: int | None) -> bool:
    """Returns whether a reading of a monitor's signal is current, or was at a past moment."""
    if isinstance(one, Live):
        return one.quality is Quality.CURRENT
    return at_ms is None or one.is_manual or at_ms - one.observed_at_ms <= CONTINUOUS_MS


def _silence(lost: Sequence[Live | Point], view: PatientView, at_ms: int | None = None) -> str:
    """Returns which signals were last heard of when; those of one minute are told together."""
    by_time: dict[str, list[Live | Point]] = {}
    for one in lost:
        by_time.setdefault(told(one.observed_at_ms, view, to_the_minute=True), []).append(one)
    said = []
    for when, ones in by_time.items():
        have = "had" if at_ms else "has" if len(ones) == 1 else "have"
        names = listed([named(one.signal) for one in ones])
        old = lasting((at_ms or view.at_ms) - ones[-1].observed_at_ms)
        said.append(f"{names} {have} not been heard of since {when} ({old} {'before' if at_ms else 'ago'})")
    return listed(said)


def _sum(score: Score) -> str:
    """Returns the number with its parts, and what is missing or stale."""
    is_all = score.name != "NEWS2"
    scored = [part for part in score.parts if part.points or (is_all and part.points is not None)]
    made_of = f" ({', '.join(f'{named(part.name)} {part.points}' for part in scored)})" if scored else ""
    unknown = [_LABORATORY.get(name) or named(name) for name in score.missing]
    unknown += [f"{named(p.name)}{' (too old)' if p.stale else ''}" for p in score.parts if p.points is None]
    lacking = f"; not known: {listed(unknown)}" if unknown else ""
    return f"{_amount(score)} of {_MOST[score.name]}{made_of}{lacking}"


def _meaning(score: Score) -> str:
    return _news2(score) if score.name == "NEWS2" else _threshold(score)


def _meaning_then(score: Score) -> str:
    """Returns what values that are not current called for; nothing that could reassure."""
    if score.name != "NEWS2":
        return (
            _threshold(score).replace(" is reached", " was reached")
            if score.reaches(_THRESHOLDS[score.name])
            else _sign(score)
        )
    calls = response(score) if tells_risk(score) else None
    return f": {calls.risk} risk, {_CALLS_FOR[calls.response]}" if calls and calls.risk != "low" else ""


def _news2(score: Score) -> str:
    calls = response(score) if tells_risk(score) else None
    return f": {calls.risk} risk, {_CALLS_FOR[calls.response]}" if calls else ": the risk is not known"


def _threshold(score: Score) -> str:
    least = _THRESHOLDS[score.name]
    reached = {True: "is reached", False: "is not reached", None: "may or may not be reached"}[score.reaches(least)]
    return f": its threshold of {least} {reached}{_sign(score)}"


def _sign(score: Score) -> str:
    return "; it is a sign, and neither shows nor excludes sepsis" if score.name in _SIGNS else ""


def _over_time(past: Past, low: int, high: int, view: PatientView) -> Said:
    lowest, highest, last = past.scores[low], past.scores[high], past.scores[-1]
    ends = dict.fromkeys(one for score in (lowest, highest, last) for one in _rests_on(score, past.behind))
    often = "each minute" if past.scored_every_ms else f"{len(past.scores)} times"
    looked = f"looked at {often} {stretch(past.scored_ms[0], past.scored_ms[-1], view)}"
    if lowest.score == highest.score:
        return Said(f"NEWS2 was {_amount(lowest)} throughout, {looked}.", tuple(ends))
    text = f"NEWS2 was between {_amount(lowest)} ({told(past.scored_ms[low], view)})"
    text += f" and {_amount(highest)} ({told(past.scored_ms[high], view)}), {looked}; at the end {_amount(last)}"
    return Said(f"{text}.", tuple(ends))


def _amount(score: Score) -> str:
    return f"{'at least ' if score.partial else ''}{score.score}"


def _rests_on(score: Score, readings: Sequence[Live | Point]) -> tuple[Live | Point, ...]:
    parts = [part for part in score.parts if part.points is not None]
    return tuple(one for part in parts if (one := _behind(part, readings)))


def _behind(part: Part, readings: Sequence[Live | Point]) -> Live | Point | None:
    """Returns the reading that a part was made from; the part's own signal before one that stands in for it."""
    return next((one for s in _signals(part) for one in readings if one.signal == s and _is_of(part, one)), None)


def _is_of(part: Part, one: Live | Point) -> bool:
    return one.signal in _signals(part) and part.observed_at_ms == one.observed_at_ms


def _signals(part: Part) -> tuple[str, ...]:
    return _PARTS.get(part.name, (part.name,))
