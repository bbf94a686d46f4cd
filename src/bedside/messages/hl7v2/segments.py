"""Splits an HL7 v2 message by the delimiters that it declares itself, and undoes its escapes.

A message is bytes until its character set is known: MSH is read as Latin-1 to find MSH-18, which all supported sets
allow. Characters that a set cannot say become U+FFFD, and only matter where an id or a unit has them: a name in the
wrong set must not hold back a patient's readings.

Segments end with CR. Lines that end with CR LF are taken too, and those with LF where there is no CR at all; else an LF
is a character like any other, unless a segment that is read begins behind it: it would be lost in the one before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bedside.core.vitals.reading import Reason

_NAME = re.compile(r"[A-Z][A-Z0-9]{2}")
_CHARACTER_SETS = {
    "": "ascii",
    "ASCII": "ascii",
    "UNICODE UTF-8": "utf-8",
    "UTF-8": "utf-8",
    **{f"8859/{number}": f"iso8859-{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 15)},
}
_LETTERS = {"F": 0, "S": 1, "R": 2, "E": 3, "T": 4}
_SLACK = b"\r\n\t \0"
MOST_SEGMENTS = 20_000


@dataclass(frozen=True, slots=True)
class Delimiters:
    """What MSH-1 and MSH-2 declare."""

    field: str = "|"
    component: str = "^"
    repetition: str = "~"
    escape: str = "\\"
    subcomponent: str = "&"

    @property
    def all(self) -> str:
        """Returns the delimiters in the order of MSH-1 and MSH-2."""
        return self.field + self.component + self.repetition + self.escape + self.subcomponent


DEFAULT = Delimiters()


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment as text with its escapes still in it. Numbers are those of the standard, from 1."""

    name: str
    fields: tuple[str, ...]
    delimiters: Delimiters
    codec: str

    def raw(self, number: int) -> str:
        """Returns a field as it was sent, "" where there is none."""
        return self.fields[number] if number < len(self.fields) else ""

    @property
    def line(self) -> str:
        """Returns the segment as it was sent, but for its character set."""
        return self.delimiters.field.join(self.fields)

    def is_null(self, number: int) -> bool:
        """Returns whether a field says that there is no value, which is not the same as saying nothing."""
        return self.raw(number) == '""'

    def repetitions(self, number: int) -> list[str]:
        """Returns the repetitions of a field, none where it is absent or null."""
        raw = self.raw(number)
        return raw.split(self.delimiters.repetition) if raw and raw != '""' else []

    def components(self, field: str) -> list[str]:
        """Returns the components of one repetition as plain text; of one with subcomponents the first counts."""
        parts = field.split(self.delimiters.component)
        return [self.text(part.partition(self.delimiters.subcomponent)[0]) for part in parts]

    def component(self, number: int, component: int = 1) -> str:
        """Returns a component of the first repetition of a field as plain text."""
        first = self.raw(number).partition(self.delimiters.repetition)[0]
        parts = first.split(self.delimiters.component, component)
        return (
            self.text(parts[component - 1].partition(self.delimiters.subcomponent)[0])
            if component <= len(parts)
            else ""
        )

    def text(self, raw: str) -> str:
        """Returns a leaf as plain text: escapes undone, without blanks around it; null is no text."""
        raw = raw.strip(" ")
        if self.delimiters.escape in raw:
            raw = _unescaped(raw, self.delimiters, self.codec)
        return "" if raw == '""' else raw


@dataclass(frozen=True, slots=True)
class Message:
    """A message of MSH and the segments behind it, in order."""

    header: Segment
    segments: tuple[Segment, ...]


def split(raw: bytes) -> Message | Reason:
    """Returns the message, or why it cannot be split: no sound MSH, a character set that is not known here."""
    header = split_header(raw)
    if header is None:
        return Reason.MALFORMED
    codec = _CHARACTER_SETS.get(header.raw(18).partition(header.delimiters.repetition)[0].strip().upper())
    if codec is None:
        return Reason.NOT_SUPPORTED
    lines = [line for line in _lines(raw.strip(_SLACK).decode(codec, errors="replace")) if line.strip()]
    segments = list(_segments(lines, header.delimiters, codec))
    if len(segments) < len(lines) or len(segments) > MOST_SEGMENTS:
        return Reason.MALFORMED
    return Message(segments[0], tuple(segments[1:]))


def split_header(raw: bytes) -> Segment | None:
    """Returns MSH alone, as Latin-1, so that a message that cannot be read is answered; None without one."""
    first = _lines(raw.strip(_SLACK)[:4096].decode("latin-1"))[0]
    delimiters = _declared(first)
    return next(_segments([first], delimiters, "latin-1"), None) if delimiters else None


def _lines(text: str) -> list[str]:
    if "\r" not in text:
        return text.split("\n")
    begins = f"\n(?=(?:MSH|EVN|PID|PV1|MRG|OBR|OBX){re.escape(text[3:4])})"
    return [line.strip("\n") for line in re.sub(begins, "\r", text).split("\r")]


def _declared(header: str) -> Delimiters | None:
    """Returns the delimiters that an MSH declares, None where it is none. A fifth, for cutting, is passed over."""
    if not header.startswith("MSH") or len(header) < 9:
        return None
    field = header[3]
    declared = header[4:].partition(field)[0]
    letters = field + declared
    sound = all("!" <= letter <= "~" and not letter.isalnum() for letter in letters)
    if not sound or len(declared) not in (4, 5) or len(set(letters)) < len(letters):
        return None
    return Delimiters(field, *declared[:4])


def _segments(lines: list[str], delimiters: Delimiters, codec: str) -> Iterator[Segment]:
    """Yields the segments up to the first line that is none; there is one MSH, at the beginning."""
    for place, line in enumerate(lines):
        fields = line.split(delimiters.field)
        name = fields[0].strip(" ")
        if not _NAME.fullmatch(name) or (name == "MSH") != (place == 0):
            return
        if name == "MSH":
            fields.insert(1, delimiters.field)
        yield Segment(name, tuple(fields), delimiters, codec)


@lru_cache(maxsize=64)
def _escape_pattern(escape: str) -> re.Pattern[str]:
    mark = re.escape(escape)
    return re.compile(f"{mark}([^{mark}]{{0,200}}){mark}")


def _unescaped(raw: str, delimiters: Delimiters, codec: str) -> str:
    """Returns the text with its escapes undone; one that means nothing here becomes U+FFFD, a highlight nothing."""

    def one(found: re.Match[str]) -> str:
        code = found.group(1)
        if code in _LETTERS:
            return delimiters.all[_LETTERS[code]]
        if code.startswith("X"):
            return _hexadecimal(code[1:], codec)
        if code in ("H", "N"):
            return ""
        return "\n" if code.startswith(".") else "\N{REPLACEMENT CHARACTER}"

    return _escape_pattern(delimiters.escape).sub(one, raw)


def _hexadecimal(digits: str, codec: str) -> str:
    try:
        return bytes.fromhex(digits).decode(codec, errors="replace")
    except ValueError:
        return "\N{REPLACEMENT CHARACTER}"
