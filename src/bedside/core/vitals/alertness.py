"""Finds patients who are not fully conscious: by ACVPU or the Glasgow Coma Scale, whichever was observed later.

A person says it, not a sensor, so that nothing has to be waited for: one word makes 3 points of NEWS2 by itself (Royal
College of Physicians 2017: urgent review). To pain only, unresponsive, or a coma scale of 8 or less is an emergency: 8
is where coma begins, and where the airway is in danger (Teasdale and Jennett 1974, Lancet 2:81-84; NICE NG232). It is
for people of any age, with or without a score.

It ends with an observation that says otherwise, and as a score's part does, when it is too old for a score to count.
It fails where the usual state of a patient is below 15 and somebody begins to chart it: that is told once.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.freshness import MEASURED_MS
from bedside.core.vitals.glance import Glance, Seen
from bedside.core.vitals.signals import BY_NAME, SIGNALS

ALERT, REDUCED, DEEP = 0, 1, 2
"""How far consciousness is from what is usual: not at all; new confusion or to voice; to pain only, or less."""

_BY_CODE = {"A": ALERT, "C": REDUCED, "V": REDUCED, "P": DEEP, "U": DEEP}
_FULL, _COMA = 15, 8
SAYS_ALERTNESS = _ACVPU, _GCS = tuple(SIGNALS.index(BY_NAME[name]) for name in ("consciousness", "gcs"))


@dataclass(slots=True)
class Alertness:
    """By patient the newest word on consciousness: when it was observed, and how far from alert it is.

    What is older than ``stale_ms`` says nothing any more.
    """

    stale_ms: int = MEASURED_MS
    newest: dict[int, tuple[int, int]] = field(default_factory=dict)

    def look(
        self,
        patient: NDArray[np.int32],
        signal: NDArray[np.uint8],
        times_ms: NDArray[np.int64],
        values: NDArray[np.float64],
        arrived_ms: NDArray[np.int64],
    ) -> list[tuple[int, int, int]]:
        """Takes in readings (n,), in order; returns the places of those at which it changes, with before and now."""
        found: list[tuple[int, int, int]] = []
        for place in np.flatnonzero((signal == _ACVPU) | (signal == _GCS)).tolist():
            who, arrived = int(patient[place]), int(arrived_ms[place])
            if arrived - (time := min(int(times_ms[place]), arrived)) > self.stale_ms:
                continue
            now = level(SIGNALS[signal[place]].name, float(values[place]))
            last, before = self.newest.get(who, (time - 1, ALERT))
            if time > last or (time == last and now > before):
                self.newest[who] = (time, now)
                found += [(place, before, now)] if now != before else []
        return found

    def put_back(self, patient: int, newest: Seen | None, at_ms: int) -> tuple[int, int]:
        """Takes the newest word on a patient for what it is, since the one after it was withdrawn.

        Returns how far from alert the patient was until then, and is by it.
        """
        _, before = self.newest.pop(patient, (0, ALERT))
        if newest is None or at_ms - newest.observed_at_ms > self.stale_ms:
            return before, ALERT
        now = level(newest.name, newest.value)
        self.newest[patient] = (min(newest.observed_at_ms, at_ms), now)
        return before, now

    def stale(self, at_ms: int) -> list[tuple[int, int]]:
        """Returns who was not alert, and how far from it, where nobody has looked for so long that it is not known."""
        old = [(who, now) for who, (time, now) in self.newest.items() if now and at_ms - time > self.stale_ms]
        for who, _ in old:
            del self.newest[who]
        return sorted(old)

    def forget(self, patient: int) -> None:
        """Forgets a patient."""
        self.newest.pop(patient, None)


def level(signal: str, value: float) -> int:
    """Returns how far from alert a value is, of a coded signal the place of its code.

    >>> [level("gcs", value) for value in (15.0, 14.0, 9.0, 8.0)], level("consciousness", 4.0)
    ([0, 1, 1, 2], 2)
    """
    if codes := BY_NAME[signal].codes:
        return _BY_CODE[codes[int(value)]]
    return ALERT if value >= _FULL else REDUCED if value > _COMA else DEEP


def newest_of(seen: Glance) -> Seen | None:
    """Returns the later of ACVPU and coma scale, of two at one time the worse; None without either."""
    found = [one for name in ("consciousness", "gcs") if (one := seen.of(name)) is not None]
    return max(found, key=lambda one: (one.observed_at_ms, level(one.name, one.value)), default=None)
