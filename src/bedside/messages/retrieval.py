"""How a search and what it found travel between services, as plain JSON objects.

What is read back equals what was sent, but for a document's full text: only the passage's own text travels, and the
document's version beside it. Scores travel as JSON numbers, which keep every bit of a double.
"""

from collections.abc import Mapping
from typing import Any

from bedside.core.answering.retrieval import Filters, Found, Ranked, Search
from bedside.core.library.document import Document, Passage
from bedside.errors import InvalidInput
from bedside.messages.query import query_to_wire


def search_to_wire(search: Search) -> dict[str, Any]:
    """Returns the search as JSON values; ``understood`` is the whole query, so that the peer need not read it again."""
    return {
        "query": search.query.text,
        "k": search.k,
        "ranker": search.ranker,
        "collection": search.collection,
        "filters": _filters_to_wire(search.filters),
        "understood": query_to_wire(search.query),
    }


def found_to_wire(found: Found) -> dict[str, Any]:
    """Returns what was found as JSON values, best first; the service adds ``took_ms``."""
    return {
        "passages": [_ranked_to_wire(ranked) for ranked in found.passages],
        "library_version": found.library_version,
        "library_as_of": found.library_as_of,
        "ranker_version": found.ranker_version,
        "questions_version": found.questions_version,
    }


def found_from_wire(body: Mapping[str, Any]) -> Found:
    """Returns what `found_to_wire` was given, full texts left out. Raises InvalidInput for another shape."""
    try:
        return Found(
            tuple(_ranked_from_wire(one) for one in body["passages"]),
            str(body["library_version"]),
            str(body.get("library_as_of", "")),
            str(body.get("ranker_version", "")),
            str(body.get("questions_version", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidInput("not an answer of retrieval", code="unreadable_passages") from error


def _filters_to_wire(filters: Filters) -> dict[str, list[str]]:
    given = {"source": filters.sources, "type": filters.question_types, "document_ids": filters.document_ids}
    return {name: list(values) for name, values in given.items() if values}


def _ranked_to_wire(ranked: Ranked) -> dict[str, Any]:
    passage, document = ranked.passage, ranked.passage.document
    return {
        "id": passage.passage_id,
        "document_id": document.document_id,
        "title": document.title,
        "focus": document.focus,
        "question": document.question,
        "question_type": document.question_type,
        "synonyms": list(document.synonyms),
        "text": passage.text,
        "source": document.source,
        "url": document.url,
        "score": float(ranked.score),
        "parts": {name: float(value) for name, value in ranked.parts.items()},
        "position": passage.position,
        "heading": passage.heading,
        "document_version": document.version,
    }


def _ranked_from_wire(body: Mapping[str, Any]) -> Ranked:
    document = Document(
        document_id=str(body["document_id"]),
        title=str(body["title"]),
        text="",
        question=str(body["question"]),
        focus=str(body["focus"]),
        question_type=str(body.get("question_type", "")),
        source=str(body["source"]),
        url=str(body["url"]),
        synonyms=tuple(str(one) for one in body.get("synonyms", ())),
    )
    passage = Passage(
        str(body["id"]), document, int(body.get("position", 0)), str(body["text"]), str(body.get("heading", ""))
    )
    parts = {str(name): float(value) for name, value in body.get("parts", {}).items()}
    return Ranked(passage, float(body["score"]), parts)
