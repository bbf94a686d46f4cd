"""Finds the date that a question names ("2026-11-20", "3 March", "March 3rd", "20.11.2026", "on the 20th").

A date without a year is the latest such day. What may be two dates ("3/4/2026"), is no day ("30 February"), or stands
beside another date is not read: `NOT_READ` is left in its place, so that it is said and never passed over. A date of
birth is no time that is asked about.
"""

import re
from datetime import date

THE_DATE = "thedate"
"""What stands in a question in the place of its date."""
NOT_READ = "unreaddate"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_YEAR = r"(?:,? ?(?P<year{n}>(?:19|20)\d\d)(?![\d:]))?"
_DATE = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d\d?-\d\d?)(?:\b|(?=t\d)t)"
    rf"|\b(?:the )?(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -](?P<month1>{_MONTH})\b\.?{_YEAR.format(n=1)}"
    rf"|\b(?P<month2>(?:(?<=on )|(?!may\b))(?:{_MONTH}))\.? (?:the )?"
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.%]){_YEAR.format(n=2)}"
    r"|(?<![\d./])(?P<day3>\d{1,2})(?P<between>[./])(?P<month3>\d{1,2})(?P=between)(?P<year3>\d{4}|\d\d)(?![\d./]\d)"
    r"|\bon (?P<short>\d{1,2}/\d{1,2}(?![\d/])|\d{1,2}\.\d{1,2}\.(?!\d))"
    rf"|\bon the (?P<day4>\d{{1,2}})(?:st|nd|rd|th)\b(?! (?:of )?(?:{_MONTH})\b)"
    r"|\b(?:the )?(?P<day5>\d{1,2})(?:st|nd|rd|th)\b(?=\W*$| at\b| in the | (?:morning|afternoon|evening|night)\b)"
)
_BORN = re.compile(
    rf"\b(?:born|dob|d\.o\.b\.?|date of birth|birthday)\W+(?:(?:is|on|was|of)\W+)?(?:{THE_DATE}|{NOT_READ})"
)
_TO_A_DATE = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? ?(?:to|and|or|until|till|through|-) ?(?:the )?{THE_DATE}")


def dated(folded: str) -> tuple[str, str]:
    """Returns the question with its date taken out for a word, and the date as `When.on` has it, "" for none.

    >>> dated("heart rate on 3 march at 08:10?")
    ('heart rate on thedate at 08:10?', '--03-03')
    >>> dated("heart rate on 3/4/2026?")
    ('heart rate on unreaddate?', '')
    """
    found: list[str] = []

    def word(one: re.Match[str]) -> str:
        on = _on(one)
        found.append(on)
        return (THE_DATE if on else NOT_READ) + (" " if one[0].endswith("t") and one["iso"] else "")

    text = _DATE.sub(word, folded)
    if _BORN.search(text):
        return _BORN.sub(" ", text).replace(THE_DATE, NOT_READ), ""
    if len(set(found)) > 1 or "" in found or _TO_A_DATE.search(text):
        return text.replace(THE_DATE, NOT_READ), ""
    return text, found[0] if found else ""


def _on(one: re.Match[str]) -> str:
    """Returns the date of a match, "" where it is none or may be two."""
    if one["iso"]:
        year, month, day = map(int, one["iso"].split("-"))
        return _real(day, month, year)
    if day_alone := one["day4"] or one["day5"]:
        return f"---{int(day_alone):02}" if 1 <= int(day_alone) <= 31 else ""
    if one["short"] or one["between"]:
        day, month = map(int, re.split(r"[/.]", one["short"])[:2] if one["short"] else (one["day3"], one["month3"]))
        year, dotted = int(one["year3"] or 0), "." in one[0]
        if not dotted and day != month and day <= 12 and month <= 12:
            return ""
        day, month = (month, day) if month > 12 and not dotted else (day, month)
        return _real(day, month, year + 2000 if 0 < year < 100 else year)
    n = 1 if one["day1"] else 2
    return _real(int(one[f"day{n}"]), _MONTHS.index(one[f"month{n}"][:3]) + 1, int(one[f"year{n}"] or 0))


def _real(day: int, month: int, year: int) -> str:
    try:
        date(year or 2024, month, day)  # a year with 29 February
    except ValueError:
        return ""
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"
