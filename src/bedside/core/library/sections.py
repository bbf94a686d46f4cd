"""Finds the lines of a text and the headings among them.

A line here is a paragraph, a list item or a heading; a sentence never runs over its end. Headings are Markdown's, and
short lines that look like titles and stand alone above running text: sources that lost their markup have those.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BORDER = re.compile(r"\n(?:\s*\n\s*|\s*(?=(?:[-*•\u2013]|#{1,6}|\d{1,2}[.)])\s))")
_MARKDOWN = re.compile(r"#{1,6}\s+(.*?)\s*#*\Z")
_TYPE = re.compile(r"\s*\{[^{}]*\}\Z")
_TITLE_WORDS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One line's place in the text, ``text[start:end]``, and the heading it stands under, its own if it is one."""

    start: int
    end: int
    heading: str
    is_heading: bool


def lines(text: str) -> Iterator[Line]:
    """Yields the lines of a text in order; together they hold all its words."""
    stretches = list(_stretches(text))
    texts = [text[start:end] for start, end in stretches]
    heading = ""
    for place, (start, end) in enumerate(stretches):
        found = _heading(texts, place)
        heading = found or heading
        yield Line(start, end, heading, bool(found))


def heading_text(line: str) -> str:
    """Returns a Markdown heading's words without its marks and its ``{type}``; "" where the line is none."""
    match = _MARKDOWN.match(line)
    return _TYPE.sub("", match.group(1)) if match and "\n" not in line else ""


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yields start and end of each line."""
    start = 0
    for border in _BORDER.finditer(text):
        yield from _within_markdown(text, start, border.start())
        start = border.end()
    yield from _within_markdown(text, start, len(text))


def _within_markdown(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yields the stretch, or a Markdown heading and the paragraph that follows it without a blank line."""
    stop = text.find("\n", start, end)
    if stop > 0 and _MARKDOWN.match(text[start:stop]):
        yield start, stop
        start = stop + 1
    line = text[start:end]
    if line.strip():
        yield start + len(line) - len(line.lstrip()), start + len(line.rstrip())


def _heading(texts: list[str], place: int) -> str:
    """Returns the heading's words where the line at that place is one."""
    line = texts[place]
    if line.startswith("#"):
        return heading_text(line)
    if not _looks_like_title(line) or place + 1 >= len(texts) or _looks_like_title(texts[place + 1]):
        return ""
    before = texts[place - 1] if place else "."
    in_list = before.endswith(":") or _looks_like_title(before)  # items without bullets look like titles too
    return "" if in_list else line


def _looks_like_title(line: str) -> bool:
    """Returns whether a line is short, begins like a title and does not end like a sentence."""
    return (
        len(line) <= 80
        and "\n" not in line
        and (line[0].isupper() or line[0].isdigit())
        and line[-1] not in ".,;:!)"
        and len(line.split()) <= _TITLE_WORDS
    )
