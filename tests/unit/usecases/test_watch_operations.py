"""Each cause sends exactly one: found again and again, by several processes, after a restart, within the hour."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bedside.adapters.records.rejects import SqlRejectStore
from bedside.core.alerts.causes import CAUSES, Finding, alert_of
from bedside.errors import Unavailable
from bedside.ports import Reject
from bedside.usecases.raise_operational import RaiseOperational
from bedside.usecases.watch_operations import (
    Probe,
    WatchOperations,
    channel_failing,
    disk_nearly_full,
    quarantine_filling,
)

from .told import MAIL, NOON, SMS, Episode, World, world

HOUR_S = 3_600


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, MAIL) as made:
        yield made


def raising(here: World) -> RaiseOperational:
    return RaiseOperational(here.alerts, here.compose, here.clock)


def watching(here: World, cause: str, probe: Probe) -> WatchOperations:
    return WatchOperations(raising(here), {cause: probe}, here.clock, every_s=10)


def told(here: World) -> list[tuple[str, str]]:
    here.send_all()
    return [(one.kind, one.subject) for one in here.channels["mail"].taken]


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.name)
def test_each_cause_sends_exactly_one(here: World, cause) -> None:
    finding = Finding(cause.name, "smtp" if cause.name == "channel_failing" else "source-1", "5 of 10")
    for _ in range(5):
        for raise_ in (raising(here), raising(here)):
            raise_(finding)
        here.now_ms += 1_000
    ((kind, subject),) = told(here)
    assert kind == "operational"
    assert subject == f"Bedside {cause.priority.upper()}: {alert_of(finding, NOON).reason}"


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.name)
def test_another_source_is_another_notice(here: World, cause) -> None:
    for source in ("one", "two"):
        raising(here)(Finding(cause.name, source, "x"))
    assert len(told(here)) == 2


def test_while_it_is_open_the_next_hour_tells_it_no_more(here: World) -> None:
    for _ in range(4):
        raising(here)(Finding("model_drift", "ranker", "x"))
        here.now_ms += HOUR_S * 1000
    assert len(told(here)) == 1


def test_what_comes_and_goes_within_an_hour_is_told_once_and_in_the_next_hour_again(here: World) -> None:
    holds = [True]
    watch = watching(here, "disk_nearly_full", lambda _: [Finding("disk_nearly_full", "home", "x")] if holds[0] else [])
    for turn in range(6):
        holds[0] = turn % 2 == 0
        watch.work()
        here.after(11)
    assert [kind for kind, _ in told(here)] == ["operational", "closed"]
    here.now_ms = NOON + HOUR_S * 1000
    holds[0] = True
    watch.work()
    assert [kind for kind, _ in told(here)] == ["operational", "closed", "operational"]


def test_what_happened_is_closed_after_a_day_without_a_word(here: World) -> None:
    watch = watching(here, "disk_nearly_full", lambda _: [])
    alert = raising(here)(Finding("pipeline_error", "scorer", "3 times"))
    told(here)
    here.alerts.acknowledge(alert.alert_id, "admin", "", here.now_ms)
    here.now_ms += 25 * HOUR_S * 1000
    watch.work()
    assert here.alert(alert.alert_id).state == "closed"
    assert [kind for kind, _ in told(here)] == ["operational"]  # nobody knows that it is over


def test_a_probe_that_fails_keeps_none_of_the_others_from_looking(here: World) -> None:
    def broken(_: int) -> list[Finding]:
        raise Unavailable("no disk to ask")

    probes: dict[str, Probe] = {
        "disk_nearly_full": broken,
        "quarantine_filling": lambda _: [Finding("quarantine_filling", "intake", "x")],
    }
    watch = WatchOperations(raising(here), probes, here.clock)
    for _ in range(3):  # without a look between that did not fail, or its loop would never tell that it fails
        with pytest.raises(Unavailable):
            watch.work()
    assert len(told(here)) == 1


def test_it_looks_no_oftener_than_it_should(here: World) -> None:
    looks: list[int] = []
    watch = watching(here, "disk_nearly_full", lambda now: looks.append(now) or [])
    for _ in range(25):
        watch.work()
        here.now_ms += 1_000
    assert looks == [NOON, NOON + 10_000, NOON + 20_000]
    here.now_ms = NOON - 3_600_000
    watch.work()
    assert looks[-1] == here.now_ms  # the clock was set back: it does not wait until it is where it was


def test_a_disk_is_nearly_full_below_a_twentieth_and_well_again_a_fifth_above() -> None:
    free = [0]
    probe = disk_nearly_full("home", lambda: (free[0], 100_000_000_000))
    found = []
    for free[0] in (5_000_000_000, 4_999_999_999, 5_900_000_000, 6_000_000_000, 5_000_000_000):
        found.append([one.amount for one in probe(0)])
    assert found == [[], ["5.0 GB free"], ["5.9 GB free"], [], []]


def test_a_large_disk_is_well_with_twenty_gigabytes() -> None:
    assert list(disk_nearly_full("home", lambda: (20_000_000_000, 4_000_000_000_000))(0)) == []
    assert list(disk_nearly_full("home", lambda: (19_999_999_999, 4_000_000_000_000))(0)) != []


def test_a_quarantine_fills_up_by_its_rate(tmp_path: Path) -> None:
    from bedside.adapters.records.sqlite import SqliteDatabase

    database = SqliteDatabase(f"sqlite:///{tmp_path}/rejects.db")
    rejects = SqlRejectStore(database)
    common = {"reason": "unit", "field": "unit", "source": "json", "raw_ref": "1", "raw": b"{}"}
    rejects.put_many([Reject(reject_id=f"r{n}", received_ms=NOON + n, **common) for n in range(9)])
    impossible = common | {"reason": "impossible_value"}
    rejects.put_many([Reject(reject_id=f"i{n}", received_ms=NOON + n, **impossible) for n in range(200)])
    probe = quarantine_filling(rejects, most=10, within_ms=60_000)
    assert list(probe(NOON + 200)) == []
    rejects.put_many([Reject(reject_id="r9", received_ms=NOON + 9, **common)])
    assert [one.source for one in probe(NOON + 200)] == ["intake"], "however many impossible values came after them"
    assert list(probe(NOON + 60_000)) == []
    database.close()


def test_a_channel_fails_after_three_tries_and_is_well_once_something_went_out(tmp_path: Path) -> None:
    with world(tmp_path, SMS, MAIL) as here:
        probe = channel_failing(here.alerts)
        here.channels["sms"].plan = lambda _: Unavailable("busy", code="twilio_20429")
        here.raise_([Episode()], NOON)
        seen = []
        for _ in range(8):
            here.after(1)
            seen.append([(one.source, one.amount) for one in probe(here.now_ms)])
        assert seen[0] == []
        assert seen[-1] == [("sms", "twilio_20429")]
        raising(here)(Finding("channel_failing", "sms", "twilio_20429"))
        here.send_all()
        assert [one.kind for one in here.channels["mail"].taken] == ["opened", "operational"]
        here.channels["sms"].plan = lambda _: None
        here.after(30)
        assert list(probe(here.now_ms)) == []
