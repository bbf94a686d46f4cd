"""Faults planted in the scorer's order of writing: the kill test sees each."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bedside.errors import Unavailable
from bedside.usecases import score_batch
from bedside.usecases.score_batch import ScoreBatch

from .ward import Died, Home, Mortal, run_to_the_end, told


def position_noted_first(patch: pytest.MonkeyPatch) -> None:
    """And gone on from, so that what a kill left between the two is lost."""
    original = ScoreBatch._begin

    def begin(self: ScoreBatch) -> object:
        work = original(self)
        work.offset = max(work.offset, self._log.position("scorer", 0))
        return work

    def save(self: ScoreBatch, work: object) -> None:
        self._log.commit("scorer", 0, work.offset)
        self._objects.put(self._key, score_batch._written(work))
        work.saved_offset = work.offset

    patch.setattr(ScoreBatch, "_begin", begin)
    patch.setattr(ScoreBatch, "_save", save)


def saved_before_raised(patch: pytest.MonkeyPatch) -> None:
    original = ScoreBatch._raise_owed

    def raise_owed(self: ScoreBatch, work: object) -> None:
        if work.owed:
            self._save(work)
        original(self, work)

    patch.setattr(ScoreBatch, "_raise_owed", raise_owed)


def offset_without_its_state(patch: pytest.MonkeyPatch) -> None:
    original = score_batch._read
    fresh = lambda: {"shard": score_batch.Shard(), "carried": score_batch.CarryOver()}  # noqa: E731
    patch.setattr(score_batch, "_read", lambda *given: replace(original(*given), **fresh()))


@pytest.mark.parametrize("fault", [position_noted_first, saved_before_raised, offset_without_its_state])
def test_a_planted_fault_changes_the_alerts_of_some_kill(
    fault: Callable[[pytest.MonkeyPatch], None],
    written: Home,
    undisturbed: Home,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fault(monkeypatch)
    assert any(not is_alike(written.copy(tmp_path / str(number)), number, undisturbed) for number in range(1, 50))


def is_alike(home: Home, dies_at: int, undisturbed: Home) -> bool:
    try:
        run_to_the_end(home, Mortal(dies_at=dies_at))
    except Died:
        run_to_the_end(home)
    return told(home) == told(undisturbed)


def test_forgetting_what_could_not_be_raised_is_seen(
    written: Home, undisturbed: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raise_owed(self: ScoreBatch, work: object) -> None:
        owed, work.owed = work.owed, []
        if owed:
            self._raise(owed, work.shard.latest_ms)

    assert told(run_with_a_refusal(written.copy(tmp_path / "well"))) == told(undisturbed)
    monkeypatch.setattr(ScoreBatch, "_raise_owed", raise_owed)
    assert told(run_with_a_refusal(written.copy(tmp_path / "fault"))) != told(undisturbed)


def run_with_a_refusal(home: Home) -> Home:
    """The alert store refuses the first three times."""
    with home.scorer() as score:
        kept, refused = score._raise, []

        def refuse(episodes: list, at_ms: int) -> None:
            if len(refused) < 3:
                refused.append(episodes)
                raise Unavailable("the disk is full")
            kept(episodes, at_ms)

        score._raise = refuse
        goes_on = True
        while goes_on:
            try:
                goes_on = score()
            except Unavailable:
                continue
    return home
