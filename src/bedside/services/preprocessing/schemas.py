"""What comes into preprocessing."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from bedside.core.memory.conversation import Turn
from bedside.services.bodies import Body, Time
from bedside.services.readings import ReadingIn


class TurnIn(Body):
    """One earlier turn of the conversation."""

    role: Literal["person", "bedside"]
    text: str = Field(max_length=50_000)
    at: Time

    def turn(self) -> Turn:
        """Returns it as the core's value."""
        return Turn(self.role, self.text, self.at)


class PreprocessIn(Body):
    """A message to be understood. ``history`` is used before what is stored of the conversation.

    A stored conversation is read for the person it belongs to; one that is nobody's is named without a person.
    """

    kind: Literal["query"]
    text: str = Field(min_length=1, max_length=500_000)
    conversation_id: str = Field(default="", max_length=200)
    person_id: str = Field(default="", max_length=200)
    history: list[TurnIn] = Field(default_factory=list, max_length=200)


Seconds = Annotated[int, Field(ge=1, le=86_400)]
MOST_READINGS = 8_000
"""About what a body of a million bytes holds."""
MOST_SHARES = 200_000
"""How many windows the readings may have a share in, all together: each share takes memory, and sliding multiplies."""
MOST_SHARES_OF_COLUMNS = 1_000_000


class ReadingsIn(Body):
    """Readings in the order in which they arrived. A window begins each ``slide_s``; without it, after the last one."""

    kind: Literal["readings"]
    readings: list[ReadingIn] = Field(max_length=MOST_READINGS)
    windows_s: list[Seconds] = Field(default=[60, 300, 900, 3600], max_length=10)
    slide_s: Seconds | None = None

    @model_validator(mode="after")
    def _bounded(self) -> "ReadingsIn":
        if wrong := wrong_windows(self.windows_s, self.slide_s, len(self.readings), MOST_SHARES):
            raise ValueError(wrong)
        return self


def wrong_windows(windows_s: Sequence[int], slide_s: int | None, readings: int, most_shares: int) -> str:
    """Returns what is wrong with windows over so many readings, "" where nothing is."""
    if len(set(windows_s)) < len(windows_s):
        return "windows_s names a size twice"
    if slide_s is not None and slide_s > min(windows_s, default=slide_s):
        return "slide_s is longer than the shortest window: readings between windows would be lost"
    shares = sum(-(-size // (slide_s or size)) for size in windows_s) * readings
    if shares > most_shares:
        return f"more than {most_shares:,} shares of readings in windows: send fewer, slide less"
    return ""
