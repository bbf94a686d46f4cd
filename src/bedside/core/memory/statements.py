"""Splits a message into what it states: questions, suppositions and worries left out, the rest spelled out.

"I'm 67 and on warfarin, can I take ibuprofen?" states the first half. "Can I have ibuprofen since I'm on warfarin?"
states the second. "Am I allergic to penicillin?" and "I have asthma, don't I?" state nothing.
"""

import re

from bedside.core.memory.rules.medical_words import RELATIONS

_SENTENCE = re.compile(r"((?:[^.?!;\n]|(?<=\d)\.(?=\d))+)([.?!;\n]*)")
_STATE = (
    r"(?:on|taking|expecting|pregnant|allergic|breast-?feeding|\d+ weeks pregnant"
    r"|diabetic|asthmatic|epileptic|hypertensive)\b"
)
_NEXT = r"(,|\band|\bbut)(?: also| and| currently| now)* "
_LONGEST = 2_000  # characters of a statement that are read; a longer one is no sentence
_CONTRACTIONS = (
    (re.compile(r"\bi'?m\b", re.IGNORECASE), "I am"),
    (re.compile(r"\b(?:i've|ive)\b", re.IGNORECASE), "I have"),
    (re.compile(r"\b(we|they|you)'re\b", re.IGNORECASE), r"\1 are"),
    (re.compile(r"\b(we|they|you)'ve\b", re.IGNORECASE), r"\1 have"),
    (re.compile(r"\b(he|she|who)'s (?=(?:got|had|been)\b)", re.IGNORECASE), r"\1 has "),
    (re.compile(r"\b(he|she|who)'s\b", re.IGNORECASE), r"\1 is"),
)
_DROPPED = (
    # "Started lisinopril" and "I have asthma and take warfarin": a verb gets its subject back, by its form.
    (re.compile(r"^(?=(?:recently |just )?started\b)", re.IGNORECASE), "I "),
    (re.compile(r"^(?:been |was )?(?=(?:recently |just )?diagnosed\b)", re.IGNORECASE), "I was "),
    (re.compile(rf"^(?=(?:currently |now )?{_STATE})", re.IGNORECASE), "I am "),
    (re.compile(rf"{_NEXT}(?=(?:am|have|take|suffer|started|was)\b)", re.IGNORECASE), r"\1 I "),
    (re.compile(rf"{_NEXT}(?=(?:is|has|takes|suffers)\b)", re.IGNORECASE), r"\1 he "),
)
_WORD = r"(?:what|which|who|where|why|how|when(?! (?:i|we|he|she|my)\b))"
_NEXT_STATE = re.compile(rf"{_NEXT}(?={_STATE})", re.IGNORECASE)
_SUBJECT = re.compile(rf"\b(?:(?P<own>i|we)|he|she|my (?:[\w-]+ ){{0,3}}?(?:{RELATIONS}))\b", re.IGNORECASE)
_VERB = r"(?:is|are|am|was|were|do|does|did|can|could|should|shall|may|might|will|would|has|have|must)(?:n't)?"
_ASKED_OF = r"(?:i|we|you|he|she|it|they|there)"
_GREETING = r"(?:(?:and|but|so|also|then|please|ok|hi|hello)\W+)*"
_ASKING = re.compile(
    rf"^\W*{_GREETING}(?P<first>(?:{_WORD}|any|(?!have\b(?! {_ASKED_OF}\b)){_VERB})\b)"
    r"|(?:[,:(\u2013\u2014]|\b(?:and|but|so|then|please)\b)\s*"
    rf"(?P<next>(?:(?<!, )who|what|which|where|why|how|any)\b|{_VERB} {_ASKED_OF}\b)"
    rf"|\s(?P<inside>(?!has|have|was|were)(?:{_VERB}) (?:i|we|you|it|there)\b"
    rf"|(?:what|which|how|where|why) (?:{_VERB}|much|many|long|often)\b)",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"^(?:(?:am|are|is|do|does|have|has|was|did|had)(?:n't)? (?:i|he|she|we|it|they)(?: not)?"
    r"|right|correct|yes|no|true)\W*$",
    re.IGNORECASE,
)
_SUPPOSING = re.compile(
    r"\b(?!if\b.*\b(?:hives|rash|swells?|anaphyla\w+)\b)"  # "if I eat nuts I come out in hives" supposes nothing
    r"(?:if|whether|unless|in case|suppose|supposing|imagine|wonder\w*|worried|worry\w*|afraid|scared|fear)\b"
    r".*?(?=,|\b(?:because|since|but)\b|$)",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"(?:,|\b(?:because|since|given(?: that)?|seeing (?:as|that)|considering(?: that)?|now that|although|though|but|and"
    r"|as))\s+(?=(?:i|we|my|he|she)\b)(?!i (?:can|should|could)\b)",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|suppose|when)\b", re.IGNORECASE)


def plain_quotes(text: str) -> str:
    """Returns the text with typographic apostrophes as plain ones."""
    return text.replace("’", "'").replace("‘", "'")  # noqa: RUF001 (the very characters)


def statements(text: str) -> list[str]:
    """Returns the declarative stretches of a message, in order."""
    found: list[str] = []
    for sentence, end in _SENTENCE.findall(plain_quotes(text)):
        found += _stated(_replaced(sentence[:_LONGEST].strip(), _CONTRACTIONS), asked="?" in end)
    certain = (_SUPPOSING.sub(" ", part).strip(" ,") for part in found)
    return [_NEXT_STATE.sub(_with_subject, _replaced(part, _DROPPED)) for part in certain if part]


def _with_subject(state: re.Match[str]) -> str:
    """Returns "and I am" or "and he is", by whom the sentence spoke of last."""
    spoken_of = list(_SUBJECT.finditer(state.string, 0, state.start()))
    own = not spoken_of or spoken_of[-1]["own"]
    return f"{state[1]} I am " if own else f"{state[1]} he is "


def _replaced(sentence: str, replacements: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for short, long in replacements:
        sentence = short.sub(long, sentence)
    return sentence


def _stated(sentence: str, *, asked: bool) -> list[str]:
    question = _ASKING.search(sentence)
    if question:
        start = question.start(question.lastgroup or 0)
        before, after = sentence[:start], sentence[start:].strip()
    elif asked:
        before, _, after = sentence.rpartition(",")
    else:
        return [sentence]
    if asked and _TAG.match(after.strip()):
        return []
    return [before, *_given_in(after)]


def _given_in(question: str) -> list[str]:
    """Returns what a question takes as given; one that supposes ("what if") gives nothing."""
    return [] if _IF.search(question) else _GIVEN.split(question)[1:]
