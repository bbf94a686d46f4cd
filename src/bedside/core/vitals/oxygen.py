"""Whether a person breathes air or oxygen, and how much of it: from the person's record, the flow and the FiO2.

Oxygen is a flow above 0 L/min or an FiO2 above 21 %. Of record, flow and FiO2 the one that says oxygen counts, where
they disagree: a record is filled in once and forgotten, a flow may be turned off at the wall and still be given at the
bed, and to miss oxygen hides points, on SpO2 scale 2 those of a high saturation too. It fails where a flow is left
running for nobody; a note says which was believed. What is stale contradicts nothing.
"""

from bedside.core.vitals.parts import Moment
from bedside.core.vitals.score import Observed, Part, Person

MEASURED_BELIEVED = "the record says air and the measured flow or FiO2 says oxygen; the measurement was believed"
RECORD_BELIEVED = "the record says oxygen and the measured flow or FiO2 says air; the record was believed"

_AIR = {"oxygen_flow": 0, "fio2": 21}
_MUCH = {"oxygen_flow": 4, "fio2": 50}


def air_or_oxygen(seen: Moment, person: Person) -> tuple[Part | str, bool | None, tuple[str, ...]]:
    """Returns NEWS2's part, whether it is oxygen (None where that is not known), and what a reader has to know.

    A stale flow or FiO2 alone tells nothing.
    """
    measured = _fresh(seen)
    by_measure = any(value > _AIR[signal] for signal, value, _ in measured) if measured else None
    said = {person.on_oxygen, by_measure} - {None}
    if not said:
        return _unknown(seen), None, ()
    on_oxygen = True in said
    notes = (MEASURED_BELIEVED if by_measure else RECORD_BELIEVED,) if len(said) > 1 else ()
    telling = [observed for signal, value, observed in measured if (value > _AIR[signal]) == on_oxygen]
    observed_at_ms = None if person.on_oxygen == on_oxygen else telling[0].observed_at_ms
    name, points = ("oxygen", 2) if on_oxygen else ("air", 0)
    return Part("oxygen", name, "{code}", points, observed_at_ms), on_oxygen, notes


def amount_of_oxygen(seen: Moment, person: Person) -> tuple[Part | str, ...]:
    """Returns Bedside PEWS's part: 4 from 4 L/min or 50 % on, 2 for any less, 0 for air; the highest that is known.

    Where the record says oxygen and no flow or FiO2 says how much, it is at least 2, and the amount is missing.
    """
    measured = [(_points(signal, value), observed) for signal, value, observed in _fresh(seen)]
    most = max((points for points, _ in measured), default=None)
    if person.on_oxygen and not most:
        return Part("oxygen", "oxygen", "{code}", 2, None), "oxygen_amount"
    if most is None:
        return (_unknown(seen) if person.on_oxygen is None else Part("oxygen", "air", "{code}", 0, None),)
    return (next(seen.scored("oxygen", observed, points) for points, observed in measured if points == most),)


def _fresh(seen: Moment) -> list[tuple[str, float, Observed]]:
    found = [(signal, observed) for signal in _AIR for observed in seen.readable(signal)]
    return [(signal, float(o.value), o) for signal, o in found if not seen.is_stale(o)]


def _points(signal: str, value: float) -> int:
    if value >= _MUCH[signal]:
        return 4
    return 2 if value > _AIR[signal] else 0


def _unknown(seen: Moment) -> Part | str:
    """Returns the stale flow or FiO2, or the part's name where there is none."""
    stale = seen.readable(*_AIR)
    return seen.scored("oxygen", stale[0], None) if stale else "oxygen"
