"""Makes the answer of a patient's readings, and joins it with what the library says beside it."""

from collections.abc import Sequence
from dataclasses import replace

from bedside.core.answering.answer import Answer, Citation, Outcome, Sentence
from bedside.core.answering.live.asking import Asked
from bedside.core.answering.live.saying import say
from bedside.core.vitals.spoken import named, shown
from bedside.core.vitals.times import time_text
from bedside.core.vitals.view import Extreme as _Extreme
from bedside.core.vitals.view import Live, PatientView, SeenAlert

NOTHING_KNOWN = "Nothing is known of this patient here: no reading has come in."
_ANOTHER = "This is asked beside {where}, and names another: open the other patient to ask about them."
_BESIDE = "Beside the readings, the library says:"


def live_answer(asked: Asked, view: PatientView, medicines: Sequence[str] = ()) -> Answer:
    """Returns what the readings answer; an abstention where no sentence rests on a reading or an alert."""
    if is_about_another(asked, view):
        where = f"patient {view.patient_id}" + (f" in bed {view.bed}" if view.bed else "")
        return Answer(Outcome.ABSTAINED, (Sentence(_ANOTHER.format(where=where)),))
    if not view.readings and not view.alerts:
        return Answer(Outcome.ABSTAINED, (Sentence(NOTHING_KNOWN),))
    said = say(asked, view, medicines)
    citations: dict[str, Citation] = {}
    sentences = []
    for one in said:
        for what in one.rests_on:
            key = what.alert_id if isinstance(what, SeenAlert) else what.event_id
            citations.setdefault(key, _citation(len(citations) + 1, what))
        sentences.append(Sentence(one.text, tuple(dict.fromkeys(_number(what, citations) for what in one.rests_on))))
    outcome = Outcome.ANSWERED if any(one.rests_on for one in said) else Outcome.ABSTAINED
    return Answer(outcome, tuple(sentences), tuple(citations.values()))


def is_about_another(asked: Asked, view: PatientView) -> bool:
    """Returns whether a question names a bed or an id that is not the patient's: it must not be met with theirs."""
    other_bed = bool(asked.beds and view.bed) and view.bed.lower() not in asked.beds
    return other_bed or any(one != view.patient_id.lower() for one in asked.ids)


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


def _number(what: Live | _Extreme | SeenAlert, citations: dict[str, Citation]) -> int:
    return citations[what.alert_id if isinstance(what, SeenAlert) else what.event_id].n


def _citation(n: int, what: Live | _Extreme | SeenAlert) -> Citation:
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
