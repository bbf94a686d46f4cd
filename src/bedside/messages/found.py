"""What a door finds in a message: values of signals, parts that cannot be read, and parts that say there is no value.

Every door gives these three, in the order in which they stood; what becomes of them is the same for all.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from bedside.core.vitals.ids import is_composed, is_seen
from bedside.core.vitals.reading import Reading, Reason


@dataclass(frozen=True, slots=True)
class Bed:
    """A place in a ward, as the sender names it."""

    ward: str
    bed: str


def place_of(bed: Bed | None) -> dict[str, str]:
    """Returns ward and bed as fields beside those of a reading."""
    return {"ward": bed.ward, "bed": bed.bed} if bed else {}


@dataclass(frozen=True, slots=True)
class Measured:
    """A reading as it came. Where ``bed`` is set it names no patient: it belongs to whoever lay there at its time.

    ``ref`` says where in the message it stood.
    """

    reading: Reading
    ref: str
    bed: Bed | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A part that cannot be taken, why, and what in it to mend.

    ``known`` has the fields of a reading that could be read nevertheless, so that whoever corrects it names only those
    that are wrong. With them stand ward and bed, and the event id that says of what it is a version; the patient is ""
    where the bed tells who it is. ``part`` is the part as it came, where the message has many.
    """

    reason: Reason
    field: str
    ref: str
    known: Mapping[str, str | float] = dataclasses.field(default_factory=dict, compare=False)
    part: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Absent:
    """A part that says itself that there is no value, such as a sensor that is off. It is no error, and no reading."""

    ref: str


Found = Measured | Unread | Absent


def unsound(text: str, otherwise: Reason) -> Reason:
    """Returns why a text cannot be an id: how it is written, else what the door says of it."""
    if not is_seen(text):
        return Reason.HIDDEN_CHARACTER
    return otherwise if is_composed(text) else Reason.NOT_COMPOSED
