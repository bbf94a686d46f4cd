"""Makes the answer of a patient's readings, and joins it with what the library says beside it."""

from collections.abc import Sequence
from dataclasses import replace

from bedside.core.answering.answer import Answer, Citation, Outcome, Sentence
from bedside.core.answering.live.asking import Asked
from bedside.core.answering.live.said import Source
from bedside.core.answering.live.saying import say
from bedside.core.answering.live.saying_held import what_is_held
from bedside.core.vitals.spoken import named, shown
from bedside.core.vitals.times import time_text
from bedside.core.vitals.view import Held, Live, PatientView, SeenAlert

NOTHING_KNOWN = "Nothing is known of this patient here: no reading has come in."
DISCHARGED = (
    "This patient is discharged: Bedside watches them no more, and nobody is alerted, whatever their readings are."
)
_ANOTHER = "This is asked beside {where}, and names another: open the other patient to ask about them."
_WHOSE_BED = "This is asked beside patient {id}, whose bed is not known here: open the patient whose bed is meant."
UNCLEAR = "Which value is meant is not understood here: name it, as in “her heart rate” or “her sats yesterday”."
_BESIDE = "Beside the readings, the library says:"


def live_answer(asked: Asked, view: PatientView, medicines: Sequence[str] = ()) -> Answer:
    """Returns what the readings answer; an abstention where no sentence rests on a reading or an alert."""
    if is_about_another(asked, view):
        where = f"patient {view.patient_id}" + (f" in bed {_bed(view.bed)}" if view.bed else "")
        is_unknown = bool(asked.beds) and not view.bed
        text = _WHOSE_BED.format(id=view.patient_id) if is_unknown else _ANOTHER.format(where=where)
        return Answer(Outcome.ABSTAINED, (Sentence(text),))
    if asked.unclear:
        return Answer(Outcome.ABSTAINED, (Sentence(UNCLEAR),))
    first = () if view.is_present else (Sentence(DISCHARGED),)
    if not (view.readings or view.alerts or view.held):
        return Answer(Outcome.ABSTAINED, (*first, Sentence(NOTHING_KNOWN)))
    said = say(asked, view, medicines)
    citations: dict[str, Citation] = {}
    sentences = []
    for one in said:
        for what in one.rests_on:
            citations.setdefault(_key(what), _citation(len(citations) + 1, what))
        sentences.append(Sentence(one.text, tuple(dict.fromkeys(citations[_key(what)].n for what in one.rests_on))))
    outcome = Outcome.ANSWERED if any(one.rests_on for one in said) else Outcome.ABSTAINED
    return Answer(outcome, (*first, *sentences), tuple(citations.values()))


def is_about_another(asked: Asked, view: PatientView) -> bool:
    """Returns whether a question names a bed or an id that is not the patient's: it must not be met with theirs."""
    return any(_bed(one) != _bed(view.bed) for one in asked.beds) or any(
        one != view.patient_id.lower() for one in asked.ids
    )


def _bed(name: str) -> str:
    """Returns a bed as it is compared: a ward may write "Bed 3" or "03" for what is called bed 3."""
    return name.lower().removeprefix("bed").strip().lstrip("0")


def joined(live: Answer, library: Answer) -> Answer:
    """Returns one answer: the readings' sentences, then the library's where it has an answer, numbered on."""
    if library.outcome is not Outcome.ANSWERED:
        return live
    first = len(live.citations)
    sentences = [Sentence(s.text, tuple(n + first for n in s.citations)) for s in library.sentences]
    citations = [replace(c, n=c.n + first) for c in library.citations]
    return replace(
        live,
        sentences=(*live.sentences, Sentence(_BESIDE), *sentences),
        citations=(*live.citations, *citations),
        warnings=(*live.warnings, *library.warnings),
        evidence=library.evidence,
    )


def _key(what: Source) -> str:
    if isinstance(what, Held):
        return f"{what.kind} {what.held_id}"
    return what.alert_id if isinstance(what, SeenAlert) else what.event_id


def _citation(n: int, what: Source) -> Citation:
    if isinstance(what, Held):
        by = f" by {what.by}" if what.by else ""
        quote = f"until {time_text(what.until_ms)}{by}" + (f": {what.why}" if what.why else "")
        since = None if what.since_ms is None else time_text(what.since_ms)
        return Citation(n, what.kind, what.held_id, "", what_is_held(what), "alerts", "", quote, observed_at=since)
    if isinstance(what, SeenAlert):
        return Citation(
            n, "alert", what.alert_id, "", what.rule.replace("_", " "), "alerts", "", what.reason,
            observed_at=time_text(what.opened_ms),
        )  # fmt: skip
    at = time_text(what.observed_at_ms)
    return Citation(
        n,
        "reading",
        what.event_id,
        "",
        named(what.signal),
        "live readings",
        "",
        f"{named(what.signal)} {shown(what.signal, what.value, what.unit)} at {at}",
        signal=what.signal,
        observed_at=at,
        value=what.value,
        unit=what.unit,
        quality=what.quality.value if isinstance(what, Live) else None,
    )
