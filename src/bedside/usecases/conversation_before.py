"""Finds the conversation that a question goes on with, and what was asked of the patient's readings last in it.

That is read from what was kept with the last answer, so that it is what was really asked, follow-ups resolved,
whichever process answered it.
"""

import json
from datetime import datetime, timedelta

from bedside.core.answering.live.asking import Asked
from bedside.core.memory.conversation import Conversation
from bedside.errors import InvalidInput, NotFound, foreign_conversation
from bedside.messages.patient_view import asked_from_wire
from bedside.ports import AnswerStore, ConversationStore

REFERRED_TO_WITHIN = timedelta(minutes=30)
"""For how long a follow-up is read with what was asked before it: later somebody else may sit at the page."""


def conversation_before(conversations: ConversationStore, conversation_id: str, person_id: str) -> Conversation | None:
    """Returns what a question goes on with, None where it is new. Raises NotAllowed for another person's."""
    try:
        known = conversations.get(conversation_id)
    except NotFound:
        return None
    if known.person_id != person_id:
        raise foreign_conversation()
    return known


def asked_before(answers: AnswerStore, known: Conversation | None, patient_id: str, now: datetime) -> Asked | None:
    """Returns what the last question of a conversation asked of this patient's readings.

    ``Asked()`` where nothing was asked yet, of another patient, or too long ago to be referred to; None where the
    last answer told no readings, so that a follow-up is about something else.
    """
    if known is None or not known.turns:
        return Asked()
    last = known.turns[-1]
    if not last.patient_id:
        return None
    if last.patient_id != patient_id or now - last.at > REFERRED_TO_WITHIN:
        return Asked()
    try:
        kept = json.loads(answers.get(last.answer_id).evidence)
        return asked_from_wire(kept["patient"]["asked"])
    except (NotFound, InvalidInput, KeyError):  # an answer that was deleted, or kept by another version
        return Asked()
