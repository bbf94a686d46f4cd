"""The arrays of a shard: they grow without losing anything, are saved and read back, and forget who left."""

import io

import numpy as np
import pytest

from bedside.core.vitals.conditions import LIMIT_LOW
from bedside.core.vitals.scoring import State, glance, step, tick
from bedside.core.vitals.signals import SIGNALS
from bedside.core.vitals.state_rows import PATIENT_DTYPE, SERIES_DTYPE, ones
from bedside.errors import InvalidInput

from .kernel_streams import HOUR, PLACE, START_MS, of, reading, readings, ticked, together, told


def test_a_patient_with_six_signals_takes_288_bytes() -> None:
    assert 6 * SERIES_DTYPE.itemsize + PATIENT_DTYPE.itemsize == 288


@pytest.mark.parametrize("bits", [0, 1, 0b1011, (1 << 17) - 1, 0xFFFFFFFF, 1 << 31])
def test_bits_are_counted(bits: int) -> None:
    assert ones(bits) == bits.bit_count()


def test_new_series_come_in_any_order_and_no_value_is_lost_or_mixed_up() -> None:
    chance = np.random.default_rng(2)
    pairs = [
        (patient, signal) for patient in range(40) for signal in ("spo2", "heart_rate", "gcs", "temperature", "fio2")
    ]
    values = {"spo2": 97, "heart_rate": 60, "gcs": 15, "temperature": 36.6, "fio2": 21}
    state = State.new()
    for place in chance.permutation(len(pairs)):
        patient, signal = pairs[place]
        step(
            state,
            reading(signal, values[signal] if signal == "gcs" else values[signal] + patient / 100, patient=patient),
        )
    for patient, signal in pairs:
        expected = 15 if signal == "gcs" else values[signal] + patient / 100
        assert glance(state, patient).of(signal).value == pytest.approx(expected, abs=1e-4)
    assert [seen.name for seen in glance(state, 3).seen] == [s.name for s in SIGNALS if s.name in values]


def test_saved_and_read_back_it_goes_on_as_if_nothing_had_happened() -> None:
    one = State.new()
    one.describe(0, spo2_scale=2, on_oxygen=True, limits={"spo2": (85, None)})
    step(one, together(readings("spo2", [90] * 600), readings("heart_rate", [80, 81] * 300, patient=1)))
    other = State.from_bytes(one.to_bytes())
    later = together(reading("spo2", 84, 700), reading("heart_rate", 140, 700, patient=1))
    assert told(step(one, later)) == told(step(other, later)) != []
    assert one.to_bytes() == other.to_bytes()


def test_what_memory_held_between_the_fields_is_not_saved() -> None:
    state = State.new()
    step(state, readings("spo2", [90] * 60))
    saved = set()
    for held in (0x00, 0xFF):
        freed = [np.full(state.patients.nbytes, held, np.uint8) for _ in range(16)]
        del freed  # what is asked for next gets these, with what is in them
        saved.add(state.to_bytes())
    assert len(saved) == 1


def test_a_sensor_that_fell_silent_across_a_restart_is_told_once() -> None:
    state = State.new()
    step(state, readings("spo2", [97, 98] * 60))
    for at_s in range(120, 149):
        assert ticked(state, at_s) == []
    state = State.from_bytes(state.to_bytes())
    found = [row for at_s in range(149, 400) for row in ticked(state, at_s)]
    assert found == [("sensor_silent", "spo2", True)]
    state = State.from_bytes(state.to_bytes())
    assert ticked(state, 401) == []
    assert of("sensor_silent", step(state, reading("spo2", 97, 402))) == [False]


@pytest.mark.parametrize("saved", [b"", b"PK\x03\x04 no", b"\x93NUMPY"])
def test_what_is_no_state_is_refused_with_what_to_do(saved: bytes) -> None:
    with pytest.raises(InvalidInput) as caught:
        State.from_bytes(saved)
    assert "rewind" in caught.value.next_step


def test_a_state_of_another_version_is_refused() -> None:
    state = State.new()
    file = io.BytesIO()
    with np.load(io.BytesIO(state.to_bytes())) as kept:
        np.savez(file, **{name: kept[name] for name in kept.files} | {"format": np.array([99, len(SIGNALS)])})
    with pytest.raises(InvalidInput):
        State.from_bytes(file.getvalue())


def test_a_patient_who_left_is_forgotten_and_the_number_may_be_anothers() -> None:
    state = State.new()
    state.describe(0, limits={"spo2": (99, None)}, applicable=False)
    step(state, together(readings("spo2", [80] * 60), readings("spo2", [97] * 60, patient=1)))
    state.forget(0)
    assert glance(state, 0).seen == ()
    assert glance(state, 1).of("spo2").value == 97
    assert told(step(state, reading("spo2", 98, 100))) == []
    assert ticked(state, 101) == [("sensor_silent", "spo2", True)]  # of the other one


def test_rows_of_those_who_left_are_given_up_in_time() -> None:
    state = State.new()
    for guest in range(3000):
        step(state, together(*(reading(name, 50, guest, patient=0) for name in ("heart_rate", "spo2", "systolic_bp"))))
        state.forget(0)
    assert state.nbytes < 400_000


def test_a_sensor_taken_off_on_purpose_does_not_fall_silent() -> None:
    state = State.new()
    step(state, readings("spo2", [97] * 60))
    state.forget(0, PLACE["spo2"])
    assert tick(state, START_MS + HOUR).condition.tolist() == []


def test_limits_of_patients_who_left_make_room_for_others() -> None:
    state = State.new()
    for _ in range(5):
        state.describe(0, limits={"spo2": (80, None)})
        state.forget(0)
    assert len(state.limits) <= 3


def test_an_unknown_scale_or_signal_is_refused() -> None:
    with pytest.raises(InvalidInput):
        State.new().describe(0, spo2_scale=3)
    with pytest.raises(InvalidInput):
        State.new().describe(0, limits={"blood_pressure": (1, 2)})


def test_a_glance_has_value_time_change_usual_score_and_what_holds() -> None:
    state = State.new()
    rising = [*[15] * 1800, *np.linspace(15, 21, 600), *[21] * 60]
    step(state, together(readings("respiratory_rate", rising), readings("spo2", [89] * 2460)))
    found = glance(state, 0)
    rate = found.of("respiratory_rate")
    assert (rate.value, rate.observed_at_ms) == (21, START_MS + 2459 * 1000)
    assert rate.change == pytest.approx(6, abs=0.8)
    assert rate.usual == pytest.approx(15, abs=0.5)
    assert (found.news2, found.partial) == (5, True)
    assert (LIMIT_LOW, PLACE["spo2"]) in found.holds
    assert glance(state, 99).seen == ()
    assert found.of("gcs") is None


def test_rows_that_were_read_back_are_of_the_kind_that_loops_are_compiled_for() -> None:
    state = State.new()
    step(state, reading("spo2", 97))
    back = State.from_bytes(state.to_bytes())
    for rows, kept in ((state.series, back.series), (state.patients, back.patients)):
        assert kept.dtype.isalignedstruct == rows.dtype.isalignedstruct
        assert kept.flags.writeable
