"""Times as senders write them: to the millisecond, with a zone that is never guessed."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from bedside.core.vitals.reading import Reason
from bedside.messages.times import hl7_ms, rfc3339_ms, zone_of_hl7

NOON = int(datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp() * 1000)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "after_ms"),
    [
        ("2026-03-01T12:00:00Z", 0),
        ("2026-03-01T13:00:00+01:00", 0),
        ("2026-03-01T06:30:00-05:30", 0),
        ("2026-03-01T12:00:00.5Z", 500),
        ("2026-03-01T12:00:00.123999999Z", 123),
        ("2026-03-01T11:59:60Z", 0),
    ],
)
def test_a_time_with_its_zone_is_read(text: str, after_ms: int) -> None:
    assert rfc3339_ms(text) == NOON + after_ms


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-03-01T12:00:00", Reason.NO_TIME_ZONE),
        ("2026-03-01", Reason.NO_TIME),
        ("2026-03", Reason.NO_TIME),
        ("", Reason.NO_TIME),
        ("2026-03-01 12:00:00Z", Reason.NO_TIME),
        ("2026-02-30T12:00:00Z", Reason.NO_TIME),
        ("2026-03-01T24:00:00Z", Reason.NO_TIME),
        ("2026-03-01T12:00:61Z", Reason.NO_TIME),
        ("2026-03-01T12:00:00+25:00", Reason.NO_TIME),
        ("0000-03-01T12:00:00Z", Reason.NO_TIME),
        ("٢٠٢٦-03-01T12:00:00Z", Reason.NO_TIME),
        ("2026-03-01T12:00:00Z\n", Reason.NO_TIME),
    ],
)
def test_what_is_no_time_or_has_no_zone_is_refused(text: str, reason: Reason) -> None:
    assert rfc3339_ms(text) is reason


@pytest.mark.parametrize(
    ("text", "zone", "after_ms"),
    [
        ("20260301120000+0000", None, 0),
        ("20260301120000Z", None, 0),
        ("202603011300+0100", BERLIN, 0),
        ("20260301130000", BERLIN, 0),
        ("20260301130000.25", timezone(timedelta(hours=1)), 250),
        ("20260301120000", UTC, 0),
    ],
)
def test_an_hl7_time_has_its_own_zone_else_the_declared_one(text: str, zone: ZoneInfo | None, after_ms: int) -> None:
    assert hl7_ms(text, zone) == NOON + after_ms


@pytest.mark.parametrize(
    ("text", "zone", "reason"),
    [
        ("20260301120000", None, Reason.NO_TIME_ZONE),
        ("20251026023000", BERLIN, Reason.NO_TIME_ZONE),
        ("20260329023000", BERLIN, Reason.NO_TIME_ZONE),
        ("2026030112", BERLIN, Reason.NO_TIME),
        ("20260301", BERLIN, Reason.NO_TIME),
        ("20261301120000+0000", None, Reason.NO_TIME),
        ("20260301120000+2500", None, Reason.NO_TIME),
    ],
    ids=["no zone", "comes twice", "never comes", "an hour", "a day", "month 13", "offset 25"],
)
def test_an_hl7_time_that_is_not_sure_is_refused(text: str, zone: ZoneInfo | None, reason: Reason) -> None:
    assert hl7_ms(text, zone) is reason


def test_around_the_change_of_clocks_other_hours_are_read() -> None:
    assert hl7_ms("20251026013000", BERLIN) == int(datetime(2025, 10, 25, 23, 30, tzinfo=UTC).timestamp() * 1000)
    assert hl7_ms("20251026030000", BERLIN) == int(datetime(2025, 10, 26, 2, tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("text", "hours"), [("20260301120000+0530", 5.5), ("20260301120000Z", 0), ("20260301120000", None), ("x", None)]
)
def test_the_zone_of_a_header_is_found(text: str, hours: float | None) -> None:
    zone = zone_of_hl7(text)
    offset = None if zone is None else zone.utcoffset(None)
    assert (None if offset is None else offset / timedelta(hours=1)) == hours
