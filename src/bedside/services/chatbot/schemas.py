"""What comes into the chatbot."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bedside.services.rag.schemas import COLLECTION
from bedside.usecases.ask_question import Question

ID = r"^[A-Za-z0-9][A-Za-z0-9._:@~-]{0,127}$"


class ChatIn(BaseModel):
    """A person's message."""

    model_config = ConfigDict(extra="forbid")
    message: str = Field(max_length=500_000)
    conversation_id: str | None = Field(default=None, pattern=ID)
    person_id: str | None = Field(default=None, pattern=ID)
    patient_id: str | None = Field(default=None, pattern=ID)
    collection: str = Field(default="default", pattern=COLLECTION)
    locale: str | None = Field(default=None, max_length=64, description="One that is not known is met with a warning")
    stream: bool = False

    def question(self) -> Question:
        """Returns it as the use case's value."""
        return Question(
            self.message,
            self.conversation_id or "",
            self.person_id or "",
            self.patient_id or "",
            self.collection,
            self.locale or "",
        )


class FeedbackIn(BaseModel):
    """What somebody says of an answer."""

    model_config = ConfigDict(extra="forbid")
    verdict: Literal["accepted", "rejected", "corrected"]
    comment: str = Field(default="", max_length=10_000)
    correction: str = Field(default="", max_length=20_000)
    by: str = Field(default="", max_length=200)
