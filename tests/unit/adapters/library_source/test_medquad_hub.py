import json
import sys
import types

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bedside.adapters.library_source import open_source
from bedside.core.library.document import Document
from bedside.core.library.source import ReadFailure
from bedside.errors import InvalidInput, Misconfigured, Unavailable

ROW = {
    "document_id": "0000559",
    "document_source": "GHR",
    "document_url": "https://ghr.nlm.nih.gov/condition/keratoderma",
    "category": None,
    "umls_cui": "C0",
    "umls_semantic_types": "T047",
    "umls_semantic_group": "Disorders",
    "synonyms": "keratoderma hereditaria mutilans|KHM| ",
    "question_id": "0000559-2",
    "question_focus": "keratoderma with  woolly hair",
    "question_type": "inheritance",
    "question": "Is it inherited ?",
    "answer": "Most cases are   inherited.",
}
UNANSWERED = {**ROW, "question_id": "0000559-3", "answer": None, "synonyms": None}
EXPECTED = Document(
    document_id="GHR_0000559_Sec2",
    title="keratoderma with woolly hair",
    text="Most cases are\n\ninherited.",
    question="Is it inherited ?",
    focus="keratoderma with woolly hair",
    question_type="inheritance",
    source="GHR",
    url="https://ghr.nlm.nih.gov/condition/keratoderma",
    synonyms=("keratoderma hereditaria mutilans", "KHM"),
)


def write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    elif path.suffix == ".json":
        path.write_text(json.dumps(rows))
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))


@pytest.mark.parametrize("name", ["data/train-00000.parquet", "medquad.json", "medquad.jsonl"])
@pytest.mark.parametrize("as_folder", [True, False])
def test_every_form_of_the_set_gives_the_same_documents(tmp_path, name, as_folder):
    write(tmp_path / "set" / name, [ROW, UNANSWERED])
    source = open_source(str(tmp_path / "set" if as_folder else tmp_path / "set" / name))
    assert (source.name, source.kind) == ("medquad", "medquad_hub")
    first, second = source.read()
    assert first == EXPECTED
    assert (second.document_id, second.text, second.synonyms) == ("GHR_0000559_Sec3", "", ())


def test_files_are_read_in_order(tmp_path):
    write(tmp_path / "b.parquet", [UNANSWERED])
    write(tmp_path / "a.parquet", [ROW])
    assert [item.document_id[-1] for item in open_source(str(tmp_path)).read()] == ["2", "3"]


def test_ids_that_repeat_are_numbered(tmp_path):
    write(tmp_path / "a.jsonl", [ROW, ROW, UNANSWERED, ROW])
    assert [item.document_id for item in open_source(str(tmp_path)).read()] == [
        "GHR_0000559_Sec2",
        "GHR_0000559_Sec2_2",
        "GHR_0000559_Sec3",
        "GHR_0000559_Sec2_3",
    ]


def test_rows_that_are_none_are_named_with_their_place(tmp_path):
    lines = [json.dumps(ROW), "{broken", "[1]", json.dumps({**ROW, "question": ""}), json.dumps({**ROW, "answer": 1.5})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    found = list(open_source(str(tmp_path / "a.jsonl")).read())
    assert [item.where for item in found if isinstance(item, ReadFailure)] == [f"a.jsonl row {n}" for n in (2, 3, 4)]
    assert found[-1].text == ""


def test_a_damaged_file_of_the_set_is_told_of(tmp_path):
    write(tmp_path / "a.parquet", [ROW])
    (tmp_path / "b.parquet").write_bytes(b"PAR1 damaged")
    with pytest.raises(InvalidInput, match=r"b\.parquet cannot be read"):
        list(open_source(str(tmp_path)).read())


def test_the_hub_by_name_tells_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "datasets", None)
    source = open_source("hub:lavita/MedQuAD")
    with pytest.raises(Misconfigured) as refused:
        source.fingerprint()
    assert "--extra hub" in refused.value.next_step


def test_the_hub_by_name_is_fetched_once(monkeypatch):
    asked = []

    def load_dataset(name, split):
        asked.append((name, split))
        return [ROW, UNANSWERED]

    monkeypatch.setitem(sys.modules, "datasets", types.SimpleNamespace(load_dataset=load_dataset))
    source = open_source("hub:lavita/MedQuAD")
    assert len(source.fingerprint()) == 64
    assert next(iter(source.read())) == EXPECTED
    assert asked == [("lavita/MedQuAD", "train")]


def test_the_hub_out_of_reach_is_told_of(monkeypatch):
    def load_dataset(_name, split):
        raise ConnectionError(split)

    monkeypatch.setitem(sys.modules, "datasets", types.SimpleNamespace(load_dataset=load_dataset))
    with pytest.raises(Unavailable, match="ConnectionError"):
        open_source("hub:lavita/MedQuAD").fingerprint()
