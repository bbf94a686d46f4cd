"""The ward as a whole: the same seed is the same ward, readings are the contract's, figures are a monitor's."""

import json
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
import pytest

from bedside.core.vitals.news2 import news2
from bedside.core.vitals.reading import Reading, Refused, converted, identity
from bedside.core.vitals.score import Observed, Person
from bedside.errors import InvalidInput
from bedside.jobs.simulation.deteriorations import Deterioration
from bedside.jobs.simulation.ward import arriving, ward
from cpu_time import cpu_s

from .wards import MIDNIGHT_MS, NOON_MS, all_rows, autocorrelation, series, settings


def readings(one: Any) -> list[dict[str, Any]]:
    return [reading for _, batch in ward(one) for reading in batch]


def test_a_seed_is_a_ward() -> None:
    assert readings(settings(faults=1.0)) == readings(settings(faults=1.0))
    assert readings(settings(seed=8)) != readings(settings(seed=7))


def test_one_pulled_bit_by_bit_without_an_end_is_the_same() -> None:
    endless = islice(ward(settings(minutes=None)), 120)
    assert [due_s for due_s, _ in endless] == [float(n) for n in range(1, 121)]
    bounded = [batch for _, batch in islice(ward(settings(minutes=10)), 120)]
    assert [batch for _, batch in islice(ward(settings(minutes=None)), 120)] == bounded


def test_what_befalls_one_bed_changes_no_other() -> None:
    ill = settings(deteriorations=(Deterioration("sepsis", 1, 0.0, pace=100),))
    others = [[r for r in readings(one) if r["patient_id"] == "sim-02"] for one in (settings(), ill)]
    assert others[0] == others[1]


def test_every_reading_is_taken_but_for_the_zeros_of_what_is_disconnected() -> None:
    refused = set()
    for body in readings(settings(beds=12, minutes=120, rate_hz=0.2, faults=3.0)):
        json.dumps(body)
        at_ms = int(np.datetime64(body["observed_at"].removesuffix("Z"), "ms").astype(int))
        taken = converted(Reading(**{**body, "observed_at": at_ms}), at_ms)
        if isinstance(taken, Refused):
            refused.add((body["signal"], body["value"]))
        else:
            assert taken.unit == body["unit"]
    assert refused
    assert {value for _, value in refused} == {0.0}


def test_every_reading_has_an_identity_of_its_own_in_this_ward_and_in_one_started_again() -> None:
    def ids(one: Any) -> list[str]:
        return [identity(Reading(**body)) for body in readings(one)]

    first, again = ids(settings()), ids(settings(start_ms=NOON_MS + 60_000))
    assert len(set(first)) == len(first)
    assert not set(first) & set(again)


def test_a_devices_numbers_count_up_by_one_in_the_order_of_its_readings() -> None:
    numbers = [r["sequence"] for r in readings(settings()) if r.get("device_id") == "sim-02-monitor"]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


@pytest.mark.parametrize(("rate_hz", "expected"), [(1.0, 600), (0.2, 120), (4.0, 2400)])
def test_the_rate_is_how_often_each_signal_is_sent(rate_hz: float, expected: int) -> None:
    assert len(series(all_rows(settings(rate_hz=rate_hz)), 1, "heart_rate")[0]) == expected


def test_speed_changes_the_patients_time_and_not_the_readings_clock() -> None:
    ill = Deterioration("sepsis", 1, 60.0)
    slow, fast = (all_rows(settings(minutes=15, speed=speed, deteriorations=(ill,))) for speed in (1.0, 60.0))
    for rows in (slow, fast):
        at_s, _ = series(rows, 1, "heart_rate")
        assert at_s[-1] == pytest.approx(900, abs=2)
    assert series(slow, 1, "heart_rate")[1][-60:].mean() < 85
    assert series(fast, 1, "heart_rate")[1][-60:].mean() > 110


def test_the_figures_of_a_calm_day_are_those_of_a_monitor() -> None:
    one = settings(start_ms=MIDNIGHT_MS, beds=6, minutes=1440, rate_hz=0.2)
    rows = all_rows(one)
    for patient in one.patients():
        _, heart = series(rows, patient.bed, "heart_rate")
        _, breath = series(rows, patient.bed, "respiratory_rate")
        _, oxygen = series(rows, patient.bed, "spo2")
        assert abs(heart.mean() - patient.normal[0]) < 3
        assert abs(breath.mean() - patient.normal[1]) < 1
        assert abs(oxygen.mean() - patient.normal[2]) < 1
        assert 2 < heart.std() < 7
        assert 0.7 < breath.std() < 2
        assert 0.3 < oxygen.std() < 1.5
        assert 0.45 < autocorrelation(heart[::12], 1) < 0.9  # minutes; the day's rhythm is in it
        assert (np.diff(oxygen) == 0).mean() > 0.6  # whole per cents stand for a while
        assert set(oxygen % 1) == {0.0}
        assert oxygen.max() <= 100


def test_calm_patients_stay_below_5_by_what_their_monitors_say_too() -> None:
    one = settings(start_ms=MIDNIGHT_MS, beds=12, minutes=1440, rate_hz=0.1)
    rows = all_rows(one)
    for patient in one.patients():
        values = {name: series(rows, patient.bed, name)[1] for name in _CONTINUOUS}
        seldom = {name: series(rows, patient.bed, name) for name in ("systolic_bp", "temperature")}
        person = Person(patient.birth_date, patient.spo2_scale, patient.on_oxygen)
        for step in range(30, 8640, 12):
            at_ms = int(one.start_ms + step * 10_000)
            shown = {name: float(found[step]) for name, found in values.items()}
            for name, (at_s, found) in seldom.items():
                shown[name] = float(found[np.searchsorted(at_s * 1000 + NOON_MS, at_ms) - 1])
            latest: dict[str, Observed] = {k: Observed(v, _UNITS[k], at_ms) for k, v in shown.items()}
            latest["consciousness"] = Observed("A", "{code}", at_ms)
            assert news2(latest, person, at_ms).score < 5


_CONTINUOUS = ("heart_rate", "respiratory_rate", "spo2")
_UNITS = {
    "heart_rate": "/min",
    "respiratory_rate": "/min",
    "spo2": "%",
    "systolic_bp": "mm[Hg]",
    "temperature": "Cel",
}


def test_patients_do_something_now_and_then_by_day() -> None:
    rows = all_rows(settings(beds=12, minutes=360, rate_hz=0.2))
    peaks = [np.percentile(series(rows, bed, "heart_rate")[1], 99.5) for bed in range(1, 13)]
    middles = [np.median(series(rows, bed, "heart_rate")[1]) for bed in range(1, 13)]
    assert np.mean(np.subtract(peaks, middles)) > 9


def test_two_thousand_readings_a_second_cost_less_than_a_twentieth_of_a_core() -> None:
    busy = settings(beds=500, minutes=1, faults=1.0)
    count = sum(len(batch) for _, batch in ward(busy))
    assert count > 119_000
    assert cpu_s(lambda: sum(len(batch) for _, batch in ward(busy))) / count * 2000 < 0.05


@pytest.mark.parametrize(
    "wrong",
    [{"beds": 0}, {"rate_hz": 0}, {"speed": -1}, {"minutes": -1}, {"faults": -1}, {"children": 3}, {"seed": -1}],
    ids=str,
)
def test_numbers_without_sense_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        settings(**wrong)


def test_a_scenario_for_a_bed_there_is_not_is_refused() -> None:
    with pytest.raises(InvalidInput, match="bed"):
        settings(deteriorations=(Deterioration("sepsis", 3, 0.0),))


def test_the_last_readings_are_not_left_behind() -> None:
    rows = all_rows(replace(settings(), minutes=1.25))
    at_s, _ = series(rows, 1, "heart_rate")
    assert len(at_s) == 75
    assert sum(len(part) for _, part in arriving(replace(settings(), minutes=1.25))) == len(rows)
