"""What a reading looks like where it comes in as JSON."""

from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema

from bedside.core.vitals.reading import Reading
from bedside.services.bodies import Body, Time, ms_of


def _value(given: object) -> float | str:
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        raise ValueError("it must be a number, or a text for a coded signal")
    return given


Value = Annotated[Any, PlainValidator(_value), WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string"}]})]
"""A number or a text, told as one field: of a union the framework would name its kinds as fields."""


class ReadingIn(Body):
    """One value of one signal of one patient, in the unit it declares."""

    event_id: str | None = Field(default=None, min_length=1, max_length=200)
    patient_id: str = Field(max_length=200)
    device_id: str | None = Field(default=None, min_length=1, max_length=200)
    signal: str = Field(max_length=60)
    value: Value
    unit: str = Field(max_length=60)
    observed_at: Time
    sequence: int | None = Field(default=None, ge=0, lt=2**63)

    def reading(self) -> Reading:
        """Returns it as the core's value."""
        return Reading(
            event_id=self.event_id,
            patient_id=self.patient_id,
            device_id=self.device_id,
            signal=self.signal,
            value=self.value,
            unit=self.unit,
            observed_at=ms_of(self.observed_at),
            sequence=self.sequence,
        )
