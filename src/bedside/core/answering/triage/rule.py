"""What a rule is: groups of cues that must stand near each other, and what may silence it."""

from dataclasses import dataclass

from bedside.core.answering.triage.cues import Group, group
from bedside.core.answering.triage.message import Light

MUTED = Light.QUESTION | Light.HYPOTHETICAL | Light.PAST | Light.RESOLVED | Light.UNREAL | Light.ANIMAL
MUTED |= Light.IDIOM | Light.FEAR


@dataclass(frozen=True)
class Rule:
    """A rule fires when each group has a live cue, all within ``span`` words, and no cue of ``unless`` is near.

    ``muted_by`` says in which lights a cue does not count; ``topic`` chooses the advice.
    """

    id: str
    topic: str
    groups: tuple[Group, ...]
    unless: Group = ()
    span: int = 45
    muted_by: Light = MUTED


def rule(id_: str, topic: str, *groups: str, unless: str = "", span: int = 45, hears: Light = Light.PLAIN) -> Rule:
    """Parses a rule; ``hears`` lists the lights in which its cues count all the same."""
    return Rule(id_, topic, tuple(group(g) for g in groups), group(unless), span, MUTED & ~hears)
