"""The watchdog tells once that the pipeline is dead, straight through the channels, and once that it is back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bedside.adapters.records.heartbeats import SqlHeartbeats
from bedside.adapters.records.sqlite import SqliteDatabase
from bedside.errors import InvalidInput, Unavailable
from bedside.services.watchdog import GROUPS, Mark, Watchdog
from unit.usecases.told import HOOK, MAIL, NOON, SMS, World

BESIDE = {"vitals", "ward", "history", "operations"}


class Pipeline(World):
    """A pipeline whose loops beat as long as they are said to live."""

    def __init__(self, folder: Path) -> None:
        self.database = SqliteDatabase(f"sqlite:///{folder}/records.db")
        super().__init__(self.database, SMS, MAIL, HOOK)
        self.beats = SqlHeartbeats(self.database)
        self.mark = Mark(folder / "watchdog.json")
        self.alive = {"ingestion", "scorer:0", "scorer:1", "notifier:smtp", *BESIDE}
        self.dog = self.another()

    def another(self) -> Watchdog:
        return Watchdog(self.beats, self.alerts, self.channels, self.compose, self.mark, self.clock, silent_s=15)

    def run(self, seconds: int) -> list[str]:
        """Lets the time pass second by second; returns the kinds told by SMS so far."""
        for _ in range(seconds):
            self.now_ms += 1_000
            for name in self.alive:
                self.beats.beat(name, self.now_ms)
            self.dog.work()
        return [one.kind for one in self.channels["sms"].taken]


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[Pipeline]:
    made = Pipeline(tmp_path)
    yield made
    made.database.close()


def test_while_all_live_nothing_is_told(pipeline: Pipeline) -> None:
    assert pipeline.run(120) == []


@pytest.mark.parametrize(
    "dead", [{"scorer:0"}, {"notifier:smtp"}, {"ingestion"}, *({one} for one in sorted(BESIDE)), set(GROUPS)]
)
def test_a_loop_that_fell_silent_is_told_exactly_once(pipeline: Pipeline, dead: set[str]) -> None:
    pipeline.run(30)
    pipeline.alive -= {name for name in pipeline.alive if name in dead or name.partition(":")[0] in dead}
    assert pipeline.run(15) == []
    assert pipeline.run(1) == ["operational"]
    assert pipeline.run(300) == ["operational"]
    assert [one.kind for one in pipeline.channels["mail"].taken] == ["operational"]
    (alert,) = pipeline.alerts.alerts()
    assert (alert.rule, alert.state, alert.priority) == ("pipeline_dead", "open", "high")
    assert {one.state for one in pipeline.alerts.outbox()} == {"sent"}


def test_tending_the_log_may_take_its_time_but_not_for_ever(pipeline: Pipeline) -> None:
    tending = "ingestion:tending the log"
    pipeline.alive |= {"ingestion:ticks", tending}
    pipeline.run(30)
    pipeline.alive.remove(tending)
    assert pipeline.run(300) == []
    assert pipeline.run(1) == ["operational"]


def test_that_the_log_is_tended_is_no_sign_that_readings_come_in(pipeline: Pipeline) -> None:
    pipeline.alive = pipeline.alive - {"ingestion"} | {"ingestion:tending the log"}
    assert pipeline.run(16) == ["operational"]


def test_that_it_is_back_is_told_once(pipeline: Pipeline) -> None:
    pipeline.run(30)
    pipeline.alive.remove("scorer:1")
    pipeline.run(60)
    pipeline.alive.add("scorer:1")
    assert pipeline.run(60) == ["operational", "closed"]
    (alert,) = pipeline.alerts.alerts()
    assert alert.state == "closed"
    pipeline.alive.remove("scorer:1")
    assert pipeline.run(60) == ["operational", "closed", "operational"]


def test_a_pipeline_that_never_started_is_told(pipeline: Pipeline) -> None:
    pipeline.alive.clear()
    assert pipeline.run(14) == []
    assert pipeline.run(2) == ["operational"]


def test_a_loop_of_an_older_setting_is_no_loss(pipeline: Pipeline) -> None:
    pipeline.beats.beat("notifier:twilio", NOON - 60_000)
    assert pipeline.run(60) == []


def test_a_watchdog_that_starts_anew_tells_it_no_second_time(pipeline: Pipeline) -> None:
    pipeline.run(30)
    pipeline.alive.clear()
    pipeline.run(20)
    pipeline.dog = pipeline.another()
    assert pipeline.run(60) == ["operational"]
    pipeline.alive = set(GROUPS)
    assert pipeline.run(60) == ["operational", "closed"]


def test_killed_between_the_mark_and_the_word_it_tells_it_under_the_same_reference(pipeline: Pipeline) -> None:
    pipeline.alive.clear()
    for name in ("sms", "mail", "hook"):
        pipeline.channels[name].plan = lambda _: Unavailable("away")
    pipeline.run(20)
    told = pipeline.mark.read()
    assert told is not None
    for name in ("sms", "mail", "hook"):
        pipeline.channels[name].plan = lambda _: None
    pipeline.dog = pipeline.another()
    assert pipeline.run(20) == ["operational"]
    assert pipeline.channels["sms"].taken[0].reference in {one.reference for one in told.notices}


def test_where_the_first_two_channels_fail_the_next_is_told_too(pipeline: Pipeline) -> None:
    for name in ("sms", "mail"):
        pipeline.channels[name].plan = lambda _: InvalidInput("no")
    pipeline.alive.clear()
    pipeline.run(60)
    assert [one.kind for one in pipeline.channels["hook"].taken] == ["escalated"]
    assert pipeline.run(60) == []


def test_records_that_cannot_be_read_are_told_too(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise Unavailable("no records")

    pipeline.run(30)
    monkeypatch.setattr(pipeline.beats, "beats", away)
    monkeypatch.setattr(pipeline.alerts, "record", away)
    assert pipeline.run(30) == ["operational"]


def test_its_own_sleep_is_not_taken_for_the_others_silence(pipeline: Pipeline) -> None:
    pipeline.run(30)
    pipeline.now_ms += 3_600_000
    assert pipeline.run(60) == []


def test_a_damaged_mark_is_no_mark(pipeline: Pipeline, tmp_path: Path) -> None:
    (tmp_path / "watchdog.json").write_text("{")
    assert pipeline.mark.read() is None
