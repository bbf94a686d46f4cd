import pytest

from bedside.core.library import tables
from bedside.core.library.document import Document, Passage
from bedside.core.library.source import ReadFailure
from bedside.errors import Corrupt

DOCUMENTS = [
    Document("a", "Title", "Text\n\nmore", "Why?", "Focus", "causes", "GARD", "https://x", ("s", "t")),
    Document("b", "", ""),
]


def test_documents_survive_writing():
    assert tables.read_documents(tables.write_documents(DOCUMENTS)) == DOCUMENTS
    assert tables.read_documents(tables.write_documents([])) == []


def test_equal_documents_give_equal_bytes():
    assert tables.write_documents(DOCUMENTS) == tables.write_documents(list(DOCUMENTS))


def test_one_document_is_found_by_its_id():
    content = tables.write_documents(DOCUMENTS)
    assert tables.find_document(content, "a") == DOCUMENTS[0]
    assert tables.find_document(content, "c") is None


def test_passages_survive_writing_and_keep_their_order():
    one = [Passage(f"a#{n}", DOCUMENTS[0], n, f"text {n}", "Heading") for n in range(3)]
    content = tables.write_passages(one)
    assert tables.read_passages(content, {"a": DOCUMENTS[0]}) == {"a": one}
    assert tables.read_passages(tables.write_passages([]), {}) == {}


def test_a_passage_without_its_document_is_told_of():
    content = tables.write_passages([Passage("a#0", DOCUMENTS[0], 0, "text")])
    with pytest.raises(Corrupt):
        tables.read_passages(content, {})


def test_a_part_of_a_split_is_read_as_documents_and_as_boilerplate():
    content = tables.write_placed(DOCUMENTS, {"a": "g", "b": "h"}, frozenset({"b"}))
    assert tables.read_documents(content) == DOCUMENTS
    assert tables.read_boilerplate(content) == ["b"]


def test_failures_survive_writing():
    failures = [ReadFailure("a.xml", "is damaged")]
    assert tables.read_failures(tables.write_failures(failures)) == failures
    assert tables.read_failures(tables.write_failures([])) == []


@pytest.mark.parametrize("content", [b"", b"PAR1 no table", tables.write_failures([])])
def test_a_damaged_table_is_told_of(content):
    with pytest.raises(Corrupt):
        tables.read_documents(content)
