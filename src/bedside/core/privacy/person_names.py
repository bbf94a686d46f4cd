"""Names of people: after a cue ("my name is", "Dr"), by common given names and surnames, and where letters are signed.

A name that means a condition ("Crohn's disease", "Down syndrome") is none. Small letters are read as a name only
after a cue that introduces one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bedside.core.answering.query import Redaction
from bedside.core.privacy.eponyms import EPONYM_NOUNS, EPONYMS, NOT_A_NAME
from bedside.core.privacy.given_names import AMBIGUOUS_NAMES, GIVEN_NAMES
from bedside.core.privacy.surnames import SURNAMES
from bedside.core.text import fold_case

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_BETWEEN = re.compile(r"(?:\.? |\. ?)")
_EPONYM = re.compile(EPONYM_NOUNS, re.IGNORECASE)
_PARTICLES = frozenset(
    "al bin da das de del della den der di do dos du el ibn la le las los mac san st ten ter van von y".split()
)
_TITLES = frozenset(
    "aunt aunty doctor dr father madam miss mister mr mrs ms mx nurse prof professor rev sir sister uncle".split()
)
_PERSON_CUE = re.compile(
    r"(?:\bnames? (?:is|was|are|of)|\bname's|\bnames?\s{0,8}:|\bpatient(?:'s name)?\s?:|\bcalled|\bnamed|"
    r"\bnamed (?:him|her|it|them)|\bcall (?:me|him|her)|"
    r"\bsigned,?|\bi am|\bi'm|\bim|\bthis is|\bit's|\bunder|\bname\b[^.\n]{0,24}\bto|\bguardian|\bdear|"
    r"\bhi|\bhello|\bhey|\bcare of|\battn:?|\bc/o|"
    r"\b(?:wife|husband|son|daughter|brother|sister|mother|father|mom|mum|dad|friend|partner|kid|child|"
    r"baby|boss|neighbou?r),?)\s{1,4}$",
    re.IGNORECASE,
)
_SURE_CUE = re.compile(
    r"(?:\bmy (?:\w+ )?name is|\bname's|\bnames?\s{0,8}:|\bnamed|\bcall me|\bsigned,?|"
    r"\bpatient(?:'s name)?\s?:|\bname is|\bmaiden name is|\blast name is)"
    r"\s{1,4}$",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"(?:\b(?:thanks?|thank you|regards|sincerely|best|cheers|love|yours|wishes|faithfully|truly|advance|"
    r"bless)\b[^\n\w]{0,4}\s|\n\s*[-~]{1,2} ?)\s{0,4}$",
    re.IGNORECASE,
)
_CUE_REACH = 40


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    folded: str
    capital: bool
    starts_sentence: bool

    @property
    def root(self) -> str:
        """The word without its possessive ending."""
        return self.folded[:-2] if self.folded.endswith("'s") else self.folded


def person_names(text: str) -> Iterator[Redaction]:
    """Yields where names of people stand, from left to right."""
    tokens = _tokens(text)
    at = 0
    while at < len(tokens):
        length = _name_at(text, tokens, at)
        if length:
            last = tokens[at + length - 1]
            yield Redaction(tokens[at].start, last.end - (2 if last.folded.endswith("'s") else 0), "NAME")
        at += length or 1


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _WORD.finditer(text):
        before = text[max(0, match.start() - 3) : match.start()].rstrip(" \t\"'(")
        starts = match.start() == 0 or before == "" or before[-1] in ".!?\n:>"
        word = match.group()
        found.append(_Token(match.start(), match.end(), fold_case(word), word[0].isupper(), starts))
    return found


def _name_at(text: str, tokens: Sequence[_Token], at: int) -> int:
    """Returns how many tokens from here are a name, 0 for none."""
    token = tokens[at]
    if not token.capital:
        return _small_name_at(text, tokens, at)
    if token.folded in _TITLES:
        return 0
    run = _run(text, tokens, at)
    if _is_eponym(text, tokens, at, run):
        return 0
    before = text[max(0, token.start - _CUE_REACH) : token.start]
    if _titled(text, tokens, at) or (_PERSON_CUE.search(before) and _may_be_cued(tokens[at])):
        return run if token.root not in NOT_A_NAME else 0
    if _SIGN_OFF.search(before) and run <= 3 and token.root not in NOT_A_NAME:
        return run if text[tokens[at + run - 1].end :].strip(" .,!\n") == "" or _known(token) else 0
    return _listed(tokens, at, run)


def _run(text: str, tokens: Sequence[_Token], at: int) -> int:
    """Returns how many tokens belong together as one name: capitals, initials and particles, on one line."""
    end = at + 1
    while end < len(tokens) and end - at < 6:
        between = text[tokens[end - 1].end : tokens[end].start]
        if not _BETWEEN.fullmatch(between) or tokens[end - 1].folded.endswith("'s"):
            break
        if "." in between and tokens[end - 1].end - tokens[end - 1].start > 2:
            break
        if not tokens[end].capital and tokens[end].folded not in _PARTICLES:
            break
        if tokens[end].folded in NOT_A_NAME and tokens[end].folded not in GIVEN_NAMES:
            break
        end += 1
    while end - at > 1 and not tokens[end - 1].capital:
        end -= 1
    return end - at


def _known(token: _Token) -> bool:
    return any(part in GIVEN_NAMES or part in AMBIGUOUS_NAMES or part in SURNAMES for part in _parts(token))


def _parts(token: _Token) -> list[str]:
    return [token.root, token.root.replace("'", ""), *token.root.split("-")]


def _may_be_cued(token: _Token) -> bool:
    return token.root not in NOT_A_NAME and (token.root not in EPONYMS or _known(token)) and token.end - token.start > 1


def _titled(text: str, tokens: Sequence[_Token], at: int) -> bool:
    if at == 0 or tokens[at - 1].folded not in _TITLES:
        return False
    return bool(_BETWEEN.fullmatch(text[tokens[at - 1].end : tokens[at].start]))


def _is_eponym(text: str, tokens: Sequence[_Token], at: int, run: int) -> bool:
    """Returns whether the run names a condition or a place: "Crohn's disease", "Down Syndrome"."""
    last = tokens[at + run - 1]
    end = last.end - (2 if last.folded.endswith("'s") else 0)
    if _EPONYM.match(text, end):
        return True
    words = [t.root for t in tokens[at : at + run]]
    return any(_EPONYM.match(" " + word) for word in words[1:]) or all(word in EPONYMS for word in words)


def _listed(tokens: Sequence[_Token], at: int, run: int) -> int:
    """Returns the length of a listed name: a given name with what follows, or a surname inside a sentence."""
    token = tokens[at]
    parts = _parts(token)
    given = any(part in GIVEN_NAMES for part in parts)
    if given and not any(part in AMBIGUOUS_NAMES for part in parts):
        return run
    follows = run > 1 and any(_known(t) for t in tokens[at + 1 : at + run])
    if any(part in AMBIGUOUS_NAMES for part in parts):
        month = token.root in NOT_A_NAME
        return run if follows or (run == 1 and not month and not token.starts_sentence) else 0
    if any(part in SURNAMES for part in parts) and token.root not in EPONYMS:
        return run if not token.starts_sentence or run == 1 or follows else 0
    return run if follows and token.root not in NOT_A_NAME and not token.starts_sentence else 0


def _small_name_at(text: str, tokens: Sequence[_Token], at: int) -> int:
    """Returns the length of a name in small letters after a cue that surely introduces one."""
    token = tokens[at]
    before = text[max(0, token.start - _CUE_REACH) : token.start]
    sure = _SURE_CUE.search(before) and token.root not in NOT_A_NAME
    listed = token.root in GIVEN_NAMES and token.root not in AMBIGUOUS_NAMES and _PERSON_CUE.search(before)
    if not (sure or listed or (_known(token) and _titled(text, tokens, at))):
        return 0
    if at + 1 < len(tokens) and text[token.end : tokens[at + 1].start] == " " and _known(tokens[at + 1]):
        return 2
    return 1
