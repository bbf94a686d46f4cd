"""Training the rating of sentences: what was marked decides, and a wrong line is named."""

import json
from pathlib import Path

import pytest

from bedside.adapters.embedder.word_vectors import MiniLmWordVectors
from bedside.core.answering.query import Query
from bedside.core.answering.sentence_rating import SENTENCE_FEATURES
from bedside.core.library.document import Document, Passage
from bedside.core.text import sentences
from bedside.errors import InvalidInput
from bedside.jobs.train_sentences import ALSO, BEST, read_marked, train_sentences

TEXT = "Gout comes in sudden attacks. About 4 in 100 adults have it. Rest and ice help the joint. It hurts at night."
GOUT = Document("gout", "Gout", TEXT, focus="Gout")


def marked(question: str, **grades: float) -> tuple[Query, dict[str, float], list[Passage]]:
    by_word = {sentence: grade for word, grade in grades.items() for sentence in sentences(TEXT) if word in sentence}
    return Query(question, question), by_word, [Passage("gout#0", GOUT, 0, TEXT)]


def weights(*questions: tuple[Query, dict[str, float], list[Passage]]) -> dict[str, float]:
    body = train_sentences(questions, MiniLmWordVectors().read, ridge=0.1)
    assert body["features"] == list(SENTENCE_FEATURES)
    return dict(zip(SENTENCE_FEATURES, body["weights"], strict=True))


def test_the_weights_follow_what_was_marked() -> None:
    number = weights(marked("how common is gout", About=BEST), marked("how many adults have gout", About=BEST))
    assert number["number_asked"] > 0
    opening = weights(marked("does ice help gout", Gout=BEST), marked("rest for gout", Gout=BEST))
    ending = weights(marked("does ice help gout", hurts=BEST), marked("rest for gout", hurts=BEST))
    assert opening["place"] > 0 > ending["place"]


def test_lines_give_the_marked_sentences_of_known_documents(tmp_path: Path) -> None:
    path = tmp_path / "marked.jsonl"
    lines = [
        {"question": "does ice help", "document_id": "gout", "best": [2], "also": [3]},
        {"question": "of another library", "document_id": "asthma", "best": [0]},
    ]
    path.write_text("\n".join(map(json.dumps, lines)))
    ((question, document, grades),) = read_marked(path, {"gout": GOUT})
    assert (question, document) == ("does ice help", GOUT)
    assert grades == {"Rest and ice help the joint.": BEST, "It hurts at night.": ALSO}


@pytest.mark.parametrize(
    "entry",
    [
        {"question": "q", "best": [9]},
        {"question": "q", "best": [-1]},
        {"question": "q", "best": [0], "also": [-1]},
        {"question": "q", "best": ["x"]},
        {"question": "q", "best": 0},
        {"question": "q"},
        {"question": 5, "best": [0]},
        {"best": [0]},
    ],
)
def test_a_line_that_marks_nothing_there_is_named(tmp_path: Path, entry: dict) -> None:
    path = tmp_path / "marked.jsonl"
    path.write_text(json.dumps(entry | {"document_id": "gout"}))
    with pytest.raises(InvalidInput, match="1"):
        list(read_marked(path, {"gout": GOUT}))


def test_nothing_marked_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no marked sentence"):
        train_sentences([], MiniLmWordVectors().read)
