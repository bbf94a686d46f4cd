"""Gives labels to the numbers of a message: low oxygen, fever, a baby under three months, many pills.

A number gets its meaning from the words round it. Bounds are those at which public guidance (NHS 111, MedlinePlus, ADA,
ACOG) sends people to emergency care; units are told by size where people leave them out.
"""

from collections.abc import Iterator

from bedside.core.answering.triage.message import Words

_ROUND = 5
_OXYGEN = frozenset("spo2 oxygen saturation oximeter saturations sat ox oxi oxy".split())
_HEAT = frozenset(
    "temperature fever degrees thermometer celsius fahrenheit f c hot rectal ear forehead burning".split()
)
_SUGAR = frozenset("sugar glucose bg bm bgl glucometer cgm dexcom libre mmol hypo".split())
_PULSE = frozenset("pulse bpm heart heartbeat heartrate".split())
_KETONES = frozenset("ketones ketone".split())
_BREATHS = frozenset("breathing breath breaths respiratory respirations rr resp respiration".split())
_UNDER_3_MONTHS = {"days": 92, "weeks": 13, "months": 3}
_SMALL = frozenset("son daughter infant".split())
_AGE_OF = frozenset("old age aged baby newborn".split())
_NOT_PREGNANT = frozenset(
    "ago old of after post since into out for last past every in few next lasted later since age aged another within".split()
)
_PILLS = frozenset(
    "pills paracetamol ibuprofen aspirin codeine tramadol sertraline metformin diazepam valium xanax zopiclone "
    "amitriptyline oxycodone benadryl propranolol seroquel quetiapine antidepressants painkillers nurofen advil "
    "aleve naproxen sleeping ambien melatonin lithium fluoxetine prozac citalopram warfarin digoxin insulin iron "
    "antihistamines codamol cocodamol mg".split()
)
_LABS = {
    "potassium": (2.6, 6.0),
    "sodium": (120, 158),
    "inr": (0, 8),
    "lactate": (0, 4),
    "hb": (6.5, 999),
    "haemoglobin": (6.5, 999),
}
"""Bounds beyond which a laboratory rings the ward; what is below the first or above the second is dangerous."""


def labels(read: Words) -> dict[int, tuple[str, ...]]:
    """Returns the labels of the numbers in a message, by place."""
    found: dict[int, tuple[str, ...]] = {}
    for i, word in enumerate(read.words):
        if word[0].isdigit():
            marks = tuple(_pressure(read.words, i) if "/" in word else _number(read.words, i, float(word)))
            if marks:
                found[i] = marks
    return found


def _near(words: tuple[str, ...], i: int) -> frozenset[str]:
    return frozenset(words[max(0, i - _ROUND) : i] + words[i + 1 : i + 1 + _ROUND])


def _number(words: tuple[str, ...], i: int, value: float) -> Iterator[str]:
    near = _near(words, i)
    after = words[i + 1] if i + 1 < len(words) else ""
    if after == "over" or (i > 1 and words[i - 1] == "over"):
        yield from _pressure_over(words, i)
    elif after in ("days", "weeks", "months", "years"):
        yield from _age(words, i, value, after)
    elif after == "times":
        yield from _breaths(near, value)
    elif after not in ("minutes", "hours", "seconds", "times"):
        yield from _oxygen(near, value)
        yield from _heat(near, after, value)
        yield from _sugar(near, after, value)
        if near & _KETONES and 1.5 < value <= 12:
            yield "#high_ketones"
        yield from _breaths(near, value)
        yield from _pulse(near | {"pulse"} if i and words[i - 1] == "hours" else near, value)
        yield from _amount(near, after, value)
        yield from _scored(words[max(0, i - 4) : i], value)


def _oxygen(near: frozenset[str], value: float) -> Iterator[str]:
    if near & _OXYGEN and 50 <= value <= 92:
        yield "#low_oxygen"


def _heat(near: frozenset[str], after: str, value: float) -> Iterator[str]:
    warm = bool(near & _HEAT) or after in ("c", "f", "degrees")
    celsius = value if 25 <= value <= 45 else (value - 32) / 1.8 if 80 <= value <= 110 else 0.0
    decimal = value % 1 != 0
    if celsius and (warm or (decimal and celsius >= 38)) and not near & (_SUGAR | _OXYGEN):
        yield from _heat_marks(round(celsius, 2))


def _heat_marks(celsius: float) -> Iterator[str]:
    if celsius >= 37.95:
        yield "#fever"
    if celsius >= 39.9:
        yield "#high_fever"
    if celsius >= 40.5:
        yield "#extreme_fever"
    if celsius < 35:
        yield "#cold_body"


def _sugar(near: frozenset[str], after: str, value: float) -> Iterator[str]:
    if not near & _SUGAR or near & _HEAT - {"f", "c", "hot"} or after in ("units", "grams"):
        return
    in_mmol = value < 34 and (value != int(value) or value < 15 or after == "mmol" or value < 30) and after != "mg"
    if (in_mmol and 0.5 <= value < 3.1) or (not in_mmol and 15 <= value <= 54):
        yield "#low_sugar"
    if (in_mmol and value >= 18) or (not in_mmol and 320 <= value <= 1500):
        yield "#high_sugar"


def _pulse(near: frozenset[str], value: float) -> Iterator[str]:
    if near & _PULSE and not near & _OXYGEN:
        if 145 <= value <= 300:
            yield "#fast_heart"
        if 15 <= value <= 40:
            yield "#slow_heart"


def _scored(before: tuple[str, ...], value: float) -> Iterator[str]:
    """Labels a coma score and a few blood values said just before the number."""
    if ("gcs" in before or "glasgow" in before) and 3 <= value <= 13:
        yield "#low_gcs"
    for name in set(before) & set(_LABS):
        low, high = _LABS[name]
        if value < low or high <= value < 200:
            yield "#bad_lab"


def _breaths(near: frozenset[str], value: float) -> Iterator[str]:
    if near & _BREATHS and (30 <= value < 60 or (60 <= value <= 150 and "minutes" in near)) and not near & _OXYGEN:
        yield "#fast_breathing"
    if near & _BREATHS and 2 <= value <= 9 and "minutes" in near:
        yield "#slow_breathing"


def _amount(near: frozenset[str], after: str, value: float) -> Iterator[str]:
    if near & _PILLS and value >= 8 and value % 1 == 0 and after not in ("mg", "ml", "mcg", "units", "%", "am", "pm"):
        yield "#many_pills"
    if (after == "grams" and 5 <= value <= 100) or (after == "mg" and 4000 <= value <= 100_000):
        yield "#many_pills"


def _age(words: tuple[str, ...], i: int, value: float, unit: str) -> Iterator[str]:
    near = frozenset(words[max(0, i - 4) : i] + words[i + 2 : i + 5])
    follows = words[i + 2] if i + 2 < len(words) else ""
    if (
        unit != "years"
        and value <= _UNDER_3_MONTHS[unit]
        and near & (_AGE_OF | _SMALL)
        and follows not in ("ago", "pregnant")
    ):
        yield "#young_baby"
    if (unit == "years" and value <= 12 and ("old" in near or i < 6)) or (unit == "months" and near & _AGE_OF):
        yield "#child"
    if unit == "years" and value >= 65:
        yield "#old_person"
    if unit == "weeks" and 5 <= value <= 42 and follows not in _NOT_PREGNANT and words[i - 1] not in _NOT_PREGNANT:
        yield "#weeks"


def _pressure(words: tuple[str, ...], i: int) -> Iterator[str]:
    high, low = (float(part) for part in words[i].split("/"))
    yield from _pressure_marks(high, low)


def _pressure_over(words: tuple[str, ...], i: int) -> Iterator[str]:
    if i + 2 < len(words) and words[i + 1] == "over" and words[i + 2].replace(".", "").isdigit():
        yield from _pressure_marks(float(words[i]), float(words[i + 2]))


def _pressure_marks(high: float, low: float) -> Iterator[str]:
    if not 40 <= high <= 300 or not 15 <= low <= 200 or low >= high:
        return
    if high <= 90:
        yield "#low_pressure"
    if high >= 180 or low >= 120:
        yield "#severe_pressure"
    if high >= 160 or low >= 110:
        yield "#very_high_pressure"
    if high >= 140 or low >= 90:
        yield "#high_pressure"
