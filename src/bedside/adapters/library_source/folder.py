"""Reads a folder, or an archive of one: Markdown, text, HTML and PDF, one document a file.

Markdown whose ``##`` headings name a question and its type, as ``## What is a fever? {information}``, gives one
document a section: title, focus, synonyms, source and address come from the front matter above; ``sources``, where the
facts come from, is shown with the source. What cannot be read, has no text or is too large is a failure with its
reason; the files around it are read.
"""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from bedside.adapters.library_source.files import File, fingerprint, read_files
from bedside.adapters.library_source.formats import Content, Unreadable, html_content, pdf_content, text_content
from bedside.core.library.document import Document
from bedside.core.library.layout import fold_layout
from bedside.core.library.source import LibrarySource, ReadFailure
from bedside.core.text import fold_case, fold_space

MARKDOWN = (".md", ".markdown")
SUFFIXES = (*MARKDOWN, ".txt", ".text", ".html", ".htm", ".xhtml", ".pdf")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_QUESTION = re.compile(r"^##[ \t]+(?P<question>[^\n{]+?)[ \t]*\{(?P<type>[^}\n]*)\}[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}[ \t]+([^\n]+)", re.MULTILINE)
_NOT_IN_ID = re.compile(r"[^a-z0-9.]+")


def source(path: Path, name: str, left_out: str = "") -> LibrarySource:
    """Returns the documents of a folder, of one file, or of an archive of files, all but the file left out."""
    return LibrarySource(name, "folder", partial(fingerprint, path), partial(read, path, left_out))


def read(path: Path, left_out: str = "") -> Iterator[Document | ReadFailure]:
    """Yields the documents of each readable file, in order of paths; files of other kinds are passed over."""
    for file in read_files(path, lambda name: is_readable(name) and name != left_out):
        if isinstance(file, ReadFailure):
            yield file
        else:
            yield from parse(file)


def is_readable(name: str) -> bool:
    """Returns whether the name's ending is one this source reads."""
    return name.lower().endswith(SUFFIXES)


def parse(file: File) -> Iterator[Document | ReadFailure]:
    """Yields the documents of one file, or why there is none. Equal paths and contents give equal documents."""
    suffix = PurePosixPath(file.path).suffix.lower()
    try:
        if suffix == ".pdf":
            yield _whole(file.path, pdf_content(file.content), {})
        elif suffix in (".html", ".htm", ".xhtml"):
            yield _whole(file.path, html_content(file.content), {})
        elif suffix in MARKDOWN:
            yield from _markdown(file.path, text_content(file.content).text)
        else:
            yield _whole(file.path, text_content(file.content), {})
    except Unreadable as reason:
        yield ReadFailure(file.path, str(reason))


def file_id(path: str) -> str:
    """Returns the document id of a whole file: its path in small letters, digits, dots and dashes.

    >>> file_id("Ward notes/Sepsis bundle.pdf")
    'ward-notes-sepsis-bundle.pdf'
    """
    return _NOT_IN_ID.sub("-", fold_case(path)).strip("-.")[-200:] or "document"


def _markdown(path: str, text: str) -> Iterator[Document | ReadFailure]:
    """Yields a document a question section, or one for the whole file where there are none."""
    front, body = _front_matter(text)
    marks = list(_QUESTION.finditer(body))
    opening = fold_layout(body[: marks[0].start()] if marks else body)
    title = front.get("title", "")
    if not marks:
        heading = _HEADING.search(body)
        yield _whole(path, Content(opening, title or (heading.group(1).strip("# ") if heading else "")), front)
        return
    slug = file_id(str(PurePosixPath(path).with_suffix("")))
    if _HEADING.sub("", opening).strip():
        yield _document(f"{slug}-0", opening, title or slug, front)
    for number, mark in enumerate(marks, 1):
        end = marks[number].start() if number < len(marks) else len(body)
        section = fold_layout(body[mark.end() : end])
        question = fold_space(mark.group("question"))
        if section:
            kind = fold_space(mark.group("type"))
            yield _document(f"{slug}-{number}", section, title or question, front, question, kind)
        else:
            yield ReadFailure(path, f"section {number} has no text")


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Returns the ``name: value`` lines between the opening ``---`` lines, and what follows them."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    pairs = (line.partition(":") for line in found.group(1).splitlines() if ":" in line)
    return {name.strip().lower(): value.strip().strip("\"'") for name, _, value in pairs}, text[found.end() :]


def _whole(path: str, content: Content, front: dict[str, str]) -> Document | ReadFailure:
    """Returns one document for a whole file."""
    text = fold_layout(content.text)
    if not text:
        return ReadFailure(path, "has no text")
    return _document(file_id(path), text, fold_space(content.title) or PurePosixPath(path).stem, front)


def _document(
    document_id: str, text: str, title: str, front: dict[str, str], question: str = "", question_type: str = ""
) -> Document:
    synonyms = (fold_space(synonym) for synonym in front.get("synonyms", "").split(";"))
    return Document(
        document_id=document_id,
        title=title,
        text=text,
        question=question,
        focus=front.get("focus", ""),
        question_type=question_type,
        source=", after ".join(filter(None, (front.get("source", ""), front.get("sources", "")))),
        url=front.get("url", ""),
        synonyms=tuple(dict.fromkeys(filter(None, synonyms))),
    )
