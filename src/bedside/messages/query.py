"""How an understood message travels between services: `Query` as a plain JSON object, and the turns beside it.

What is read back equals what was sent. Fields that are not known are passed over, so that a newer peer may say more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC
from typing import Any

from bedside.core.answering.query import Correction, Query, Redaction
from bedside.core.memory.conversation import Turn
from bedside.errors import InvalidInput


def query_to_wire(query: Query) -> dict[str, Any]:
    """Returns the query as JSON values; ``question_type`` repeats the likeliest for those who need only one."""
    return {
        "text": query.text,
        "condensed": query.condensed,
        "focus": query.focus,
        "question_type": query.question_type,
        "question_types": list(query.question_types),
        "language": query.language,
        "corrections": [asdict(correction) for correction in query.corrections],
        "redactions": [asdict(redaction) for redaction in query.redactions],
        "expansions": list(query.expansions),
    }


def query_from_wire(body: Mapping[str, Any]) -> Query:
    """Returns the query of `query_to_wire`; what is left out is empty. Raises InvalidInput for another shape."""
    try:
        return Query(
            text=_string(body["text"]),
            condensed=_string(body["condensed"]),
            focus=_string(body.get("focus", "")),
            question_types=_strings(body.get("question_types", ())),
            language=_string(body.get("language", "en")),
            corrections=tuple(_correction(one) for one in body.get("corrections", ())),
            redactions=tuple(_redaction(one) for one in body.get("redactions", ())),
            expansions=_strings(body.get("expansions", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidInput("not an understood question", code="unreadable_query") from error


def turns_to_wire(turns: Sequence[Turn]) -> list[dict[str, str]]:
    """Returns the turns as JSON values, times in RFC 3339 and UTC; answer ids stay at home."""
    return [{"role": t.role, "text": t.text, "at": t.at.astimezone(UTC).isoformat()} for t in turns]


def _correction(body: Mapping[str, Any]) -> Correction:
    return Correction(_string(body["written"]), _string(body["read_as"]), _string(body["reason"]))


def _redaction(body: Mapping[str, Any]) -> Redaction:
    return Redaction(int(body["start"]), int(body["end"]), _string(body["type"]))


def _strings(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        raise TypeError("a list of texts, not one text")
    return tuple(_string(one) for one in value)


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text")
    value.encode()  # half a character, as JSON may carry it, is no text: UnicodeEncodeError is a ValueError
    return value
