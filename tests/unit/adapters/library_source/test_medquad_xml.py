import pytest

from bedside.adapters.library_source.files import File
from bedside.adapters.library_source.medquad_xml import parse, read, unfold
from bedside.core.library.document import Document
from bedside.core.library.source import ReadFailure

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
GOOD = (
    HEAD
    + """<Document id="0000004" source="GARD" url="https://rarediseases.info.nih.gov/gard/335/abcd">
<Focus>ABCD  syndrome</Focus>
<FocusAnnotations><UMLS><CUIs><CUI>C1838099</CUI></CUIs></UMLS>
  <Synonyms><Synonym>Albinism</Synonym><Synonym>Black lock</Synonym><Synonym>Albinism</Synonym></Synonyms>
</FocusAnnotations>
<QAPairs>
  <QAPair pid="1"><Question qid="0000004-1" qtype="symptoms">What are
    the symptoms?</Question><Answer>Pale skin &amp; hair.
              Also:    - Deafness    - A lock</Answer></QAPair>
  <QAPair pid="2"><Question qid="0000004-2" qtype="dose">What dose?</Question><Answer/></QAPair>
</QAPairs></Document>"""
)


def parsed(content, path="2_GARD_QA/0000004_1.xml"):
    return list(parse(File(path, content.encode() if isinstance(content, str) else content)))


def test_a_pair_becomes_a_document():
    assert parsed(GOOD)[0] == Document(
        document_id="GARD_0000004_1_Sec1",
        title="ABCD syndrome",
        text="Pale skin & hair.\n\nAlso:\n- Deafness\n- A lock",
        question="What are the symptoms?",
        focus="ABCD syndrome",
        question_type="symptoms",
        source="GARD",
        url="https://rarediseases.info.nih.gov/gard/335/abcd",
        synonyms=("Albinism", "Black lock"),
    )


def test_a_pair_without_an_answer_becomes_a_known_question():
    known = parsed(GOOD)[1]
    assert (known.document_id, known.question, known.is_evidence) == ("GARD_0000004_1_Sec2", "What dose?", False)


def test_a_document_without_a_focus_is_titled_by_its_question():
    found = parsed(GOOD.replace("ABCD  syndrome", ""))
    assert (found[0].title, found[0].focus) == ("What are the symptoms?", "")


def test_another_layout_is_named_with_what_it_holds():
    content = "<doc docid='1'><qaPairs><pair pid='1'/><pair pid='2'/></qaPairs></doc>"
    (failure,) = parsed(content)
    assert failure == ReadFailure(
        "2_GARD_QA/0000004_1.xml", "another layout (<doc>, 2 pairs), left out of the published counts"
    )


def test_a_pair_that_lacks_its_parts_is_named_and_the_next_read():
    found = parsed(GOOD.replace('<QAPair pid="1">', "<QAPair>"))
    assert isinstance(found[0], ReadFailure)
    assert found[1].document_id == "GARD_0000004_1_Sec2"


BOMB = """<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>"""
FILE = """<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>"""
REMOTE = """<!DOCTYPE d SYSTEM "http://127.0.0.1:9/evil.dtd">"""


@pytest.mark.parametrize("attack", [BOMB, FILE, REMOTE, "<!DOCTYPE d>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1", "utf-8-sig"])
def test_entities_and_document_types_are_refused_in_every_encoding(attack, encoding):
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?>{attack}' + GOOD.removeprefix(HEAD).replace("Pale", "&x;&c;")
    (failure,) = parsed(text.encode(encoding))
    assert "refused for safety" in failure.reason


@pytest.mark.parametrize("content", [b"", b"<Document", b"\x00\x01\x02", GOOD.encode()[:-30], b"<a>&undefined;</a>"])
def test_what_is_no_xml_is_a_failure(content):
    (failure,) = parsed(content)
    assert isinstance(failure, ReadFailure)


def test_an_encoding_nobody_knows_is_a_failure():
    (failure,) = parsed(GOOD.replace("UTF-8", "EBCDIC-XX"))
    assert isinstance(failure, ReadFailure)


def test_deep_nesting_does_no_harm():
    (failure,) = parsed("<a>" * 100_000 + "</a>" * 100_000)
    assert "another layout" in failure.reason


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("One. Two.", "One. Two."),
        ("One.   Two.  Three.", "One.\n\nTwo. Three."),
        ("Signs:  - a  - b - c", "Signs:\n- a\n- b - c"),
        ("A\t\n \nB", "A\n\nB"),
        ("caf\u0065\u0301\u00a0x\x7f", "caf\u00e9 x"),
        ("  ", ""),
    ],
)
def test_layout_is_unfolded(answer, text):
    assert unfold(answer) == text


def test_unfolding_keeps_every_word():
    answer = "Key Points\n     - One.    - Two.\n   \n  Three   four\t\tfive"
    assert unfold(answer).split() == answer.split()


def test_a_folder_is_read_file_by_file(tmp_path):
    (tmp_path / "2_GARD_QA").mkdir()
    (tmp_path / "2_GARD_QA" / "0000004.xml").write_text(GOOD)
    (tmp_path / "2_GARD_QA" / "0000005.xml").write_text("<broken")
    (tmp_path / "LICENSE.txt").write_text("CC BY 4.0")
    found = list(read(tmp_path))
    assert [getattr(item, "document_id", None) or item.where for item in found] == [
        "GARD_0000004_Sec1",
        "GARD_0000004_Sec2",
        "2_GARD_QA/0000005.xml",
    ]
