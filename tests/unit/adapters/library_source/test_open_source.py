import tarfile
from pathlib import Path

import pytest

from bedside.adapters.library_source import open_source
from bedside.core.library.document import QUESTION_TYPES, Document
from bedside.errors import InvalidInput

XML = '<Document source="GARD"><QAPairs><QAPair pid="1"><Question qtype="x">Q</Question></QAPair></QAPairs></Document>'


def opened(path, **files):
    for name, content in files.items():
        (path / name.replace("_", ".")).write_text(content)
    source = open_source(str(path))
    return source.name, source.kind


def test_xml_is_medquad_even_beside_a_licence(tmp_path):
    assert opened(tmp_path, a_xml=XML, b_xml=XML, LICENSE_txt="CC BY") == ("medquad", "medquad_xml")


def test_prose_is_a_folder_even_beside_an_xml_file(tmp_path):
    folder = tmp_path / "Ward Notes"
    folder.mkdir()
    assert opened(folder, a_md="a", b_txt="b", feed_xml="<x/>") == ("ward-notes", "folder")


def test_one_file_is_told_by_its_ending(tmp_path):
    (tmp_path / "a.xml").write_text(XML)
    (tmp_path / "b.jsonl").write_text('{"text": "x"}')
    (tmp_path / "c.html").write_text("<p>x")
    kinds = [open_source(str(tmp_path / name)).kind for name in ("a.xml", "b.jsonl", "c.html")]
    assert kinds == ["medquad_xml", "jsonl", "folder"]


def test_an_archive_is_told_by_what_it_holds(tmp_path):
    for name, member in (("set.tar.gz", "a.xml"), ("notes.tar.gz", "a.md")):
        (tmp_path / member).write_text(XML)
        with tarfile.open(tmp_path / name, "w:gz") as archive:
            archive.add(tmp_path / member, member)
    assert open_source(str(tmp_path / "set.tar.gz")).kind == "medquad_xml"
    assert (open_source(str(tmp_path / "notes.tar.gz")).name) == "notes"


def test_an_address_may_be_a_file_url(tmp_path):
    (tmp_path / "a b.md").write_text("text")
    assert open_source((tmp_path / "a b.md").as_uri()).kind == "folder"


@pytest.mark.parametrize("address", ["nothing/here", "https://example.org/x", ""])
def test_an_address_of_nothing_says_what_may_be_given(address, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidInput) as refused:
        open_source(address)
    assert "starter" in refused.value.next_step


def test_a_folder_of_nothing_readable_is_refused(tmp_path):
    (tmp_path / "photo.png").write_bytes(b"x")
    with pytest.raises(InvalidInput, match="nothing that can be read"):
        open_source(str(tmp_path))


def test_the_starter_library_is_read_whole():
    source = open_source("starter")
    found = list(source.read())
    assert source.name == "starter"
    assert all(isinstance(item, Document) for item in found)
    assert len({item.title for item in found}) >= 60
    assert all(item.is_evidence and item.question and item.focus and item.url for item in found)
    assert {item.question_type for item in found} <= set(QUESTION_TYPES)
    assert all("not clinically reviewed" in item.source for item in found)
    asthma = next(item for item in found if item.focus == "Asthma")
    assert asthma.source.endswith("NHS (asthma); NICE, BTS and SIGN asthma guideline 2024; Asthma + Lung UK")


def test_the_starter_librarys_readme_is_no_topic():
    topics = Path(__file__).parents[4] / "src" / "bedside" / "starter_library"
    assert (topics / "README.md").exists()
    assert not any(item.document_id.startswith("readme") for item in open_source("starter").read())
