"""Names of people: after a cue ("my name is", "Dr"), by common given names and surnames, and where letters are signed.

A name that means a condition ("Crohn's disease", "Down syndrome") is none. Small letters are read as a name only
after a cue that introduces one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bedside.core.answering.query import Redaction
from bedside.core.privacy.eponyms import EPONYM_NOUNS, EPONYMS, NOT_A_NAME, PLACE_STARTS
from bedside.core.privacy.given_names import AMBIGUOUS_NAMES, GIVEN_NAMES
from bedside.core.privacy.surnames import SURNAMES, WORD_SURNAMES
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
_SURE_CUE = re.compile(
    r"(?:\bmy (?:\w+ )?name is|\bnames? (?:is|was)|\bname's|\bnames?\s{0,8}:|\bnamed(?: (?:him|her|it|them))?|"
    r"\bcall (?:me|him|her)|\bsigned,?|\bpatient(?:'s name)?\s?:|\bname\b[^.\n?]{0,20}\?(?: \w{1,9}:)?)\s{1,4}$",
    re.IGNORECASE,
)
"""After these whatever follows is a name, in small letters too."""
_OPEN_CUE = re.compile(
    r"(?:\bi am|\bi'm|\bim|\bname\b[^.\n]{0,24}\bto|\bguardian|\bdear|\bhi|\bhello|\bhey|\bcare of|\battn:?|\bc/o|"
    r"\b(?:wife|husband|son|daughter|brother|sister|mother|father|mom|mum|dad|friend|partner|kid|boss|neighbou?r),?)\s{1,4}$",
    re.IGNORECASE,
)
"""After these a capital is a name, unless capitals say nothing there."""
_WEAK_CUE = re.compile(r"\b(?:called|this is|it's|under|child|baby)\s{1,4}$", re.IGNORECASE)
"""After these a word of the lists is a name even where it is an everyday word."""
_SIGN_OFF = re.compile(
    r"(?:\b(?:thanks?|thank you|regards|sincerely|best|cheers|love|yours|wishes|faithfully|truly|advance|"
    r"bless)\b[^\n\w]{0,4}\s|\n\s*[-~]{1,2} ?)\s{0,4}$",
    re.IGNORECASE,
)
_EPONYM_OF = re.compile(
    r"\b(?:syndrome|disease|dysplasia|type|variant|nevus|sign|circle|islets?) of (?:\w+ and )?$", re.IGNORECASE
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
        starts = not before or not (before[-1].isalnum() or before[-1] in ",;&")
        word = match.group()
        found.append(_Token(match.start(), match.end(), fold_case(word), word[0].isupper(), starts))
    return found


def _name_at(text: str, tokens: Sequence[_Token], at: int) -> int:
    """Returns how many tokens from here are a name, 0 for none."""
    token = tokens[at]
    if not token.capital:
        return _small_name_at(text, tokens, at)
    if token.folded in _TITLES or _is_place(tokens, at):
        return 0
    run = _run(text, tokens, at)
    if _is_eponym(text, tokens, at, run):
        return run if _titled(text, tokens, at) and not _EPONYM.match(text, tokens[at + run - 1].end) else 0
    if _titled(text, tokens, at) or _is_cued(text, tokens, at):
        return run if token.root not in NOT_A_NAME or token.root in SURNAMES else 0
    before = text[max(0, token.start - _CUE_REACH) : token.start]
    if _SIGN_OFF.search(before) and run <= 3 and token.root not in NOT_A_NAME:
        return run if text[tokens[at + run - 1].end :].strip(" .,!\n") == "" or _known(token) else 0
    return _listed(text, tokens, at, run)


def _is_place(tokens: Sequence[_Token], at: int) -> bool:
    """Returns whether the word begins or goes on a place's name: "Fort Collins"."""
    before = tokens[at - 1] if at else None
    return tokens[at].folded in PLACE_STARTS or bool(before and before.capital and before.folded in PLACE_STARTS)


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


def _signs(text: str, token: _Token) -> bool:
    """Returns whether the word stands alone after a sign-off, at the end of the text."""
    before = text[max(0, token.start - _CUE_REACH) : token.start]
    return bool(_SIGN_OFF.search(before)) and text[token.end :].strip(" .,!\n") == ""


def _known(token: _Token) -> bool:
    return bool(_kinds(token))


def _kinds(token: _Token) -> set[str]:
    """Returns what the lists say of a word: ``given``, ``surname``, ``word`` where it is an everyday word too."""
    parts = _parts(token)
    if any(part in AMBIGUOUS_NAMES or part in WORD_SURNAMES for part in parts):
        return {"word"}
    if any(part in GIVEN_NAMES for part in parts):
        return {"given"}
    return {"surname"} if any(part in SURNAMES for part in parts) else set()


def _parts(token: _Token) -> list[str]:
    return [token.root, token.root.replace("'", ""), *token.root.split("-")]


def _is_cued(text: str, tokens: Sequence[_Token], at: int) -> bool:
    """Returns whether what stands before a capital says that a name comes."""
    token = tokens[at]
    before = text[max(0, token.start - _CUE_REACH) : token.start]
    if token.root in NOT_A_NAME or (token.root in EPONYMS and not _known(token)) or token.end - token.start < 2:
        return False
    if _SURE_CUE.search(before):
        return True
    if _OPEN_CUE.search(before):
        return _known(token) or not (_in_title_case(tokens, at) or text[token.start : token.end].isupper())
    return _known(token) and bool(_WEAK_CUE.search(before))


def _titled(text: str, tokens: Sequence[_Token], at: int) -> bool:
    """Returns whether a title stands before: a short one with or without a stop, a word only with a blank."""
    if at == 0 or tokens[at - 1].folded not in _TITLES:
        return False
    title = tokens[at - 1]
    if text[title.start : title.end] == "MS":
        return False
    between = text[title.end : tokens[at].start]
    return between == " " or (len(title.folded) <= 4 and between in {". ", "."})


def _is_eponym(text: str, tokens: Sequence[_Token], at: int, run: int) -> bool:
    """Returns whether the run names a condition or a place: "Crohn's disease", "Down Syndrome"."""
    if _EPONYM_OF.search(text[max(0, tokens[at].start - _CUE_REACH) : tokens[at].start]):
        return True
    last = tokens[at + run - 1]
    end = last.end - (2 if last.folded.endswith("'s") else 0)
    if _EPONYM.match(text, end):
        return True
    words = [t.root for t in tokens[at : at + run]]
    if any(_EPONYM.match(" " + word) for word in words[1:]):
        return True
    return all(word in EPONYMS and word not in GIVEN_NAMES for word in words)


def _listed(text: str, tokens: Sequence[_Token], at: int, run: int) -> int:
    """Returns the length of a listed name: a given name with what follows, or a surname inside a sentence."""
    token = tokens[at]
    kinds = _kinds(token)
    if "given" in kinds:
        return run
    follows = run > 1 and any(_known(t) for t in tokens[at + 1 : at + run])
    if token.end - token.start == 1:
        return run if any(_kinds(t) & {"given", "surname"} for t in tokens[at + 1 : at + run]) else 0
    if follows and token.root not in NOT_A_NAME:
        return run if kinds or not token.starts_sentence else 0
    if run > 1 or not kinds or token.root in EPONYMS:
        return 0
    if token.starts_sentence:
        return 1 if "surname" in kinds or text[token.end : token.end + 1] == ":" else 0
    return 1 if token.root not in NOT_A_NAME and not _in_title_case(tokens, at) else 0


def _in_title_case(tokens: Sequence[_Token], at: int) -> bool:
    """Returns whether the words around are capitals anyway, so that a capital says nothing."""
    near = [*tokens[max(0, at - 3) : at], *tokens[at + 1 : at + 4]]
    around = [t for t in near if not t.starts_sentence and t.folded[0:2] not in {"i", "i'"}]
    return sum(t.capital for t in around) > len(around) / 2


def _small_name_at(text: str, tokens: Sequence[_Token], at: int) -> int:
    """Returns the length of a name in small letters after a cue that surely introduces one."""
    token = tokens[at]
    before = text[max(0, token.start - _CUE_REACH) : token.start]
    sure = _SURE_CUE.search(before) and token.root not in NOT_A_NAME
    kinds = _kinds(token)
    introduced = "given" in kinds and (_OPEN_CUE.search(before) or _signs(text, token))
    if not (sure or introduced or ("surname" in kinds and _titled(text, tokens, at))):
        return 0
    if at + 1 < len(tokens) and text[token.end : tokens[at + 1].start] == " " and _known(tokens[at + 1]):
        return 2
    return 1
