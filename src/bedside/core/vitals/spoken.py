"""How signals, units and values are written for people: in answers, reasons and on the board."""

from bedside.core.vitals.parts import AVPU

_NAMES = {
    "heart_rate": "heart rate",
    "pulse_rate": "pulse rate",
    "spo2": "SpO2",
    "respiratory_rate": "respiratory rate",
    "systolic_bp": "systolic pressure",
    "diastolic_bp": "diastolic pressure",
    "mean_bp": "mean pressure",
    "temperature": "temperature",
    "glucose": "glucose",
    "oxygen_flow": "oxygen flow",
    "fio2": "FiO2",
    "consciousness": "consciousness",
    "gcs": "Glasgow Coma Scale",
    "capillary_refill": "capillary refill",
    "respiratory_effort": "respiratory effort",
    "weight": "weight",
    "height": "height",
    "oxygen": "air or oxygen",
    "oxygen_amount": "how much oxygen",
    "blood_pressure": "blood pressure",
}
_UNITS = {"/min": "/min", "%": " %", "mm[Hg]": " mmHg", "Cel": " °C", "{score}": "", "{code}": "", AVPU: ""}
_CODES = {
    "A": "alert",
    "C": "newly confused",
    "V": "responding to voice",
    "P": "responding to pain",
    "U": "unresponsive",
}
_DECIMALS = {"temperature": 1, "glucose": 0, "oxygen_flow": 1, "capillary_refill": 1, "weight": 1}


def named(signal: str) -> str:
    """Returns the signal as it is called in a sentence."""
    return _NAMES.get(signal, signal.replace("_", " "))


def figure(signal: str, value: float) -> str:
    """Returns a number at the resolution at which the signal is charted.

    >>> figure("temperature", 38.449), figure("heart_rate", 71.6)
    ('38.4', '72')
    """
    return f"{value:.{_DECIMALS.get(signal, 0)}f}"


def shown(signal: str, value: float | str, unit: str) -> str:
    """Returns a value with its unit.

    >>> shown("spo2", 91.0, "%"), shown("consciousness", "V", "{code}")
    ('91 %', 'responding to voice')
    """
    if isinstance(value, str):
        return _CODES.get(value, value)
    return f"{figure(signal, value)}{_UNITS.get(unit, ' ' + unit)}"


def lasting(ms: int) -> str:
    """Returns a duration in the unit that a person would take, never more exact than it is useful.

    >>> lasting(12_400), lasting(250_000), lasting(19_000_000), lasting(200_000_000)
    ('12 s', '4 min', '5 h 16 min', '2 days')
    """
    seconds = max(ms, 0) // 1000
    if seconds < 120:
        return f"{seconds} s"
    minutes = seconds // 60
    if minutes < 120:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return f"{hours // 24} days"
