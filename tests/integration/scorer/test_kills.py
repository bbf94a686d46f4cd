"""A scorer that dies at any point, on the real log and alert store, leaves the alerts that an undisturbed one does."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bedside.core.vitals import saved_shard
from bedside.core.vitals.episode import Episode
from bedside.ports import AlarmLimits, Patient

from .ward import ILL, SECOND, T0, Died, Home, Mortal, deaths_that_change_nothing, readings, run_to_the_end, told


def test_the_stream_has_what_the_test_is_about(undisturbed: Home) -> None:
    told = [(one.patient_id, one.rule, one.state) for one in undisturbed.alerts()]
    assert ("worse", "news2", "open") in told
    assert [one.worsened for one in undisturbed.alerts() if one.rule == "news2"] == [1]
    assert told.count(("dips", "limit_low:spo2", "closed")) == 2
    assert ("lost", "sensor_silent:spo2", "closed") in told
    assert "well" not in {patient for patient, *_ in told}


def test_dying_before_and_after_each_call_changes_no_alert_and_no_notice(
    written: Home, undisturbed: Home, tmp_path: Path
) -> None:
    assert deaths_that_change_nothing(written, told(undisturbed), tmp_path) > 40


def test_dying_again_and_again_changes_nothing_either(written: Home, undisturbed: Home, tmp_path: Path) -> None:
    home, deaths = written.copy(tmp_path / "home"), 0
    while True:
        try:
            run_to_the_end(home, Mortal(dies_at=9))
        except Died:
            deaths += 1
        else:
            break
    assert deaths > 4
    assert told(home) == told(undisturbed)


def test_without_its_snapshot_the_log_is_read_again_and_nobody_told_again(
    undisturbed: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = undisturbed.copy(tmp_path / "home")
    before = told(home)
    home.objects.delete("scorer/0")
    run_to_the_end(home)
    assert told(home) == before
    monkeypatch.setattr(saved_shard, "FORMAT", saved_shard.FORMAT + 1)
    run_to_the_end(home)
    assert told(home) == before


def test_dying_while_the_log_is_read_again_tells_nothing_again_either(undisturbed: Home, tmp_path: Path) -> None:
    home = undisturbed.copy(tmp_path / "home")
    home.objects.delete("scorer/0")
    with pytest.raises(Died):
        run_to_the_end(home, Mortal(dies_at=9))  # some snapshots on
    assert home.objects.get("scorer/0")
    again: list[Episode] = []
    with home.scorer() as score:
        score._raise = lambda episodes, _: again.extend(episodes)
        while score():
            pass
    assert again == []
    assert told(home) == told(undisturbed)


def test_what_the_first_round_did_is_kept_at_once(written: Home, tmp_path: Path) -> None:
    """One that never lives for as long as a snapshot is apart from the next comes to the end all the same."""
    home, ends = written.copy(tmp_path / "home"), []
    for _ in range(200):
        with home.scorer(clock=lambda: T0) as score:
            score()
        with home.log() as log:
            ends.append(log.position("scorer", 0))
            if ends[-1] == log.end(0):
                break
    assert len(ends) > 3
    assert ends == sorted(set(ends))


def test_a_snapshot_that_is_torn_is_none(undisturbed: Home, tmp_path: Path) -> None:
    home = undisturbed.copy(tmp_path / "home")
    before = told(home)
    content = home.objects.get("scorer/0")
    for kept in (b"", content[:3], content[:200], content[: len(content) // 2]):
        home.objects.put("scorer/0", kept)
        run_to_the_end(home)
        assert told(home) == before


def test_the_position_never_lies_before_a_snapshot_nor_behind_it(written: Home, tmp_path: Path) -> None:
    """A position noted first would lose what a kill leaves between the two."""
    home = written.copy(tmp_path / "home")
    calls: list[str] = []
    with home.scorer() as score:
        put, commit = score._objects.put, score._log.commit
        score._objects.put = lambda *given: (put(*given), calls.append("put"))
        score._log.commit = lambda *given: (commit(*given), calls.append("commit"))
        while score():
            pass
    assert calls[:4] == ["put", "commit", "put", "commit"]


def test_what_the_alert_store_refuses_is_raised_before_anything_else_is_read(written: Home, tmp_path: Path) -> None:
    home = written.copy(tmp_path / "home")
    with home.scorer() as score:
        kept, failed = score._raise, []

        def refuse(episodes: list, at_ms: int) -> None:
            failed.append(episodes)
            raise OSError("the disk is full")

        score._raise = refuse
        for _ in range(200):
            try:
                score()
            except OSError:
                if len(failed) == 3:
                    break
        assert failed[0] == failed[1] == failed[2]
        score._raise = kept
        while score():
            pass
    run_to_the_end(home)
    assert len(home.alerts()) > 3


def test_late_readings_alert_nobody(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    late = [replace(one, late=True) for one in readings("p", T0, ILL)]
    home.write([late, [], []])
    run_to_the_end(home)
    assert home.alerts() == []


def test_limits_of_a_patients_own_and_a_discharge_are_taken_up_while_it_runs(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    low = [readings(name, T0 + s * SECOND, {"spo2": 87.0}) for s in range(30) for name in ("copd", "other")]
    home.put(Patient(patient_id="copd", limits={"spo2": AlarmLimits(low=85)}))
    home.write([one + two for one, two in zip(low[::2], low[1::2], strict=True)])
    run_to_the_end(home)
    assert [(one.patient_id, one.state) for one in home.alerts()] == [("other", "open")]
    home.put(Patient(patient_id="other", is_present=False))
    run_to_the_end(home)
    assert [(one.patient_id, one.state) for one in home.alerts()] == [("other", "closed")]
    home.write([readings("other", T0 + s * SECOND, {"spo2": 70.0}) for s in range(60, 100)], T0 + 60 * SECOND)
    run_to_the_end(home)
    assert [one.state for one in home.alerts() if one.patient_id == "other"] == ["closed"]


def test_a_child_has_no_news2(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.put(Patient(patient_id="child", birth_date=date(2020, 1, 1)), Patient(patient_id="mother", pregnant=True))
    names = ("child", "mother", "adult")
    home.write([[one for name in names for one in readings(name, T0 + s * SECOND, ILL)] for s in range(5)])
    run_to_the_end(home)
    assert {one.patient_id for one in home.alerts() if one.rule == "news2"} == {"adult"}
