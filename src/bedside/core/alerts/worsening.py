"""Whether what was told has become so much worse that it has to be told again: one notice a step, one way only.

What counts is the furthest that was told while the alert is open: however often a patient gets better and as bad again,
nobody is told twice of the same step. NEWS2 is told six times more at most, from 7 to 20; a value beyond its limit
`MOST_TOLD` times, since who was called that often is at the bed, and the board goes on.
"""

from collections.abc import Mapping
from dataclasses import dataclass

About = tuple[tuple[str, float], ...]
"""What a reason rests on: values by signal, and the score by its name."""

MOST_TOLD = 9
"""How often an alert is told again since it is worse. PEWS from 8 to 26 is nine steps of 2."""


@dataclass(frozen=True, slots=True)
class Step:
    """Of which value or score, by how much it is worse; ``falls`` where less is worse."""

    of: str
    by: float
    falls: bool = False

    def is_reached(self, told: float, now: float) -> bool:
        """Returns whether it is worse by the step."""
        return now <= told - self.by if self.falls else now >= told + self.by


def _beyond(signal: str, *, low: float, high: float | None = None) -> dict[str, tuple[Step, ...]]:
    found: dict[str, tuple[Step, ...]] = {f"limit_low:{signal}": (Step(signal, low, falls=True),)}
    if high is not None:
        found[f"limit_high:{signal}"] = (Step(signal, high),)
    return found


WORSE_BY: Mapping[str, tuple[Step, ...]] = {
    # Two points: one is a single value across the edge of a band, such as a pulse of 90 and 91, two are a part that
    # went up by two bands or a second part that is ill. It is also from which on a score no longer speaks for a value
    # that it was made of (`core.alerts.grouping`).
    "news2": (Step("NEWS2", 2),),
    "pews": (Step("PEWS", 2),),
    "mews": (Step("MEWS", 2),),
    # Each word of ACVPU is a danger of its own. A fall by 2 of the coma scale is more than two observers differ by.
    "consciousness": (Step("consciousness", 1), Step("gcs", 2, falls=True)),
    # A fall by 4 % is two of NEWS2's bands, and what the kernel takes for a fast change in ten minutes.
    **_beyond("spo2", low=4),
    # NEWS2's bands of a fast pulse are 20 wide, those of a slow one 10.
    **_beyond("heart_rate", low=10, high=20),
    **_beyond("pulse_rate", low=10, high=20),
    # Slow: the width of NEWS2's band from 9 to 11. Fast: what the kernel takes for a fast change.
    **_beyond("respiratory_rate", low=3, high=6),
    # Low: NEWS2's bands are 10 wide. High: the grades of hypertension are 20 apart (ESC 2018), diastolic 10.
    **_beyond("systolic_bp", low=10, high=20),
    **_beyond("diastolic_bp", low=10, high=10),
    **_beyond("mean_bp", low=10, high=15),
    # NEWS2's bands are 0.9 wide and 0.1 apart.
    **_beyond("temperature", low=1.0, high=1.0),
    # Low: 54, then 44 mg/dL; there is little left below. High: a quarter of the limit.
    **_beyond("glucose", low=10, high=100),
}
"""By rule what is a step. Where a rule has several, that of what is known both then and now. A value's step is wider
than its noise; that it must last as well is the business of `core.vitals.worsening`."""


def amount_of(rule: str, about: About) -> float | None:
    """Returns what was told with an alert of that rule, None where it has nothing that is told again.

    >>> amount_of("news2", (("spo2", 91.0), ("NEWS2", 7.0))), amount_of("trend:spo2", (("spo2", 91.0),))
    (7.0, None)
    """
    known = dict(about)
    return next((known[step.of] for step in WORSE_BY.get(rule, ()) if step.of in known), None)


def is_worse(rule: str, told: About, now: About) -> bool:
    """Returns whether people have to be told again. Where nothing is known of what was told, they are not.

    >>> [is_worse("news2", (("NEWS2", 7.0),), (("NEWS2", score),)) for score in (6.0, 8.0, 9.0)]
    [False, False, True]
    """
    steps = WORSE_BY.get(rule, ())
    after = dict(now)
    return any(
        step.is_reached(before, after[step.of])
        for name, before in told
        for step in steps
        if step.of == name and name in after
    )


def furthest(rule: str, told: About, now: About) -> About:
    """Returns what is told now, but with the value that the next step is counted from where that was further.

    >>> furthest("limit_low:spo2", (("spo2", 81.0),), (("spo2", 88.0), ("NEWS2", 4.0)))
    (('spo2', 81.0), ('NEWS2', 4.0))
    """
    before, falls = dict(told), {step.of: step.falls for step in WORSE_BY.get(rule, ())}
    further = {
        name: (min if falls[name] else max)(value, before[name])
        for name, value in now
        if name in falls and name in before
    }
    return tuple((name, further.get(name, value)) for name, value in now)
