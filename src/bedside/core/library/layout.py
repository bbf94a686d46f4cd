"""Folds the white space of layout and keeps that of meaning: paragraphs, list items and headings stay apart."""

import re

from bedside.core.text import clean

_BLANKS = re.compile(r"[^\S\n]+")
_PARAGRAPH = re.compile(r"\n\s*\n\s*")
_ITEM = re.compile(r"\n\s*(?=(?:[-*•]|#{1,6}|\d{1,2}[.)])\s)")
_AFTER_HEADING = re.compile(r"^(#{1,6} [^\n]*)\n", re.MULTILINE)


def fold_layout(text: str) -> str:
    r"""Returns the text with one blank line between paragraphs, list items on lines of their own, and wrapped lines
    joined; control characters are gone.

    >>> fold_layout("One  line\nwrapped.\n\n\n- item\n- other")
    'One line wrapped.\n\n- item\n- other'
    """
    text = clean(_BLANKS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = _AFTER_HEADING.sub("\\1\n\n", text)
    kept = _ITEM.sub("\x01", _PARAGRAPH.sub("\x00", text.strip()))
    return _BLANKS.sub(" ", kept.replace("\n", " ")).replace(" \x00", "\x00").replace(" \x01", "\x01").translate(_MARKS)


_MARKS = {0: "\n\n", 1: "\n"}  # characters that `clean` has removed, so that none of the text's own is taken for one
