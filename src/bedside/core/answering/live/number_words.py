"""Writes the numbers of a question in digits: "twenty-five minutes ago", "below ninety", "half past two", "bed eight".

Eleven and more are numbers wherever they stand. One to ten are so only where a time, a bound or a bed is told: "which
one" is no number, nor is "for two".
"""

import re

_UNITS = "zero one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: n for n, word in enumerate((*_UNITS, *_TEENS))} | {word: 20 + 10 * n for n, word in enumerate(_TENS)}
_SMALL, _LARGE = "|".join((*_UNITS[1:], "ten")), "|".join((*_TEENS[1:], *_TENS))
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_UNITS[1:])})|{_LARGE})"
_NUMBER = re.compile(
    rf"\b(?:(?P<hundreds>an?|one|two|three) hundred(?:(?: and)? (?P<rest>{_BELOW_HUNDRED}|{_SMALL})\b)?"
    rf"|(?P<below>{_BELOW_HUNDRED}))\b"
)
_IN_CONTEXT = re.compile(
    rf"\b(?P<before>at|@|since|past|to|between|from|below|under|above|over|than|exceed\w*|bed|room|around|about)"
    rf" (?P<word>{_SMALL})\b(?! (?:of|point))"
    rf"|\b(?P<clock>{_SMALL})(?= ?(?:o'?clock|am|pm|a\.m|p\.m)\b)"
    rf"|(?P<until>\b(?:between|from) \d+(?: ?[ap]m)? (?:and|to) )(?P<last>{_SMALL})\b"
)


def in_digits(folded: str) -> str:
    """Returns a folded text with its numbers in digits.

    >>> in_digits("hr twenty-five minutes ago, above one hundred and ten at half past two?")
    'hr 25 minutes ago, above 110 at half past 2?'
    >>> in_digits("between two and four am in bed eight"), in_digits("which one of the two?")
    ('between 2 and 4 am in bed 8', 'which one of the two?')
    """
    text = _NUMBER.sub(_digits, folded)
    for _ in range(2):  # the end of "between two and four" is known by its beginning
        text = _IN_CONTEXT.sub(_in_context, text)
    return text


def _digits(found: re.Match[str]) -> str:
    hundreds, rest = found["hundreds"], found["rest"] or found["below"] or ""
    return str(
        100 * (_VALUES.get(hundreds, 1) if hundreds else 0) + sum(_VALUES[one] for one in re.findall(r"\w+", rest))
    )


def _in_context(found: re.Match[str]) -> str:
    if found["clock"]:
        return str(_VALUES[found["clock"]])
    before = f"{found['before']} " if found["before"] else found["until"]
    return f"{before}{_VALUES[found['word'] or found['last']]}"
