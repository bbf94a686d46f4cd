"""Answers what is asked of a monitored patient's readings, and keeps what the answer saw, so that it can be said again.

Where the readings cannot be reached the answer goes on without them, and says so; somebody who may not see the patient
is refused before anything is said.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bedside.core.answering.answer import Answer, Outcome
from bedside.core.answering.live.answering import is_about_another, live_answer
from bedside.core.answering.live.asking import Asked
from bedside.core.answering.live.beside import library_question
from bedside.core.answering.live.following import followed
from bedside.core.answering.live.measured import (
    asks_for_readings,
    asks_of_measured,
    corrects_a_question,
    is_critical,
    tells_now,
)
from bedside.core.answering.live.named_patients import ids_perhaps
from bedside.core.answering.live.saying import is_of_the_past_alone
from bedside.core.answering.other_languages import is_asked_in_another
from bedside.core.answering.triage import Triage, Urgency
from bedside.core.memory.conversation import PinnedFact
from bedside.core.vitals.view import PatientView
from bedside.errors import NotAllowed, Unavailable
from bedside.messages.patient_view import asked_from_wire, asked_to_wire, view_from_wire, view_to_wire
from bedside.ports import PatientViews
from bedside.usecases.in_time import in_time

NOT_CONNECTED = "Live readings are not connected: this answer rests on the library alone."
NOT_REACHED = "The live readings cannot be reached just now: this answer rests on the library alone."
ENGLISH_ALONE = "Questions about a patient are read in English alone: this one seems to be in another language."
_MEASURED_WAIT_S = 2.0
_BESIDE_WAIT_S = 0.5


@dataclass(frozen=True, slots=True)
class Seen:
    """What was asked of the readings, and what was there to see."""

    asked: Asked
    view: PatientView
    medicines: tuple[str, ...]

    @property
    def answer(self) -> Answer:
        """Returns what the readings say."""
        return live_answer(self.asked, self.view, self.medicines)

    @property
    def beside(self) -> str:
        """Returns what to ask the library beside it, "" for nothing."""
        return "" if is_about_another(self.asked, self.view) else library_question(self.asked, self.view)

    def evidence(self) -> dict[str, Any]:
        """Returns all that the answer was made from, as JSON values."""
        return {
            "asked": asked_to_wire(self.asked),
            "view": view_to_wire(self.view),
            "medicines": list(self.medicines),
        }


def see(
    views: PatientViews | None,
    text: str,
    person_id: str,
    patient_id: str,
    facts: Sequence[PinnedFact],
    before: Asked | None = None,
) -> tuple[Seen | None, list[str]]:
    """Returns what a message asks of the patient's readings and what there is to see, or why there is nothing.

    None without a warning where it asks nothing of them. A follow-up is read with what was asked ``before``
    (`followed`). Raises NotAllowed.
    """
    if not patient_id:
        return None, []
    asked = followed(text, before)
    if not asked.anything:
        return None, []
    if is_asked_in_another(text):
        return None, [ENGLISH_ALONE]
    if views is None:
        return None, [NOT_CONNECTED]
    try:
        view = views.view(person_id, patient_id, asked.when)
        asked = replace(asked, ids=_others_named(views, text, person_id, view, asked.ids))
    except Unavailable:
        return None, [NOT_REACHED]
    return Seen(asked, view, tuple(fact.value for fact in facts if fact.kind == "medicine")), []


def _others_named(
    views: PatientViews, text: str, person_id: str, view: PatientView, ids: tuple[str, ...]
) -> tuple[str, ...]:
    """Returns the ids that a question names, with its words that are ids of other patients, and without those by which
    this one was known before. Raises Unavailable.
    """
    others, own = list(ids), set()
    for word in ids_perhaps(text):
        try:
            other = views.view(person_id, word)
        except NotAllowed:  # as for a word that is nobody's id
            continue
        if other.patient_id == view.patient_id:
            own.add(word.lower())
        elif other.readings or other.alerts or other.bed:
            others.append(word.lower())
    return tuple(one for one in others if one not in own)


def see_measured(
    views: PatientViews | None,
    text: str,
    person_id: str,
    patient_id: str,
    urgency: Triage,
    failed: Callable[[Exception], None],
) -> tuple[Triage, Seen | None]:
    """Returns the urgency and what there is to see, where an emergency only asks about a monitored patient's values.

    It is no emergency then, unless the values of now are critical. Where they have nothing to say, are not current, may
    not be seen, or do not come at once, it stays what it was, and nothing is seen. Of a past time alone the history
    tells, or that there is none; that the values of now are critical is said beside it. A crisis that only corrects a
    question of values is calm, whatever they are: it is answered as the question itself would be.
    """
    if patient_id and corrects_a_question(text, urgency):
        return Triage(Urgency.NONE), None
    if not patient_id or not asks_of_measured(text, urgency):
        return urgency, None
    seen = in_time(lambda: see(views, text, person_id, patient_id, ())[0], _MEASURED_WAIT_S, failed)
    if seen is not None and seen.view.readings and is_of_the_past_alone(seen.asked, seen.view):
        return Triage(Urgency.NONE), seen
    if seen is None or seen.answer.outcome is not Outcome.ANSWERED or not tells_now(seen.asked, seen.view):
        return urgency, None
    return (urgency if is_critical(seen.view) else Triage(Urgency.NONE)), seen


def see_beside(
    views: PatientViews | None, text: str, person_id: str, patient_id: str, failed: Callable[[Exception], None]
) -> Seen | None:
    """Returns what there is to see beside whom to call, where that is asked for and comes at once; else None."""
    if not patient_id or not asks_for_readings(text):
        return None
    seen = in_time(lambda: see(views, text, person_id, patient_id, ())[0], _BESIDE_WAIT_S, failed)
    return seen if seen is not None and seen.answer.outcome is Outcome.ANSWERED else None


def beside_whom_to_call(urgent: Answer, seen: Seen) -> Answer:
    """Returns whom to call, followed by what the readings say."""
    read = seen.answer
    return replace(urgent, sentences=(*urgent.sentences, *read.sentences), citations=read.citations)


def replayed(evidence: Mapping[str, Any]) -> Answer:
    """Returns the readings' part of an answer again, from what was kept with it. Raises InvalidInput."""
    kept = evidence["patient"]
    seen = Seen(asked_from_wire(kept["asked"]), view_from_wire(kept["view"]), tuple(kept["medicines"]))
    return seen.answer
