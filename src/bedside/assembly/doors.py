"""What the doors use: readings found in messages, admissions, HL7 messages; and how a door is closed first of all."""

from collections.abc import Callable
from functools import cached_property

from bedside.assembly.notifying import now_ms
from bedside.assembly.scoring import Scoring
from bedside.settings import Settings
from bedside.usecases.take_admission import TakeAdmission
from bedside.usecases.take_found import TakeFound
from bedside.usecases.take_hl7_message import TakeHl7Message


def _log_moved_out(count: int) -> None:
    """Tells that a message gave an occupied bed to another patient: its discharge or transfer may be missing."""
    import structlog

    structlog.get_logger().warning("an occupied bed was given to another patient", total=count)


class Doors(Scoring):
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
        admissions = TakeAdmission(self.patients, self.alerts, _log_moved_out)
        return TakeHl7Message(self.found, admissions, now_ms, self.settings.declared_zone)

    def close_doors(self) -> None:
        """Ends the doors that listen, after what they are just taking in."""
        while self.open_doors:
            self.open_doors.pop()()
