"""The notifier's loops together: signs of life, and what fails again and again is told."""

from pathlib import Path

from bedside.assembly.notifying import now_ms
from bedside.errors import Unavailable
from bedside.services.notifying import beating, telling
from service.waiting import eventually
from service.watch.telling_service import telling as served


def test_every_loop_gives_signs_of_life(tmp_path: Path) -> None:
    with served(tmp_path, BEDSIDE_CHANNELS="outbox+sms://,outbox+mail://") as here:
        names = {"notifier:outbox-sms", "notifier:outbox-mail", "notifier", "operations"}
        eventually(lambda: names <= here.parts.heartbeats.beats().keys())


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
