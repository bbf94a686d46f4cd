"""Identifiers that are told by their shape or by the word before them: patterns, each with its check.

All patterns are linear: no repetition stands inside another without a character between that cannot be in both.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bedside.core.answering.query import Redaction

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})|\d{{4}}[/.-]\d{{1,2}}[/.-]\d{{1,2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -](?:of )?{_MONTH}[ ,-]{{1,2}}\d{{2,4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|"
    rf"th)?,? \d{{4}})"
)
_NUMBER_IS = r"(?:\s?(?:number|num|no|nr|id|#)\b\.?)?[\s#:=-]{0,3}(?:(?:is|was)\b[\s:]{0,2})?#?"
_CODE = r"(?=[A-Za-z-]{0,6}\d)[A-Za-z0-9][A-Za-z0-9/-]{3,24}(?: \d{2,6}){0,4}\b"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern for one type of identifier; the named group ``it`` is marked, or all where there is none."""

    type: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = bool


def digits(text: str) -> str:
    """Returns the ASCII digits of a text."""
    return "".join(c for c in text if c in "0123456789")


def is_card(text: str) -> bool:
    """Returns whether the digits are 12 to 19 with a valid Luhn sum."""
    number = digits(text)
    if not 12 <= len(number) <= 19 or len(set(number)) == 1:
        return False
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(number))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def is_iban(text: str) -> bool:
    """Returns whether the text has an IBAN's check digits."""
    plain = "".join(c for c in text.upper() if c.isalnum())
    if not 15 <= len(plain) <= 34 or not plain.isascii():
        return False
    return int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97 == 1


def is_nhs_number(text: str) -> bool:
    """Returns whether ten digits have the check digit of an NHS number (mod 11)."""
    number = digits(text)
    if len(number) != 10 or len(set(number)) == 1:
        return False
    check = 11 - sum(int(d) * (10 - i) for i, d in enumerate(number[:9])) % 11
    return check % 11 == int(number[9])


def is_phone(text: str) -> bool:
    """Returns whether a run of digits and separators is a phone number and no date, range or reading."""
    number = digits(re.split(r"(?i)\s*(?:x|ext)", text)[0])
    if not 7 <= len(number) <= 15 or re.fullmatch(_DATE, text.strip(), re.IGNORECASE):
        return False
    groups = re.findall(r"\d+", text)
    if text.lstrip("(").startswith(("+", "00")):
        return len(number) >= 8
    if len(groups) == 1:
        return len(number) in {10, 11} and (number[0] == "0" or len(number) == 10)
    if len(number) == 7:
        return [len(g) for g in groups] == [3, 4]
    return len(number) >= 9 and max(map(len, groups)) <= 8 and not re.fullmatch(r"(?:\d{1,3}[/ ]){2,}\d{1,3}", text)


def _is_old_date(text: str) -> bool:
    years = [int(y) for y in re.findall(r"\d{4}", text)]
    return bool(years) and 1900 <= years[0] < 2006


def _rule(kind: str, pattern: str, holds: Callable[[str], bool] = bool, flags: int = re.IGNORECASE) -> Rule:
    return Rule(kind, re.compile(pattern, flags), holds)


RULES = (
    _rule("EMAIL", r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?[\[(]at[\])]\s?)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}"),
    _rule("URL", r"\b(?:https?|ftp)://[^\s<>\"'),]+[^\s<>\"'),.;:!?]|\bwww\.[^\s<>\"'),]+[^\s<>\"'),.;:!?]"),
    _rule(
        "URL",
        r"(?<![\w@.-])[a-z0-9-]{2,40}\.(?:com|org|net|info|biz|edu|gov|io|co\.uk|de|fr|me|"
        r"co)\b(?:/[^\s<>\"'),]*)?",
    ),
    _rule("IP", r"(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d]|\.\d)"),
    _rule(
        "IP",
        r"(?<![\w:])(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}(?![\w:])|"
        r"(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4}\b",
    ),
    _rule("IBAN", r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b", is_iban),
    _rule("IBAN", r"\biban\b[^A-Z0-9\n]{0,12}(?:is )?(?P<it>[A-Z]{2}\d{2}[A-Z0-9 ]{8,32}[A-Z0-9])"),
    _rule("CARD", r"(?<![\d.-])\d(?:[ -]?\d){11,18}(?![\d-])", is_card),
    _rule("CARD", rf"\b(?:card|cc|visa|mastercard|amex)\b{_NUMBER_IS}(?P<it>\d(?:[ -]?\d){{11,18}})\b"),
    _rule("SSN", r"(?<![\d-])(?!000|666|9)\d{3}-\d{2}-\d{4}(?![\d-])|(?<![\d-])9\d{2}-\d{2}-\d{4}(?![\d-])"),
    _rule("SSN", rf"\b(?:ssn|social security|social)\b{_NUMBER_IS}(?P<it>\d{{3}}[ -]?\d{{2}}[ -]?\d{{4}})\b"),
    _rule("NHS_NUMBER", r"(?<![\d+-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])", lambda t: is_nhs_number(t) and "-" not in t),
    _rule("NHS_NUMBER", rf"\bnhs\b{_NUMBER_IS}(?P<it>\d{{3}}[ -]?\d{{3}}[ -]?\d{{4}})\b"),
    _rule(
        "ID",
        r"\b(?:mrn|medical record|hospital|patient|chart|case|account|acct|policy|member(?:ship)?|"
        r"insurance|health ?card|medicare|medicaid|"
        r"subscriber|group|reference|ref|record|encounter|passport|driver'?s?(?: licen[cs]e)?|"
        r"driving licen[cs]e|licen[cs]e(?: plate)?|"
        rf"national insurance|ni|tax(?:payer)?|itin|identity card|id card|id|badge|"
        rf"employee)\b{_NUMBER_IS}(?P<it>{_CODE})",
    ),
    _rule(
        "DATE_OF_BIRTH", rf"\b(?:d\.?o\.?b\.?|born|birth ?(?:date|day)|date of birth)\b[^\d\n]{{0,25}}?(?P<it>{_DATE})"
    ),
    _rule("DATE_OF_BIRTH", rf"(?<![\d/.-]){_DATE}(?![\d/.-]\d|\d)", _is_old_date),
    _rule(
        "PHONE",
        r"(?<![\w./-])(?<!\d,)(?:\+ ?|\(\+?)?\d{1,5}\)?(?:[ .\-/]{0,2}\(?\d{1,5}\)?){1,6}(?: ?(?:x|"
        r"ext\.?) ?\d{1,6})?(?![\w%]|[.,/-]\d)",
        is_phone,
    ),
    _rule(
        "PHONE",
        r"\b(?:phone|tel(?:ephone)?|mobile|cell|fax|call(?: me)?(?: at| on)?|text me(?: at| on)?|whatsapp|"
        r"reach me(?: at| on)?)\b"
        r"[^\d\n+(]{0,20}(?P<it>[+(]?\d(?:[ .()\-/]{0,2}\d){5,14})",
    ),
)
"""In order of precedence: where two overlap, the earlier one stands."""


def shaped(text: str) -> Iterator[Redaction]:
    """Yields the identifiers that the rules find, rule by rule; they may overlap."""
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            group = "it" if "it" in rule.pattern.groupindex else 0
            start, end = match.span(group)
            if rule.holds(text[start:end]):
                yield Redaction(start, start + len(text[start:end].rstrip(" -/")), rule.type)
