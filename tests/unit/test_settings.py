"""Settings that would silently do something else are refused with what to write."""

from datetime import datetime, timedelta

import pytest

from bedside.errors import Misconfigured
from bedside.settings import load


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "de_DE.UTF-8", "de", "en-001"])
def test_a_locale_with_numbers_is_taken(locale: str) -> None:
    assert load({"BEDSIDE_LOCALE": locale}).locale == locale


def test_a_country_alone_is_a_locale_too() -> None:
    assert load({"BEDSIDE_LOCALE": "GB"}).locale == "en-GB"


@pytest.mark.parametrize("locale", ["nonsense", "en", "xx-YY", "en-UK", "112", "?"])
def test_a_locale_without_numbers_is_refused_with_the_list_of_those_there_are(locale: str) -> None:
    with pytest.raises(Misconfigured, match="BEDSIDE_LOCALE") as raised:
        load({"BEDSIDE_LOCALE": locale})
    for known in ("US", "GB", "DE", "en-001"):
        assert known in raised.value.next_step


@pytest.mark.parametrize(("zone", "hours"), [("Europe/Berlin", 1), ("+05:30", 5.5), ("-03:00", -3), ("", None)])
def test_the_zone_of_hl7_times_is_a_place_or_an_offset(zone: str, hours: float | None) -> None:
    declared = load({"BEDSIDE_HL7_ZONE": zone}).declared_zone
    offset = declared.utcoffset(datetime(2026, 1, 1)) if declared else None  # noqa: DTZ001 (whose zone is asked for)
    assert (offset / timedelta(hours=1) if offset is not None else None) == hours


@pytest.mark.parametrize("zone", ["Berlin", "CET+1", "+1", "../etc/passwd", "/etc/localtime", "+99:00"])
def test_what_is_no_zone_stops_the_start(zone: str) -> None:
    with pytest.raises(Misconfigured, match="BEDSIDE_HL7_ZONE"):
        load({"BEDSIDE_HL7_ZONE": zone})
