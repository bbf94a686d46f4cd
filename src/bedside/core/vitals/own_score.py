"""Which score speaks for a person, so that one deterioration is told by one score.

NEWS2 for adults; Bedside PEWS for children, and in pregnancy under 18; else in pregnancy MEWS, whose table excludes
nobody from 16 years on (Subbe 2001). MEWS was made on medical admissions, not on pregnant women: their usual pulse and
breathing are faster, so that it may ring for the well, and it does not see an SpO2 that falls. It is there since
without it nothing would add up what is slightly wrong in several signs; a chart of obstetrics is still to come.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from bedside.core.vitals.adult import is_child
from bedside.core.vitals.glance import Glance
from bedside.core.vitals.mews import MEWS_THRESHOLD, mews
from bedside.core.vitals.news2 import news2
from bedside.core.vitals.pews import PEWS_THRESHOLD, age_of, pews
from bedside.core.vitals.score import Observed, Person, Score
from bedside.core.vitals.signals import BY_NAME

Name = Literal["news2", "pews", "mews"]

RINGS_FROM: Mapping[str, int] = {"PEWS": PEWS_THRESHOLD, "MEWS": MEWS_THRESHOLD}
"""By score that stands in NEWS2's place its published threshold, which rings with high priority; below it nothing does.

A MEWS of 4 rings for nobody: the source names 5, and no other is in the tables."""

_BY_NAME = {"news2": news2, "pews": pews, "mews": mews}


def own_score(person: Person, at_ms: int) -> Name:
    """Returns the name of the score that speaks for a person.

    >>> own_score(Person(), 0), own_score(Person(pregnant=True), 0)
    ('news2', 'mews')
    """
    if is_child(person, at_ms) or (person.pregnant and age_of(person, at_ms)):
        return "pews"
    return "mews" if person.pregnant else "news2"


def in_place_of_news2(scores: Iterable[Score]) -> Score | None:
    """Returns of a patient's scores the one that speaks where NEWS2 does not apply; None without one."""
    made = {one.name: one for one in scores if one.applicable}
    return next((made[name] for name in RINGS_FROM if name in made), None)


def scored(name: Name, seen: Glance, person: Person, at_ms: int, interval_ms: int) -> Score:
    """Returns a score of what is known of a patient now."""
    return _BY_NAME[name](_latest(seen), person, at_ms, interval_ms=interval_ms)


def _latest(seen: Glance) -> dict[str, Observed]:
    return {
        one.name: Observed(
            BY_NAME[one.name].codes[int(one.value)] if BY_NAME[one.name].codes else one.value,
            BY_NAME[one.name].unit,
            one.observed_at_ms,
        )
        for one in seen.seen
    }
