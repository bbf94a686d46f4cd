"""What a message's codes mean: which signal, which unit, which level of consciousness. Any of the codes may match.

A coding is a pair of system and code; systems are named by the constants here, and other systems are passed over. A
pulse rate is often sent with the code of the heart rate too, and then is the pulse rate; any other two signals named by
one message contradict each other, and the value is refused.

A unit is taken by its UCUM code, with annotations such as {beats} left out, by its MDC number, or by the text that the
code table knows as an alias; a UCUM code never by an alias, since UCUM's C is coulomb and F is farad.

Sources: LOINC; IEEE 11073-10101 (the numbers of units as in IHE PCD and Continua messages); HL7 table 0396 for the
names of systems; UK Core's value set ACVPU for SNOMED CT; LOINC's answers to 67775-7, and LA6560-2 for the confusion
that its list lacks.
"""

import re
from collections.abc import Iterable

from bedside.core.vitals.parts import AVPU
from bedside.core.vitals.reading import Reason
from bedside.core.vitals.signals import BY_LOINC, BY_MDC, BY_NAME, LOINC_PANELS, Signal

LOINC, MDC, SNOMED, UCUM, ISO = "loinc", "mdc", "snomed", "ucum", "iso+"

Coding = tuple[str, str]

_ACVPU_SCALE = (SNOMED, "1104441000000107")
_LEVELS = {
    (SNOMED, "248234008"): "A",
    (SNOMED, "130987000"): "C",
    (SNOMED, "300202002"): "V",
    (SNOMED, "450847001"): "P",
    (SNOMED, "422768004"): "U",
    (LOINC, "LA9340-6"): "A",
    (LOINC, "LA6560-2"): "C",
    (LOINC, "LA17108-4"): "V",
    (LOINC, "LA17107-6"): "P",
    (LOINC, "LA9343-0"): "U",
}
_MDC_UNITS = {
    "264864": "/min",
    "264928": "/min",
    "262688": "%",
    "266016": "mm[Hg]",
    "265987": "kPa",
    "268192": "Cel",
    "266560": "[degF]",
    "264274": "mg/dL",
    "266866": "mmol/L",
    "265216": "L/min",
    "263872": "g",
    "263875": "kg",
    "263904": "[lb_av]",
    "263441": "cm",
    "263424": "m",
    "263520": "[in_i]",
    "264320": "s",
}
_ISO_UNITS = {"mm(hg)": "mm[Hg]", "cel": "Cel", "degf": "[degF]", "kpa": "kPa"}
_NOT_UCUM = frozenset("bpm beats/min breaths/min percent mmHg degC °C C degF °F F LPM lpm lb lbs in".split())
_ANNOTATION = re.compile(r"\{[^{}]*\}")


def signal_of(codings: Iterable[Coding]) -> Signal | Reason:
    """Returns the signal that the codings name. Unknown where none does, unclear where two contradict each other."""
    found = {signal.name: signal for coding in codings if (signal := _signal(coding))}
    if found.keys() == {"heart_rate", "pulse_rate"}:
        return found["pulse_rate"]
    if len(found) > 1:
        return Reason.UNCLEAR_SIGNAL
    return next(iter(found.values()), Reason.UNKNOWN_SIGNAL)


def is_panel(codings: Iterable[Coding]) -> bool:
    """Returns whether the values stand in the message's components."""
    return any(system == LOINC and code in LOINC_PANELS for system, code in codings)


def level_of(asked: Iterable[Coding], answered: Iterable[Coding]) -> tuple[str, str] | Reason:
    """Returns the level of consciousness with its unit, which tells a scale that cannot say new confusion."""
    levels = {_LEVELS[coding] for coding in answered if coding in _LEVELS}
    if len(levels) != 1:
        return Reason.UNKNOWN_CODE
    (level,) = levels
    return level, unit_of_level(asked, level)


def unit_of_level(asked: Iterable[Coding], level: str) -> str:
    """Returns the unit of a level of consciousness that was asked for by these codings."""
    can_say_confused = level == "C" or _ACVPU_SCALE in asked
    return BY_NAME["consciousness"].unit if can_say_confused else AVPU


def unit_of(signal: Signal, codings: Iterable[Coding]) -> str | None:
    """Returns the unit that one of the codings declares, by the code table's own code; None where none is known.

    A coding of the system "" is a text, which may be an alias of the code table.
    """
    for system, code in codings:
        if found := _by_ucum(signal, _as_ucum(system, code)):
            return found
        if system in ("", ISO) and (unit := signal.unit_named(code)):
            return unit.code
    return None


def needs_no_unit(signal: Signal) -> bool:
    """Returns whether the signal is a score, which has no unit to declare."""
    return signal.unit == "{score}"


def _signal(coding: Coding) -> Signal | None:
    system, code = coding
    if system == LOINC:
        return BY_LOINC.get(code)
    if system == MDC:
        return BY_MDC.get(int(code)) if code.isascii() and code.isdecimal() and len(code) < 10 else None
    return BY_NAME["consciousness"] if coding == _ACVPU_SCALE else None


def _as_ucum(system: str, code: str) -> str:
    if system == MDC:
        return _MDC_UNITS.get(code, "")
    return _ISO_UNITS.get(code.lower(), code) if system == ISO else code


def _by_ucum(signal: Signal, code: str) -> str | None:
    bare = _ANNOTATION.sub("", code)
    for unit in signal.units:
        names = {unit.code, *unit.aliases} - _NOT_UCUM
        if code in names or (bare and bare in {_ANNOTATION.sub("", name) for name in names}):
            return unit.code
    return signal.unit if code and not bare and needs_no_unit(signal) else None
