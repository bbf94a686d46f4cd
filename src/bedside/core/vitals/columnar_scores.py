"""The scores of a patient in rows, each for whom it was made: NEWS2, and Bedside PEWS of children."""

import numpy as np

from bedside.core.vitals.columnar_news2 import score_adult
from bedside.core.vitals.columnar_pews import score_child
from bedside.core.vitals.compiled import compiled
from bedside.core.vitals.state_rows import A_CHILD, FOREVER, LONG_AGO, PEWS_BIT, Row, Rows, Whole


@compiled
def score_patient(desk: Row, series: Rows, person: Row, at: Whole) -> None:
    """Adds up a patient's scores at a moment, and tells which of their conditions begin and cease to hold."""
    person["due"] = FOREVER
    score_adult(desk, series, person, at)
    if np.int64(person["about"]) >= A_CHILD or np.int64(person["flags"]) & PEWS_BIT:
        score_child(desk, series, person, at)
        person["due"] = LONG_AGO  # what a value scores in PEWS is not kept, so that any reading may change it
