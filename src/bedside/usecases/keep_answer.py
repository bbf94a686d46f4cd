"""Keeps an answer with its evidence, and the exchange in its conversation.

An urgent answer does not wait for a store that is busy: it leaves after a moment, saying so, and is kept as it left
once the store is free. Whichever comes first, the store or the moment, settles which bytes are sent and kept.
"""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bedside.core.library.document import Passage
from bedside.errors import BedsideError
from bedside.ports import AnswerStore, ConversationStore, StoredAnswer
from bedside.usecases.remember import Exchange, remember_exchange

URGENT_WAIT_S = 0.15
NOT_KEPT = "This answer could not be kept."
MAYBE_NOT_KEPT = "This answer may not be kept: the records are busy."


def encoded(body: Mapping[str, Any]) -> bytes:
    """Returns the one JSON form in which answers are sent and stored."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def passage_told(passage: Passage, score: float) -> dict[str, Any]:
    """Returns what an event and an answer's evidence say of a passage that was found."""
    document = passage.document
    return {
        "id": passage.passage_id,
        "document_id": document.document_id,
        "title": document.title,
        "focus": document.focus,
        "question": document.question,
        "text": passage.text,
        "source": document.source,
        "url": document.url,
        "score": score,
    }


def keep(conversations: ConversationStore, answers: AnswerStore, exchange: Exchange, stored: StoredAnswer) -> bytes:
    """Returns the answer's bytes once it is kept. Raises what the stores raise."""
    remember_exchange(conversations, exchange)
    answers.put(stored)
    return stored.body


def keep_urgent(
    conversations: ConversationStore,
    answers: AnswerStore,
    exchange: Exchange,
    stored: StoredAnswer,
    with_warning: Callable[[str], bytes],
) -> bytes:
    """Returns the bytes to be sent within `URGENT_WAIT_S`, whatever the stores do; never raises what they raise.

    ``with_warning`` gives the answer's bytes with one more warning.
    """
    first = _First()
    ended = threading.Event()

    def work() -> None:
        try:
            remember_exchange(conversations, exchange)
            answers.put(replace(stored, body=first(stored.body)))
        except BedsideError:
            first(with_warning(NOT_KEPT))
        finally:
            ended.set()

    threading.Thread(target=work, name="keep-urgent", daemon=True).start()
    ended.wait(URGENT_WAIT_S)
    return first(with_warning(MAYBE_NOT_KEPT))


class _First:
    """Answers every call with what the first was given."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._given: bytes | None = None

    def __call__(self, content: bytes) -> bytes:
        with self._lock:
            if self._given is None:
                self._given = content
            return self._given
