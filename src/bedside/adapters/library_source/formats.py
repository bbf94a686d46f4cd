"""Takes title and text out of a text, HTML or PDF file, or says why there is none to take."""

import re
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from unicodedata import category

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_NOT_READ = "script, style, template, noscript, iframe, svg, nav, header, footer, form, [hidden], [aria-hidden=true]"
_BLOCKS = "p, div, section, article, table, tr, ul, ol, dl, dt, dd, blockquote, pre, h1, h2, h3, h4, h5, h6"
_PRIVATE_SHARE = 0.05
"""Characters of private use, such as a word processor's bullets, that a text may have."""
PDF_PAGES = 5_000
PDF_CHARACTERS = 50_000_000


class Unreadable(Exception):
    """A file gives no text; the message says why, and names nothing of its content."""


@dataclass(frozen=True, slots=True)
class Content:
    """A file's text with its layout, and its title where it names one."""

    text: str
    title: str = ""


def text_content(content: bytes) -> Content:
    """Returns the text of a UTF-8 file, or of a UTF-16 one with its mark. Raises Unreadable."""
    return Content(_decoded(content, "utf-8-sig"))


def html_content(content: bytes) -> Content:
    """Returns what a reader of the page is shown: no scripts, navigation or hidden parts. Raises Unreadable."""
    from selectolax.lexbor import LexborHTMLParser  # paid for only where a folder has HTML

    declared = _DECLARED.search(content[:4096])
    page = LexborHTMLParser(_decoded(content, declared.group(1).decode() if declared else "utf-8-sig"))
    title = page.css_first("title")
    name = title.text(strip=True) if title else ""
    body = page.body
    if body is None:
        return Content("", name)
    for node in body.css(_NOT_READ):
        node.decompose()
    for node in body.css("br"):
        node.replace_with("\n")
    for node in body.css(_BLOCKS):
        node.insert_before("\n\n" + _heading_mark(node.tag or ""))
        node.insert_after("\n\n")
    for node in body.css("li"):
        node.insert_before("\n- ")
    for node in body.css("td, th"):
        node.insert_after(" ")
    return Content(body.text(), name)


def _heading_mark(tag: str) -> str:
    """Returns Markdown's mark for a heading's tag, "" for another."""
    return "#" * int(tag[1]) + " " if re.fullmatch("h[1-6]", tag) else ""


def pdf_content(content: bytes) -> Content:
    """Returns the text layer of a PDF, hyphenated lines joined. Raises Unreadable where there is none."""
    from pypdf import PdfReader  # paid for only where a folder has PDF

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("the PDF is locked with a password")
        if len(reader.pages) > PDF_PAGES:
            raise Unreadable(f"the PDF has more than {PDF_PAGES:,} pages")
        text = _pages(reader)
        title = (reader.metadata.title if reader.metadata else "") or ""
    except Unreadable:
        raise
    except Exception as error:  # pypdf raises nearly anything on a damaged file
        raise Unreadable(f"the PDF is damaged: {type(error).__name__}") from error
    if not text.strip():
        raise Unreadable("the PDF has no text layer; run text recognition on it first")
    return Content(_HYPHEN.sub("", text), str(title))


def _pages(reader: object) -> str:
    """Returns the text of all pages; a sentence may run over from one to the next."""
    texts: list[str] = []
    for page in reader.pages:  # type: ignore[attr-defined]
        texts.append(page.extract_text().strip())
        if sum(map(len, texts)) > PDF_CHARACTERS:
            raise Unreadable("the PDF holds more text than the limit of 50 MB")
    return "\n".join(texts)


def _decoded(content: bytes, encoding: str) -> str:
    """Returns the text, or raises Unreadable for binary content and for other encodings than the stated one."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\0" in content:
        raise Unreadable("holds binary data, not text")
    try:
        text = content.decode(encoding)
    except LookupError as error:
        raise Unreadable("names an unknown encoding") from error
    except UnicodeDecodeError as error:
        raise Unreadable("is not UTF-8 text; save it as UTF-8") from error
    if encoding == "utf-16" and not _is_written(text):
        raise Unreadable("holds binary data, not text")
    return text


def _is_written(text: str) -> bool:
    """Returns whether people write such characters. Nearly any bytes are UTF-16, but not of assigned characters."""
    kinds = Counter(category(c) for c in text if c not in "\t\n\v\f\r")
    unheard_of = kinds["Cc"] + kinds["Cn"] + kinds["Cs"]
    return not unheard_of and kinds["Co"] <= len(text) * _PRIVATE_SHARE
