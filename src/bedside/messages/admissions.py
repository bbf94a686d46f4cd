"""Who lies in which bed since when, as a hospital's system tells it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bedside.messages.found import Bed


class Movement(StrEnum):
    """What happened to a patient."""

    ADMITTED = "admitted"
    MOVED = "moved"
    LEFT = "left"
    UPDATED = "updated"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """One movement. ``bed`` is where the patient lies from then on, None where nothing is said of it.

    ``at_ms`` is None where no time is told at all; ``message_id`` tells the message then from the next of its kind.
    ``visit`` is the hospital's number of the visit, "" where it is not told. With a merge ``merged_id`` is the id that
    is given up for ``patient_id``. There is no name here.
    """

    movement: Movement
    patient_id: str
    at_ms: int | None
    bed: Bed | None = None
    birth_date: date | None = None
    merged_id: str = ""
    message_id: str = ""
    visit: str = ""
