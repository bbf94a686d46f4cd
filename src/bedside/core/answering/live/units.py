"""Which value a number of a question is: glucose is named in mg/dL or mmol/L, a temperature in °C or °F.

Told by its size: no patient has 10 mg/dL of glucose or 100 °C. What was taken for another unit is said in both.
Values are also told in a unit that is asked for ("in Fahrenheit?"), as far as the code table has it for the signal.
"""

import re

from bedside.core.vitals.signals import BY_NAME
from bedside.core.vitals.spoken import shown

_ASKED = (
    ("[degF]", r"fahrenheit|(?:degrees?|deg|°|in|to|as) ?f"),
    ("Cel", r"celsius|centigrade|(?:degrees?|deg|°|in|to|as) ?c"),
    ("kPa", r"kpa|kilopascals?"),
    ("mm[Hg]", r"mm ?hg|millimet(?:re|er)s of mercury"),
    ("mmol/L", r"mmol(?: ?/ ?l| per lit(?:re|er))?|millimol\w*"),
    ("mg/dL", r"mg ?/ ?dl"),
    ("[lb_av]", r"lbs?|pounds"),
    ("[in_i]", r"inch(?:es)?"),
)
_COMPILED = tuple((code, re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])")) for code, pattern in _ASKED)
_CALLED = {"[degF]": "°F", "Cel": "°C", "mm[Hg]": "mmHg", "[lb_av]": "lb", "[in_i]": "in"}

_MG_A_MMOL = 18.016
_MOST_MMOL = 36
_LEAST_FAHRENHEIT = 86


def unit_asked(folded: str) -> str:
    """Returns the UCUM code of the unit that is named, "" for none.

    >>> unit_asked("temperature in fahrenheit?"), unit_asked("her pulse?")
    ('[degF]', '')
    """
    return next((code for code, pattern in _COMPILED if pattern.search(folded)), "")


def without_units(folded: str) -> str:
    """Returns what is left of a text without the units that are named.

    >>> without_units("and in kpa?")
    'and in  ?'
    """
    for _, pattern in _COMPILED:
        folded = pattern.sub(" ", folded)
    return folded


def called(code: str) -> str:
    """Returns a unit as it is written in a sentence."""
    return _CALLED.get(code, code)


def is_measured_in(signal: str, code: str) -> bool:
    """Returns whether the code table has that unit for a signal."""
    return BY_NAME[signal].unit_named(code) is not None


def in_unit(signal: str, value: float, code: str) -> str:
    """Returns a charted value in another unit of the code table.

    >>> in_unit("temperature", 37.0, "[degF]"), in_unit("systolic_bp", 120, "kPa"), in_unit("glucose", 111.7, "mmol/L")
    ('98.6 °F', '16.0 kPa', '6.2 mmol/L')
    """
    unit = BY_NAME[signal].unit_named(code)
    assert unit is not None
    return f"{value / unit.factor + unit.offset:.1f} {called(code)}"


def charted(signal: str, number: float, code: str) -> float:
    """Returns a number of a question in the unit that is charted, where it was said in another.

    >>> round(charted("systolic_bp", 16, "kPa")), charted("heart_rate", 100, "kPa")
    (120, 100)
    """
    unit = BY_NAME[signal].unit_named(code)
    return (number - unit.offset) * unit.factor if unit else number


def meant(signal: str, number: float) -> float:
    """Returns the number in the unit in which the signal is charted.

    >>> round(meant("glucose", 10)), meant("temperature", 104), meant("heart_rate", 100)
    (180, 40.0, 100)
    """
    if signal == "glucose" and number < _MOST_MMOL:
        return number * _MG_A_MMOL
    if signal == "temperature" and number >= _LEAST_FAHRENHEIT:
        return (number - 32) / 1.8
    return number


def as_asked(signal: str, number: float, unit: str) -> str:
    """Returns the number with its unit, in both units where it came in another.

    >>> as_asked("glucose", 10, "mg/dL"), as_asked("spo2", 92, "%")
    ('10 mmol/L (180 mg/dL)', '92 %')
    """
    charted = shown(signal, value := meant(signal, number), unit)
    if value == number:
        return charted
    return f"{number:g} {'mmol/L' if signal == 'glucose' else '°F'} ({charted})"


def amount(signal: str, value: float | str, unit: str) -> str:
    """Returns a value with its unit; glucose in both of its units.

    >>> amount("glucose", 111.7, "mg/dL"), amount("spo2", 92.0, "%")
    ('112 mg/dL (6.2 mmol/L)', '92 %')
    """
    text = shown(signal, value, unit)
    if signal != "glucose" or isinstance(value, str):
        return text
    return f"{text} ({value / _MG_A_MMOL:.1f} mmol/L)"
