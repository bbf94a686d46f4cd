"""Finds the past time that a question names, and takes its words out of the question.

"ten minutes ago", "at 14:30", "in the last half hour", "since midnight", "yesterday evening", "overnight",
"between 2 and 4 am", "on admission", "last Monday". What it comes to is `core.vitals.when`. A greeting
("good morning") is no time. A date is set in by `asked_date`. When it fails: two days at once ("on Monday and
Tuesday") are not read, and `NOT_READ` stands for them in the words that are left.
"""

import re
from dataclasses import dataclass, replace

from bedside.core.answering.live.asked_date import NOT_READ, THE_DATE, dated
from bedside.core.answering.live.number_words import in_digits
from bedside.core.vitals.when import DAY_MS, HOUR_MS, LONGEST_MS, When

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "an": 1, "a": 1, "couple": 2, "couple of": 2, "few": 3, "several": 3,
}  # fmt: skip
"""The counts that `in_digits` leaves as words."""
_UNIT = r"(?:minutes?|mins?|m|hours?|hrs?|hr|h|days?|weeks?|nights?|shifts?)"
_COUNTS = "|".join(sorted(_WORDS, key=len, reverse=True))
_COUNTED = re.compile(rf"\b(?:a )?({_COUNTS}) (?=(?!m\b|h\b){_UNIT}\b)")
_THIS_TIME = r"(?:at )?(?:about |around )?(?:this|the same|same|that) time"
_SAME = (
    (re.compile(r"\b(?:an |one )?hour and a half\b"), "90 minutes"),
    (re.compile(r"\b(?:a |the )?half(?: an| a)?[- ]hour\b"), "30 minutes"),
    (re.compile(r"\b(?:a )?(?:quarter of an hour|quarter hour)\b"), "15 minutes"),
    (re.compile(r"\bthree quarters of an hour\b"), "45 minutes"),
    (re.compile(r"\b(a|p)\. ?m\b\.?"), r"\1m"),
    (re.compile(r"\bfirst thing(?: this morning| today)?\b"), "this morning"),
    (re.compile(r"\b(?:through|during|in|over|all|throughout) (?:the )?night\b"), "overnight"),
    (re.compile(r"\bover ?nite\b|\bo/n\b"), "overnight"),
    (re.compile(r"\bthe (night|evening|afternoon) before last(?: night)?\b"), r"2daysback \1"),
    (re.compile(r"\b(?:the )?(morning|afternoon|evening|night) (?:of )?the day before yesterday\b"), r"2daysback \1"),
    (re.compile(r"\b(?:the )?day before yesterday\b"), "2daysback"),
    (re.compile(r"\bthe day before\b"), "yesterday"),
    (re.compile(rf"\b{_THIS_TIME} yesterday\b"), "24 hours ago"),
    (re.compile(rf"\b{_THIS_TIME} last week\b"), "168 hours ago"),
    (re.compile(r"\b(?:a )?fortnight ago\b"), "14daysback"),
)
_SHORT_DAY = re.compile(r"\b(on|last|since) (mon|tues?|weds?|thu|thurs?|fri|sun)\b\.?")
"""Not "last sat", which is a saturation."""
_END_OF_DAY = re.compile(r"(?<![\d:])24:00(?![\d:])")
_NO_CLOCK = re.compile(r"(?<![\d:])(?:(?:2[4-9]|[3-9]\d):\d\d|\d{1,2}:[6-9]\d)(?![\d:])")
"""What looks like a clock time and is none: "25:00", "8:75"."""
_HALF_HOURS = re.compile(r"\bhalf past (\d{1,2})\b")
_QUARTERS = re.compile(r"\b(quarter past|quarter to) (\d{1,2})\b")
_AGO = re.compile(rf"\b(?:about |around |some )?(\d{{1,4}}(?:\.\d)?) ?({_UNIT}) (?:ago|earlier|previously|back)\b")
_LAST = re.compile(
    rf"\b(?:(?:in|over|during|for|within|across) )?(?:the |these )?(?:last|past|previous)(?: (\d{{1,4}}(?:\.\d)?))?"
    rf" ?({_UNIT})\b|\b(?:in|over|for|within) (?:the )?(?:last )?(24) ?(h|hours|hrs)\b"
)
_SINCE_THEN = re.compile(r"\b(?:ever )?since\b")
_SINCE = re.compile(r"\b(?:since|after|as of)\b")
_CLOCK = (
    r"(?:(?P<h{n}>[01]?\d|2[0-3])(?:[:h](?P<m{n}>[0-5]\d))? ?(?P<half{n}>am|pm|o'?clock)?"
    r"|(?P<military{n}>(?:[01]\d|2[0-3])[0-5]\d)(?: ?(?:h|hrs|hours))?|(?P<word{n}>midnight|noon|midday))"
)
_BETWEEN = re.compile(
    rf"\b(?:between|from) (?:about )?{_CLOCK.format(n=1)} (?:and|to|until|till) {_CLOCK.format(n=2)}\b(?! ?%|/)"
)
_AT = re.compile(
    rf"(?:\b(?P<before>at|since|around|about|by|after|from|before|circa|of)\s+(?:about |around )?|@ ?|~ ?|\b)"
    rf"(?<![\d.:/]){_CLOCK.format(n=1)}(?![\w.]*\d)(?! ?(?:%|/|mmhg|l\b|litres?|mg|mcg|ml|units?|bpm|degrees))(?!\w)"
)
_PART = re.compile(
    r"(?<!good )\b(?:(?P<which>yesterday|last|this|in the|early this|late this|early|late|over the|the) )?"
    r"(?P<part>mornings?|afternoon|evening|night|early hours|small hours)\b(?P<after> yesterday)?"
)
_DAY = re.compile(
    r"\b(?:(?P<word>overnight|tonight|today|yesterday)|(?P<back>\d{1,5})daysback"
    rf"|(?:on )?(?:the )?(?P<date>{THE_DATE})"
    r"|(?:on )?(?P<last>last )?(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b"
)
_FIRST = re.compile(
    r"\b(?:on|at|since|after|upon) (?:admission|arrival|being admitted)\b"
    r"|\b(?:when|since|after) (?:she|he|they|(?:the|this|my) \w+)"
    r" (?:(?:was|were|got) (?:first )?(?:admitted|connected|monitored)|came in|came up|arrived|got here)\b"
)
_HAPPENED = re.compile(r"\b(?:happen\w*|events?|alarm\w*|alert\w*)\b")
_PAST_TENSE = re.compile(r"\b(?:was|were|did|had|been|got|went|rang|happened)\b")
_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_NO_DAY = When("part")
_UNITS_MS = {"m": 60_000, "h": HOUR_MS, "d": DAY_MS, "w": 7 * DAY_MS, "n": 12 * HOUR_MS, "s": 12 * HOUR_MS}


@dataclass(frozen=True, slots=True)
class _Clock:
    minute: int
    either_half: bool
    is_plain: bool
    """A mere number, which may be anything."""


def asked_time(folded: str) -> tuple[When | None, str]:
    """Returns the past time that a folded question names, None for none, and the question without it.

    >>> asked_time("what was her heart rate ten minutes ago?")
    (When(kind='ago', back_ms=600000, minute=None, until_minute=None, either_half=False, part='', days_back=None, weekday=None, on=''), 'what was her heart rate  ?')
    """  # noqa: E501 - a doctest has its result on one line
    text, on = dated(in_digits(folded))
    text = _plain(text)
    if len({found[0].split()[-1] for found in _DAY.finditer(text) if not found["word"]}) > 1:
        return None, _DAY.sub(NOT_READ, text)
    for find in (_first, _ago, _last, _between):
        if found := find(text):
            when, words = found
            if not on:
                return when, _without(text, *words)
            if find is not _between:  # both "two hours ago" and a date
                return None, f"{_DAY.sub(' ', _without(text, *words))} {NOT_READ}"
            return replace(when, on=on), _without(text, *words)
    when_of_day, rest = _of_day(text)
    return (replace(when_of_day, on=on) if when_of_day and on else when_of_day), rest


def _plain(text: str) -> str:
    text = _NO_CLOCK.sub(NOT_READ, _END_OF_DAY.sub("midnight", text))
    for pattern, same in _SAME:
        text = pattern.sub(same, text)
    text = _HALF_HOURS.sub(r"\1:30", text)
    text = _QUARTERS.sub(lambda q: f"{int(q[2]) - (q[1] == 'quarter to')}:{15 if 'past' in q[1] else 45}", text)
    text = _SHORT_DAY.sub(lambda found: f"{found[1]} {_full(found[2])}", text)
    text = _COUNTED.sub(lambda found: f"{_WORDS[found[1]]} ", text)
    return _AGO.sub(_days_ago, text)


def _full(short: str) -> str:
    return next(f"{day}day" for day in _WEEKDAYS if day.startswith(short[:3]))


def _days_ago(found: re.Match[str]) -> str:
    """Returns whole days back as one word, so that a clock time can stand beside them; another count as it is."""
    count, unit = float(found[1]), found[2][0]
    if unit not in "dnw" or count != int(count):
        return found[0]
    return f"{int(count) * (7 if unit == 'w' else 1)}daysback{' night' if unit == 'n' else ''}"


def _first(text: str) -> tuple[When, list[re.Match[str]]] | None:
    found = _FIRST.search(text)
    if not found:
        return None
    return When("last" if found[0].startswith(("since", "after")) else "first", LONGEST_MS), [found]


def _ago(text: str) -> tuple[When, list[re.Match[str]]] | None:
    found = _AGO.search(text)
    if not found:
        return None
    count, unit = float(found[1]), found[2][0]
    return When("ago", round(count * _UNITS_MS[unit])), [found]


def _last(text: str) -> tuple[When, list[re.Match[str]]] | None:
    found = _LAST.search(text)
    if not found or ((found[2] or "").startswith("night") and not found[1]):
        return None
    count, unit = (found[1] or 1, found[2]) if found[2] else (found[3], "h")
    return When("last", round(float(count) * _UNITS_MS[unit[0]])), [found]


def _between(text: str) -> tuple[When, list[re.Match[str]]] | None:
    found = _BETWEEN.search(text)
    if not found:
        return None
    began, ended = _clock_of(found, 1), _clock_of(found, 2)
    said = found["half1"] or found["half2"]
    is_plain = began.is_plain and ended.is_plain and not said
    if is_plain and not _day_part(text)[0] and not _HAPPENED.search(text):
        return None  # "between 60 and 80": values
    minute, either = began.minute, began.either_half and ended.either_half
    if began.either_half and not ended.either_half:  # "between 2 and 4 pm"
        minute = (began.minute + (720 if ended.minute >= 720 and began.minute % 720 < ended.minute % 720 else 0)) % 1440
    day, spans = _day_part(text)
    when = replace(day or _NO_DAY, kind="between", minute=minute, until_minute=ended.minute, either_half=either)
    return when, [found, *spans]


def _of_day(text: str) -> tuple[When | None, str]:
    """Returns what a clock time, a day, or a part of one comes to."""
    day, spans = _day_part(text)
    for found in _AT.finditer(text):
        at, before = _clock_of(found, 1), found["before"]
        is_meant = before in ("at", "since", "around", "about", "by") or found[0].startswith(("@", "~"))
        is_clear = found["military1"] or day or before == "since" or _PAST_TENSE.search(text)
        if at.is_plain and not (is_meant and is_clear):
            continue
        is_since = before in ("since", "from", "after") or _SINCE_THEN.search(text[: found.start()])
        kind = "since" if is_since else "clock"
        when = replace(day or _NO_DAY, kind=kind, minute=at.minute, either_half=at.either_half)
        return when, _without(text, found, *spans)
    if not day:
        return None, text
    return replace(day, kind="since" if _SINCE.search(text) else "part"), _without(text, *spans)


def _day_part(text: str) -> tuple[When | None, list[re.Match[str]]]:
    """Returns the named day and part of it, None for none, with the words that named them."""
    parts, days = _PART.search(text), _DAY.search(text)
    if parts and not days and parts["which"] is None and not _PAST_TENSE.search(text):
        parts = None
    if not parts and not days:
        return None, []
    when = replace(_NO_DAY, part=_part(parts, days), days_back=_days_back(parts, days))
    if days and days["weekday"]:
        before_today = 1 if days["last"] else None
        weekday = _WEEKDAYS.index(days["weekday"].removesuffix("day"))
        when = replace(when, weekday=weekday, days_back=before_today)
    return when, [one for one in (parts, days) if one]


def _part(parts: re.Match[str] | None, days: re.Match[str] | None) -> str:
    if parts:
        part = parts["part"].rstrip("s")
        return "early hours" if part.endswith("hour") else part
    return {"overnight": "night", "tonight": "tonight"}.get((days and days["word"]) or "", "day")


def _days_back(parts: re.Match[str] | None, days: re.Match[str] | None) -> int | None:
    if days and (days["back"] or days["date"]):
        return int(days["back"]) if days["back"] else None
    which = (parts and parts["which"]) or ""
    word = (days and days["word"]) or ""
    if which in ("yesterday", "last") or (parts and parts["after"]) or word == "yesterday":
        return 1
    return 0 if which.endswith("this") or word == "today" else None


def _clock_of(found: re.Match[str], n: int) -> _Clock:
    if word := found[f"word{n}"]:
        return _Clock(0 if word == "midnight" else 720, either_half=False, is_plain=False)
    if military := found[f"military{n}"]:
        return _Clock(int(military[:2]) * 60 + int(military[2:]), either_half=False, is_plain=True)
    hour, minute, half = int(found[f"h{n}"]), int(found[f"m{n}"] or 0), found[f"half{n}"] or ""
    if half in ("am", "pm"):
        return _Clock((hour % 12 + (12 if half == "pm" else 0)) * 60 + minute, either_half=False, is_plain=False)
    said_in_full = len(found[f"h{n}"]) == 2 and found[f"m{n}"] is not None
    either = 1 <= hour <= 12 and not said_in_full
    return _Clock(hour * 60 + minute, either, is_plain=found[f"m{n}"] is None and not half)


def _without(text: str, *found: re.Match[str]) -> str:
    for one in sorted(found, key=lambda f: f.start(), reverse=True):
        text = f"{text[: one.start()]} {text[one.end() :]}"
    return text
