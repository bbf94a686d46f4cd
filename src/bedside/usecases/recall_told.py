"""Answers from what a person told in this conversation, where that is what they ask."""

from collections.abc import Sequence
from datetime import datetime

from bedside.core.answering.answer import Answer, Outcome, Sentence
from bedside.core.memory.conversation import PinnedFact, Turn
from bedside.core.memory.pinned import merge, pinned_facts
from bedside.core.memory.recall import recall


def recall_told(message: str, facts: Sequence[PinnedFact], history: Sequence[Turn], at: datetime) -> Answer | None:
    """Returns the answer from what was told, None where something else is asked; it cites nothing.

    ``history`` are turns that are not stored here; what was pinned before is in ``facts``.
    """
    if recall(message, ()) is None:
        return None  # before a long history is read
    told = list(facts)
    for turn in (*history, Turn("person", message, at)):
        if turn.role == "person":
            told = merge(told, pinned_facts(turn.text, turn.at))
    recalled = recall(message, told)
    assert recalled is not None
    outcome = Outcome.ANSWERED if recalled.told else Outcome.ABSTAINED
    return Answer(outcome, tuple(Sentence(text) for text in recalled.sentences))
