import json
from dataclasses import replace

import numpy as np
import pytest

from bedside.core.answering.query import Query
from bedside.core.answering.retrieval import Filters, Found, Ranked, Search
from bedside.core.library.document import Document, Passage
from bedside.errors import InvalidInput
from bedside.messages.query import query_to_wire
from bedside.messages.retrieval import found_from_wire, found_to_wire, search_to_wire

DOCUMENT = Document(
    "doc-1", "Gout", "Gout is a form of arthritis. All of it.", "What is gout?", "Gout", "information", "NHS",
    "https://example.org/gout", ("podagra",),
)  # fmt: skip
PASSAGE = Passage("doc-1#2-abcdef12", DOCUMENT, 2, "Gout is a form of arthritis.", "Overview")
FOUND = Found(
    (Ranked(PASSAGE, 0.1 + 0.2, {"bm25_share": 1 / 3}),), "default-7", "2026-03-01T12:00:00Z", "ranker-1", "questions-1"
)


def _through_json(found: Found) -> Found:
    return found_from_wire(json.loads(json.dumps(found_to_wire(found))))


def test_what_was_found_survives_the_wire_but_for_full_texts() -> None:
    without_text = replace(FOUND.passages[0], passage=replace(PASSAGE, document=replace(DOCUMENT, text="")))
    assert _through_json(FOUND) == replace(FOUND, passages=(without_text,))


def test_scores_of_numpy_arrive_as_the_same_numbers() -> None:
    score = float(np.float32(0.7))
    found = replace(FOUND, passages=(Ranked(PASSAGE, np.float32(0.7), {"x": np.float64(0.1)}),))  # type: ignore[arg-type]
    read = _through_json(found).passages[0]
    assert (read.score, read.parts) == (score, {"x": 0.1})


def test_the_version_sent_is_that_of_the_whole_document() -> None:
    assert found_to_wire(FOUND)["passages"][0]["document_version"] == DOCUMENT.version


def test_the_contract_names_are_all_there() -> None:
    named = {"id", "document_id", "title", "focus", "question", "text", "source", "url", "score", "parts"}
    assert named <= set(found_to_wire(FOUND)["passages"][0])


@pytest.mark.parametrize(
    "wrong", [{}, {"passages": [{}], "library_version": "x"}, {"passages": 3}, {"passages": ["x"]}]
)
def test_another_shape_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidInput, match="not an answer of retrieval"):
        found_from_wire(wrong)


def test_a_search_says_what_was_understood_and_only_the_filters_given() -> None:
    query = Query("what is gout", "gout", focus="gout")
    search = Search(query, 5, "bm25", "ward", Filters(sources=("NHS",)))
    assert search_to_wire(search) == {
        "query": "what is gout",
        "k": 5,
        "ranker": "bm25",
        "collection": "ward",
        "filters": {"source": ["NHS"]},
        "understood": query_to_wire(query),
    }
