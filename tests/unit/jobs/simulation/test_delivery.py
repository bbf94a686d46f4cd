"""What the line does to readings on their way: when they arrive changes, what they say and who they are does not."""

import numpy as np
import pytest

from bedside.errors import InvalidInput
from bedside.jobs.simulation.artefacts import CONTINUOUS, WHOLE_WARD, Artefact
from bedside.jobs.simulation.delivery import Line
from bedside.jobs.simulation.rows import Rows, readings
from bedside.jobs.simulation.ward import ward

from .wards import all_rows, settings


def identities(rows: Rows) -> list[tuple[int, int, int, float]]:
    columns = (rows.bed, rows.signal, rows.observed_ms, rows.value)
    return sorted(zip(*(column.tolist() for column in columns), strict=True))


def test_a_quiet_line_sends_all_once_and_in_order() -> None:
    rows = all_rows(settings())
    assert len(set(identities(rows))) == len(rows)
    for bed in (1, 2):
        assert (np.diff(rows.observed_ms[rows.bed == bed]) >= 0).all()


def test_duplicates_are_the_same_reading_again() -> None:
    once, twice = all_rows(settings()), all_rows(settings(line=Line(duplicates=0.1)))
    assert len(twice) == pytest.approx(1.1 * len(once), rel=0.02)
    assert set(identities(twice)) == set(identities(once))
    ids = [p.patient_id for p in settings().patients()]
    keys = [tuple(sorted(reading.items())) for reading in readings(twice, ids, "run")]
    assert len(set(keys)) == len(once)


def test_late_ones_come_late_and_none_is_lost() -> None:
    once, late = all_rows(settings()), all_rows(settings(line=Line(late=0.05, late_s=30)))
    assert identities(late) == identities(once)
    delay_s = late.due_s - (late.observed_ms - settings().start_ms) / 1000
    assert (delay_s > 1).mean() == pytest.approx(0.05, abs=0.01)
    assert delay_s[delay_s > 1].mean() == pytest.approx(31, rel=0.25)


def test_disorder_lets_readings_overtake_by_seconds() -> None:
    rows = all_rows(settings(line=Line(disorder=0.2)))
    back = np.diff(rows.observed_ms[rows.bed == 1])
    assert (back < 0).mean() > 0.05
    assert back.min() > -3500


def test_a_silent_gateway_loses_or_holds() -> None:
    gap = Artefact("gateway_silent", WHOLE_WARD, CONTINUOUS, 60.0, 120.0)
    whole = all_rows(settings())
    lost, held = (all_rows(settings(planned=(gap,), line=Line(holds=holds))) for holds in (False, True))
    inside = (whole.due_s > 60.1) & (whole.due_s < 120.0)
    assert len(whole) - len(lost) == pytest.approx(inside.sum(), abs=10)
    assert identities(held) == identities(whole)
    assert not ((held.due_s > 60.1) & (held.due_s < 120)).any()


def test_batches_come_by_when_they_are_due_and_never_before_they_were_observed() -> None:
    noisy = settings(line=Line(duplicates=0.1, late=0.1, disorder=0.1), minutes=5)
    dues = [due_s for due_s, _ in ward(noisy)]
    assert dues == sorted(set(dues))
    for due_s, batch in ward(noisy):
        last = max(reading["observed_at"] for reading in batch)
        assert np.datetime64(last.removesuffix("Z"), "ms").astype(int) <= noisy.start_ms + due_s * 1000


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_share_outside_0_to_1_is_refused(share: float) -> None:
    with pytest.raises(InvalidInput):
        Line(late=share)
