"""The consciousness part: from ACVPU (alert, new confusion, voice, pain, unresponsive) or the Glasgow Coma Scale.

The later of the fresh two counts. AVPU has no word for new confusion, so its "alert" may hide it; a value that came
from an AVPU field has the unit ``{AVPU}`` instead of ``{code}``, and the score says so.
"""

from collections.abc import Mapping

from bedside.core.vitals.parts import AVPU, Moment
from bedside.core.vitals.score import Part

GCS_BELOW_15 = "GCS below 15"
"""The row for a coma scale below 15; 15 is read as alert, and it does see confusion."""

BY_AVPU = "consciousness by AVPU, which cannot say new confusion"
BY_GCS = "consciousness from the Glasgow Coma Scale: 15 is taken as alert, less as not alert"


def consciousness(seen: Moment, table: Mapping[str, int | None]) -> tuple[Part | str, tuple[str, ...]]:
    """Returns the part, or its name where nothing is known, and what a reader has to know of how it was taken.

    ``table`` has the points of A, C, V, P, U and GCS_BELOW_15; None where the chart does not say.
    """
    found = seen.readable("consciousness", "gcs")
    if not found:
        return "consciousness", ()
    observed = min(found, key=lambda one: (seen.is_stale(one), -one.observed_at_ms))
    if isinstance(observed.value, str):
        notes = (BY_AVPU,) if observed.unit == AVPU else ()
        return seen.scored("consciousness", observed, table[observed.value]), notes
    level = "A" if observed.value == 15 else GCS_BELOW_15
    return seen.scored("consciousness", observed, table[level]), (BY_GCS,)
