"""Whoever is not fully conscious is told of at once, whoever observed it, and at any age."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from bedside.core.vitals.alertness import ALERT, REDUCED, SAYS_ALERTNESS, Alertness
from bedside.core.vitals.episode import Episode
from bedside.core.vitals.freshness import MEASURED_MS
from bedside.core.vitals.glance import Seen
from bedside.core.vitals.rules import UNRESPONSIVE
from bedside.core.vitals.score import Person
from bedside.core.vitals.scoring import Settings
from bedside.core.vitals.shard import Described, Shard
from bedside.core.vitals.signals import BY_NAME

from .streams import HOUR, MINUTE, NEWS_7, SECOND, T0, WELL, Watch, round_of
from .test_shard import came, told

CODES = {code: float(place) for place, code in enumerate(BY_NAME["consciousness"].codes)}


def said(shard: Shard, at_ms: int, **values: float) -> list[Episode]:
    return [one for one in told(shard, "p", at_ms, **values) if one.rule == "consciousness"]


def by_code(shard: Shard, code: str, at_ms: int = T0) -> list[Episode]:
    return said(shard, at_ms, consciousness=CODES[code])


@pytest.mark.parametrize(
    ("code", "priority", "words"),
    [
        ("C", "medium", "Newly confused, NEWS2 >= 3"),
        ("V", "medium", "Responds to voice only, NEWS2 >= 3"),
        ("P", "high", "Responds to pain only, NEWS2 >= 3"),
        ("U", "high", "Unresponsive, NEWS2 >= 3"),
    ],
)
def test_one_word_on_it_rings_at_once(code: str, priority: str, words: str) -> None:
    [episode] = by_code(Shard(), code)
    assert (episode.priority, episode.opened_ms) == (priority, T0)
    assert episode.reason.startswith(words)


@pytest.mark.parametrize(("scale", "priority"), [(15, None), (14, "medium"), (9, "medium"), (8, "high"), (3, "high")])
def test_a_coma_scale_rings_by_its_edges(scale: float, priority: str | None) -> None:
    found = said(Shard(), T0, gcs=scale)
    assert [one.priority for one in found] == ([priority] if priority else [])
    assert all(one.reason.startswith(f"Coma scale {scale:g}, ") for one in found)


def test_who_is_alert_is_not_told_of() -> None:
    assert by_code(Shard(), "A") == []


@pytest.mark.parametrize("person", [Person(pregnant=True), Person(birth_date=date(2026, 1, 1))])
def test_it_rings_for_those_no_adult_score_was_made_for(person: Person) -> None:
    shard = Shard()
    shard.describe(Described("p", person), T0)
    assert [one.priority for one in by_code(shard, "U")] == ["high"]


def test_getting_worse_raises_the_same_episode_and_saying_it_again_tells_nothing() -> None:
    shard = Shard()
    [first] = by_code(shard, "V")
    assert by_code(shard, "V", T0 + MINUTE) == []
    [worse] = by_code(shard, "P", T0 + 2 * MINUTE)
    assert (worse.episode_id, worse.priority) == (first.episode_id, "high")


def test_the_later_of_word_and_scale_counts_and_of_two_at_once_the_worse() -> None:
    shard = Shard()
    assert [one.priority for one in said(shard, T0, consciousness=CODES["V"], gcs=8.0)] == ["high"]
    told(shard, "p", T0 + MINUTE, gcs=15.0)
    assert shard.episodes.ledger.facts == {}
    told(shard, "p", T0 + 30 * SECOND, consciousness=CODES["U"])  # an older one that comes late
    assert shard.episodes.ledger.facts == {}


def test_what_was_observed_long_ago_is_not_the_present() -> None:
    shard = Shard()
    old = came("p", T0, consciousness=CODES["U"])
    old.times_ms[:] -= MEASURED_MS + 1
    assert [one for one in shard.take(old) + shard.tick(T0 + SECOND) if one.rule == "consciousness"] == []


def test_alert_again_closes_it_after_half_an_hour_when_seen_again() -> None:
    shard = Shard()
    by_code(shard, "C")
    assert by_code(shard, "A", T0 + MINUTE) == []
    assert by_code(shard, "A", T0 + 30 * MINUTE) == []
    [over] = by_code(shard, "A", T0 + 31 * MINUTE)
    assert over.closed_ms == T0 + 31 * MINUTE


def test_unresponsive_again_after_a_minute_awake_is_told_anew() -> None:
    shard = Shard()
    [first] = by_code(shard, "U")
    assert by_code(shard, "A", T0 + MINUTE) == []
    over, again = by_code(shard, "U", T0 + 3 * MINUTE)
    assert (over.episode_id, over.closed_ms) == (first.episode_id, T0 + 3 * MINUTE)
    assert (again.priority, again.closed_ms) == ("high", None)
    assert again.episode_id != first.episode_id


def test_it_ends_when_nobody_has_looked_for_as_long_as_a_value_counts() -> None:
    watch = Watch(longest_step_ms=HOUR).feed([*round_of(0, T0, consciousness=CODES["U"]), T0 + SECOND])
    watch.feed([T0 + MEASURED_MS])
    assert watch.episodes.ledger.facts
    watch.feed([T0 + MEASURED_MS + 1])
    assert not watch.episodes.ledger.facts
    watch.feed(T0 + MEASURED_MS + minutes * MINUTE for minutes in range(1, 125))
    assert watch.of("consciousness")[-1].closed_ms is not None


def test_the_next_round_says_the_same_and_tells_nobody() -> None:
    shard = Shard()
    by_code(shard, "V")
    for minute in range(1, 300):
        assert [one for one in shard.tick(T0 + minute * MINUTE) if one.rule == "consciousness"] == []
    assert by_code(shard, "V", T0 + 5 * HOUR) == []


def test_the_low_alert_of_a_single_part_is_not_told_beside_it() -> None:
    shard = Shard()
    found = [one for hour in range(3) for one in told(shard, "p", T0 + hour * HOUR, **WELL, consciousness=CODES["U"])]
    assert {one.rule for one in found} == {"consciousness"}


def test_a_score_of_the_same_observation_is_told_first() -> None:
    found = told(Shard(), "p", T0, consciousness=CODES["U"], **NEWS_7)
    assert [one.rule for one in found] == ["news2", "consciousness"]
    assert ("consciousness", 4.0) in dict.fromkeys(found[0].about)
    assert ("consciousness", 4.0) in found[1].about


@pytest.mark.parametrize(("interval_h", "known"), [(4, REDUCED), (2, ALERT)])
def test_what_stands_again_after_a_withdrawal_counts_as_long_as_values_do(interval_h: int, known: int) -> None:
    alertness = Alertness(interval_h * HOUR)
    before = Seen(SAYS_ALERTNESS[0], CODES["V"], T0, None, None)
    assert alertness.put_back(0, before, T0 + 3 * HOUR) == (ALERT, known)


def test_a_restart_remembers_it() -> None:
    shard = Shard()
    by_code(shard, "U")
    shard = Shard.from_bytes(shard.to_bytes())
    assert by_code(shard, "U", T0 + MINUTE) == []
    told(shard, "p", T0 + 2 * MINUTE, gcs=15.0)
    assert shard.episodes.ledger.facts == {}


def test_who_leaves_is_forgotten() -> None:
    shard = Shard()
    by_code(shard, "U")
    shard.describe(Described("p", is_present=False), T0 + MINUTE)
    assert shard.episodes.beside.alertness.newest == {}


def test_it_holds_as_long_as_the_setting_says_that_a_score_counts_it() -> None:
    shard = Shard(Settings(stale_ms=8 * HOUR))
    assert by_code(shard, "U")
    held = lambda: {condition for condition, _ in shard.episodes.ledger.facts.get(0, {})}  # noqa: E731
    shard.tick(T0 + 8 * HOUR)
    assert UNRESPONSIVE in held()
    shard.tick(T0 + 8 * HOUR + 1)
    assert UNRESPONSIVE not in held()


def test_what_comes_after_its_correction_is_not_scored() -> None:
    shard = Shard()
    corrected = came("p", T0, consciousness=CODES["A"])
    corrected = replace(corrected, arrived_ms=np.array([T0 + SECOND]), corrections={0: 0})
    assert shard.take(corrected) + shard.tick(T0 + SECOND) == []
    assert by_code(shard, "U") == []
    assert [one.priority for one in by_code(shard, "U", T0 + MINUTE)] == ["high"]
