"""What every request body has in common: no unknown field, and no value of another type taken for the one asked for.

Left to itself the framework reads `true` as the number 1 and `"yes"` as true: a caller's slip would go unnoticed.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from bedside.core.vitals.ids import LONGEST_ID, is_composed, is_seen

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_LOST_PLUS = re.compile(r"(T\d\d:\d\d\S*) (?=\d\d:\d\d$)", re.ASCII)


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


def _with_plus(given: object) -> object:
    return _LOST_PLUS.sub(r"\1+", given) if isinstance(given, str) else given


def ms_of(at: datetime) -> int:
    """Returns a time as milliseconds since 1970."""
    return (at - _EPOCH) // _MILLISECOND


def _seen(text: str) -> str:
    if not is_seen(text.strip(" ")):
        raise ValueError("it has a character that cannot be seen, such as NUL or a line's end")
    return text


def _named(text: str) -> str:
    if not is_seen(text):
        raise ValueError("it has a character that cannot be seen, such as NUL or a blank at an end")
    if not is_composed(text):
        raise ValueError("an accented letter of it is written as two characters: send it in the form NFC")
    return text


SEEN = AfterValidator(_seen)
"""Of a text that is shown as it is, as who writes. Each of its characters must be seen."""

NAME = AfterValidator(_named)
"""Of a text that is compared: an id, a ward, a bed. It must be written in the one way that looks like it."""

PatientId = Annotated[str, Field(min_length=1, max_length=LONGEST_ID), NAME]
"""The id of a patient, in a body or a query: what `core.vitals.ids` takes, as the doors of readings do."""

Time = Annotated[AwareDatetime, BeforeValidator(_time)]
"""A time with its zone: JSON has no type of its own for one, so it comes as a text, and a number in it is none."""

QueryTime = Annotated[Time, BeforeValidator(_with_plus)]
"""The same in a query, where a plus that was not encoded arrives as a blank."""
