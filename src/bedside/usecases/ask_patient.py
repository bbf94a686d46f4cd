"""Answers what is asked of a monitored patient's readings, and keeps what the answer saw, so that it can be said again.

Where the readings cannot be reached the answer goes on without them, and says so; somebody who may not see the patient
is refused before anything is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bedside.core.answering.answer import Answer
from bedside.core.answering.live.answering import is_about_another, live_answer
from bedside.core.answering.live.asking import Asked, asked_of
from bedside.core.answering.live.beside import library_question
from bedside.core.memory.conversation import PinnedFact
from bedside.core.vitals.view import PatientView
from bedside.errors import Unavailable
from bedside.messages.patient_view import asked_from_wire, asked_to_wire, view_from_wire, view_to_wire
from bedside.ports import PatientViews

NOT_CONNECTED = "Live readings are not connected: this answer rests on the library alone."
NOT_REACHED = "The live readings cannot be reached just now: this answer rests on the library alone."


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
    views: PatientViews | None, text: str, person_id: str, patient_id: str, facts: Sequence[PinnedFact]
) -> tuple[Seen | None, list[str]]:
    """Returns what a message asks of the patient's readings and what there is to see, or why there is nothing.

    None without a warning where it asks nothing of them. Raises NotAllowed.
    """
    if not patient_id:
        return None, []
    asked = asked_of(text)
    if not asked.anything:
        return None, []
    if views is None:
        return None, [NOT_CONNECTED]
    try:
        view = views.view(person_id, patient_id, asked.span_ms)
    except Unavailable:
        return None, [NOT_REACHED]
    return Seen(asked, view, tuple(fact.value for fact in facts if fact.kind == "medicine")), []


def replayed(evidence: Mapping[str, Any]) -> Answer:
    """Returns the readings' part of an answer again, from what was kept with it. Raises InvalidInput."""
    kept = evidence["patient"]
    seen = Seen(asked_from_wire(kept["asked"]), view_from_wire(kept["view"]), tuple(kept["medicines"]))
    return seen.answer
