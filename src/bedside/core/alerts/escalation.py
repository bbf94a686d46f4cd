"""Who is told first, who next, and how often again, until somebody has seen it: a ladder of rounds for each priority.

A round is one or more contacts told at the same time. Each notice plans the round after it before it is sent, so that
the ladder goes on whatever becomes of the sender. An acknowledgement or the alert's end cancels what is planned.

High goes by two channels at once, since any one of them may lose a message and nobody would know; a third or the next
person follows within a minute. Fails where every contact is one person who sleeps: repeats are all there is then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SECOND = 1_000
_MINUTE = 60 * _SECOND


@dataclass(frozen=True, slots=True)
class Contact:
    """One person by one channel. ``is_short`` asks for the text of an SMS; ``can_reply`` that an answer reaches us."""

    channel: str
    recipient: str
    is_short: bool = False
    can_reply: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rounds of one priority. Without ``repeat_after_ms`` it ends when every contact was told."""

    at_once: int
    next_after_ms: int
    repeat_after_ms: int | None
    tells_closing: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """The contacts of one step, and how long after the step before they are told."""

    step: int
    kind: str
    contacts: tuple[Contact, ...]
    after_ms: int


CLINICAL: Mapping[str, Ladder] = {
    # 45 s, so that with the sender's own delays the next contact is told within 60 s.
    "high": Ladder(at_once=2, next_after_ms=45 * _SECOND, repeat_after_ms=5 * _MINUTE),
    "medium": Ladder(at_once=1, next_after_ms=10 * _MINUTE, repeat_after_ms=30 * _MINUTE),
    "low": Ladder(at_once=1, next_after_ms=60 * _MINUTE, repeat_after_ms=None),
}
"""The end of a clinical alert is not told: a value back in its band is no all-clear, and every message tires."""

OPERATIONAL: Mapping[str, Ladder] = {
    "high": Ladder(at_once=2, next_after_ms=45 * _SECOND, repeat_after_ms=30 * _MINUTE, tells_closing=True),
    "medium": Ladder(at_once=1, next_after_ms=30 * _MINUTE, repeat_after_ms=None, tells_closing=True),
    "low": Ladder(at_once=1, next_after_ms=60 * _MINUTE, repeat_after_ms=None),
}
"""Somebody may be repairing it, and wants to know when it works again."""


def in_order(channels: Sequence[Sequence[Contact]]) -> list[Contact]:
    """Returns contacts as they are told: the first person by each channel, then the second by each, and so on.

    >>> first, second = Contact("sms", "anne"), Contact("sms", "ben")
    >>> [one.recipient for one in in_order([[first, second], [Contact("mail", "ward")]])]
    ['anne', 'ward', 'ben']
    """
    most = max((len(people) for people in channels), default=0)
    return [people[place] for place in range(most) for people in channels if place < len(people)]


def round_of(ladder: Ladder, contacts: Sequence[Contact], step: int) -> Round | None:
    """Returns the round of a step, 0 the first; None where the ladder is at its end or nobody is to be told."""
    if not contacts:
        return None
    first = tuple(contacts[: ladder.at_once])
    if step == 0:
        return Round(0, "opened", first, 0)
    place = ladder.at_once + step - 1
    if place < len(contacts):
        return Round(step, "escalated", (contacts[place],), ladder.next_after_ms)
    if ladder.repeat_after_ms is None:
        return None
    return Round(step, "repeated", first, ladder.repeat_after_ms)
