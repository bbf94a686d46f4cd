"""Codes and units of messages: any coding may match, contradictions are refused, no unit is guessed."""

import pytest

from bedside.core.vitals.coding import (
    ISO,
    LOINC,
    MDC,
    SNOMED,
    UCUM,
    is_panel,
    level_of,
    needs_no_unit,
    signal_of,
    unit_of,
    unit_of_level,
)
from bedside.core.vitals.reading import Reason
from bedside.core.vitals.signals import BY_NAME, SIGNALS, Signal


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda one: one.name)
def test_every_code_of_the_table_names_its_signal(signal: Signal) -> None:
    for system, codes in ((LOINC, signal.loinc), (MDC, signal.mdc)):
        assert all(signal_of([(system, str(code))]) is signal for code in codes)


def test_any_coding_may_match() -> None:
    assert signal_of([("", "x"), (SNOMED, "1"), (LOINC, "59408-5")]) is BY_NAME["spo2"]


@pytest.mark.parametrize("codings", [[], [(LOINC, "0-0")], [(MDC, "8867-4")], [(MDC, "²")], [(MDC, "9" * 5000)]])
def test_an_unknown_code_is_told(codings: list[tuple[str, str]]) -> None:
    assert signal_of(codings) is Reason.UNKNOWN_SIGNAL


def test_a_pulse_rate_that_is_coded_as_a_heart_rate_too_is_the_pulse_rate() -> None:
    assert signal_of([(LOINC, "8867-4"), (MDC, "149530")]) is BY_NAME["pulse_rate"]


def test_two_other_signals_contradict_each_other() -> None:
    assert signal_of([(LOINC, "8867-4"), (LOINC, "2708-6")]) is Reason.UNCLEAR_SIGNAL
    assert signal_of([(LOINC, "8867-4"), (MDC, "149530"), (LOINC, "2708-6")]) is Reason.UNCLEAR_SIGNAL


def test_a_pressure_panel_is_known_by_its_code() -> None:
    assert is_panel([(LOINC, "85354-9")])
    assert not is_panel([(LOINC, "8480-6")])


@pytest.mark.parametrize(
    ("signal", "coding", "unit"),
    [
        ("heart_rate", (UCUM, "/min"), "/min"),
        ("heart_rate", (UCUM, "{beats}/min"), "/min"),
        ("heart_rate", (UCUM, "/min{beats}"), "/min"),
        ("heart_rate", (UCUM, "bpm"), None),
        ("heart_rate", ("", "bpm"), "/min"),
        ("heart_rate", (MDC, "264864"), "/min"),
        ("heart_rate", (MDC, "262688"), None),
        ("temperature", (UCUM, "C"), None),
        ("temperature", (UCUM, "F"), None),
        ("temperature", ("", "C"), "Cel"),
        ("temperature", (MDC, "266560"), "[degF]"),
        ("temperature", (ISO, "CEL"), "Cel"),
        ("systolic_bp", (ISO, "mm(hg)"), "mm[Hg]"),
        ("systolic_bp", (UCUM, "mm[hg]"), None),
        ("systolic_bp", (MDC, "265987"), "kPa"),
        ("fio2", (UCUM, "1"), "{fraction}"),
        ("fio2", (UCUM, "{FiO2}"), None),
        ("fio2", (UCUM, "%{vol}"), "%"),
        ("gcs", (UCUM, "{GCS}"), "{score}"),
        ("gcs", (UCUM, ""), None),
        ("weight", (MDC, "263904"), "[lb_av]"),
        ("glucose", (MDC, "266866"), "mmol/L"),
        ("oxygen_flow", (MDC, "265216"), "L/min"),
    ],
)
def test_a_unit_is_taken_as_its_system_means_it(signal: str, coding: tuple[str, str], unit: str | None) -> None:
    assert unit_of(BY_NAME[signal], [coding]) == unit


def test_any_coding_of_a_unit_may_match() -> None:
    assert unit_of(BY_NAME["spo2"], [(MDC, "1"), (UCUM, "%")]) == "%"


def test_only_scores_need_no_unit() -> None:
    assert [signal.name for signal in SIGNALS if needs_no_unit(signal)] == ["gcs"]


def test_the_scale_that_was_asked_by_is_told() -> None:
    avpu, acvpu = [(LOINC, "67775-7")], [(SNOMED, "1104441000000107")]
    assert level_of(avpu, [(LOINC, "LA17108-4")]) == ("V", "{AVPU}")
    assert level_of(acvpu, [(SNOMED, "300202002")]) == ("V", "{code}")
    assert level_of([*avpu, *acvpu], [(SNOMED, "248234008")]) == ("A", "{code}")
    assert unit_of_level(avpu, "C") == "{code}"


@pytest.mark.parametrize(
    "answered", [[], [(SNOMED, "1")], [(LOINC, "A")], [(SNOMED, "248234008"), (SNOMED, "422768004")]]
)
def test_a_level_that_is_none_or_two_is_refused(answered: list[tuple[str, str]]) -> None:
    assert level_of([(LOINC, "67775-7")], answered) is Reason.UNKNOWN_CODE
