"""Each person is spoken for by one score; in pregnancy MEWS rings at its published threshold, and not before."""

from datetime import date

import pytest

from bedside.core.vitals.own_score import own_score
from bedside.core.vitals.score import Person
from bedside.core.vitals.shard import Described, Shard

from .patients import NOW_MS
from .streams import HOUR, MINUTE, SECOND, T0, WELL
from .test_shard import told

WOMAN = Person(birth_date=date(1995, 1, 1), pregnant=True)
MEWS_4 = WELL | {"respiratory_rate": 25, "heart_rate": 115, "spo2": 95}
MEWS_5 = MEWS_4 | {"systolic_bp": 100}


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (Person(), "news2"),
        (Person(birth_date=date(1960, 1, 1)), "news2"),
        (Person(birth_date=date(2010, 6, 16)), "pews"),  # 16 tomorrow
        (Person(birth_date=date(2010, 6, 15)), "news2"),
        (Person(birth_date=date(2010, 6, 15), pregnant=True), "pews"),
        (Person(birth_date=date(2008, 6, 16), pregnant=True), "pews"),  # 18 tomorrow
        (Person(birth_date=date(2008, 6, 15), pregnant=True), "mews"),
        (Person(pregnant=True), "mews"),
    ],
)
def test_one_score_speaks_for_each(person: Person, name: str) -> None:
    assert own_score(person, NOW_MS) == name


def pregnant(person: Person = WOMAN) -> Shard:
    shard = Shard()
    shard.describe(Described("p", person), T0)
    return shard


def test_in_pregnancy_mews_rings_from_five_on_and_not_at_four() -> None:
    shard = pregnant()
    assert told(shard, "p", T0, **MEWS_4) == []
    [episode] = told(shard, "p", T0 + MINUTE, **MEWS_5)
    assert (episode.rule, episode.priority, episode.opened_ms) == ("mews", "high", T0 + MINUTE + SECOND)
    assert episode.reason == (
        "HR 115/min, RR 25/min, systolic pressure 100 mmHg, MEWS >= 5 (pulse 2, respiration 2, systolic pressure 1), "
        "consciousness unknown"
    )


@pytest.mark.parametrize("person", [Person(), Person(birth_date=date(2010, 1, 1), pregnant=True)])
def test_it_rings_beside_no_other_score(person: Person) -> None:
    assert "mews" not in {one.rule for one in told(pregnant(person), "p", T0, **MEWS_5)}


def test_it_is_told_again_from_two_points_above() -> None:
    shard = pregnant()
    told(shard, "p", T0, **MEWS_5)
    told(shard, "p", T0 + MINUTE, **MEWS_5 | {"temperature": 38.5})
    found = [one for second in range(2, 90) for one in shard.tick(T0 + MINUTE + second * SECOND)]
    assert [one.reason.partition(":")[0] for one in found if one.rule == "mews"] == ["MEWS now >= 7, was 5"]


def test_it_closes_when_the_score_has_fallen_or_she_is_not_pregnant_any_more() -> None:
    for is_over in (False, True):
        shard = pregnant()
        told(shard, "p", T0, **MEWS_5)
        if is_over:
            shard.describe(Described("p", Person(birth_date=date(1995, 1, 1))), T0 + MINUTE)
        found = told(shard, "p", T0 + MINUTE, **(MEWS_5 if is_over else WELL))
        found += told(shard, "p", T0 + HOUR, **WELL)
        assert [one.closed_ms is None for one in found if one.rule == "mews"] == [False]


def test_a_restart_and_a_host_that_has_not_described_her_yet_lose_nothing() -> None:
    shard = pregnant()
    [first] = told(shard, "p", T0, **MEWS_5)
    shard = Shard.from_bytes(shard.to_bytes())
    assert told(shard, "p", T0 + 5 * SECOND, **MEWS_5) == []
    shard.describe(Described("p", WOMAN), T0 + 8 * SECOND)
    assert told(shard, "p", T0 + 10 * SECOND, **MEWS_5) == []
    assert [one.episode_id for one in shard.episodes.open_episodes()] == [first.episode_id]


def test_a_limit_in_pregnancy_is_told_with_her_score() -> None:
    shard = pregnant()
    found = [one for second in range(0, 20, 5) for one in told(shard, "p", T0 + second * SECOND, **WELL | {"spo2": 88})]
    assert found[0].reason.startswith("SpO2 88 %, below 90, MEWS >= 1")


def test_who_leaves_is_not_scored_any_more() -> None:
    shard = pregnant()
    told(shard, "p", T0, **MEWS_5)
    shard.describe(Described("p", is_present=False), T0 + MINUTE)
    assert shard._by_mews == set()
