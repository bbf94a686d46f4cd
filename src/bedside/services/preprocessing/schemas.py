"""What comes into preprocessing."""

from typing import Literal

from pydantic import Field

from bedside.core.memory.conversation import Turn
from bedside.services.bodies import Body, Time


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

    kind: Literal["query"] = Field(description="`readings` comes with the Watch part")
    text: str = Field(min_length=1, max_length=500_000)
    conversation_id: str = Field(default="", max_length=200)
    person_id: str = Field(default="", max_length=200)
    history: list[TurnIn] = Field(default_factory=list, max_length=200)
