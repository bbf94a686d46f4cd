"""What the doors use: readings found in messages, admissions, HL7 messages; and how a door is closed first of all."""

from collections.abc import Callable
from functools import cached_property

from bedside.assembly.notifying import now_ms
from bedside.assembly.ward import Ward
from bedside.settings import Settings
from bedside.usecases.take_admission import TakeAdmission
from bedside.usecases.take_found import TakeFound
from bedside.usecases.take_hl7_message import TakeHl7Message


class Doors(Ward):
    """The parts of the doors, each made when first asked for."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.open_doors: list[Callable[[], None]] = []
        """How each door that listens is closed; called before anything that it writes to."""

    @cached_property
    def found(self) -> TakeFound:
        """Returns what takes in what doors find."""
        return TakeFound(self.intake, self.patients.in_bed, now_ms)

    @cached_property
    def hl7_messages(self) -> TakeHl7Message:
        """Returns what takes HL7 messages in."""
        return TakeHl7Message(self.found, TakeAdmission(self.patients), now_ms, self.settings.declared_zone)

    def close_doors(self) -> None:
        """Ends the doors that listen, after what they are just taking in."""
        while self.open_doors:
            self.open_doors.pop()()
