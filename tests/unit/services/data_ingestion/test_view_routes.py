"""The past times that the service for views takes are those that questions name."""

from dataclasses import asdict

import pytest
from pydantic import ValidationError

from bedside.core.answering.live.asking import asked_of
from bedside.services.data_ingestion.view_routes import WhenIn


@pytest.mark.parametrize(
    "text",
    ["Heart rate on 3 March at 08:10?", "Heart rate on 2026-11-20?", "Heart rate on the 31st?", "Pulse 9999 weeks ago?",
     "Heart rate on 29 february?", "Heart rate in the last 9999 weeks?", "Heart rate 15 min after the alarm?",
     "Heart rate an hour before the alarm?", "Heart rate at 8 on Monday?"],
)  # fmt: skip
def test_every_time_that_is_read_travels(text):
    when = asked_of(text).when
    assert when is not None
    assert WhenIn(**asdict(when)).model_dump() == asdict(when)


@pytest.mark.parametrize("on", ["2026-02-30", "--02-30", "---32", "-03-03", "today", "2026-3-3"])
def test_a_date_that_no_calendar_has_is_refused(on):
    with pytest.raises(ValidationError):
        WhenIn(kind="part", on=on)
