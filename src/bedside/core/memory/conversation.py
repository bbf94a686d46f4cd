"""A conversation as a value: recent turns, a summary of the older ones, and pinned facts that are never lost."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """One message. ``role`` is ``person`` or ``bedside``. A person's own words are kept as they wrote them.

    ``patient_id`` is the patient whose readings an answer tells, "" for none.
    """

    role: str
    text: str
    at: datetime
    answer_id: str = ""
    patient_id: str = ""


@dataclass(frozen=True, slots=True)
class PinnedFact:
    """Something to be remembered for good.

    ``kind`` is allergy, medicine, condition, pregnancy, age or remember; ``value`` the words kept.
    """

    kind: str
    value: str
    stated_at: datetime


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation whole. ``turns`` are in the order they were added; ``summary`` covers all but the recent ones.

    ``patients`` are those whose readings any of its turns tells, by id: whoever may not see them may not read it.
    """

    conversation_id: str
    person_id: str
    turns: tuple[Turn, ...]
    summary: str
    pinned_facts: tuple[PinnedFact, ...]
    created_at: datetime
    updated_at: datetime
    turn_count: int
    patients: tuple[str, ...] = ()
