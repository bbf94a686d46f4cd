"""What an id of a patient, a device or an event is: one rule, asked wherever one comes in.

Ids are compared character by character and shown to people, so two that look alike must be one. Hence every character
must be seen, an accented letter is written in its one composed form (NFC), and no blank stands at an end. What breaks
that is refused with its reason and never mended: which patient was meant is not for a program to guess. Letters of
different scripts that look alike (a Latin and a Cyrillic A) are not told apart.
"""

import re
import unicodedata

LONGEST_ID = 200
"""Characters of an id of a patient, a device or an event; longer ones are refused, not cut."""

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\u2800\U0001d159\U00016fe4\ufffd]"
)
"""Unicode's default-ignorable characters (DerivedCoreProperties, 16.0), those drawn as a blank though they are none to
`str.isspace`, and the one that stands where another was lost."""


def is_seen(text: str) -> bool:
    r"""Returns whether every character of a text is seen, and no blank stands at an end; of "" it is true.

    >>> is_seen("p 1"), is_seen("p1 "), is_seen("p\u31641")
    (True, False, False)
    """
    if text != text.strip():
        return False
    return text.isprintable() and (text.isascii() or not _UNSEEN.search(text))


def is_composed(text: str) -> bool:
    r"""Returns whether a text is in NFC, in which each accented letter has one form.

    >>> is_composed("M\u00fcller"), is_composed("Mu\u0308ller")
    (True, False)
    """
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def id_is_sound(text: str) -> bool:
    """Returns whether a text can be an id: neither empty nor too long, each character seen and in its one form."""
    return 0 < len(text) <= LONGEST_ID and is_seen(text) and is_composed(text)
