"""Tells a question about measured values that frightens by its numbers alone ("did her sats drop below 90?").

Triage takes a low number for that of somebody in front of the asker. Asked about the values that a monitor measured, in
the third person and as a bound, the readings answer it. Whatever else is told stays urgent: without its numbers the
message must be calm to the same triage, and a value that the asker read off ("her sats are 82") stays urgent too.
So is a question of measuring and nothing else ("how fast is she breathing", "sats two minutes ago"): no word of it
tells of anything but signals, times and how they went.
A question that only corrects the one before ("sorry, i meant her bp") is no crisis either, though "sorry" is a word of
one: what is left without the correction must ask of measuring and nothing else, and be calm by itself.
When it fails: towards the emergency, as where a bound is written in words.
"""

import re

from bedside.core.answering.live.asked_time import asked_time
from bedside.core.answering.live.asking import Asked, asked_of
from bedside.core.answering.live.signal_words import spelt, without_measures
from bedside.core.answering.triage import Triage, Urgency, triage
from bedside.core.answering.triage.deciding import POINTS
from bedside.core.text import fold_case
from bedside.core.vitals.news2 import red
from bedside.core.vitals.own_score import RINGS_FROM, in_place_of_news2
from bedside.core.vitals.quality import Quality
from bedside.core.vitals.view import PatientView

_BY_NUMBERS = frozenset(
    ("oxygen-low", "rhythm-measured", "measured-badly", "sugar-low-measured", "sugar-high-measured")
)
_NUMBERS = re.compile(
    r"(?:(?:\b(?:been|gone|go|went|fall(?:en)?|fell|drop(?:ped)?|dip(?:ped)?|ris(?:e|en)) )?"
    r"\b(?:below|under|above|over|to|(?:less|lower|more|higher|greater) than) ?)?"
    r"\d+(?:[.,:/]\d+)*\s*%?",
    re.IGNORECASE,
)
"""A number with the words that make a bound of it: "been under" alone is read as drowning."""
_OF_THE_ASKER = re.compile(
    r"\b(?:i|i'm|i've|im|me|myself|mine)\b|\bmy (?:\w+ )?(?:sats?|oxygen|spo2|o2|heart|pulse|blood)\b"
)
_ASKS = re.compile(
    r"^\W*(?:did|do|does|has|have|had|was|were|is|are|what|when|how|which|highest|lowest|max\w*|min\w*"
    r"|peak|average|mean|median|trend)\b"
)
_READ_OFF = re.compile(r"\d\s?%?,?(?: (?:right|correct|yes|ok|okay|is that right))?\?\W*$")
"""A value that was read off and is asked about: "spo2 90 right?"."""
_CORRECTS = re.compile(r"^\W*(?:(?:oops|no|oh|ah|wait)\W+)?(?:sorry\b\W*(?:i meant?\b)?|i meant\b)\W*")
"""What opens a message that puts the question before right."""
_OF_MEASURING = frozenset(
    "what whats what's s when how was were is are did does do has been her hers his she he they their the of in on at "
    "to and or now today currently measured taken checked recorded reading readings value values level last latest "
    "fast quick quickly high low much trend going up down drop dropped dropping fall fallen fell falling rise risen "
    "rising rose increase increased decrease decreased change changed since for over during please show average "
    "highest lowest maximum minimum max min peak mean median compared".split()
)
"""Words that ask of a measurement and tell of nothing that was seen."""
_SIGN = re.compile(r"dyspn|apno?e|confus|drows|conscious|desat|hypo|hyper|tachy|brady|septic|seps|fever")
"""Names of signals and scores that are signs, which somebody may have seen."""
_EMERGENCY_NEWS2 = 7


def asks_of_measured(text: str, urgency: Triage) -> bool:
    """Returns whether what triage takes for an emergency only asks what was measured of a patient.

    >>> asks_of_measured("Has her SpO2 been under 92?", triage("Has her SpO2 been under 92?"))
    True
    >>> asks_of_measured("Her SpO2 is 82, is that bad?", triage("Her SpO2 is 82, is that bad?"))
    False
    """
    folded = fold_case(text)
    if urgency.urgency is not Urgency.EMERGENCY or _OF_THE_ASKER.search(folded):
        return False
    asked = asked_of(text)
    if not (asked.signals or asked.scores) or (asked.number is not None and not asked.bound):
        return False
    if not (_ASKS.search(folded) or asked.when):
        return False
    return _is_of_measuring(folded, asked) or (
        urgency.rule in _BY_NUMBERS
        and bool(_ASKS.search(folded))
        and triage(_NUMBERS.sub(" ", text)).urgency is Urgency.NONE
    )


def corrects_a_question(text: str, urgency: Triage) -> bool:
    """Returns whether what triage takes for a crisis by its points only puts a question of measured values right.

    >>> corrects_a_question("sorry i meant her bp", triage("sorry i meant her bp"))
    True
    >>> corrects_a_question("sorry i meant my bp", triage("sorry i meant my bp"))
    False
    """
    rest, count = _CORRECTS.subn("", fold_case(text), count=1)
    if urgency.urgency is not Urgency.CRISIS or urgency.rule != POINTS or not count or _OF_THE_ASKER.search(rest):
        return False
    asked = asked_of(rest)
    is_of_values = bool(asked.signals or asked.scores) and asked.number is None
    return is_of_values and _is_a_question(rest, asked) and triage(rest).urgency is Urgency.NONE


def _is_a_question(rest: str, asked: Asked) -> bool:
    """Returns whether what is left asks of measuring: of nothing that went up, fell, or is gone."""
    told = (
        asked.change or asked.extreme or asked.onset or asked.alarm or asked.not_read or re.search(r"\bgo\w*\b", rest)
    )
    return not told and _is_of_measuring(rest, asked)


def _is_of_measuring(folded: str, asked: Asked) -> bool:
    rest = without_measures(asked_time(spelt(folded))[1])
    return not (asked.unread or _SIGN.search(folded)) and set(re.findall(r"[a-z']+", rest)) <= _OF_MEASURING


def asks_for_readings(text: str) -> bool:
    """Returns whether an urgent message also asks what was measured, so that it may stand beside whom to call.

    >>> asks_for_readings("How fast is she breathing?"), asks_for_readings("She can't breathe")
    (True, False)
    """
    folded, asked = fold_case(text), asked_of(text)
    is_question = bool(_ASKS.search(folded)) or asked.when is not None or bool(_READ_OFF.search(folded))
    return bool(asked.signals or asked.scores) and is_question and not _OF_THE_ASKER.search(folded)


def tells_now(asked: Asked, view: PatientView) -> bool:
    """Returns whether values of now that are asked about are current; a past time asks for none."""
    is_current = any(one.signal in asked.signals and one.quality is Quality.CURRENT for one in view.readings)
    return is_current or asked.when is not None or not asked.signals


def is_critical(view: PatientView) -> bool:
    """Returns whether the values of now call for an emergency or an urgent review."""
    if view.news2.applicable:
        return view.news2.score >= _EMERGENCY_NEWS2 or bool(red(view.news2))
    own = in_place_of_news2(view.scores)
    return own is not None and bool(own.reaches(RINGS_FROM[own.name]))
