"""Folding, tokens and sentences: the few text functions that everything else shares."""

import re
import unicodedata

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)+|[a-z0-9]+(?:'[a-z]+)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9•-])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:dr|mr|mrs|ms|prof|st|vs|e\.g|i\.e|etc|approx|fig|no|inc|u\.s|u\.k|jr|sr|al|cf|ca)\.|\b[A-Z]\.)$",
    re.IGNORECASE,
)


_LONGEST_ABBREVIATION = 10


def fold_space(text: str) -> str:
    """Returns the text with every run of white space as one blank, ends stripped."""
    return " ".join(text.split())


def clean(text: str) -> str:
    """Returns the text in NFC without control and direction-changing characters; newlines and tabs stay."""
    return _CONTROL.sub("", unicodedata.normalize("NFC", text))


def fold_case(text: str) -> str:
    """Returns the text lower-cased, accents removed, typographic quotes as plain ones."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.replace("\u2019", "'").replace("\u2018", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def words(text: str) -> list[str]:
    """Returns the folded words and numbers of a text in order; possessive endings are dropped.

    >>> words("Crohn's disease: 38.5 °C?")
    ['crohn', 'disease', '38.5', 'c']
    """
    folded = fold_case(text)
    found: list[str] = _TOKEN.findall(folded)
    return [word.split("'")[0] for word in found] if "'" in folded else found


def sentences(text: str) -> list[str]:
    """Returns the sentences of a text in order, white space folded, nothing lost but the folding.

    Splits after ``.``, ``!`` or ``?`` before a capital, digit, bullet or bracket, except after common abbreviations and
    initials. Lines that end without a stop, as lists have them, end a sentence too where a blank line follows.
    """
    found: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        pending = ""
        for part in _END.split(fold_space(block)):
            pending = f"{pending} {part}" if pending else part
            if not _ABBREVIATION.search(pending[-_LONGEST_ABBREVIATION:]):
                found.append(pending)
                pending = ""
        if pending:
            found.append(pending)
    return [s for s in found if s]


STOPWORDS = frozenset(
    """a about after all also am an and any anyone are as at be because been before being but by can could did do does
    doing else for from get got had has have having he help her here hers him his how i if in into is it its just know
    like me my no not now of on one or our out please she should so some than thanks that the their them then there
    these they this those to too us very was we were what when where which who whom whose why will with would you
    your""".split()
)
"""Words that carry no topic. Negations stay out of searches, and are kept wherever meaning is judged."""
