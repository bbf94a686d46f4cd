"""What a text file begins with, and what its bytes are: a byte order mark is passed over, UTF-16 read where it has one.

A mark is all that tells UTF-16 from other bytes for sure. Nothing tells one 8-bit code page from another, so they are
refused: a name of a patient or device would be another by a wrong guess.
"""

import codecs
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from bedside.errors import InvalidInput

MARK = codecs.BOM_UTF8
"""The byte order mark that some programs write before UTF-8; it says nothing, and is passed over at every door."""
_A_LINE = 100
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def opened(path: Path) -> BinaryIO:
    """Returns the file behind its mark, as UTF-8 where the mark says that it is UTF-16. Raises InvalidInput."""
    file = path.open("rb")
    start = file.read(len(MARK))
    if start.startswith(_UTF_16):
        with file:
            return BytesIO(_from_utf_16(start + file.read()))
    if start != MARK:
        file.seek(0)
    return file


def text_of(raw: bytes) -> str:
    """Returns the text of UTF-8. Raises InvalidInput, with the line of the first byte that is none."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise _not_utf8(raw.count(b"\n", 0, error.start) + 1) from error
    if text.find("\0", 0, _A_LINE) >= 0:  # UTF-16 without its mark
        raise _not_utf8(1)
    return text


def _from_utf_16(raw: bytes) -> bytes:
    try:
        return raw.decode("utf-16").encode()
    except UnicodeDecodeError as error:
        raise InvalidInput(
            "the file says that it is UTF-16, and is not", code="not_utf8", next_step="Save it as UTF-8, and send that."
        ) from error


def _not_utf8(line: int) -> InvalidInput:
    return InvalidInput(
        f"line {line} of the file is not UTF-8",
        code="not_utf8",
        next_step="Save it as UTF-8 (a spreadsheet calls it `CSV UTF-8`), or convert it: `iconv -f latin1 -t utf-8`.",
    )
