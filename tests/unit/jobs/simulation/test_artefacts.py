"""Sensor faults happen as often as said, where and when the seed says, however they are asked for."""

from collections import Counter

import pytest

from bedside.jobs.simulation.artefacts import USUAL, WHOLE_WARD, Artefact, Faults

from .wards import HOUR_S

DAY_S = 24 * HOUR_S


@pytest.mark.parametrize("factor", [1.0, 3.0])
def test_each_kind_happens_as_often_as_said(factor: float) -> None:
    beds = 200
    found = Counter(one.kind for one in Faults(7, beds, factor).between(0, DAY_S) if one.from_s < DAY_S)
    for usual in USUAL:
        expected = usual.a_day * beds * factor
        assert abs(found[usual.kind] - expected) < 4 * expected**0.5, usual.kind


def test_they_last_and_spoil_what_is_said() -> None:
    by_kind = {usual.kind: usual for usual in USUAL}
    for one in Faults(7, 50).between(0, DAY_S):
        if one.bed != WHOLE_WARD:
            usual = by_kind[one.kind]
            assert usual.shortest_s <= one.until_s - one.from_s <= usual.longest_s
            assert set(one.signals) <= set(usual.signals)
            assert len(one.signals) == (1 if usual.one else len(usual.signals))


def test_asked_for_piece_by_piece_they_are_the_same() -> None:
    faults = Faults(7, 12)
    pieces = {one for hour in range(24) for one in faults.between(hour * HOUR_S, (hour + 1) * HOUR_S)}
    assert pieces == set(faults.between(0, DAY_S))


def test_one_from_the_hour_before_reaches_into_this_one() -> None:
    faults = Faults(7, 200)
    long = next(one for one in faults.between(0, DAY_S) if one.from_s % HOUR_S > one.until_s % HOUR_S)
    border = long.until_s // HOUR_S * HOUR_S
    assert long in faults.between(border, border + 1)


def test_without_faults_only_the_planned_ones_happen() -> None:
    planned = Artefact("probe_off", 1, ("spo2",), 10.0, 20.0)
    quiet = Faults(7, 12, 0.0, (planned,))
    assert quiet.between(0, DAY_S) == [planned]
    assert quiet.between(20, DAY_S) == []
