"""Reads a follow-up question with what was asked before it: "and yesterday?" after "How is her breathing?".

What a follow-up does not name is taken over, and nothing else: the values where it names none, the time where it is
tied to the question before ("and her sats?", "her sats then?") and asks neither in the present tense nor of now. A
follow-up with any word that is no time, pronoun or cue of `asked_words` has a subject of its own, known here or not,
and no values are taken over. Another patient who was asked about stays the one who is asked about. A time that is
counted from the one before ("an hour earlier") is not read, but for a day or an hour more. What refers to a value that
nothing before tells is asked back.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bedside.core.answering.follow_up import LINK
from bedside.core.answering.live import asked_words as words
from bedside.core.answering.live.asked_time import asked_time
from bedside.core.answering.live.asking import LAST_DAY, Asked, asked_of
from bedside.core.answering.live.not_read import not_read
from bedside.core.answering.live.signal_words import spelt
from bedside.core.answering.live.units import without_units
from bedside.core.text import fold_case
from bedside.core.vitals.when import When

_LONGEST_WORDS = 16
_IT = re.compile(
    r"\b(?:its?|hers|theirs|that|this|those|these|them)\b(?! (?:time|man|woman|lady|gentleman|child|one|patient)\b)"
)
_THEN = re.compile(r"\b(?:then|(?:at )?(?:that|the same|the) time)\b(?! yesterday)")
_COUNTED = re.compile(
    r"\b(?:earlier(?! today| this| on\b)|previously|later|afterwards|(?:before|after) that"
    r"|(?:previous|preceding|next|following) (?:\d+ )?(?:minute|hour|day|night|morning|evening|shift|week)s?"
    r"|the (?:day|night|morning|afternoon|evening|hour|shift|week) (?:before|after)(?! yesterday| last))\b"
)
"""A time that is counted from another, which is the one before where there is one."""
_DAY_BEFORE = re.compile(r"\bthe (?:day before|previous day)\b")
_WHY = re.compile(
    r"\b(?:why|how come|what(?:'s|s| is| was)? (?:caus\w+|the (?:cause|reason)(?: of)?)|because of what)\b"
)
_WHEN = re.compile(r"\b(?:when|what time|how long ago)\b")
_SINCE_WHEN = re.compile(r"\b(?:since when|(?:for )?how long)\b")
_JUDGED = re.compile(
    r"\b(?:(?:too|very|so|a bit|really) )?(?:normal|abnormal|usual|unusual|ok|okay|fine|good|bad|high|low|fast|slow"
    r"|raised|elevated|dangerous|serious|concerning|worrying|safe|acceptable|all right|alright|(?:in|out of) range)\b"
)
_COMPARED = re.compile(r"\b(?:higher|lower|faster|slower|different)\b(?! than \d)")
_HOUR = re.compile(r"\b(?:at|around|since|by) (?:[1-9]|1\d|2[0-3])\W*$")
"""An hour that is told by its number alone, which may be a value where no question was before."""
_BOUND = re.compile(
    r"\b(?:(?:ever|been|go|goes|gone|went) ){0,2}(?:below|under|above|over|(?:less|lower|more|higher|greater) than"
    r"|drop\w* to|dip\w* to|fell to|spik\w* to|exceed\w*) (?:\d{1,3}(?:\.\d+)?)\s*%?"
)
_ASKS = re.compile(
    r"\?|^\W*(?:and|but|so|or|is|are|was|were|what|whats|how|hows|has|have|had|did|does|do|why|when|since|for|any)\b"
)
_SMALL = frozenset(
    """
    a about again also an and any are as at be been being but came come consist current currently did do does ever for
    from get getting give go going gone got had has have he her hers him his how how's hows in is it it's its just
    lasted lasting like made me moment now of on one open or please pls plz present reading readings s same she show
    so stay stayed still tell that that's the theirs them then there these they this those times to up value values
    was went were what what's whats with yet
    """.split()
)
_CUES = (
    _SINCE_WHEN, words.ONSET, _WHY, _WHEN, _JUDGED, _BOUND, _COMPARED, _THEN, _COUNTED, words.EXTREME, words.CHANGE,
    words.AVERAGE, words.COMPARE, words.COUNT, words.FUTURE, words.MEDICINES, words.UNREAD,
)  # fmt: skip
"""What asks about values that need not be named again."""
_ONE_KIND = (
    ("heart_rate", "pulse_rate"),
    ("systolic_bp", "diastolic_bp"),
    ("diastolic_bp", "systolic_bp"),
    ("mean_bp", "systolic_bp", "diastolic_bp"),
)
"""The signals of one word of which a bound may be asked: it is told of the first."""
_IT_GOING = re.compile(r"\bhow(?:'s|s| is| was) (?:it|things) going\b")
_AND = re.compile(r"^\W*(?:adn|nad|annd|amd)\b")
_MOMENTS = ("ago", "clock", "alarm")
_NO_COUNT = "How many times a value was so is not counted here: this is its course."
_NO_CAUSE = "Why a value is as it is, readings do not tell: what is behind them is for a clinician to judge."


@dataclass(frozen=True, slots=True)
class _Message:
    """A message as it stands: what it asks by itself, the past time it names, and its words without that time."""

    asked: Asked
    folded: str
    when: When | None
    rest: str

    def has(self, pattern: re.Pattern[str]) -> bool:
        return bool(pattern.search(self.rest))

    @property
    def is_counted(self) -> bool:
        return bool(_COUNTED.search(self.folded))


def followed(text: str, before: Asked | None = None) -> Asked:
    """Returns what a message asks of the readings, read with what was asked ``before`` in the same conversation.

    ``before`` is None where something else than readings was talked about: the message stands by itself then. It is
    ``Asked()`` where nothing was asked yet, or nothing that may be referred to.

    >>> followed("and yesterday?", asked_of("How is her breathing?")).signals
    ('respiratory_rate', 'spo2')
    >>> followed("and her sats?", asked_of("What was her pulse at 14:30?")).when.minute
    870
    >>> followed("since when?", Asked()).unclear
    True
    """
    folded = _AND.sub("and", spelt(fold_case(text)[:2000]))
    said = _Message(asked_of(text), folded, *asked_time(folded))
    if before is None or len(folded.split()) > _LONGEST_WORDS:
        return said.asked
    is_known = before.anything and not before.unclear
    if is_known and said.when is None and LINK.match(folded) and _HOUR.search(folded):
        said = _Message(asked_of(f"{text} was"), folded, *asked_time(f"{folded} was"))
    if is_known and before.when and said.is_counted:
        when = _counted(said, before.when)
        said = replace(said, when=when, asked=replace(said.asked, when=when, unread=when is None))
    if is_known and not said.asked.anything and (said.has(words.TO_DECIDE) or said.has(words.TO_CALL)):
        declined = (words.NOT_TO_DECIDE,) if said.has(words.TO_DECIDE) else ()
        return Asked(scores=("NEWS2",), declined=declined, beds=before.beds, ids=before.ids)
    if not _names_nothing(said):
        return _tied(said, before) if is_known else said.asked
    if is_known:
        return _taken_over(said, before)
    return said.asked if said.when else Asked(unclear=True)


def _names_nothing(said: _Message) -> bool:
    """Returns whether a message asks of something and names nothing that it is asked of."""
    asked, is_it = said.asked, said.has(_IT)
    if asked.signals or asked.scores or asked.alarm or asked.not_read or asked.beds or asked.ids:
        return False
    if (said.has(words.STATUS) and not is_it) or said.has(_IT_GOING):  # how the patient is
        return False
    left, refers = said.rest, said.when is not None or said.is_counted
    for pattern in _CUES:
        left, count = pattern.subn(" ", left)
        refers = refers or (count > 0 and pattern is not _JUDGED)
    if is_it and not asked.bound:  # "was it 5 yesterday?"
        left = words.NUMBER.sub(" ", left)
    if not set(re.findall(r"[a-z0-9']+", without_units(left))) <= _SMALL:
        return False
    is_asked = is_it or bool(asked.unit) or said.has(words.NOW) or said.has(_JUDGED)
    return refers or (is_asked and bool(_ASKS.search(said.folded)))


def _taken_over(said: _Message, before: Asked) -> Asked:
    """Returns what was asked before, of the time and in the way of the follow-up."""
    asked = said.asked
    if not _fits(said, before):
        return Asked(unclear=True, beds=before.beds, ids=before.ids)
    since, why, usual = said.has(_SINCE_WHEN) or said.has(words.ONSET), said.has(_WHY), said.has(_JUDGED)
    of_the_told = since or why or usual or bool(asked.unit) or (said.has(_WHEN) and not said.when)
    is_now = said.when is None and (said.has(words.NOW) or (asked.present and not of_the_told))
    unread = not is_now and _is_unread(said, before)
    compares = asked.compare or said.has(_COMPARED)
    is_own = asked.extreme or asked.change or asked.average or compares or bool(asked.bound)
    how = asked if is_own else before
    of_a_moment = before.when is not None and before.when.kind in _MOMENTS and is_own and not compares
    when = said.when or (None if is_now or unread or of_a_moment else before.when)
    if when is None and not (is_now or unread):
        is_of_time = how.extreme or how.average or (how.bound and not asked.present)
        when = LAST_DAY if (before.signals and is_of_time) or (before.scores and how.change) else None
    return replace(
        before,
        when=when,
        number=asked.number if asked.bound else before.number,
        bound=asked.bound or before.bound,
        extreme=how.extreme and when is not None,
        change=how.change,
        average=how.average and when is not None,
        compare=compares or (before.compare and not said.when),
        present=before.present if of_the_told and not said.when else asked.present,
        medicines=asked.medicines,
        declined=(*asked.declined, *_not_told(said, before)),
        future=said.has(words.FUTURE),
        count=asked.count or (before.count and not why),
        seen_by=before.seen_by and not (why or asked.count),
        unread=unread,
        onset=since and not before.alarm,
        unit=asked.unit or before.unit,
        usual=usual,
    )


def _not_told(said: _Message, before: Asked) -> Iterator[str]:
    """Yields what is asked of values and told of alerts alone."""
    if said.has(_WHY) and not before.alarm:
        yield _NO_CAUSE
    if said.asked.count and not before.alarm:
        yield _NO_COUNT


def _fits(said: _Message, before: Asked) -> bool:
    """Returns whether what is asked can be asked of what was asked about before."""
    asked = said.asked
    of_a_value = asked.extreme or asked.change or asked.average or asked.unit or asked.bound or said.has(_JUDGED)
    if of_a_value and not (before.signals or before.scores or before.status or before.number is not None):
        return False
    return not asked.bound or len(before.signals) == 1 or before.signals in _ONE_KIND


def _is_unread(said: _Message, before: Asked) -> bool:
    """Returns whether a past time is meant that is not understood: one that is named, or one that was never told."""
    if said.when:
        return False
    if _names_an_unread(said, before):
        return True
    is_past = before.when is None and said.has(words.PAST_TENSE) and not said.has(words.OF_NOW)
    return before.unread or (is_past and not (said.has(_WHY) or said.has(_WHEN)))


def _names_an_unread(said: _Message, before: Asked) -> bool:
    left = _WHEN.sub(" ", _IT.sub(" ", said.rest))
    left = _THEN.sub(" ", left) if before.when else left
    return bool(words.UNREAD.search(left)) or bool(before.when and said.is_counted)


def _tied(said: _Message, before: Asked) -> Asked:
    """Returns what a message asks of its own, of the time and the patient before where it is tied to them."""
    asked, is_then = said.asked, bool(before.when) and said.has(_THEN)
    if not (is_then or LINK.match(said.folded) or (asked.alarm and said.has(_IT))):
        return asked
    if asked.beds or asked.ids:
        return asked if asked.anything else replace(asked, status=True)
    asked = replace(asked, beds=before.beds, ids=before.ids)
    if not asked.anything:
        return replace(asked, not_read=not_read(said.rest))
    is_number = asked.number is not None and not asked.signals
    is_timed = is_number or said.when is not None or (asked.when is not None and asked.when.kind == "alarm")
    is_now = said.has(words.NOW) or (asked.present and not is_then)
    if is_timed or is_now or _names_an_unread(said, before):
        return asked
    if before.when is None:
        return replace(asked, unread=asked.unread or before.unread)
    how = asked if asked.extreme or asked.change or asked.average or asked.bound else before
    return replace(
        asked,
        when=before.when,
        unread=False,
        extreme=how.extreme,
        change=how.change,
        average=how.average,
        compare=asked.compare or before.compare,
    )


def _counted(said: _Message, before: When) -> When | None:
    """Returns a time that is counted from the one before, None where that cannot be said: a day back from a day, and
    so many minutes back from a time that was itself so long ago.
    """
    if _DAY_BEFORE.search(said.folded):
        is_day = before.kind == "part" and before.days_back is not None and not before.on
        return replace(before, days_back=(before.days_back or 0) + 1) if is_day and before.weekday is None else None
    is_back = said.when is not None and said.when.kind == before.kind == "ago"
    if said.when and is_back and not re.search(r"\b(?:later|after\w*)\b", said.folded):
        return replace(before, back_ms=before.back_ms + said.when.back_ms)
    return None
