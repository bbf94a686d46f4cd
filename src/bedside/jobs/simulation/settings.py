"""What a simulated ward is made from: beds, patients, what befalls them, sensors, line, and the two clocks.

The readings' clock is what their times are stamped by; on it monitors send and faults happen. The patients' time runs
``speed`` times as fast: the day, deteriorations, and how often cuff and nurse come. So a service sees readings of now,
while a day of the ward passes within minutes.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from bedside.errors import InvalidInput
from bedside.jobs.simulation.artefacts import WHOLE_WARD, Artefact, Faults
from bedside.jobs.simulation.body import Bodies
from bedside.jobs.simulation.delivery import Line
from bedside.jobs.simulation.deteriorations import Deterioration
from bedside.jobs.simulation.patients import Patient, patients

_MS = 1000


@dataclass(frozen=True, slots=True)
class Settings:
    """What a ward is made from; equal settings give equal readings.

    ``start_ms`` is the time of the start (milliseconds since 1970, UTC); ``rate_hz`` how often a monitor sends each of
    its four continuous signals; ``faults`` how often sensors fail, 1 as usual, 0 never; ``minutes`` on the readings'
    clock, None without an end. Raises InvalidInput where a number makes no sense.
    """

    start_ms: int
    beds: int = 12
    seed: int = 7
    rate_hz: float = 1.0
    speed: float = 1.0
    minutes: float | None = None
    deteriorations: tuple[Deterioration, ...] = ()
    faults: float = 1.0
    planned: tuple[Artefact, ...] = ()
    line: Line = field(default_factory=Line)
    cuff_minutes: float = 15.0
    round_minutes: float = 60.0
    children: int = 0
    prefix: str = "sim"

    def __post_init__(self) -> None:
        numbers = (self.rate_hz, self.speed, self.cuff_minutes, self.round_minutes, self.minutes or 1)
        if not (self.beds >= 1 and all(number > 0 for number in numbers) and self.faults >= 0 and self.seed >= 0):
            raise InvalidInput("beds, rate, speed and minutes are above 0", next_step="Correct the number.")
        if not 0 <= self.children <= self.beds:
            raise InvalidInput("there are more children than beds", next_step="Ask for fewer.")
        beds = [one.bed for one in self.deteriorations] + [one.bed for one in self.planned if one.bed != WHOLE_WARD]
        if any(not 1 <= bed <= self.beds for bed in beds):
            raise InvalidInput("there is no such bed", next_step=f"Beds are 1 to {self.beds}.")

    @property
    def run(self) -> str:
        """Returns the mark of this ward in the ids of what nurses enter."""
        return f"{self.prefix}-{self.seed}-{self.start_ms}"

    def patients(self) -> tuple[Patient, ...]:
        """Returns the patients, by bed."""
        day = datetime.fromtimestamp(self.start_ms / _MS, UTC).date()
        return patients(self.beds, self.seed, day, children=self.children, prefix=self.prefix)

    def bodies(self) -> Bodies:
        """Returns the noise-free ward."""
        hour = self.start_ms / _MS / 3600 % 24
        return Bodies(self.patients(), self.deteriorations, hour, self.speed)

    def all_faults(self) -> Faults:
        """Returns the faults, drawn and planned."""
        return Faults(self.seed, self.beds, self.faults, self.planned)
