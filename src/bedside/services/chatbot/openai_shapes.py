"""OpenAI's chat shapes: what comes in as a question, what goes out as a completion. No HTTP here.

An answer's content is its text with ``[n]`` after each sentence, notes, and a closing list of sources. The same
citations are annotations, whose ``start_index`` and ``end_index`` cut the mark ``[n]`` out of the content.
"""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from pydantic import Field

from bedside.core.memory.conversation import Turn
from bedside.errors import InvalidInput
from bedside.services.bodies import ForeignBody
from bedside.services.chatbot.schemas import ID
from bedside.usecases.ask_question import Question

MODEL = "bedside"
_SOURCES = "\n\nSources:\n"
_ROLES = {"user": "person", "assistant": "bedside"}


class Part(ForeignBody):
    """One part of a message; only texts are read."""

    type: str = ""
    text: str | None = None


class Message(ForeignBody):
    """One message; its content is a text or a list of parts, of which the texts are read."""

    role: str
    content: str | list[Part] | None = None

    @property
    def text(self) -> str:
        """Returns the words of the message."""
        if isinstance(self.content, str):
            return self.content
        return "\n".join(part.text for part in self.content or [] if part.type == "text" and part.text is not None)


class StreamOptions(ForeignBody):
    """What a stream carries beside the answer."""

    include_usage: bool = False


class CompletionIn(ForeignBody):
    """A request. Parameters of sampling and tools are tolerated and change nothing: the library speaks."""

    messages: list[Message] = Field(min_length=1, max_length=2000)
    model: str = MODEL
    stream: bool = False
    stream_options: StreamOptions | None = None
    user: str | None = None
    safety_identifier: str | None = None
    metadata: dict[str, str] | None = None

    def question(self, now: datetime) -> Question:
        """Returns the last message of the user as the question, and what came before it as its history.

        The conversation is ``metadata.conversation_id``, else the user's that began with the same words, else a new
        one. Raises InvalidInput where no user speaks.
        """
        asked = max((i for i, one in enumerate(self.messages) if one.role == "user"), default=-1)
        if asked < 0:
            raise InvalidInput("no message of the user", code="no_user_message", next_step="Send one with role user.")
        history = tuple(
            Turn(_ROLES[one.role], one.text.split(_SOURCES)[0], now)
            for one in self.messages[:asked]
            if one.role in _ROLES and one.text.strip()
        )
        person = self.safety_identifier or self.user or ""
        return Question(
            self.messages[asked].text,
            self._conversation(person, next(one.text for one in self.messages if one.role == "user")),
            person if re.fullmatch(ID, person) else "",
            history=history,
        )

    def _conversation(self, person: str, opening: str) -> str:
        given = (self.metadata or {}).get("conversation_id", "")
        if re.fullmatch(ID, given):
            return given
        identity = "\0".join((person, opening)).encode(errors="replace")
        return f"con-{hashlib.sha256(identity).hexdigest()[:20]}" if person else ""


def content(body: Mapping[str, Any]) -> str:
    """Returns the whole text of an answer: what is said, notes, sources."""
    return f"{body['answer']}{closing(body)}"


def closing(body: Mapping[str, Any]) -> str:
    """Returns what follows the sentences of an answer: notes and the list of sources."""
    notes = "".join(f"\n\nNote: {warning}" for warning in body["warnings"])
    sources = [f"[{c['n']}] {', '.join(filter(None, (c['title'], c['source'], c['url'])))}" for c in body["citations"]]
    return notes + (_SOURCES + "\n".join(sources) if sources else "")


def annotations(body: Mapping[str, Any], base_url: str) -> list[dict[str, Any]]:
    """Returns a url_citation for each mark in the text; a document without a web address is named by ours."""
    by_number = {citation["n"]: citation for citation in body["citations"]}
    found, place = [], 0
    for sentence in body["sentences"]:
        place += len(sentence["text"])
        for n in sentence["citations"]:
            mark = f"[{n}]"
            found.append(_annotation(by_number[n], place + 1, place + 1 + len(mark), base_url))
            place += 1 + len(mark)
        place += 1
    return found


def _annotation(citation: Mapping[str, Any], start: int, end: int, base_url: str) -> dict[str, Any]:
    own = f"{base_url}library/default/documents/{quote(citation['document_id'], safe='')}"
    url = citation["url"] if citation["url"].startswith(("http://", "https://")) else own
    cited = {"start_index": start, "end_index": end, "title": citation["title"], "url": url}
    return {"type": "url_citation", "url_citation": cited}


def usage(asked: CompletionIn, said: str) -> dict[str, int]:
    """Returns how much was read and said, counted in words and punctuation marks."""
    prompt, completion = sum(_count(one.text) for one in asked.messages), _count(said)
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}


def _count(text: str) -> int:
    return len(re.findall(r"\w+|[^\w\s]", text))
