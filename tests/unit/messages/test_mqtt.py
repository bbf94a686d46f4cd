"""What a gateway publishes, read: what says two things is refused."""

from bedside.core.vitals.reading import Reason
from bedside.messages.found import Measured, Unread
from bedside.messages.mqtt import read_publication


def test_a_field_that_stands_twice_is_refused() -> None:
    found = read_publication("ward/icu/7/heart_rate", b'{"value": 80, "unit": "/min", "value": 40}', 0)
    assert isinstance(found, Unread)
    assert (found.reason, found.known) == (
        Reason.FIELD_TWICE,
        {"patient_id": "", "signal": "heart_rate", "ward": "icu", "bed": "7"},
    )
    assert isinstance(read_publication("ward/icu/7/heart_rate", b'{"value": 80, "unit": "/min"}', 0), Measured)
