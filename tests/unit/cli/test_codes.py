"""`bedside codes`: the table as JSON for programs, and as tables for people."""

import re

import pytest

from bedside.cli import output
from bedside.core.vitals.signals import SIGNALS

from .conftest import Bedside


def test_programs_get_every_signal_with_its_codes_and_units(bedside: Bedside) -> None:
    printed = {entry["signal"]: entry for entry in bedside("codes", "--json").json()["signals"]}
    assert list(printed) == [signal.name for signal in SIGNALS]
    assert printed["temperature"] == {
        "signal": "temperature",
        "unit": "Cel",
        "units": [
            {"unit": "Cel", "factor": 1.0, "offset": 0.0, "aliases": ["degC", "°C", "C"]},
            {"unit": "[degF]", "factor": pytest.approx(5 / 9), "offset": 32, "aliases": ["degF", "°F", "F"]},
        ],
        "low": 10,
        "high": 47,
        "whole": False,
        "codes": [],
        "loinc": ["8310-5"],
        "mdc": [
            {"code": code, "checked": code != 150344}
            for code in (150344, 150364, 150368, 150392, 188420, 188424, 188428, 188452)
        ],
        "gatt": ["0x1809", "0x2A1C"],
    }
    assert printed["heart_rate"]["mdc"] == [{"code": 147842, "checked": True}]


def test_a_coded_signal_has_codes_and_no_range(bedside: Bedside) -> None:
    printed = {entry["signal"]: entry for entry in bedside("codes", "--json").json()["signals"]}
    assert printed["consciousness"]["codes"] == ["A", "C", "V", "P", "U"]
    assert (printed["consciousness"]["low"], printed["consciousness"]["high"]) == (None, None)


def test_panels_are_told_with_their_components(bedside: Bedside) -> None:
    panels = bedside("codes", "--json").json()["loinc_panels"]
    assert panels == {"85354-9": ["systolic_bp", "diastolic_bp", "mean_bp"]}


def test_people_read_units_in_brackets_ranges_and_codes(bedside: Bedside) -> None:
    shown = bedside("codes").out
    for said in ("mm[Hg]", "[degF]", "(value - 32)", "5 to 350", "8867-4", "147842", "0x2A37", "3 to 15, whole"):
        assert said in shown


def test_no_name_is_cut_short_at_80_columns(bedside: Bedside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output.out, "width", 80)
    shown = bedside("codes").out
    assert "…" not in shown
    assert all(f"│ {signal.name} " in shown for signal in SIGNALS)
    assert max(map(len, shown.splitlines())) <= 80


def test_mdc_numbers_to_be_checked_are_marked_and_explained(bedside: Bedside) -> None:
    shown = bedside("codes").out
    assert "150033?" in shown
    assert not re.search(r"147842\?", shown)
    assert "check the number before you rely on it" in " ".join(shown.split())
