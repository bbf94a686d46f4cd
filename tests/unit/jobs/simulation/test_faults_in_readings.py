"""What a fault does to the readings of its bed, and that it does nothing to others."""

from typing import Any

import numpy as np
import pytest

from bedside.jobs.simulation.artefacts import CHEST, CONTINUOUS, FINGER, Artefact

from .wards import all_rows, series, settings

FROM_S, UNTIL_S = 100.0, 220.0


def spoilt(kind: str, signals: tuple[str, ...], *, size: float = 0.5, **more: Any) -> Any:
    """Returns the rows of a ward with one fault in bed 1, and of the same ward without."""
    fault = Artefact(kind, 1, signals, FROM_S, UNTIL_S, size)
    return all_rows(settings(planned=(fault,), **more)), all_rows(settings(**more))


def during(rows: Any, signal: str, bed: int = 1) -> np.ndarray:
    at_s, values = series(rows, bed, signal)
    return values[(at_s >= FROM_S + 1) & (at_s < UNTIL_S)]


@pytest.mark.parametrize(("kind", "signals"), [("probe_off", FINGER), ("leads_off", CHEST)])
def test_what_is_disconnected_shows_zeros(kind: str, signals: tuple[str, ...]) -> None:
    rows, sound = spoilt(kind, signals)
    for signal in CONTINUOUS:
        assert (during(rows, signal) == 0).all() == (signal in signals)
        assert np.array_equal(during(rows, signal, bed=2), during(sound, signal, bed=2))


def test_a_flat_sensor_shows_one_value_across_blocks() -> None:
    rows, sound = spoilt("sensor_flat", ("heart_rate",))
    assert len(set(during(rows, "heart_rate"))) == 1
    assert len(set(during(sound, "heart_rate"))) > 3
    assert len(set(during(rows, "pulse_rate"))) > 3


def test_a_noisy_sensor_jumps() -> None:
    rows, sound = spoilt("sensor_noisy", ("heart_rate",))
    assert during(rows, "heart_rate").std() > 3 * during(sound, "heart_rate").std()


def test_a_moving_hand_lowers_the_saturation_and_raises_the_pulse() -> None:
    rows, sound = spoilt("motion", FINGER, size=1.0)
    assert during(sound, "spo2").min() - during(rows, "spo2").min() >= 8
    assert during(rows, "pulse_rate").max() > during(sound, "pulse_rate").max() + 8
    assert np.array_equal(during(rows, "heart_rate"), during(sound, "heart_rate"))


@pytest.mark.parametrize(("kind", "signals"), [("sensor_silent", ("spo2",)), ("monitor_silent", CONTINUOUS)])
def test_what_is_silent_sends_nothing_and_takes_no_number(kind: str, signals: tuple[str, ...]) -> None:
    rows, sound = spoilt(kind, signals)
    assert [signal for signal in CONTINUOUS if during(rows, signal).size == 0] == [
        s for s in CONTINUOUS if s in signals
    ]
    numbers = np.sort(rows.take((rows.bed == 1) & (rows.sequence > 0)).sequence)
    assert (np.diff(numbers) == 1).all()
    assert len(rows) < len(sound)
    assert np.array_equal(during(rows, "spo2", bed=2), during(sound, "spo2", bed=2))
    after_s, after = series(rows, 1, "spo2")
    whole_s, whole = series(sound, 1, "spo2")
    assert np.array_equal(after[after_s > UNTIL_S + 1], whole[whole_s > UNTIL_S + 1])


def test_cuffs_fail_as_often_as_said() -> None:
    rows = all_rows(settings(beds=40, minutes=600, rate_hz=0.1, faults=1.0, cuff_minutes=5))
    highs = np.concatenate([series(rows, bed, "systolic_bp")[1] for bed in range(1, 41)])
    lows = np.concatenate([series(rows, bed, "diastolic_bp")[1] for bed in range(1, 41)])
    due = 40 * 600 / 5
    assert due * 0.97 < len(highs) < due * 0.99  # 2 % send nothing
    assert 0.004 < (highs == 0).mean() < 0.018
    assert (lows <= highs).all()
