"""A storm of 10,000 conditions of 200 patients in a minute: each first high notice is out within two seconds."""

import os
import statistics
from pathlib import Path

import pytest

from bedside.adapters.channel.webhook import WebhookChannel
from bedside.assembly import Assembly
from bedside.ports import Delivery, Notice
from faults.storm import PATIENTS, storm

LONG = os.environ.get("FAULTS") == "long"
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def test_every_patients_first_high_notice_is_out_in_time_and_no_episode_is_told_twice(tmp_path: Path) -> None:
    came = storm(tmp_path, 10_000, speed=1 if LONG else 2)
    assert came.opened > 9_000
    assert len(came.first_high_s) == PATIENTS
    assert came.untold == 0
    assert max(came.first_high_s) <= 2, statistics.quantiles(came.first_high_s, n=20)
    assert came.most_for_one_episode == 1
    assert came.sent < came.opened / 2


class Twice(WebhookChannel):
    """Sends everything two times."""

    def send(self, notice: Notice) -> Delivery:
        super().send(notice)
        return super().send(notice)


class Forgetful(WebhookChannel):
    """Says of one in eight that it was sent."""

    def send(self, notice: Notice) -> Delivery:
        return super().send(notice) if int(notice.notice_id[-1], 16) > 1 else Delivery("x")


@pytest.mark.parametrize("planted", [Twice, Forgetful])
def test_a_planted_fault_is_seen(tmp_path: Path, planted: type[WebhookChannel]) -> None:
    def plant(here: Assembly) -> None:
        here.channels["webhook"].__class__ = planted  # type: ignore[assignment]

    came = storm(tmp_path, 600, 20, plant)
    assert came.untold > 0 or came.most_for_one_episode > 1
