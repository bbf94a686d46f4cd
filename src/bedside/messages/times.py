"""Times as senders write them, read to milliseconds since 1970, UTC. A zone is never guessed.

A time of a zone such as Europe/Berlin that comes twice or never, when clocks change, is refused like one without zone.
"""

import re
from datetime import UTC, datetime, timedelta, tzinfo

from bedside.core.vitals.reading import Reason

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_RFC_3339 = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:)(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_HL7 = re.compile(r"(\d{8})(\d{4})(?:(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d{4})?", re.ASCII)


def rfc3339_ms(text: str) -> int | Reason:
    """Returns the time of a text like 2026-03-01T12:00:00.250+01:00, to the millisecond, cut and not rounded.

    >>> rfc3339_ms("2026-03-01T12:00:00.2509+01:00")
    1772362800250
    >>> rfc3339_ms("2026-03-01T12:00:00").value, rfc3339_ms("2026-03-01").value
    ('no_time_zone', 'no_time')
    """
    if (found := _RFC_3339.fullmatch(text)) is None:
        return Reason.NO_TIME
    minute, second, fraction, zone = found.groups()
    if zone is None:
        return Reason.NO_TIME_ZONE
    return _ms(f"{minute}00{zone}", second, fraction, None)


def hl7_ms(text: str, zone: tzinfo | None = None) -> int | Reason:
    """Returns the time of a text like 20260301120000.250+0100; one without zone is of the ``zone`` that was declared.

    >>> hl7_ms("202603011200+0100")
    1772362800000
    >>> hl7_ms("20260301120000").value, hl7_ms("20260301").value
    ('no_time_zone', 'no_time')
    """
    if (found := _HL7.fullmatch(text)) is None:
        return Reason.NO_TIME
    day, minute, second, fraction, own = found.groups()
    if own is None and zone is None:
        return Reason.NO_TIME_ZONE
    iso = f"{day[:4]}-{day[4:6]}-{day[6:]}T{minute[:2]}:{minute[2:]}:00"
    own = f"{own[:3]}:{own[3:]}" if own and own != "Z" else own or ""
    return _ms(iso + own, second or "00", fraction, zone)


def zone_of_hl7(text: str) -> tzinfo | None:
    """Returns the zone at the end of an HL7 time, None where it has none or is no time."""
    found = _HL7.fullmatch(text)
    if found is None or found.group(5) is None:
        return None
    own = found.group(5)
    try:
        return UTC if own == "Z" else datetime.strptime(own, "%z").tzinfo
    except ValueError:
        return None


def _ms(minute: str, second: str, fraction: str | None, zone: tzinfo | None) -> int | Reason:
    """Returns the milliseconds of a minute and its seconds, of which a leap second makes 61."""
    if int(second) > 60:
        return Reason.NO_TIME
    try:
        at = datetime.fromisoformat(minute)
        if at.tzinfo is None:
            at = at.replace(tzinfo=zone)
            if at.utcoffset() != at.replace(fold=1).utcoffset():
                return Reason.NO_TIME_ZONE
        since = (at - _EPOCH) // _MILLISECOND
    except (ValueError, OverflowError):
        return Reason.NO_TIME
    return since + 1000 * int(second) + int((fraction or "").ljust(3, "0")[:3])
