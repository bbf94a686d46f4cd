"""What is so of a patient at this moment, in the form in which it is told with an episode, to be compared with that.

Read from the kernel's rows. NEWS2 and a value cost a microsecond or two, a score that the rows do not keep some fifty.
"""

from bedside.core.vitals.alertness import newest_of
from bedside.core.vitals.conditions import LIMIT_HIGH, LIMIT_LOW
from bedside.core.vitals.episode import About
from bedside.core.vitals.glance import glance
from bedside.core.vitals.own_score import Name, scored
from bedside.core.vitals.rules import CONSCIOUSNESS, NEWS2, Rule
from bedside.core.vitals.score import Person
from bedside.core.vitals.signals import SIGNALS
from bedside.core.vitals.state import State
from bedside.core.vitals.state_rows import NEVER

_DECIMALS = 4  # as in a glance: the value is kept in single precision
_SCORES: dict[str, Name] = {"pews": "pews", "mews": "mews"}
_NAMES = [signal.name for signal in SIGNALS]
_LIMITS = frozenset({LIMIT_LOW, LIMIT_HIGH})


def present(state: State, patient: int, rule: Rule, person: Person, at_ms: int, interval_ms: int) -> About:
    """Returns the score or value that a rule's episode is worse by; nothing where there is none."""
    if rule.levels[0].condition in _LIMITS:
        return _value(state, patient, rule.signal)
    if rule.name == NEWS2.name:
        return ((NEWS2.name.upper(), float(state.patients[patient]["total"])),)
    if rule.name == CONSCIOUSNESS.name:
        one = newest_of(glance(state, patient))
        return () if one is None else ((one.name, one.value),)
    if (name := _SCORES.get(rule.name)) is not None:
        score = scored(name, glance(state, patient), person, at_ms, interval_ms)
        return ((score.name, float(score.score)),) if score.applicable and score.parts else ()
    return ()


def _value(state: State, patient: int, signal: int) -> About:
    person = state.patients[patient]
    mask, bit = int(person["mask"]), 1 << signal
    if not mask & bit:
        return ()
    # As `state_rows.series_row`, in Python's own numbers: it is asked for each open alert at each tick.
    row = state.series[int(person["first"]) + (mask & (bit - 1)).bit_count()]
    return () if row["last"] == NEVER else ((_NAMES[signal], round(float(row["value"]), _DECIMALS)),)
