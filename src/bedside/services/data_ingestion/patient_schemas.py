"""What comes in about a patient: the record, notes, observations entered by hand, stretches of time."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator

from bedside.core.vitals.reading import Reading
from bedside.core.vitals.signals import BY_NAME
from bedside.ports import AlarmLimits
from bedside.services.bodies import NAME, SEEN, Body, Time, ms_of
from bedside.services.readings import Value


def _date(given: object) -> date:
    if not isinstance(given, str):
        raise ValueError("a date is a text like 1951-02-28")
    try:
        return date.fromisoformat(given)
    except ValueError:  # whose own message repeats what was sent
        raise ValueError("it is no date like 1951-02-28") from None


Day = Annotated[date, BeforeValidator(_date)]


class LimitsIn(Body):
    """The limits of one signal, in its own unit; a side left out is the ward's default.

    All limits are given at once: a signal that is not among them has the ward's default again.
    """

    low: float | None = None
    high: float | None = None


class PatientIn(Body):
    """What is to be changed of a patient: fields left out stay as they are; null makes a date or oxygen unknown."""

    birth_date: Day | None = None
    spo2_scale: int = Field(default=1, ge=1, le=2)
    on_oxygen: bool | None = None
    pregnant: bool = False
    ward: Annotated[str, NAME] = Field(default="", max_length=60)
    bed: Annotated[str, NAME] = Field(default="", max_length=60)
    limits: dict[str, LimitsIn] = Field(default_factory=dict, max_length=len(BY_NAME))
    is_present: bool = True

    @field_validator("birth_date")
    @classmethod
    def _is_past(cls, day: date | None) -> date | None:
        if day is not None and day.year < 1880:
            raise ValueError("nobody alive was born then")
        if day is not None and day > datetime.now(UTC).date() + timedelta(days=1):
            raise ValueError("it lies in the future")
        return day

    @field_validator("limits")
    @classmethod
    def _are_possible(cls, limits: dict[str, LimitsIn]) -> dict[str, LimitsIn]:
        for name, given in limits.items():
            signal = BY_NAME.get(name)
            if signal is None or signal.codes:
                raise ValueError("limits are of signals that are measured in numbers; `bedside codes` lists them")
            if given.low is None and given.high is None:
                raise ValueError("name a low or a high limit; a signal left out of limits has the ward's default again")
            sides = [side for side in (given.low, given.high) if side is not None]
            if sides != sorted(set(sides)) or any(not signal.low <= side <= signal.high for side in sides):
                raise ValueError("a low limit lies below the high one, and both are possible in the signal's own unit")
        return limits

    def changes(self) -> dict[str, Any]:
        """Returns the named fields as those of `ports.Patient`."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        if "limits" in given:
            given["limits"] = {name: AlarmLimits(one.low, one.high) for name, one in self.limits.items()}
        return given


class NoteIn(Body):
    """A note, and who writes it."""

    by: Annotated[str, SEEN] = Field(min_length=1, max_length=80, pattern=r"\S")
    text: str = Field(min_length=1, max_length=4000, pattern=r"\S")


class ObservationIn(Body):
    """One value that a person measured, in the unit it declares. ``event_id`` lets it be sent again."""

    event_id: str | None = Field(default=None, min_length=1, max_length=200)
    signal: str = Field(max_length=60)
    value: Value
    unit: str = Field(max_length=60)


class ObservationsIn(Body):
    """What a person measured together, at one time, and who that is."""

    by: Annotated[str, SEEN, Field(min_length=1, max_length=80, pattern=r"\S")] | None = None
    observed_at: Time
    observations: list[ObservationIn] = Field(min_length=1, max_length=len(BY_NAME))

    def readings(self, patient_id: str) -> list[Reading]:
        """Returns them as the core's values."""
        return [
            Reading(
                event_id=one.event_id,
                patient_id=patient_id,
                signal=one.signal,
                value=one.value,
                unit=one.unit,
                observed_at=ms_of(self.observed_at),
            )
            for one in self.observations
        ]
