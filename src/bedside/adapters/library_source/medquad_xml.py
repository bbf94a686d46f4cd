"""Reads MedQuAD as published in XML: a folder of folders, one file, or an archive.

One pair of question and answer becomes one document, with the id ``<source>_<file>_Sec<pid>``, which is unique over
the whole set where the set's own ``qid`` is not. A pair without an answer becomes a known question. The set counts
47,441 pairs; sixteen more stand in four files of another layout that the published counts leave out: those files are
named as failures, so that the counts stay comparable.
"""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as SafeElementTree

from bedside.adapters.library_source.files import File, fingerprint, read_files
from bedside.core.library.document import Document
from bedside.core.library.source import LibrarySource, ReadFailure, SourceCounts
from bedside.core.text import clean, fold_space

ATTRIBUTION = (
    "MedQuAD, Ben Abacha and Demner-Fushman 2019, A question-entailment approach to question answering, CC BY 4.0; "
    "source and address stand with each answer."
)
PUBLISHED = SourceCounts(documents=47_441, answered=16_407)
_GAP = re.compile(r"(?:\s\s+|[\n\t\xa0])(?:([-•*])\s+)?")
_UTF8 = re.compile(rb"\s*(?:<\?xml version=\"1\.0\" encoding=\"utf-8\"\s*\?>|<[A-Za-z])", re.IGNORECASE)


def source(path: Path) -> LibrarySource:
    """Returns MedQuAD at a path."""
    return LibrarySource(
        "medquad", "medquad_xml", partial(fingerprint, path), partial(read, path), ATTRIBUTION, PUBLISHED
    )


def read(path: Path) -> Iterator[Document | ReadFailure]:
    """Yields a document for each pair, and a failure for each file or pair that is none."""
    for file in read_files(path, _is_xml):
        if isinstance(file, ReadFailure):
            yield file
        else:
            yield from parse(file)


def parse(file: File) -> Iterator[Document | ReadFailure]:
    """Yields the documents of one XML file. Entities and external references are refused."""
    try:
        root = _root(file.content)
    except DefusedXmlException as error:
        yield ReadFailure(file.path, f"refused for safety: {type(error).__name__}")
    except (ParseError, ValueError, LookupError) as error:
        yield ReadFailure(file.path, f"is not well-formed XML: {error}")
    else:
        yield from _documents(file.path, root)


def _root(content: bytes) -> Element:
    """Returns the root element. Raises DefusedXmlException where entities are declared, or could be.

    Entities need a document type, and in UTF-8 that is these bytes: a file without them is read by the compiled
    parser, four times as fast. Everything else takes the guarded one.
    """
    if b"<!DOCTYPE" not in content and _UTF8.match(content):
        return ElementTree.fromstring(content)  # noqa: S314 - no document type, so no entities: see above
    root: Element = SafeElementTree.fromstring(content, forbid_dtd=True)
    return root


def unfold(answer: str) -> str:
    r"""Returns an answer's paragraphs and list items as lines; the set marks them by newlines or runs of blanks.

    >>> unfold("Key Points\n       - One.    - Two.\n     \n   More.   Last.")
    'Key Points\n- One.\n- Two.\n\nMore.\n\nLast.'
    """
    text = _cleaned(answer).strip()
    if text.isascii() and not any(mark in text for mark in ("  ", "\n", "\t")):
        return text  # most answers are one paragraph already
    return _GAP.sub(_border, text)


def _border(gap: re.Match[str]) -> str:
    """Returns what a gap stands for: a list item, a paragraph, or a blank."""
    if gap.group(1):
        return f"\n{gap.group(1)} "
    return "\n\n" if "\n" in gap.group() or len(gap.group()) > 2 else " "


def _cleaned(text: str) -> str:
    """Returns the text without control characters; XML lets none of ASCII's through but DEL."""
    return text if text.isascii() and "\x7f" not in text else clean(text)


def _is_xml(name: str) -> bool:
    return name.lower().endswith(".xml")


def _documents(path: str, root: Element) -> Iterator[Document | ReadFailure]:
    """Yields the documents of one parsed file."""
    if root.tag not in ("Document", "DiseaseFile"):
        pairs = sum(1 for _ in root.iter("pair"))
        yield ReadFailure(path, f"another layout (<{root.tag}>, {pairs} pairs), left out of the published counts")
        return
    stem = PurePosixPath(path).stem
    origin = fold_space(root.get("source") or "") or "MedQuAD"
    url = fold_space(root.get("url") or "")
    focus = _text(root.find("Focus"))
    synonyms = tuple(dict.fromkeys(filter(None, (_text(s) for s in root.iter("Synonym")))))
    for pair in root.iter("QAPair"):
        question, answer = pair.find("Question"), pair.find("Answer")
        pid = pair.get("pid")
        if question is None or not pid:
            yield ReadFailure(path, "a pair without a question or pid")
            continue
        asked = _text(question)
        yield Document(
            document_id=f"{origin}_{stem}_Sec{pid}",
            title=focus or asked,
            text=unfold("".join(answer.itertext())) if answer is not None else "",
            question=asked,
            focus=focus,
            question_type=question.get("qtype", "").strip(),
            source=origin,
            url=url,
            synonyms=synonyms,
        )


def _text(element: Element | None) -> str:
    return " ".join(_cleaned(element.text or "").split()) if element is not None else ""
