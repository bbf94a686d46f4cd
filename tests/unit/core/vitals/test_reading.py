"""Readings become canonical, or are refused with their reason; a reading sent again keeps its identity."""

import hashlib
import math
import struct
from dataclasses import replace
from typing import Any

import pytest

from bedside.core.vitals.reading import FUTURE_MS, OLDEST_MS, Reading, Reason, Refused, converted, identity
from bedside.core.vitals.signals import SIGNALS

from .readings import NOW_MS, reading


def result(sent: Reading) -> Reading | Refused:
    return converted(sent, NOW_MS)


def value_of(sent: Reading) -> float | str:
    taken = result(sent)
    assert isinstance(taken, Reading)
    return taken.value


CONVERTED = [  # each pair worked out apart from the code, to the digits given
    ("heart_rate", 72, ("/min", "1/min", "{beats}/min", "beats/min", "bpm"), 72),
    ("pulse_rate", 72, ("/min", "1/min", "{beats}/min", "beats/min", "bpm"), 72),
    ("spo2", 97, ("%", "percent"), 97),
    ("respiratory_rate", 16, ("/min", "1/min", "{breaths}/min", "breaths/min"), 16),
    ("systolic_bp", 120, ("mm[Hg]", "mmHg"), 120),
    ("diastolic_bp", 80, ("mm[Hg]", "mmHg"), 80),
    ("mean_bp", 93, ("mm[Hg]", "mmHg"), 93),
    ("systolic_bp", 16, ("kPa",), 120.00985),
    ("diastolic_bp", 10, ("kPa",), 75.00616),
    ("mean_bp", 1, ("kPa",), 7.50062),
    ("temperature", 37, ("Cel", "degC", "°C", "C"), 37),
    ("temperature", 98.6, ("[degF]", "degF", "°F", "F"), 37),
    ("temperature", 104, ("[degF]",), 40),
    ("glucose", 99, ("mg/dL", "mg/dl"), 99),
    ("glucose", 5.5, ("mmol/L", "mmol/l"), 99.088),
    ("oxygen_flow", 4, ("L/min", "l/min", "LPM", "lpm"), 4),
    ("fio2", 21, ("%", "percent"), 21),
    ("fio2", 0.21, ("{fraction}", "1"), 21),
    ("gcs", 15, ("{score}",), 15),
    ("capillary_refill", 2, ("s",), 2),
    ("weight", 70, ("kg",), 70),
    ("weight", 3250, ("g",), 3.25),
    ("weight", 150, ("[lb_av]", "lb", "lbs"), 68.03886),
    ("height", 175, ("cm",), 175),
    ("height", 1.75, ("m",), 175),
    ("height", 70, ("[in_i]", "in"), 177.8),
    ("consciousness", "C", ("{code}",), "C"),
    ("consciousness", "V", ("{AVPU}",), "V"),
    ("respiratory_effort", "mild", ("{code}",), "mild"),
]
PAIRS = [(signal, value, unit, becomes) for signal, value, units, becomes in CONVERTED for unit in units]


@pytest.mark.parametrize(("signal", "value", "unit", "becomes"), PAIRS)
def test_a_value_is_converted_from_each_unit(signal: str, value: float | str, unit: str, becomes: float | str) -> None:
    taken = value_of(reading(signal, value, unit))
    assert taken == (becomes if isinstance(becomes, str) else pytest.approx(becomes, abs=5e-6))


def test_every_unit_of_the_table_has_a_known_pair() -> None:
    named = {(s.name, name) for s in SIGNALS for unit in s.units for name in (unit.code, *unit.aliases)}
    assert named - {(signal, unit) for signal, _, unit, _ in PAIRS} == set()


def test_only_value_and_unit_change() -> None:
    sent = reading("temperature", 98.6, "F", event_id="e", device_id="d", sequence=7)
    assert result(sent) == replace(sent, value=37.0, unit="Cel")


def test_conversion_leaves_no_noise_for_a_strict_limit() -> None:
    assert value_of(reading("temperature", 100.4, "[degF]")) == 38.0
    assert value_of(reading("fio2", 0.29, "1")) == 29.0


def test_a_canonical_reading_stays_as_it_is() -> None:
    once = result(reading("glucose", 5.5, "mmol/L"))
    assert isinstance(once, Reading)
    assert result(once) == once


def test_minus_zero_is_zero() -> None:
    assert str(value_of(reading("respiratory_rate", -0.0))) == "0.0"


LIMITS = [
    ("heart_rate", "/min", 0, 350),
    ("pulse_rate", "/min", 0, 350),
    ("spo2", "%", 10, 100),
    ("respiratory_rate", "/min", 0, 150),
    ("systolic_bp", "mm[Hg]", 10, 400),
    ("diastolic_bp", "mm[Hg]", 5, 300),
    ("mean_bp", "mm[Hg]", 5, 350),
    ("temperature", "Cel", 10, 47),
    ("glucose", "mg/dL", 10, 2700),
    ("oxygen_flow", "L/min", 0, 100),
    ("fio2", "%", 15, 100),
    ("capillary_refill", "s", 0, 30),
    ("weight", "kg", 0.2, 700),
    ("height", "cm", 15, 280),
    ("gcs", "{score}", 3, 15),
]


@pytest.mark.parametrize(("signal", "unit", "low", "high"), LIMITS)
def test_the_limits_are_possible_and_what_lies_beyond_is_not(signal: str, unit: str, low: float, high: float) -> None:
    step = 1 if signal == "gcs" else 0.01
    assert [value_of(reading(signal, edge, unit)) for edge in (low, high)] == [low, high]
    for beyond in (low - step, high + step):
        assert result(reading(signal, beyond, unit)) == Refused(Reason.IMPOSSIBLE_VALUE, "value")


def test_every_range_of_the_table_is_tried() -> None:
    assert {limits[0] for limits in LIMITS} == {signal.name for signal in SIGNALS if not signal.codes}


@pytest.mark.parametrize(
    ("signal", "value", "unit"),
    [
        ("spo2", 0, "%"),
        ("systolic_bp", 0, "mm[Hg]"),
        ("diastolic_bp", 0, "kPa"),
        ("mean_bp", 0, "mmHg"),
        ("temperature", 0, "Cel"),
        ("temperature", 32, "[degF]"),
    ],
)
def test_a_zero_of_a_disconnected_sensor_is_impossible(signal: str, value: float, unit: str) -> None:
    assert result(reading(signal, value, unit)) == Refused(Reason.IMPOSSIBLE_VALUE, "value")


def test_a_respiration_of_zero_is_apnoea() -> None:
    assert value_of(reading("respiratory_rate", 0)) == 0


@pytest.mark.parametrize("signal", ["heart_rate", "pulse_rate"])
def test_a_rate_of_zero_is_what_a_monitor_shows_in_asystole(signal: str) -> None:
    assert value_of(reading(signal, 0)) == 0


@pytest.mark.parametrize(
    ("signal", "value", "unit"),
    [
        ("fio2", 0.21, "%"),
        ("fio2", 21, "{fraction}"),
        ("temperature", 98.6, "Cel"),
        ("temperature", 37, "[degF]"),
        ("weight", 3250, "kg"),
        ("weight", 70, "g"),
        ("height", 1.75, "cm"),
        ("systolic_bp", 120, "kPa"),
        ("glucose", 5.5, "mg/dL"),
        ("glucose", 180, "mmol/L"),
        ("gcs", 12.5, "{score}"),
        ("fio2", 1e308, "1"),
    ],
)
def test_a_value_in_the_wrong_unit_is_impossible(signal: str, value: float, unit: str) -> None:
    assert result(reading(signal, value, unit)) == Refused(Reason.IMPOSSIBLE_VALUE, "value")


@pytest.mark.parametrize(
    ("signal", "unit"),
    [
        ("heart_rate", ""),
        ("heart_rate", "%"),
        ("heart_rate", "BPM"),
        ("heart_rate", " /min"),
        ("spo2", "1"),
        ("temperature", "K"),
        ("respiratory_rate", "{beats}/min"),
        ("consciousness", ""),
        ("consciousness", "{score}"),
    ],
)
def test_a_unit_is_never_guessed(signal: str, unit: str) -> None:
    value = "A" if signal == "consciousness" else 37
    assert result(reading(signal, value, unit)) == Refused(Reason.UNKNOWN_UNIT, "unit")


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400, True, "72", ""])
def test_what_is_no_finite_number_is_refused(value: float | str) -> None:
    assert result(reading(value=value)) == Refused(Reason.NOT_A_NUMBER, "value")


@pytest.mark.parametrize(
    ("signal", "value"),
    [
        ("consciousness", "a"),
        ("consciousness", "alert"),
        ("consciousness", ""),
        ("consciousness", 15),
        ("respiratory_effort", "A"),
        ("respiratory_effort", "Normal"),
    ],
)
def test_a_code_is_never_guessed(signal: str, value: float | str) -> None:
    assert result(reading(signal, value, "{code}")) == Refused(Reason.UNKNOWN_CODE, "value")


@pytest.mark.parametrize(
    ("signal", "code"),
    [("consciousness", code) for code in "ACVPU"]
    + [("respiratory_effort", code) for code in ("normal", "mild", "moderate", "severe")],
)
def test_every_code_of_the_contract_is_taken(signal: str, code: str) -> None:
    assert value_of(reading(signal, code, "{code}")) == code


@pytest.mark.parametrize("signal", ["", "Heart_rate", "8867-4", "pulse"])
def test_a_signal_is_never_guessed(signal: str) -> None:
    assert result(reading(signal)) == Refused(Reason.UNKNOWN_SIGNAL, "signal")


@pytest.mark.parametrize("patient_id", ["", " \t"])
def test_a_reading_of_nobody_is_refused(patient_id: str) -> None:
    assert result(reading(patient_id=patient_id)) == Refused(Reason.NO_PATIENT, "patient_id")


def test_a_clock_may_be_ahead_by_the_stated_time_and_no_more() -> None:
    assert isinstance(result(reading(observed_at=NOW_MS + FUTURE_MS)), Reading)
    assert result(reading(observed_at=NOW_MS + FUTURE_MS + 1)) == Refused(Reason.IN_THE_FUTURE, "observed_at")


def test_a_reading_may_be_as_old_as_stated_and_no_older() -> None:
    assert isinstance(result(reading(observed_at=NOW_MS - OLDEST_MS)), Reading)
    assert result(reading(observed_at=NOW_MS - OLDEST_MS - 1)) == Refused(Reason.TOO_OLD, "observed_at")


def test_the_caller_sets_how_far_ahead_and_how_old() -> None:
    ahead, old = reading(observed_at=NOW_MS + 1), reading(observed_at=NOW_MS - 11)
    assert converted(ahead, NOW_MS, future_ms=0) == Refused(Reason.IN_THE_FUTURE, "observed_at")
    assert converted(old, NOW_MS, oldest_ms=10) == Refused(Reason.TOO_OLD, "observed_at")


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_a_sentence_of_its_own(reason: Reason) -> None:
    assert reason.sentence.endswith(".")
    assert len({other.sentence for other in Reason}) == len(Reason)


def test_an_event_id_is_the_identity_whatever_else_is_sent() -> None:
    sent = reading(event_id="e-1", device_id="d", sequence=1)
    assert identity(sent) == identity(replace(sent, value=80.0, sequence=2)) == "event:e-1"


@pytest.mark.parametrize("other", [{"device_id": "e"}, {"sequence": 2}, {"signal": "spo2"}])
def test_device_signal_and_sequence_tell_readings_apart(other: dict[str, Any]) -> None:
    sent = reading(device_id="d", sequence=1)
    assert identity(replace(sent, value=80.0, observed_at=0)) == identity(sent)
    assert identity(replace(sent, **other)) != identity(sent)


@pytest.mark.parametrize(
    "other",
    [
        {"patient_id": "p-2"},
        {"device_id": "d"},
        {"signal": "pulse_rate"},
        {"value": 72.5},
        {"unit": "bpm"},
        {"observed_at": 0},
    ],
    ids=str,
)
def test_without_them_the_whole_content_tells_readings_apart(other: dict[str, Any]) -> None:
    assert identity(reading()) == identity(reading())
    assert identity(replace(reading(), **other)) != identity(reading())


def test_a_sequence_of_zero_counts_and_one_without_a_device_does_not() -> None:
    assert identity(reading(device_id="d", sequence=0)).startswith("device:")
    assert identity(reading(sequence=0)) == identity(reading())


def test_an_empty_event_id_is_none() -> None:
    assert identity(reading(event_id="")) == identity(reading())


def test_a_whole_number_is_the_same_reading_as_its_float() -> None:
    assert identity(reading(value=72)) == identity(reading(value=72.0))


@pytest.mark.parametrize("value", [math.nan, math.inf, 10**400, "72"])
def test_what_will_be_refused_has_an_identity_too(value: float | str) -> None:
    assert identity(reading(value=value)) == identity(reading(value=value)) != identity(reading())


def test_identities_of_one_kind_never_equal_those_of_another() -> None:
    by_device, by_content = reading(device_id="d", sequence=1), reading()
    given = [identity(reading(event_id=identity(sent))) for sent in (by_device, by_content)]
    assert len({*given, identity(by_device), identity(by_content)}) == 4


def test_fields_cannot_run_into_one_another() -> None:
    ids = {
        identity(replace(reading(), patient_id=p, device_id=d)) for p, d in [("a", "b:c"), ("a:b", "c"), ("a,b", "c")]
    }
    assert len(ids) == 3


def test_identities_stay_what_they_are_from_version_to_version() -> None:
    content = (
        b"c\3\0\0\0p-1\xff\xff\xff\xff\n\0\0\0heart_rate" + b"n" + struct.pack("<d", 72) + b"\4\0\0\0/min1772366399000"
    )
    device = b"d\1\0\0\0d\n\0\0\0heart_rate1"
    assert identity(reading()) == f"content:{hashlib.blake2b(content, digest_size=16).hexdigest()}"
    assert (
        identity(reading(device_id="d", sequence=1)) == f"device:{hashlib.blake2b(device, digest_size=16).hexdigest()}"
    )


def test_a_consciousness_keeps_the_scale_it_was_told_by() -> None:
    taken = result(reading("consciousness", "V", "{AVPU}"))
    assert isinstance(taken, Reading)
    assert (taken.value, taken.unit, result(taken)) == ("V", "{AVPU}", taken)
