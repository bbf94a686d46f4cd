"""Several episodes of one patient within a window are one notice; a higher priority goes out by itself.

Whoever comes for the first sees the others on the board: a patient for whom somebody was just called with high priority
needs no second call for what is less urgent. What is still open and unseen when the window ends takes the next turn. A
turn waits for those of its own and of higher priority, but no longer than a window of its own from its opening on,
however many wait: so nothing stays untold.
An episode that ends before anybody was told of it gives its turn up. Once a turn was acknowledged it holds back what is
of medium priority for two minutes more: by then somebody has looked at the board, and what comes after is new to them.
What is slight waits as before, since most of it passes by itself. A value that got worse does not wait for a turn, but
follows another notice of its patient after two minutes, so that all that falls at once is not told at once.

One deterioration pages once. A high NEWS2 or PEWS that somebody was told of speaks for a value outside its limit that
is one of those it scored: an SpO2 that stays low for three minutes is then on the board, and calls nobody anew. It
speaks while it is open and unseen, since its own ladder goes on then, and for a quarter of an hour after it was
acknowledged: by then whoever did so should be at the bed. It does not speak, and the further alert pages, where

- the signal had no points in what was told, so that nobody knows of it;
- the value, or consciousness, is worse by a step than what was told (`core.alerts.worsening`): a saturation told at
  88 % and now at 84 % is a new danger;
- the score is higher by 2 or more than what was told, or is not known any more;
- what was told is over, is silenced or rose while it was, or was seen longer ago. A relapse is a new problem.

Only a low saturation, consciousness, and any value that is told again since it is worse are spoken for. No breath
always pages. What is spoken for is looked at again every few seconds
(`usecases.watch_alerts`): as soon as nothing speaks for it, it is told after all. Where in doubt, it is told twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bedside.core.alerts.alert import Alert, rank
from bedside.core.alerts.worsening import WORSE_BY, is_worse

NOBODY: Mapping[str, int] = {}

WINDOWS_MS: Mapping[str, int] = {"high": 2 * 60_000, "medium": 10 * 60_000, "low": 30 * 60_000}
"""For how long after a notice of the patient, of its own or of higher priority, one of this priority is held back."""


SPEAKS_MS = 15 * 60_000
"""For how long after it was acknowledged a score speaks for what it was made of."""

SEEN_MS = 2 * 60_000
"""For how long after it was acknowledged a turn still holds back what is of medium priority."""

SCORES = {"news2": "NEWS2", "pews": "PEWS", "mews": "MEWS"}
"""By rule the score that speaks for what it was made of."""
_RISEN = WORSE_BY["news2"][0].by
_CLOCKS_DIFFER_MS = 10_000


@dataclass(frozen=True, slots=True)
class Turn:
    """When an alert of a patient is told; for a while it speaks for others."""

    alert_id: str
    priority: str
    due_ms: int


def due_ms(turns: Sequence[Turn], priority: str, at_ms: int, seen_ms: Mapping[str, int] = NOBODY) -> int:
    """Returns when an episode that opens at ``at_ms`` is told, behind the turns that its patient has taken.

    ``seen_ms`` says when alerts were acknowledged.

    >>> turns = [Turn("a", "medium", 0)]
    >>> due_ms(turns, "medium", 10), due_ms(turns, "high", 10), due_ms(turns, "low", 700_000)
    (600000, 10, 1800000)
    >>> due_ms([*turns, Turn("b", "medium", 600_000), Turn("c", "medium", 1_200_000)], "medium", 10)
    600010
    >>> due_ms(turns, "medium", 70_000, {"a": 60_000})
    180000
    """
    before = [_free_ms(one, priority, seen_ms) for one in turns if rank(one.priority) >= rank(priority)]
    return min(max([at_ms, *before]), at_ms + WINDOWS_MS[priority])


def due_worse_ms(turns: Sequence[Turn], priority: str, at_ms: int) -> int:
    """Returns when it is told that a value got worse: two minutes after what its patient was told of last.

    >>> due_worse_ms([Turn("a", "medium", 0), Turn("b", "medium", 600_000)], "medium", 10)
    120000
    """
    told = [one.due_ms for one in turns if one.due_ms <= at_ms and rank(one.priority) >= rank(priority)]
    return max([at_ms, *(one + WINDOWS_MS["high"] for one in told)])


def _free_ms(turn: Turn, priority: str, seen_ms: Mapping[str, int]) -> int:
    """Returns until when a turn holds back what is of that priority."""
    until_ms = turn.due_ms + WINDOWS_MS[priority]
    if priority == "low" or turn.alert_id not in seen_ms:
        return until_ms
    return min(until_ms, seen_ms[turn.alert_id] + SEEN_MS)


def still_counting(turns: Sequence[Turn], at_ms: int) -> list[Turn]:
    """Returns the turns that an episode of some priority may still have to wait for."""
    return [one for one in turns if one.due_ms + max(WINDOWS_MS.values()) > at_ms]


def next_behind(turns: Sequence[Turn], given_up: Turn, at_ms: int) -> Turn | None:
    """Returns the turn that may come forward where one was given up: the most urgent, longest waiting one behind it."""
    waiting = [one for one in turns if one.due_ms > at_ms and rank(one.priority) <= rank(given_up.priority)]
    if any(one.due_ms <= at_ms and rank(one.priority) >= rank(given_up.priority) for one in turns):
        return None  # another of the same window was told
    return min(waiting, key=lambda one: (-rank(one.priority), one.due_ms), default=None)


def may_be_spoken_for(alert: Alert) -> bool:
    """Returns whether an alert is of the kind that another may speak for."""
    is_worse_now = alert.worsened > 0 and is_of_value(alert)
    is_low = alert.rule == "limit_low:spo2" and alert.priority == "high"
    return alert.patient_id is not None and (is_low or is_worse_now or alert.rule == "consciousness")


def is_of_value(alert: Alert) -> bool:
    """Returns whether it is of one value beyond its limit."""
    return alert.rule.partition(":")[0] in ("limit_low", "limit_high")


def speaks_for(told: Alert, alert: Alert, at_ms: int) -> bool:
    """Returns whether whoever was told of the one alert knows what the other says, so that it calls nobody anew."""
    return (
        may_be_spoken_for(alert)
        and told.patient_id == alert.patient_id
        and told.rule in SCORES
        and told.priority == "high"
        and _is_being_told(told, at_ms)
        and _knows(told, alert)
    )


def _is_being_told(told: Alert, at_ms: int) -> bool:
    if told.state == "open":
        return not told.silenced
    since_ms = at_ms - (told.acknowledged_ms or 0)  # far below 0 the clock was set back, and says nothing
    return told.state == "acknowledged" and -_CLOCKS_DIFFER_MS <= since_ms <= SPEAKS_MS


def _knows(told: Alert, alert: Alert) -> bool:
    """Returns whether the value was scored in what was told, and neither it nor the score is worse by now."""
    score, before, now = SCORES[told.rule], dict(told.about), dict(alert.about)
    said = {step.of for step in WORSE_BY[alert.rule]} & now.keys()
    if not said or not {score, *said} <= before.keys() or score not in now:
        return False
    return not is_worse(alert.rule, told.about, alert.about) and now[score] < before[score] + _RISEN
