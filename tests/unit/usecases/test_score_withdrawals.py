"""A value that is withdrawn counts no more from the row of the log on that says so, whatever there was before it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from pyarrow import fs

from bedside.adapters.history.parquet import ParquetHistory
from bedside.adapters.objects.folder import FolderObjectStore
from bedside.core.vitals.episode import Episode
from bedside.core.vitals.glance import Glance, glance
from bedside.core.vitals.shard import Described, Shard
from bedside.core.vitals.signals import BY_NAME
from bedside.core.vitals.stored_reading import StoredReading
from bedside.core.vitals.versions import version_id
from bedside.errors import Corrupt
from bedside.ports import Entry
from bedside.testing.contracts.reading_history import HOUR, MINUTE, NOON
from bedside.usecases.find_remaining import FindRemaining
from bedside.usecases.keep_history import KeepHistory
from bedside.usecases.score_batch import came_of
from unit.usecases.log_in_memory import LogInMemory

SECOND = 1000
WELL = {"respiratory_rate": 16, "spo2": 97, "systolic_bp": 120, "heart_rate": 80, "temperature": 37, "oxygen_flow": 0}


def sent(
    signal: str, value: float | str, at_s: float, base: str = "", after_s: float = 0, patient: str = "p"
) -> StoredReading:
    """Returns a reading that arrives so long after it was observed."""
    at_ms = NOON + round(at_s * SECOND)
    return StoredReading(
        event_id=f"{base or f'urn:{patient}-{at_ms}'}#{signal}",
        patient_id=patient,
        device_id="monitor-1",
        signal=signal,
        value=value,
        unit=BY_NAME[signal].unit,
        observed_at_ms=at_ms,
        received_at_ms=at_ms + round(after_s * SECOND),
        source="json",
    )


def version(of: StoredReading, kind: str, at_s: float, value: float | str | None = None) -> StoredReading:
    """Returns a version of a reading, as it arrives at a time."""
    base, _, signal = of.event_id.partition("#")
    value = of.value if value is None else value
    made = version_id(base, kind, None, (kind, value, of.observed_at_ms)) + f"#{signal}"
    return replace(of, event_id=made, value=value, received_at_ms=NOON + round(at_s * SECOND))


@dataclass
class Bed:
    """One shard over a log."""

    log: LogInMemory = field(default_factory=LogInMemory)
    shard: Shard = field(default_factory=Shard)
    history: object | None = None
    told: list[Episode] = field(default_factory=list)

    def take(self, *readings: StoredReading) -> "Bed":
        """Appends one row to the log, and scores it."""
        self.log.add(readings)
        return self.score(self.log.entries[0][-1])

    def score(self, entry: Entry) -> "Bed":
        if entry.readings is None:
            self.told += self.shard.tick(entry.at_ms)
            return self
        find = FindRemaining(self.log, self.history, 0)
        self.told += self.shard.take(came_of(entry.readings, partial(find, entry)))
        return self

    def tick(self, at_s: float, until_s: float | None = None) -> "Bed":
        for second in np.arange(at_s, until_s or at_s + 1):
            self.log.tick(NOON + round(second * SECOND))
            self.score(self.log.entries[0][-1])
        return self

    def restart(self) -> "Bed":
        self.shard = Shard.from_bytes(self.shard.to_bytes())
        return self

    def seen(self, patient: str = "p") -> Glance:
        return glance(self.shard._state, self.shard.row(patient))

    def value(self, signal: str = "heart_rate") -> float | None:
        one = self.seen().of(signal)
        return None if one is None else one.value

    def rules(self) -> list[tuple[str, bool]]:
        """Returns which episodes opened (True) and closed."""
        return [(one.rule, one.closed_ms is None) for one in self.told]


def well(at_s: float = 0) -> list[StoredReading]:
    return [sent(signal, value, at_s) for signal, value in WELL.items()] + [sent("consciousness", "A", at_s)]


WRONG = sent("heart_rate", 180, 60)
TRUE = sent("heart_rate", 80, 0)


def test_a_mistyped_value_counts_until_it_is_withdrawn_and_its_alert_closes_as_any_other() -> None:
    bed = Bed().take(*well()).tick(1)
    assert (bed.seen().news2, bed.seen().partial) == (0, False)
    bed.take(WRONG).tick(61, 90)
    assert (bed.seen().news2, bed.rules()) == (3, [("limit_high:heart_rate", True)])
    bed.take(version(WRONG, "withdrawn", 120))
    assert (bed.value(), bed.seen().news2, bed.seen().partial, bed.seen().holds) == (80, 0, False, ())
    bed.tick(121, 149)
    assert len(bed.told) == 1
    assert bed.tick(149, 160).rules()[1:] == [("limit_high:heart_rate", False)]


def test_a_withdrawn_value_hides_no_worse_one_from_before_it() -> None:
    worse, milder = sent("heart_rate", 150, 0), sent("heart_rate", 80, 60)
    bed = Bed().take(worse).tick(1).take(milder).tick(61)
    assert (bed.seen().news2, bed.told) == (0, [])
    bed.take(version(milder, "withdrawn", 90)).tick(91, 110)
    assert (bed.value(), bed.seen().news2) == (150, 3)
    assert bed.rules() == [("limit_high:heart_rate", True)]


def test_what_comes_back_is_as_old_as_it_is() -> None:
    bed = Bed().take(TRUE, sent("spo2", 97, 0)).take(WRONG).take(version(WRONG, "withdrawn", 90))
    kept = bed.seen().of("heart_rate")
    assert kept is not None
    assert kept.observed_at_ms == NOON
    bed.tick(4 * 3600)
    assert bed.shard._state.patients[0]["known"] == 2
    bed.tick(4 * 3600 + 1)
    assert bed.shard._state.patients[0]["known"] == 0


@pytest.mark.parametrize("older", [(), (sent("heart_rate", 80, 60 - 4 * 3600),)])
def test_where_nothing_fresh_remains_nothing_is_known(older: tuple[StoredReading, ...]) -> None:
    bed = Bed()
    for one in (*older, sent("spo2", 85, 60), WRONG):
        bed.take(one)
    bed.tick(61, 90).take(version(WRONG, "withdrawn", 90))
    assert (bed.value(), bed.seen().news2, bed.seen().partial) == (None, 3, True)
    assert bed.tick(91, 140).restart().tick(140).rules()[2:] == [("limit_high:heart_rate", False)]
    assert bed.take(sent("heart_rate", 80, 150)).value() == 80


def test_a_monitor_whose_values_are_all_withdrawn_falls_silent_all_the_same() -> None:
    bed, values = Bed(), [sent("heart_rate", 150, second) for second in range(0, 20, 2)]
    for one in values:
        bed.take(one).tick(one.observed_at_ms / SECOND - NOON / SECOND + 1)
    for one in values:
        bed.take(version(one, "withdrawn", 20))
    assert bed.value() is None
    assert ("sensor_silent:heart_rate", True) in bed.tick(21, 120).rules()


def test_a_withdrawal_of_what_is_not_the_newest_changes_nothing() -> None:
    bed = Bed().take(TRUE).take(WRONG).take(sent("heart_rate", 90, 70))
    before = bed.shard._state.to_bytes()
    assert bed.take(version(TRUE, "withdrawn", 80), version(WRONG, "withdrawn", 80)).value() == 90
    assert bed.shard._state.to_bytes() == before


@pytest.mark.parametrize("newest_first", [False, True])
def test_several_may_be_withdrawn_one_after_the_other(newest_first: bool) -> None:
    values = [sent("heart_rate", 150 + second, second) for second in range(1, 10)]
    bed = Bed().take(TRUE)
    for one in values:
        bed.take(one)
    for one in values[::-1] if newest_first else values:
        bed.take(version(one, "withdrawn", 60))
    assert bed.value() == 80


def test_with_a_reading_all_of_its_versions_are_withdrawn() -> None:
    bed = Bed().take(TRUE).take(version(WRONG, "preliminary", 60, 170)).take(WRONG)
    bed.take(version(WRONG, "corrected", 70, 190)).take(version(WRONG, "withdrawn", 80))
    assert bed.value() == 80
    bed.take(version(WRONG, "corrected", 90, 185))
    assert bed.value() == 80


def test_a_correction_that_comes_back_gives_way_to_a_later_one_alone() -> None:
    def corrected(value: float, made_s: int) -> StoredReading:
        made = version_id("urn:a", "corrected", NOON + made_s, value) + "#heart_rate"
        return replace(sent("heart_rate", value, 0), event_id=made, received_at_ms=NOON + 30 * SECOND)

    first = sent("heart_rate", 70, 0, base="urn:a")
    bed = Bed().take(first, corrected(75, 5)).take(WRONG).take(version(WRONG, "withdrawn", 80))
    assert bed.value() == 75
    assert bed.take(corrected(60, 4)).value() == 75
    assert bed.take(corrected(66, 6)).value() == 66


def test_another_reading_of_the_same_moment_stays() -> None:
    other = sent("heart_rate", 90, 60, base="urn:another")
    for pair in ((WRONG, other), (other, WRONG)):
        bed = Bed().take(TRUE).take(*pair).take(version(WRONG, "withdrawn", 70))
        assert bed.value() == 90


def test_what_is_withdrawn_before_it_comes_is_not_scored_also_after_a_restart() -> None:
    bed = Bed().take(TRUE).take(version(WRONG, "withdrawn", 50)).restart().take(WRONG)
    assert bed.value() == 80
    assert bed.take(version(WRONG, "preliminary", 70)).value() == 80
    assert bed.take(sent("heart_rate", 90, 60, base="urn:another")).value() == 90


def test_a_value_that_is_withdrawn_in_the_row_it_comes_in_alerts_nobody() -> None:
    ill = [sent(name, value, 60) for name, value in {"heart_rate": 180, "spo2": 85, "respiratory_rate": 30}.items()]
    bed = Bed().take(*well()).tick(1).take(*ill, *(version(one, "withdrawn", 60) for one in ill)).tick(61, 120)
    assert (bed.seen().news2, bed.told) == (0, [])
    assert [one.rule for one in Bed().take(*well()).tick(1).take(*ill).tick(61).told] == ["news2"]


@pytest.mark.parametrize(
    ("signal", "right", "wrong", "rule"),
    [
        ("respiratory_rate", 14, 0, "apnoea"),
        ("consciousness", "A", "U", "consciousness"),
        ("gcs", 15, 3, "consciousness"),
        ("spo2", 97, 60, "limit_low:spo2"),
    ],
)
def test_what_a_withdrawn_value_said_ceases_to_hold_and_holds_again_as_said_again(
    signal: str, right: float | str, wrong: float | str, rule: str
) -> None:
    mistake = sent(signal, wrong, 60)
    bed = Bed().take(sent(signal, right, 0)).tick(1).take(mistake).tick(61, 80)
    assert (rule, True) in bed.rules()
    bed.take(version(mistake, "withdrawn", 90))
    assert bed.shard.episodes.ledger.facts == {}
    hidden = sent(signal, right, 120)
    bed = Bed().take(sent(signal, wrong, 60)).take(hidden).take(version(hidden, "withdrawn", 130)).tick(131, 150)
    assert (rule, True) in bed.rules()


def test_a_cuff_that_was_mistyped_leaves_no_deviation_and_no_change_behind() -> None:
    def measured(count: int, *, with_mistake: bool) -> Bed:
        bed = Bed()
        for number in range(count):
            bed.take(sent("systolic_bp", 120 + number % 3, 180 * number)).tick(180 * number + 1)
        if with_mistake:
            wrong = sent("systolic_bp", 250, 180 * count)
            bed.take(wrong).tick(180 * count + 1)
            assert len(bed.seen().holds) > 1
            bed.take(version(wrong, "withdrawn", 180 * count + 60)).tick(180 * count + 61)
        return bed

    mistaken, right = (measured(40, with_mistake=mistake) for mistake in (True, False))
    assert (mistaken.value("systolic_bp"), mistaken.seen().holds) == (right.value("systolic_bp"), ())
    rows = [bed.shard._state.series[0] for bed in (mistaken, right)]
    assert rows[0]["level"] == pytest.approx(rows[1]["level"], abs=0.1)


def test_readings_under_an_id_that_was_merged_remain() -> None:
    bed = Bed()
    bed.shard.merge("old", "p", NOON)
    bed.take(sent("heart_rate", 75, 0, patient="old")).take(WRONG).take(version(WRONG, "withdrawn", 80))
    assert bed.value() == 75


def test_a_withdrawal_of_who_has_left_or_never_came_tells_nothing() -> None:
    bed = Bed().take(version(WRONG, "withdrawn", 80))
    assert (bed.told, bed.seen().seen) == ([], ())
    bed = Bed().take(TRUE).take(WRONG)
    bed.shard.describe(Described("p", is_present=False), NOON + 70 * SECOND)
    assert bed.take(version(WRONG, "withdrawn", 80)).told == []


def stream(seed: int) -> list[StoredReading]:
    """Returns readings of two patients, some corrected, many withdrawn, some before they come, by arrival."""
    chance = np.random.default_rng(seed)
    found: list[StoredReading] = []
    for number in range(160):
        signal = str(chance.choice(["heart_rate", "spo2", "respiratory_rate", "systolic_bp"]))
        value = float(WELL[signal] + chance.choice([0, 0, 3, -12, 60 if signal == "heart_rate" else -10]))
        at_s = 10 * number + int(chance.integers(0, 30))
        one = sent(signal, min(value, 99.0) if signal == "spo2" else value, at_s, patient=f"p{number % 2}")
        found.append(one)
        if chance.random() < 0.15:
            found.append(version(one, "corrected", at_s + int(chance.integers(0, 60)), WELL[signal]))
        if chance.random() < 0.4:
            found.append(version(one, "withdrawn", max(0, at_s + int(chance.integers(-20, 90)))))
    return sorted(found, key=lambda one: one.received_at_ms)


@pytest.mark.parametrize("seed", range(4))
def test_a_log_read_again_in_other_pieces_and_with_restarts_gives_the_same(seed: int) -> None:
    together, apart = Bed(), Bed()
    by_arrival: dict[int, list[StoredReading]] = {}
    for one in stream(seed):
        by_arrival.setdefault(one.received_at_ms // (20 * SECOND), []).append(one)
    for span, readings in by_arrival.items():
        together.take(*readings).tick(20 * (span + 1) - NOON / SECOND)
        for one in readings:
            apart.take(one)
        apart.tick(20 * (span + 1) - NOON / SECOND)
    again = Bed(log=together.log)
    for entry in list(together.log.entries[0]):
        again.score(entry).restart()
    assert len(together.told) > 10
    assert without_words(together.told) == without_words(apart.told)
    assert together.told == again.told
    kernels = {bed.shard._state.to_bytes() for bed in (together, apart, again)}
    assert len(kernels) == 1
    assert together.shard.to_bytes() == again.shard.to_bytes()


def without_words(told: Sequence[Episode]) -> list[Episode]:
    """Returns the episodes without what is known once a whole row is scored."""
    return [replace(one, reason="", about=()) for one in told]


@pytest.fixture
def history(tmp_path: Path) -> ParquetHistory:
    return ParquetHistory(FolderObjectStore(tmp_path), fs.SubTreeFileSystem(str(tmp_path), fs.LocalFileSystem()))


def test_what_the_log_does_not_keep_any_more_is_found_in_the_history(history: ParquetHistory) -> None:
    log, wrong = LogInMemory(), sent("heart_rate", 180, 3600)
    bed = Bed(log, history=history)
    bed.take(sent("heart_rate", 80, 0), sent("spo2", 97, 0)).take(sent("heart_rate", 85, 1)).tick(300)
    keep = KeepHistory(log, history)
    keep()
    keep.flush()
    del log.entries[0][:2]
    bed.tick(3500).take(wrong).take(version(wrong, "withdrawn", 3660))
    assert bed.value() == 85


def test_what_came_of_late_is_found_once_whether_the_history_has_it_or_not(history: ParquetHistory) -> None:
    for kept in (False, True):
        bed = Bed(history=history)
        bed.take(TRUE).take(sent("heart_rate", 90, 30)).take(WRONG)
        if kept:
            keep = KeepHistory(bed.log, history)
            keep()
            keep.flush()
        assert bed.take(version(WRONG, "withdrawn", 80)).value() == 90


def test_a_history_that_cannot_be_read_stops_no_scoring() -> None:
    class Broken:
        def table(self, *_: object) -> None:
            raise Corrupt("a file cannot be read", code="history_corrupt", next_step="Restore it.")

    bed = Bed(history=Broken())
    bed.take(sent("heart_rate", 70, -HOUR / SECOND)).tick(-10 * MINUTE / SECOND)
    bed.log.commit("history", 0, bed.log.end(0))
    bed.take(TRUE).take(WRONG).take(version(WRONG, "withdrawn", 80))
    assert bed.value() == 80


CUFF, LINE = sent("systolic_bp", 118, 0, "cuff"), sent("systolic_bp", 70, 0, "line")


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("pair", [(CUFF, LINE), (LINE, CUFF)])
def test_of_two_values_of_one_moment_the_other_stands_once_the_graver_is_withdrawn(
    pair: tuple[StoredReading, StoredReading], together: bool
) -> None:
    for withdrawn, before, after in ((LINE, 70, 118), (CUFF, 70, 70)):
        bed = Bed()
        for rows in [pair] if together else [(one,) for one in pair]:
            bed.take(*rows)
        assert bed.value("systolic_bp") == before
        bed.take(version(withdrawn, "withdrawn", 5))
        assert bed.value("systolic_bp") == after
        assert bed.seen().news2 == (3 if after == 70 else 0)


@pytest.mark.parametrize("pair", [(CUFF, LINE), (LINE, CUFF)])
@pytest.mark.parametrize(
    ("corrected", "value", "stands", "news2"),
    [(LINE, 95, 95, 2), (LINE, 130, 118, 0), (CUFF, 122, 70, 3), (CUFF, 60, 60, 3)],
)
def test_a_correction_replaces_what_it_corrects_and_the_graver_of_the_moment_stands(
    pair: tuple[StoredReading, StoredReading], corrected: StoredReading, value: float, stands: float, news2: int
) -> None:
    bed = Bed().take(*pair).take(version(corrected, "corrected", 5, value))
    assert (bed.value("systolic_bp"), bed.seen().news2) == (stands, news2)
    again = Bed().take(*pair)
    again.take(version(corrected, "corrected", 5, value), sent("heart_rate", 80, 5)).restart()
    assert again.value("systolic_bp") == stands
