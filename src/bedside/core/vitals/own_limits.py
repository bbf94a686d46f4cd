"""The alarm limits of a person: each side their own, else what is usual at their age."""

from collections.abc import Mapping

from bedside.core.vitals.adult import is_child
from bedside.core.vitals.pews import alarm_limits
from bedside.core.vitals.score import Person
from bedside.core.vitals.signals import BY_NAME

Bounds = tuple[float | None, float | None]
"""Low and high limit of a signal, None for the default."""

_NOTHING: Bounds = (None, None)


def own_limits(person: Person, own: Mapping[str, Bounds], at_ms: int) -> dict[str, Bounds]:
    """Returns the limits by signal; what is left out, or None, is the default for adults."""
    usual: Mapping[str, Bounds] = alarm_limits(person, at_ms) if is_child(person, at_ms) else {}
    known = {name: bounds for name, bounds in own.items() if name in BY_NAME}
    found: dict[str, Bounds] = {}
    for name in {**usual, **known}:
        (low, high), (usual_low, usual_high) = known.get(name, _NOTHING), usual.get(name, _NOTHING)
        found[name] = (usual_low if low is None else low, usual_high if high is None else high)
    return found
