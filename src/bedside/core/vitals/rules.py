"""Which condition becomes an alert, after how long, with which priority, and what hides it. Rules are data.

A rule has levels, from the least urgent to the most: an episode opens at the first that has held for its delay, and its
priority rises with the next. It closes when none has held for as long as the rule says. What the delays rest on:

- NEWS2 of 7 or more calls for an emergency review (Royal College of Physicians 2017): it opens on its first
  observation. 5 and 6 open when seen again at least half an hour later, or after two hours in which nothing else was
  measured: on hourly observations that is the second in a row, on a monitor half an hour, on a round every four hours
  two hours. It closes likewise. On hourly readings of intensive care most scores of 5 or 6 are gone an hour later.
- Bedside PEWS of 8 or more is the published threshold (Parshuram 2009): the child may soon need intensive care. It
  opens on its first observation, as NEWS2 of 7 does, and closes likewise. Of 16 and 17 years NEWS2 rings alone, so
  that one deterioration pages once; in pregnancy under 18, which has no NEWS2, PEWS does.
- MEWS of 5 or more is its published threshold (Subbe 2001). It rings in pregnancy, where NEWS2 is not made.
- Limits: a delay and the patient's own limits do more against needless alarms than one limit for all (962 patients at
  1 Hz, PMC4891882: a tenth of them gave 57 % of the alarms at 90 % and 15 s). Monitors delay SpO2 by 0 to 30 s;
  IEC 60601-2-27 allows 10 s for heart rate. A low SpO2 that lasts three minutes becomes high priority.
- No breath at all is told at once. A heart rate of 0 becomes high priority after five seconds, so that one value that
  slipped does not, and it is told within IEC's ten; a pulse of 0 after thirty, as a probe that came off may send it.
- Consciousness is told at once, since a person says it and no sensor (`alertness`): to pain only, unresponsive or a
  coma scale of 8 or less with high priority, new confusion, to voice or less than 15 with medium. It closes as NEWS2.
- What is wrong with a sensor or a clock is low priority; a gateway that is gone leaves a ward unwatched, and is medium.

What hides a condition keeps it from opening and from rising, not from staying open; its delay begins anew afterwards.
Refused values only put a limit off: a sensor that sends nonsense now and then also measures, so what the values between
have shown for a minute is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bedside.core.vitals.conditions import (
    CLOCK_SKEWED,
    CONDITIONS,
    DEVIATION,
    GATEWAY_GONE,
    IMPLAUSIBLE,
    JOINT_DEVIATION,
    LIMIT_HIGH,
    LIMIT_LOW,
    NEWS2_HIGH,
    NEWS2_MEDIUM,
    NEWS2_SINGLE,
    OF_PATIENT,
    PEWS_HIGH,
    RATE_OF_CHANGE,
    SENSOR_FLAT,
    SENSOR_NOISY,
    SENSOR_SILENT,
    TREND,
)
from bedside.core.vitals.signals import BY_NAME, SIGNALS

Priority = Literal["low", "medium", "high"]

PRIORITIES: tuple[Priority, ...] = ("low", "medium", "high")

APNOEA, SENSOR_LOST, NOT_ALERT, UNRESPONSIVE, MEWS_HIGH, NO_BEAT = range(64, 70)
"""Conditions that are found beside the kernel: no breath, a sensor that was said to be lost, a patient who is confused
or wakes to a voice, one who responds to pain only or not at all, in pregnancy a MEWS
of 5 or more, and a heart rate or a pulse of 0."""

SECOND, MINUTE, HOUR = 1_000, 60_000, 3_600_000
RELAPSE_MS = 5 * MINUTE
DOUBT_MS = MINUTE


@dataclass(frozen=True, slots=True)
class Hold:
    """For how long something must last before it counts.

    With ``latest_ms`` it must also be seen again after that long, by another reading; without one it counts after
    ``latest_ms`` all the same.
    """

    for_ms: int = 0
    latest_ms: int = 0


@dataclass(frozen=True, slots=True)
class Level:
    """A condition with the priority that it gives once it, or one of a higher level, has held for ``after``."""

    condition: int
    priority: Priority
    after: Hold


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. ``signal`` is the place in SIGNALS, OF_PATIENT where it is of the patient or of a source.

    An interruption shorter than ``lapse_ms`` does not begin a delay anew. A highest level that did not hold for
    ``rearm_ms`` and holds again is a new episode, so that people are told again. One that was over within ``brief_ms``
    may have been a sensor that slipped: where `RELAPSE_MS` later it holds for as long, that is a new episode too.
    ``hidden_by`` are conditions of the same signal or of the patient, ``hidden_while_open`` rules of the same patient;
    while one of ``doubted_by`` holds, a level counts only once it has held for `DOUBT_MS`.
    """

    name: str
    levels: tuple[Level, ...]
    closes: Hold
    kind: Literal["clinical", "technical"]
    signal: int = OF_PATIENT
    lapse_ms: int = 0
    rearm_ms: int | None = None
    brief_ms: int = 0
    hidden_by: frozenset[int] = frozenset()
    doubted_by: frozenset[int] = frozenset()
    hidden_while_open: frozenset[str] = frozenset()


_SENSOR_FAULTS = frozenset({SENSOR_SILENT, SENSOR_LOST, SENSOR_FLAT, IMPLAUSIBLE})
"""What makes a sensor's values unfit to open an episode. Noise does not: it may be a restless patient."""

_OUTSIDE_LIMITS = frozenset({LIMIT_LOW, LIMIT_HIGH})

NEWS2 = Rule(
    "news2",
    (
        Level(NEWS2_MEDIUM, "medium", Hold(30 * MINUTE, latest_ms=2 * HOUR)),
        Level(NEWS2_HIGH, "high", Hold(0)),
    ),
    closes=Hold(30 * MINUTE, latest_ms=2 * HOUR),
    kind="clinical",
    lapse_ms=MINUTE,
    rearm_ms=2 * HOUR,
    brief_ms=MINUTE,
)

PEWS = Rule(
    "pews",
    (Level(PEWS_HIGH, "high", Hold(0)),),
    closes=Hold(30 * MINUTE, latest_ms=2 * HOUR),
    kind="clinical",
    brief_ms=MINUTE,
)

MEWS = Rule(
    "mews",
    (Level(MEWS_HIGH, "high", Hold(0)),),
    closes=Hold(30 * MINUTE, latest_ms=2 * HOUR),
    kind="clinical",
    brief_ms=MINUTE,
)

CONSCIOUSNESS = Rule(
    "consciousness",
    (
        Level(NOT_ALERT, "medium", Hold(0)),
        Level(UNRESPONSIVE, "high", Hold(0)),
    ),
    closes=Hold(30 * MINUTE, latest_ms=2 * HOUR),
    kind="clinical",
    rearm_ms=MINUTE,
)
"""Whoever was awake again for a minute and is not any more, as between two fits, is told of anew."""

_OF_PATIENT = (
    NEWS2,
    Rule(
        "news2_single",
        (Level(NEWS2_SINGLE, "low", Hold(30 * MINUTE, latest_ms=2 * HOUR)),),
        closes=Hold(30 * MINUTE, latest_ms=2 * HOUR),
        kind="clinical",
        lapse_ms=MINUTE,
        hidden_by=frozenset({NEWS2_MEDIUM, NEWS2_HIGH, NOT_ALERT, UNRESPONSIVE}),
        hidden_while_open=frozenset({"news2"}),
    ),
    Rule(
        "joint_deviation",
        (Level(JOINT_DEVIATION, "medium", Hold(5 * MINUTE)),),
        closes=Hold(10 * MINUTE),
        kind="clinical",
        lapse_ms=MINUTE,
        hidden_while_open=frozenset({"news2", "pews", "mews"}),
    ),
    PEWS,
    MEWS,
    CONSCIOUSNESS,
)

_LIMIT_DELAYS: dict[str, tuple[int, Priority]] = {
    "spo2": (15 * SECOND, "medium"),
    "heart_rate": (10 * SECOND, "medium"),
    "pulse_rate": (10 * SECOND, "medium"),
    "respiratory_rate": (20 * SECOND, "medium"),
    "systolic_bp": (10 * SECOND, "medium"),
    "mean_bp": (10 * SECOND, "medium"),
    "diastolic_bp": (10 * SECOND, "low"),
    "temperature": (MINUTE, "low"),
    "glucose": (0, "medium"),
}
"""Delay and priority of a value outside its limits; of any other signal that has limits a minute, and low."""

_LASTING = {("spo2", LIMIT_LOW): 3 * MINUTE}
"""After how long a value outside its limits becomes high priority."""

_NO_BEAT = {"heart_rate": 5 * SECOND, "pulse_rate": 30 * SECOND}
"""After how long a rate of 0 becomes high priority."""

_LIMIT_LAPSE_MS = 5 * SECOND
"""Of two sensors of a signal that take turns, one that finds all well interrupts the other for less than that."""


def _limit(signal: str, condition: int) -> Rule:
    delay_ms, priority = _LIMIT_DELAYS.get(signal, (MINUTE, "low"))
    levels = [Level(condition, priority, Hold(delay_ms))]
    if lasting_ms := _LASTING.get((signal, condition)):
        levels.append(Level(condition, "high", Hold(lasting_ms)))
    if condition == LIMIT_LOW and (still_ms := _NO_BEAT.get(signal)):
        levels.append(Level(NO_BEAT, "high", Hold(still_ms)))
    refused = frozenset({IMPLAUSIBLE})
    rule = _of_signal(signal, tuple(levels), Hold(30 * SECOND), "clinical", hidden_by=_SENSOR_FAULTS - refused)
    return replace(rule, lapse_ms=_LIMIT_LAPSE_MS, doubted_by=refused)


def _of_signal(
    signal: str,
    levels: tuple[Level, ...],
    closes: Hold,
    kind: Literal["clinical", "technical"],
    *,
    hidden_by: frozenset[int] = frozenset(),
) -> Rule:
    name = "apnoea" if levels[0].condition == APNOEA else f"{CONDITIONS[levels[0].condition].name}:{signal}"
    return Rule(name, levels, closes, kind, signal=SIGNALS.index(BY_NAME[signal]), hidden_by=hidden_by)


def _of(signal: str) -> list[Rule]:
    beside = _SENSOR_FAULTS | _OUTSIDE_LIMITS
    silent = frozenset({SENSOR_SILENT, SENSOR_LOST})
    rules = [
        _limit(signal, LIMIT_LOW),
        _limit(signal, LIMIT_HIGH),
        _of_signal(
            signal, (Level(RATE_OF_CHANGE, "medium", Hold(MINUTE)),), Hold(5 * MINUTE), "clinical", hidden_by=beside
        ),
        _of_signal(
            signal, (Level(DEVIATION, "low", Hold(2 * MINUTE)),), Hold(5 * MINUTE), "clinical", hidden_by=beside
        ),
        _of_signal(signal, (Level(TREND, "low", Hold(5 * MINUTE)),), Hold(15 * MINUTE), "clinical", hidden_by=beside),
        _of_signal(
            signal,
            (Level(SENSOR_SILENT, "low", Hold(30 * SECOND)), Level(SENSOR_LOST, "low", Hold(0))),
            Hold(10 * SECOND),
            "technical",
        ),
    ]
    for condition, delay_ms in ((SENSOR_FLAT, MINUTE), (SENSOR_NOISY, 2 * MINUTE), (CLOCK_SKEWED, MINUTE)):
        levels = (Level(condition, "low", Hold(delay_ms)),)
        rules.append(_of_signal(signal, levels, Hold(2 * MINUTE), "technical", hidden_by=silent))
    levels = (Level(IMPLAUSIBLE, "low", Hold(10 * SECOND)),)
    return [*rules, _of_signal(signal, levels, Hold(MINUTE), "technical")]


_NO_BREATH = _of_signal(
    "respiratory_rate",
    (Level(APNOEA, "high", Hold(0)),),
    Hold(30 * SECOND),
    "clinical",
    hidden_by=frozenset({SENSOR_SILENT, SENSOR_LOST}),
)
"""Not hidden by a flat sensor, since no breath is flat, nor by an implausible one: a doubt is told, not kept."""

GATEWAY = Rule("gateway_gone", (Level(GATEWAY_GONE, "medium", Hold(0)),), Hold(10 * SECOND), "technical")

RULES: tuple[Rule, ...] = (
    *_OF_PATIENT,
    *(rule for signal in SIGNALS for rule in _of(signal.name)),
    _NO_BREATH,
    GATEWAY,
)
"""All rules; `GATEWAY` is of a source, all others of a patient."""


def rules_by_condition(rules: Sequence[Rule]) -> dict[tuple[int, int], tuple[int, ...]]:
    """Returns, by condition and signal, the places of the rules to look at when that begins or ceases to hold."""
    found: dict[tuple[int, int], list[int]] = {}
    for place, rule in enumerate(rules):
        for condition in {level.condition for level in rule.levels} | rule.hidden_by | rule.doubted_by:
            found.setdefault((condition, rule.signal), []).append(place)
    return {key: tuple(places) for key, places in found.items()}
