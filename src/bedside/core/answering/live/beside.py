"""The question to ask the library beside a patient's readings: what the values that are asked about may mean.

Chosen by the asked signal and by which side of NEWS2's zero band its current value lies on (glucose: 70-180 mg/dL).
"""

from bedside.core.answering.live.asking import Asked
from bedside.core.answering.live.saying import asks_of_now, is_a_temperature
from bedside.core.vitals.quality import Quality
from bedside.core.vitals.view import Live, PatientView

_USUAL = {
    "respiratory_rate": (12, 20),
    "spo2": (96, 100),
    "heart_rate": (51, 90),
    "pulse_rate": (51, 90),
    "systolic_bp": (111, 219),
    "temperature": (36.1, 38.0),
    "glucose": (70, 180),
}
_QUESTIONS = {
    "respiratory_rate": ("What does slow breathing mean?", "What does fast breathing mean?"),
    "spo2": ("What does a low oxygen saturation mean?", ""),
    "heart_rate": ("What does a slow heart rate mean?", "What does a fast heart rate mean?"),
    "pulse_rate": ("What does a slow heart rate mean?", "What does a fast heart rate mean?"),
    "systolic_bp": ("What is low blood pressure?", "What is high blood pressure?"),
    "temperature": ("What is hypothermia?", "What is fever?"),
    "glucose": ("What is hypoglycemia?", "What is hyperglycemia?"),
}
_NORMAL = {
    "respiratory_rate": "What is a normal respiratory rate?",
    "spo2": "What is a normal oxygen saturation?",
    "heart_rate": "What is a normal heart rate?",
    "pulse_rate": "What is a normal heart rate?",
    "systolic_bp": "What is a normal blood pressure?",
    "temperature": "What is a normal body temperature?",
    "glucose": "What is a normal blood sugar?",
}


def library_question(asked: Asked, view: PatientView) -> str:
    """Returns the question for the library, "" where the readings alone are asked for.

    Of several signals asked about, the one furthest outside counts; values that are not current count nothing, nor
    does a past time have anything to do with them. Of values of a past time it is asked what is usual, where that is
    what was asked.
    """
    if asked.alarm:
        return ""
    if not asks_of_now(asked, view):
        return _NORMAL.get(asked.signals[0], "") if asked.usual and asked.signals else ""
    signals = asked.signals
    if asked.number is not None and not signals:
        read_off = tuple(one.signal for one in view.readings if one.value == asked.number)
        signals = read_off or (("temperature",) if is_a_temperature(asked.number) else ())
    current = [one for s in signals if (one := view.live(s)) and s in _USUAL and one.quality is Quality.CURRENT]
    if not current:
        return ""
    one = max(current, key=_outside)
    low, high = _USUAL[one.signal]
    below, above = _QUESTIONS[one.signal]
    if float(one.value) < low:
        return below
    return above if float(one.value) > high else _NORMAL[one.signal]


def _outside(one: Live) -> float:
    """Returns how far a value lies outside its usual band, in widths of the band; 0 inside."""
    low, high = _USUAL[one.signal]
    return max(low - float(one.value), float(one.value) - high, 0.0) / (high - low)
