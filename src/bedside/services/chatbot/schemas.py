"""What comes into the chatbot."""

from typing import Literal

from pydantic import Field

from bedside.services.bodies import Body, PatientId
from bedside.services.rag.schemas import COLLECTION
from bedside.usecases.ask_question import Question

ID = r"^[A-Za-z0-9][A-Za-z0-9._:@~-]{0,127}$"


class ChatIn(Body):
    """A person's message."""

    message: str = Field(max_length=500_000)
    conversation_id: str | None = Field(default=None, pattern=ID)
    person_id: str | None = Field(default=None, pattern=ID)
    patient_id: PatientId | None = None
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


class FeedbackIn(Body):
    """What somebody says of an answer."""

    verdict: Literal["accepted", "rejected", "corrected"]
    comment: str = Field(default="", max_length=10_000)
    correction: str = Field(default="", max_length=20_000)
    by: str = Field(default="", max_length=200)
