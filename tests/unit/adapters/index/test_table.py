import numpy as np
import pytest

from bedside.adapters.index.lexical import english
from bedside.adapters.index.table import PassageTable, stem_id
from bedside.core.library.document import Document, Passage
from bedside.core.text import STOPWORDS


@pytest.fixture
def table():
    return PassageTable(english())


def put(table, document, passages):
    table.put(*table.rows(document, passages))


@pytest.mark.parametrize(
    "text",
    [
        "The children's allergies were treated, and TREATED again: vitamin_B12 38.5",
        "Ménière's disease and the œsophagus",
        "",
        "a" * 80 + " word",
    ],
)
def test_stems_are_those_of_the_analyzer_each_once_and_sorted(table, text):
    expected = sorted({stem_id(s) for s in english().analyze(text) if s not in STOPWORDS})
    for _ in range(2):  # learned, then remembered
        assert table.stems(text).tolist() == expected
        assert table.stems(text).dtype == np.uint32


def test_documents_of_one_focus_share_what_is_known_of_its_names(table):
    for number in range(2):
        put(table, Document(f"d{number}", "Gout", "text", focus="Gout", synonyms=("Podagra",)), [])
    first, second = table.documents.values()
    assert first.names is second.names
    assert first.folded_names == {"gout", "podagra"}


def test_names_of_the_next_focus_are_its_own(table):
    put(table, Document("d1", "Gout", "text", focus="Gout"), [])
    put(table, Document("d2", "Lupus", "text", focus="Lupus"), [])
    assert table.documents["d2"].folded_names == {"lupus"}
    assert table.documents["d2"].names.tolist() == [stem_id("lupus")]


def test_a_replaced_document_leaves_no_passage_behind(table):
    document = Document("d", "Gout", "text")
    put(table, document, [Passage(f"d#{i}", document, i, "text") for i in range(3)])
    put(table, document, [Passage("d#0", document, 0, "text")])
    assert len(table.passages) == 1
    table.drop("d")
    table.drop("d")
    assert not table.passages
