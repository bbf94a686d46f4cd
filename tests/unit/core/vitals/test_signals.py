"""The code table against the tables it was written from."""

from collections import Counter

import pytest

from bedside.core.vitals.signals import (
    BY_LOINC,
    BY_MDC,
    BY_NAME,
    LOINC_PANELS,
    SIGNALS,
    UNCHECKED_MDC,
    Signal,
)

PRESSURES = ("systolic_bp", "diastolic_bp", "mean_bp")
UNITS = {
    "heart_rate": "/min",
    "pulse_rate": "/min",
    "spo2": "%",
    "respiratory_rate": "/min",
    **dict.fromkeys(PRESSURES, "mm[Hg]"),
    "temperature": "Cel",
    "glucose": "mg/dL",
    "oxygen_flow": "L/min",
    "fio2": "%",
    "consciousness": "{code}",
    "gcs": "{score}",
    "capillary_refill": "s",
    "respiratory_effort": "{code}",
    "weight": "kg",
    "height": "cm",
}
LOINC = {
    "8867-4": "heart_rate",
    "2708-6": "spo2",
    "59408-5": "spo2",
    "9279-1": "respiratory_rate",
    "8480-6": "systolic_bp",
    "8462-4": "diastolic_bp",
    "8478-0": "mean_bp",
    "8310-5": "temperature",
    "2339-0": "glucose",
    "41653-7": "glucose",
    "15074-8": "glucose",
    "3151-8": "oxygen_flow",
    "3150-0": "fio2",
    "67775-7": "consciousness",
    "9269-2": "gcs",
    "29463-7": "weight",
    "8302-2": "height",
}
MDC_SEEN = {
    147842: "heart_rate",
    150456: "spo2",
    160184: "glucose",
    188736: "weight",
    188740: "height",
    **dict(zip((150021, 150022, 150023), PRESSURES, strict=True)),
    **dict.fromkeys((149514, 149522, 149530, 149546), "pulse_rate"),
    **dict.fromkeys((151562, 151578, 151594), "respiratory_rate"),
    **dict.fromkeys((150364, 150368, 150392, 188420, 188424, 188428, 188452), "temperature"),
}
MDC_UNSEEN = {
    **dict(zip((150033, 150034, 150035), PRESSURES, strict=True)),
    **dict(zip((150037, 150038, 150039), PRESSURES, strict=True)),
    150344: "temperature",
}
GATT = {
    **dict.fromkeys((0x180D, 0x2A37), ("heart_rate",)),
    **dict.fromkeys((0x1822, 0x2A5F, 0x2A5E), ("spo2",)),
    **dict.fromkeys((0x1810, 0x2A35), PRESSURES),
    **dict.fromkeys((0x1809, 0x2A1C), ("temperature",)),
    **dict.fromkeys((0x1808, 0x2A18, 0x181F, 0x2AA7), ("glucose",)),
    **dict.fromkeys((0x181D, 0x2A9D), ("weight", "height")),
}


def test_the_signals_are_those_of_the_contract_in_its_order_and_in_canonical_units() -> None:
    assert [(signal.name, signal.unit) for signal in SIGNALS] == list(UNITS.items())
    assert {name: signal.name for name, signal in BY_NAME.items()} == {name: name for name in UNITS}


def test_every_loinc_code_is_found() -> None:
    assert {code: signal.name for code, signal in BY_LOINC.items()} == LOINC


def test_every_mdc_code_is_found() -> None:
    assert {code: signal.name for code, signal in BY_MDC.items()} == MDC_SEEN | MDC_UNSEEN


def test_every_gatt_code_stands_with_all_that_its_messages_carry() -> None:
    codes = {code for signal in SIGNALS for code in signal.gatt}
    assert {code: tuple(signal.name for signal in SIGNALS if code in signal.gatt) for code in codes} == GATT


def test_the_mdc_codes_still_to_be_checked_are_marked() -> None:
    assert set(MDC_UNSEEN) == UNCHECKED_MDC


def test_a_pressure_panel_names_its_components() -> None:
    assert LOINC_PANELS == {"85354-9": PRESSURES}
    assert not LOINC_PANELS.keys() & BY_LOINC.keys()


@pytest.mark.parametrize("kind", ["loinc", "mdc"])
def test_no_code_names_two_signals(kind: str) -> None:
    named = Counter(code for signal in SIGNALS for code in getattr(signal, kind))
    assert [code for code, times in named.items() if times > 1] == []


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda signal: signal.name)
def test_no_name_of_a_unit_means_two(signal: Signal) -> None:
    named = Counter(name for unit in signal.units for name in (unit.code, *unit.aliases))
    assert [name for name, times in named.items() if times > 1] == []


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda signal: signal.name)
def test_a_canonical_unit_converts_to_itself(signal: Signal) -> None:
    assert (signal.units[0].factor, signal.units[0].offset) == (1, 0)


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda signal: signal.name)
def test_a_signal_has_codes_or_a_range(signal: Signal) -> None:
    assert bool(signal.codes) == (signal.unit == "{code}")
    assert bool(signal.codes) != (signal.low < signal.high)


def test_a_unit_is_found_by_its_code_or_alias_letter_by_letter() -> None:
    pressure = BY_NAME["systolic_bp"]
    assert pressure.unit_named("mmHg") is pressure.unit_named("mm[Hg]") is pressure.units[0]
    assert pressure.unit_named("MMHG") is None
    assert pressure.unit_named("") is None
