"""Finds at each tick what has stayed well beyond what was told of an open episode, so that it is told again.

The kernel tells only that a score reaches its threshold, or a value its limit, and ceases to. How far it is by now
stands in its rows at any time, and a tick is a row of the log: looked at there, it is the same however readings are cut
into batches. What was told is kept in the episode itself (`Episode.about`), so that a restart, or a log read again,
neither forgets nor repeats it. What is a step says `core.alerts.worsening`.

It must stay that far for `LASTS_MS`: a finger that moves takes SpO2 across two bands for some seconds, and whoever was
called already should not be called again for that. It costs a minute where a round of vital signs shows it. An
interruption shorter than `LAPSE_MS` begins nothing anew, so that a value at a band's edge does not put it off.

Cost: some microseconds for each open episode that can be worse.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from bedside.core.alerts.worsening import MOST_TOLD, WORSE_BY, is_worse
from bedside.core.vitals.episode import About
from bedside.core.vitals.ledger import Key, Ledger
from bedside.core.vitals.persistence import Now, Run
from bedside.core.vitals.rules import MINUTE, SECOND, Rule

LASTS_MS = MINUTE
LAPSE_MS = 15 * SECOND

Present = Callable[[int, Rule], About]
"""By a patient's row and a rule what is so now: the score, or the value."""


@dataclass(slots=True)
class Worsening:
    """By patient and the place of a rule the stretch in which it is well beyond what was told."""

    runs: dict[Key, Run] = field(default_factory=dict)

    def look(self, ledger: Ledger, present: Present, now: Now) -> None:
        """Tells, through the ledger, what has been worse for long enough; of a patient scores first."""
        worse = sorted(
            (patient, place)
            for (patient, place), watched in ledger.watched.items()
            if (told := watched.episode) is not None
            and told.rule in WORSE_BY
            and told.worsened < MOST_TOLD
            and is_worse(told.rule, told.about, present(patient, watched.rule))
        )
        self._cease(self.runs.keys() - set(worse), now)
        for key in worse:
            run = self.runs.setdefault(key, Run.begin(now, ""))
            run.go_on()
            if run.age(now) >= LASTS_MS and ledger.worsen(*key, now):
                del self.runs[key]

    def forget(self, patient: int) -> None:
        """Forgets a patient who has left."""
        for key in [key for key in self.runs if key[0] == patient]:
            del self.runs[key]

    def _cease(self, keys: set[Key], now: Now) -> None:
        for key in keys:
            run = self.runs[key]
            run.cease(now)
            if run.gap(now) >= LAPSE_MS:
                del self.runs[key]
