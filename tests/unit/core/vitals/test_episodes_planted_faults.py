"""Faults planted one by one in the machine of episodes: each is seen by what the tests hold."""

from collections.abc import Callable
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from bedside.core.vitals import episodes as module
from bedside.core.vitals import ledger, saved_episodes
from bedside.core.vitals.episodes import Episodes
from bedside.core.vitals.gateways import Gateways
from bedside.core.vitals.persistence import Now, Run
from bedside.core.vitals.scoring import State

from .streams import HOUR, NEWS_4, NEWS_5, NEWS_7, T0, WELL, Item, Reading, Watch, random_stream, round_of, rounds

STREAM = random_stream(2, minutes=6)


def watch() -> Watch:
    new = Watch()
    for name in ("gateway a", "gateway b"):
        new.episodes.gateways.place(name)
    return new


def is_cut_alike() -> bool:
    whole = watch().feed(STREAM)
    return all(watch().feed(STREAM, Random(cut)).told == whole.told for cut in range(2))


def survives_a_restart() -> bool:
    whole, restarted = watch().feed(STREAM), watch()
    for start in range(0, len(STREAM), 300):
        restarted.feed(STREAM[start : start + 300])
        new = Watch(told=restarted.told)
        new.state = State.from_bytes(restarted.state.to_bytes())
        saved_episodes.read_into(new.episodes, saved_episodes.to_bytes(restarted.episodes), new.names)
        restarted = new
    return restarted.told == whole.told


def half_a_round() -> list[Item]:
    before = WELL | {"respiratory_rate": 25, "heart_rate": 95}
    mixed = round_of(0, T0 + HOUR, spo2=91) + round_of(0, T0 + HOUR, respiratory_rate=16, heart_rate=72)
    return [*round_of(0, T0, **before), T0 + 1, *mixed, T0 + HOUR + 1]


def ignores_half_a_round() -> bool:
    return not Watch().feed(half_a_round()).of("news2")


def ignores_half_a_round_in_a_batch_of_its_own() -> bool:
    return not any(Watch().feed(half_a_round(), Random(cut)).of("news2") for cut in range(20))


def counts_each_stretch_by_itself() -> bool:
    told = Watch().feed(rounds([NEWS_7, WELL, WELL, NEWS_7], HOUR)).of("news2")
    return len({one.episode_id for one in told}) == 2


def waits_out_a_gap() -> bool:
    return not Watch().feed([Reading(0, "spo2", 85, T0), T0 + 500, T0 + HOUR]).of("limit_low:spo2")


def persists() -> bool:
    return not Watch().feed(rounds([WELL, NEWS_5, NEWS_4, NEWS_5, WELL], HOUR)).of("news2")


CHECKS = [
    is_cut_alike,
    survives_a_restart,
    ignores_half_a_round,
    ignores_half_a_round_in_a_batch_of_its_own,
    counts_each_stretch_by_itself,
    waits_out_a_gap,
    persists,
]


def observation_ends_with_the_batch(patch: pytest.MonkeyPatch) -> None:
    def take(self: Episodes, changes: object, heard: object) -> list:
        told = original(self, changes, heard)
        self._settle_all()
        return told + self._taken()

    original = Episodes.take
    patch.setattr(Episodes, "take", take)


def each_value_is_an_observation(patch: pytest.MonkeyPatch) -> None:
    def observe(self: Episodes, *given: object) -> None:
        original(self, *given)
        self._settle_all()

    original = Episodes._observe
    patch.setattr(Episodes, "_observe", observe)


def delays_are_not_saved(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Run, "as_list", lambda run: [0, 0, run.first, run.ceased_ms, run.ceased_passed_ms])


def waiting_is_not_saved(patch: pytest.MonkeyPatch) -> None:
    original = saved_episodes._fill_ledger

    def fill(one: Episodes, plain: dict) -> None:
        original(one, plain | {"waiting": []})

    patch.setattr(saved_episodes, "_fill_ledger", fill)


def half_observations_are_not_saved(patch: pytest.MonkeyPatch) -> None:
    original = saved_episodes._fill_ledger

    def fill(one: Episodes, plain: dict) -> None:
        original(one, plain | {"observed": []})

    patch.setattr(saved_episodes, "_fill_ledger", fill)


def gateways_are_not_saved(patch: pytest.MonkeyPatch) -> None:
    original = Gateways.of

    def forgetful(kept: dict, of_series: object) -> Gateways:
        gateways = original(kept, of_series)
        for source in gateways.sources:
            source.deliveries = 0
        return gateways

    patch.setattr(Gateways, "of", forgetful)


def ids_are_of_patient_and_rule_alone(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(ledger, "episode_id", lambda of, rule, _: f"{of}-{rule}")


def gaps_count(patch: pytest.MonkeyPatch) -> None:
    def passed(self: Episodes, at_ms: int) -> int:
        return self.passed_ms + (0 if self.tick_ms is None else at_ms - self.tick_ms)

    patch.setattr(Episodes, "_passed", passed)


def nothing_needs_to_be_seen_again(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Now, "is_over", lambda _, _hold, since_ms: since_ms >= 0)


def readings_that_see_again_are_looked_for_at_the_start_of_a_batch_alone(patch: pytest.MonkeyPatch) -> None:
    def seeing_again(self: Episodes, _: object, batch: module.Batch, counts: NDArray[np.int64]) -> list[int]:
        return [place for place, who in enumerate(batch.patient) if counts[place] >= self._due[who]]

    patch.setattr(Episodes, "_seeing_again", seeing_again)


@pytest.mark.parametrize(
    ("fault", "seen_by"),
    [
        (observation_ends_with_the_batch, ignores_half_a_round_in_a_batch_of_its_own),
        (each_value_is_an_observation, ignores_half_a_round),
        (delays_are_not_saved, survives_a_restart),
        (waiting_is_not_saved, survives_a_restart),
        (half_observations_are_not_saved, survives_a_restart),
        (gateways_are_not_saved, survives_a_restart),
        (ids_are_of_patient_and_rule_alone, counts_each_stretch_by_itself),
        (gaps_count, waits_out_a_gap),
        (nothing_needs_to_be_seen_again, persists),
    ],
)
def test_a_planted_fault_is_seen(
    fault: Callable[[pytest.MonkeyPatch], None], seen_by: Callable[[], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    assert not seen_by()


@pytest.mark.parametrize("check", CHECKS)
def test_without_a_fault_all_is_well(check: Callable[[], bool]) -> None:
    assert check()


def test_hours_in_one_batch_need_readings_that_see_again_found_within_it(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [one for one in rounds([NEWS_5, NEWS_5], HOUR) if isinstance(one, Reading)]
    late = [Reading(one.patient, one.signal, one.value, one.at_ms, T0 + HOUR) for one in items]
    assert len(Watch().feed([*late, T0 + HOUR + 1]).of("news2")) == 1
    readings_that_see_again_are_looked_for_at_the_start_of_a_batch_alone(monkeypatch)
    assert Watch().feed([*late, T0 + HOUR + 1]).of("news2") == []
