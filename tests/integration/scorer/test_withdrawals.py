"""What is withdrawn on the real log: alerts open and close by what remains, also where the scorer dies on the way."""

from dataclasses import replace
from pathlib import Path

import pytest

from bedside.core.vitals.stored_reading import StoredReading
from bedside.core.vitals.versions import version_id

from .ward import SECOND, T0, WELL, Home, deaths_that_change_nothing, readings, run_to_the_end, told


def withdrawal(of: StoredReading, second: int) -> StoredReading:
    made = version_id(of.event_id, "withdrawn", None, of.value)
    return replace(of, event_id=made, received_at_ms=T0 + second * SECOND)


def second_by_second() -> list[list[StoredReading]]:
    """A heart rate typed in wrongly for one patient, and for another a right one that hides a worse one."""
    seconds: list[list[StoredReading]] = [[] for _ in range(120)]
    seconds[0] = readings("mistyped", T0, WELL) + readings("hidden", T0, WELL)
    [wrong] = readings("mistyped", T0 + 10 * SECOND, {"heart_rate": 180.0})
    [worse] = readings("hidden", T0 + 10 * SECOND, {"heart_rate": 180.0})
    [milder] = readings("hidden", T0 + 11 * SECOND, {"heart_rate": 72.0})
    seconds[10] = [wrong, worse]
    seconds[11] = [milder]
    seconds[40] = [withdrawal(wrong, 40), withdrawal(milder, 40)]
    return seconds


@pytest.fixture
def written(tmp_path: Path) -> Home:
    home = Home(tmp_path / "written")
    home.write(second_by_second())
    return home


def test_what_is_withdrawn_closes_its_alert_and_what_it_hid_opens_one(written: Home) -> None:
    run_to_the_end(written)
    found = {one.patient_id: one for one in written.alerts()}
    assert {one.rule for one in found.values()} == {"limit_high:heart_rate"}
    mistyped, hidden = found["mistyped"], found["hidden"]
    assert (mistyped.state, mistyped.closed_ms) == ("closed", T0 + 70 * SECOND + 900)
    assert hidden.state == "open"
    assert T0 + 50 * SECOND <= hidden.opened_ms < T0 + 52 * SECOND


def test_dying_anywhere_changes_nothing(written: Home, tmp_path: Path) -> None:
    undisturbed = written.copy(tmp_path / "undisturbed")
    run_to_the_end(undisturbed)
    assert deaths_that_change_nothing(written, told(undisturbed), tmp_path) > 20
