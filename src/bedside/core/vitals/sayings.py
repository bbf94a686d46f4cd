"""How vital signs are said to people: short names, values with their units, ages, lists."""

from collections.abc import Sequence
from decimal import Decimal

from bedside.core.vitals.bands import rounded
from bedside.core.vitals.freshness import CONTINUOUS, CONTINUOUS_MS
from bedside.core.vitals.signals import BY_NAME

NAMES = {
    "heart_rate": "HR",
    "pulse_rate": "pulse",
    "spo2": "SpO2",
    "respiratory_rate": "RR",
    "systolic_bp": "systolic pressure",
    "diastolic_bp": "diastolic pressure",
    "mean_bp": "mean pressure",
    "temperature": "temperature",
    "glucose": "glucose",
    "oxygen_flow": "oxygen",
    "fio2": "FiO2",
    "consciousness": "consciousness",
    "gcs": "coma scale",
    "capillary_refill": "capillary refill",
    "respiratory_effort": "respiratory effort",
    "weight": "weight",
    "height": "height",
}
"""What each signal is called."""

PARTS = {
    "respiratory_rate": "respiration",
    "spo2": "SpO2",
    "oxygen": "oxygen",
    "systolic_bp": "systolic pressure",
    "heart_rate": "pulse",
    "consciousness": "consciousness",
    "temperature": "temperature",
    "capillary_refill": "capillary refill",
    "respiratory_effort": "respiratory effort",
    "oxygen_amount": "amount of oxygen",
}
"""What each part of NEWS2 and of PEWS is called, and what of one may be missing."""

LEVELS = {"A": "alert", "C": "new confusion", "V": "to voice", "P": "to pain", "U": "unresponsive"}
"""What the codes of consciousness mean."""

_UNITS = {"/min": "/min", "%": " %", "mm[Hg]": " mmHg", "Cel": " °C", "{score}": "", "{code}": ""}
_STEPS = {"Cel": Decimal("0.1"), "kg": Decimal("0.1"), "L/min": Decimal("0.1"), "s": Decimal("0.1")}
_SAID_WITH_AGE_MS = 15 * 60_000


def number(signal: str, value: float) -> str:
    """Returns a value as people write it, without its unit.

    >>> number("temperature", 38.05), number("heart_rate", 131.4)
    ('38.1', '131')
    """
    return str(rounded(value, _STEPS.get(BY_NAME[signal].unit, Decimal(1))))


def unit(signal: str) -> str:
    """Returns the unit as it follows a value.

    >>> unit("systolic_bp")
    ' mmHg'
    """
    declared = BY_NAME[signal].unit
    return _UNITS.get(declared, f" {declared}")


def value(signal: str, measured: float) -> str:
    """Returns a value with its unit; of a coded signal, measured as the place of its code, in words.

    >>> value("spo2", 91.0), value("consciousness", 2.0)
    ('91 %', 'to voice')
    """
    if codes := BY_NAME[signal].codes:
        code = codes[int(measured)]
        return LEVELS.get(code, code)
    return number(signal, measured) + unit(signal)


def span(ms: float) -> str:
    """Returns a span of time in the unit that fits.

    >>> span(45_000), span(600_000), span(9_000_000)
    ('45 s', '10 min', '2.5 h')
    """
    if ms < 120_000:
        return f"{round(ms / 1000)} s"
    if ms < 7_200_000:
        return f"{round(ms / 60_000)} min"
    return f"{round(ms / 3_600_000, 1):g} h"


def age(signal: str, observed_at_ms: int, at_ms: int) -> str:
    """Returns how old a value is, where it must not be taken for the present one; else nothing.

    >>> age("spo2", 0, 31_000), age("spo2", 0, 20_000), age("systolic_bp", 0, 600_000)
    (' 31 s ago', '', '')
    """
    old_ms = at_ms - observed_at_ms
    return f" {span(old_ms)} ago" if old_ms > (CONTINUOUS_MS if signal in CONTINUOUS else _SAID_WITH_AGE_MS) else ""


def listed(words: Sequence[str]) -> str:
    """Returns words as a list in a sentence.

    >>> listed(["oxygen", "temperature", "pulse"])
    'oxygen, temperature and pulse'
    """
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
