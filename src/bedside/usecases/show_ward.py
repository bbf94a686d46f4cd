"""What a ward board shows of each bed, and in which order: pure functions of what is known at a moment.

States come by published bands and by open alerts, whichever is worse. A board never says that somebody is well: the
calmest state is that there is no alarm. A lost sensor is a state of its own, and is also told beside a clinical one.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bedside.core.vitals.freshness import MEASURED_MS
from bedside.core.vitals.mews import mews
from bedside.core.vitals.news2 import news2, red
from bedside.core.vitals.own_score import RINGS_FROM, own_score
from bedside.core.vitals.pews import pews
from bedside.core.vitals.quality import Quality, fresh_for_ms, is_continuous, quality
from bedside.core.vitals.score import Score
from bedside.core.vitals.stored_reading import StoredReading
from bedside.ports import Alert, Patient
from bedside.usecases.read_patient import observed, person_of

WORDS = {
    "critical": "Critical",
    "urgent": "Urgent",
    "lost": "Sensor lost",
    "watch": "Watch",
    "unscored": "Not scored",
    "calm": "No alarm",
    "empty": "No data",
}
"""The states from worst to calmest, with the word that is shown. "Empty" stands last: often nobody lies there."""
_BY_PRIORITY = {"high": "critical", "medium": "urgent", "low": "watch"}
_TECHNICAL = frozenset(
    "sensor_silent sensor_lost sensor_flat sensor_noisy implausible clock_skewed gateway_gone pipeline_dead".split()
)
RANKS = {state: rank for rank, state in enumerate(WORDS)}


def is_technical(alert: Alert) -> bool:
    """Returns whether an alert is of the equipment, not the patient; its rule may name a signal behind a colon."""
    return alert.rule.partition(":")[0] in _TECHNICAL


@dataclass(frozen=True, slots=True)
class Shown:
    """One value on the board, how it may be taken, and for how long it is fresh."""

    reading: StoredReading
    quality: Quality
    fresh_ms: int


@dataclass(frozen=True, slots=True)
class Bed:
    """What the board shows of one patient. ``lost`` names the signals whose sensor went silent.

    ``news2`` is None where nothing was ever measured, ``pews`` also of whom it was not made for, ``mews`` of whom it
    does not speak for. ``changes_ms`` is when time alone will change this, by a value growing stale or a pause ending;
    None where it will not.
    """

    patient: Patient
    state: str
    values: tuple[Shown, ...]
    lost: tuple[str, ...]
    news2: Score | None
    alerts: tuple[Alert, ...]
    is_paused: bool
    changes_ms: int | None
    pews: Score | None = None
    mews: Score | None = None

    @property
    def score(self) -> Score | None:
        """Returns what the bed is judged by: NEWS2, or of whom it was not made for PEWS, in pregnancy MEWS."""
        return _judged_by(self.news2, self.pews or self.mews)

    @property
    def word(self) -> str:
        """Returns the state as it is said."""
        return WORDS[self.state]


def show_bed(
    patient: Patient,
    latest: Mapping[str, StoredReading],
    alerts: Iterable[Alert],
    at_ms: int,
    interval_ms: int = MEASURED_MS,
) -> Bed:
    """Returns what is shown of a patient, with their alerts that are not closed."""
    values = tuple(
        Shown(one, quality(one, at_ms, interval_ms), fresh_for_ms(one, interval_ms)) for one in latest.values()
    )
    lost = tuple(
        one.reading.signal for one in values if one.quality is not Quality.CURRENT and is_continuous(one.reading)
    )
    seen, person = observed(latest), person_of(patient)
    adult = news2(seen, person, at_ms, interval_ms=interval_ms) if latest else None
    child = pews(seen, person, at_ms, interval_ms=interval_ms) if latest else None
    child = child if child and child.applicable else None
    in_pregnancy = (
        mews(seen, person, at_ms, interval_ms=interval_ms) if latest and own_score(person, at_ms) == "mews" else None
    )
    ordered = tuple(sorted(alerts, key=urgency))
    holds = any(one.quality is Quality.CURRENT for one in values)
    return Bed(
        patient,
        _state(_judged_by(adult, child or in_pregnancy), ordered, is_lost=bool(lost), has_values=holds or bool(lost)),
        values,
        lost,
        adult,
        ordered,
        patient.paused_until_ms > at_ms,
        _next_change(patient, values, at_ms, interval_ms),
        child,
        in_pregnancy,
    )


def _judged_by(adult: Score | None, other: Score | None) -> Score | None:
    return adult if other is None or (adult and adult.applicable) else other


def _state(score: Score | None, alerts: Sequence[Alert], *, is_lost: bool, has_values: bool) -> str:
    found = ["calm" if has_values else "empty"]
    found += [_BY_PRIORITY.get(one.priority, "watch") for one in alerts if not is_technical(one)]
    found += ["lost" for one in alerts if is_technical(one)] + ["lost"] * is_lost
    if score is not None and score.applicable:
        if score.score >= RINGS_FROM.get(score.name, 7):
            found.append("critical")
        elif score.name == "NEWS2" and (score.score >= 5 or red(score)):
            found.append("urgent")
    if found == ["calm"] and not (score and score.is_measured):
        return "unscored"  # of glucose alone there is no alarm that could have rung
    return min(found, key=RANKS.__getitem__)


def urgency(alert: Alert) -> tuple[int, int, int, bool, int]:
    """Returns what sorts alerts: what is over last, then by priority, unseen before seen, patient before equipment.

    Of like ones the newest comes first. Whoever has room for a few shows the first, and counts the others.
    """
    return (
        alert.state == "closed",
        ("high", "medium", "low").index(alert.priority),
        alert.state != "open",
        is_technical(alert),
        -alert.opened_ms,
    )


def _next_change(patient: Patient, values: Sequence[Shown], at_ms: int, interval_ms: int) -> int | None:
    ends = [one.reading.counts_from_ms + span + 1 for one in values for span in (one.fresh_ms, interval_ms)]
    return min((end for end in [*ends, patient.paused_until_ms] if end > at_ms), default=None)


def worst_first(beds: Iterable[Bed]) -> list[Bed]:
    """Returns the beds as a board shows them.

    First whose high alert nobody has seen, then by state, by the score, and by ward and bed as people count them.
    """
    return sorted(beds, key=_order)


def _order(bed: Bed) -> tuple[bool, int, int, list[tuple[int, str]]]:
    unseen = any(one.priority == "high" and one.state == "open" and not is_technical(one) for one in bed.alerts)
    points = bed.score.score if bed.score is not None and bed.score.applicable else 0
    return (not unseen, RANKS[bed.state], -points, place(bed.patient))


def place(patient: Patient) -> list[tuple[int, str]]:
    """Returns what sorts wards and beds as people count them: bed 2 before bed 10, those without a bed last."""
    words = [patient.ward or "\uffff", patient.bed or "\uffff", patient.patient_id]
    return [
        (int(part), "") if part.isdigit() else (-1 if part != "\uffff" else 2**60, part)
        for word in words
        for part in [*re.findall(r"\d{1,15}|\D+", word), ""]
    ]
