"""What comes into preprocessing."""

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from bedside.core.memory.conversation import Turn


class TurnIn(BaseModel):
    """One earlier turn of the conversation."""

    model_config = ConfigDict(extra="forbid")
    role: Literal["person", "bedside"]
    text: str = Field(max_length=50_000)
    at: AwareDatetime

    def turn(self) -> Turn:
        """Returns it as the core's value."""
        at: datetime = self.at
        return Turn(self.role, self.text, at)


class PreprocessIn(BaseModel):
    """A message to be understood. ``history`` is used before what is stored of the conversation.

    A stored conversation is read for the person it belongs to; one that is nobody's is named without a person.
    """

    model_config = ConfigDict(extra="forbid")
    kind: Literal["query"] = Field(description="`readings` comes with the Watch part")
    text: str = Field(min_length=1, max_length=500_000)
    conversation_id: str = Field(default="", max_length=200)
    person_id: str = Field(default="", max_length=200)
    history: list[TurnIn] = Field(default_factory=list, max_length=200)
