import pytest

from bedside.adapters.library_source.files import File
from bedside.adapters.library_source.folder import file_id, parse, read
from bedside.core.library.document import Document
from bedside.core.library.source import ReadFailure

SECTIONED = """---
title: Oxygen saturation (SpO2)
focus: Oxygen saturation
synonyms: SpO2; pulse oximetry;
source: Starter library
url: https://www.nhs.uk/
reviewed: no
---

## What is a normal oxygen level? {exams and tests}

Most healthy adults
show 95 % or more.

- Some show less.

## What lowers it? {causes}

Cold hands.
"""


def parsed(path, content):
    return list(parse(File(path, content.encode() if isinstance(content, str) else content)))


def test_each_question_section_becomes_a_document():
    first, second = parsed("topics/oxygen.md", SECTIONED)
    assert first == Document(
        document_id="topics-oxygen-1",
        title="Oxygen saturation (SpO2)",
        text="Most healthy adults show 95 % or more.\n\n- Some show less.",
        question="What is a normal oxygen level?",
        focus="Oxygen saturation",
        question_type="exams and tests",
        source="Starter library",
        url="https://www.nhs.uk/",
        synonyms=("SpO2", "pulse oximetry"),
    )
    assert (second.document_id, second.text) == ("topics-oxygen-2", "Cold hands.")


def test_text_before_the_first_section_is_not_lost():
    found = parsed("oxygen.md", SECTIONED.replace("\n## What is", "\nRead this first.\n\n## What is", 1))
    assert [(d.document_id, d.text) for d in found[:1]] == [("oxygen-0", "Read this first.")]
    assert len(found) == 3


def test_a_section_without_text_is_named():
    found = parsed("oxygen.md", SECTIONED.replace("Cold hands.", ""))
    assert found[1] == ReadFailure("oxygen.md", "section 2 has no text")


def test_other_markdown_is_one_document_titled_by_its_heading():
    (document,) = parsed("Ward/Falls Policy.md", "# Preventing falls\n\nKeep the floor\ndry.\n\n## Who\n\nAll.")
    assert document.document_id == "ward-falls-policy.md"
    assert document.title == "Preventing falls"
    assert document.text == "# Preventing falls\n\nKeep the floor dry.\n\n## Who\n\nAll."


def test_front_matter_serves_a_whole_file_too():
    (document,) = parsed("falls.md", "---\ntitle: 'Falls: how'\nfocus: Falls\nurl: https://x/y\n---\nKeep dry.")
    assert (document.title, document.focus, document.url) == ("Falls: how", "Falls", "https://x/y")
    assert document.text == "Keep dry."


@pytest.mark.parametrize(
    ("front", "source"),
    [
        ("source: Ward\nsources: NHS; NICE", "Ward, after NHS; NICE"),
        ("sources: NHS", "NHS"),
        ("source: Ward", "Ward"),
        ("focus: Falls", ""),
    ],
)
def test_where_the_facts_come_from_is_shown_with_the_source(front, source):
    (document,) = parsed("falls.md", f"---\n{front}\n---\nKeep dry.")
    assert document.source == source


def test_text_is_one_document_titled_by_its_file():
    (document,) = parsed("falls.txt", "Keep dry.")
    assert (document.title, document.text) == ("falls", "Keep dry.")


@pytest.mark.parametrize(
    ("path", "content", "reason"),
    [
        ("a.md", b"", "no text"),
        ("a.txt", b" \n\t ", "no text"),
        ("a.txt", b"GIF89a\x00\x01\x02", "binary"),
        ("a.md", "f\xfcnf".encode("latin-1"), "UTF-8"),
        ("a.html", b"<script>x</script>", "no text"),
        ("a.pdf", b"%PDF-1.7 broken", "damaged"),
        ("a.pdf", b"", "damaged"),
    ],
)
def test_a_file_without_readable_text_says_why(path, content, reason):
    (failure,) = parsed(path, content)
    assert isinstance(failure, ReadFailure)
    assert reason in failure.reason


def test_a_document_of_fifty_megabytes_is_refused_and_the_others_read(tmp_path):
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    (tmp_path / "small.txt").write_text("Keep dry.")
    (tmp_path / "image.png").write_bytes(b"\x89PNG")
    refused, document = read(tmp_path)
    assert refused == ReadFailure("huge.txt", "52,428,801 bytes, over the limit of 50 MB")
    assert document.text == "Keep dry."


@pytest.mark.parametrize(
    ("path", "name"),
    [("A b/Ü.md", "a-b-u.md"), ("日本", "document"), ("../x", "x"), ("x" * 300, "x" * 200)],
)
def test_ids_are_made_of_plain_letters(path, name):
    assert file_id(path) == name
