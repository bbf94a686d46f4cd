"""What every request body has in common: no unknown field, and no value of another type taken for the one asked for.

Left to itself the framework reads `true` as the number 1 and `"yes"` as true: a caller's slip would go unnoticed.
"""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict


class Body(BaseModel):
    """A body, or a part of one, whose fields are taken only as they are named and typed."""

    model_config = ConfigDict(extra="forbid", strict=True)


class ForeignBody(BaseModel):
    """A body in somebody else's shape: its unknown fields are theirs to add and change nothing; types hold here too."""

    model_config = ConfigDict(extra="ignore", strict=True)


def _time(given: object) -> datetime:
    if not isinstance(given, str):
        raise ValueError("a time is a text like 2026-03-01T12:00:00Z")
    try:
        return datetime.fromisoformat(given)
    except ValueError:  # whose own message repeats what was sent
        raise ValueError("it is no time like 2026-03-01T12:00:00Z") from None


Time = Annotated[AwareDatetime, BeforeValidator(_time)]
"""A time with its zone: JSON has no type of its own for one, so it comes as a text, and a number in it is none."""
