"""An episode: one stretch of one thing that is wrong with a patient, or with what watches patients."""

import hashlib
import json
from dataclasses import dataclass
from typing import NamedTuple

from bedside.core.vitals.rules import Priority, Rule

About = tuple[tuple[str, float], ...]
"""What a reason rests on: values by signal, and the score by its name."""


@dataclass(frozen=True, slots=True)
class Episode:
    """What there is to tell of one; ``patient_id`` or ``source`` is set. Times are milliseconds since 1970.

    It is told when it opens, when its priority rises, when its score or value is worse by a step
    (`core.alerts.worsening`), and when it closes, each time as a whole and under the same id.
    ``opened_ms`` is when it had lasted for its delay, ``began_ms`` when the condition began: the two delays that IEC
    60601-1-8 asks to tell apart. Episodes of one ``group_id`` came upon one patient together.
    ``about`` is what the reason rests on, so that whoever was told of it need not be told the same again.
    """

    episode_id: str
    patient_id: str | None
    source: str | None
    rule: str
    priority: Priority
    opened_ms: int
    closed_ms: int | None
    reason: str
    first_event_id: str
    began_ms: int = 0
    group_id: str = ""
    about: About = ()
    worsened: int = 0
    """How many times it was told again since it was worse by a step."""


class Fact(NamedTuple):
    """That a condition holds: by which reading it began, and what the kernel said with it."""

    first: str
    at_ms: int
    amount: float
    value: float


@dataclass(frozen=True, slots=True)
class Cause:
    """What an episode opens or rises for: the words are made from it.

    ``patient`` is the row, or ``source`` is set. ``condition`` holds by ``fact``, and some of the rule's conditions
    since ``began_ms``. ``was`` is the score or value that was told, where it is told again
    since it is worse.
    """

    patient: int
    source: str
    rule: Rule
    condition: int
    fact: Fact
    began_ms: int
    at_ms: int
    was: float | None = None


def episode_id(of: str, rule: str, first_event_id: str) -> str:
    """Returns the id of the episode of a patient or source that this reading began: the same wherever it is made.

    >>> episode_id("p-1", "news2", "event:17")
    'b0d72bbd0045511d80dddd655f359e15'
    """
    return hashlib.sha256(json.dumps([of, rule, first_event_id]).encode()).hexdigest()[:32]
