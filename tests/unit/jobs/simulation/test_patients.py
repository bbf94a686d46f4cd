"""Who lies on the ward."""

from datetime import date

from bedside.jobs.simulation.patients import KINDS, patients
from bedside.jobs.simulation.vitals import HEART, SATURATION

DAY = date(2026, 3, 1)


def test_all_are_adults_unless_children_are_asked_for() -> None:
    def youngest(children: int) -> int:
        return min((DAY - one.birth_date).days // 365 for one in patients(60, 7, DAY, children=children))

    assert youngest(0) >= 18
    assert youngest(1) < 12


def test_the_one_with_copd_breathes_oxygen_and_is_scored_on_scale_2() -> None:
    for one in patients(60, 7, DAY):
        assert (one.spo2_scale == 2, one.on_oxygen) == (one.kind == "copd", one.kind == "copd")
        assert one.kind != "copd" or 88 < one.normal[SATURATION] < 92


def test_the_athletes_pulse_is_slow_and_the_old_one_is_old() -> None:
    by_kind = {one.kind: one for one in patients(len(KINDS), 7, DAY)}
    assert by_kind["athlete"].normal[HEART] < min(by_kind[k].normal[HEART] for k in by_kind if k != "athlete")
    assert (DAY - by_kind["old"].birth_date).days > 80 * 365


def test_two_of_a_kind_differ_and_a_seed_is_a_ward() -> None:
    one, other = (patients(12, 7, DAY)[i] for i in (0, 6))
    assert one.kind == other.kind
    assert one.normal[HEART] != other.normal[HEART]
    assert repr(patients(12, 7, DAY)) == repr(patients(12, 7, DAY))
    assert repr(patients(12, 7, DAY)) != repr(patients(12, 8, DAY))
