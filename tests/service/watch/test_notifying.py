"""The notifier's loops together: signs of life, and what fails again and again is told."""

import threading
from pathlib import Path

import pytest

from bedside.assembly.notifying import now_ms
from bedside.errors import Unavailable
from bedside.services.notifying import beating, telling
from bedside.services.workers import start_scorer
from service.waiting import eventually
from service.watch.telling_service import telling as served


def test_every_loop_gives_signs_of_life(tmp_path: Path) -> None:
    with served(tmp_path, BEDSIDE_CHANNELS="outbox+sms://,outbox+mail://") as here:
        names = {"notifier:outbox-sms", "notifier:outbox-mail", "notifier", "operations"}
        eventually(lambda: names <= here.parts.heartbeats.beats().keys())


def test_a_scorer_that_no_longer_hears_of_sensors_falls_silent_to_the_watchdog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = threading.Event()
    with served(tmp_path, notifier=False) as here:
        start_scorer(here.parts, stop)
        try:
            heard = lambda: here.parts.heartbeats.beats().get("scorer:sensor events", 0)  # noqa: E731
            first = eventually(heard)
            eventually(lambda: heard() > first)

            def fails(_: int) -> None:
                raise Unavailable("gone")

            monkeypatch.setattr(here.parts.sensor_events, "after", fails)
            failed_ms = now_ms()
            eventually(lambda: here.parts.heartbeats.beats()["scorer"] > failed_ms + 2_500)
            assert heard() < failed_ms + 500
        finally:
            stop.set()
            for thread in threading.enumerate():
                if thread.name.startswith("scorer"):
                    thread.join(10)


def test_a_sign_of_life_is_written_every_two_seconds(tmp_path: Path) -> None:
    with served(tmp_path, notifier=False) as here:
        clock = [now_ms()]
        beat = beating(here.parts.heartbeats, lambda: clock[0])
        written = []
        for _ in range(5):
            beat("scorer")
            written.append(here.parts.heartbeats.beats()["scorer"] - clock[0])
            clock[0] += 1_000
        assert written == [0, -1_000, 0, -1_000, 0]


def test_a_loop_that_fails_again_and_again_is_told_without_the_errors_words(tmp_path: Path) -> None:
    with served(tmp_path, BEDSIDE_CHANNELS="outbox+mail://") as here:
        telling(here.parts)("scorer:0", Unavailable("Mrs Miller", code="records_busy"))
        telling(here.parts)("scorer:0", RuntimeError("Mrs Miller"))
        shown = eventually(lambda: here.client.get("/outbox.json").json()["notices"])
        assert [one["subject"] for one in shown if one["kind"] == "operational"] == [
            "Bedside HIGH: scorer:0 fails again and again (records_busy)"
        ]
