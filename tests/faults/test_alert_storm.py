"""A storm of 10,000 conditions of 200 patients in a minute: each first high notice is out within two seconds.

Readings bring it, through ingestion, scorer and notifier as three processes; the short form is the first third of the
minute. Then 10,000 episodes are handed straight to what tells people: more than scoring ever lets through.
"""

import statistics
from pathlib import Path

import pytest

from bedside.adapters.channel.webhook import WebhookChannel
from bedside.assembly import Assembly
from bedside.ports import Delivery, Notice
from faults import storm_of_episodes
from faults.amounts import LONG
from faults.reporting import report
from faults.storm_of_readings import Storm, Stormy, storm

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
PATIENTS, EACH_MS = 200, 250
SECONDS = 60 if LONG else 20
CONDITIONS = 10_000 * SECONDS // 60
NOTICES = 1 / 10
"""Most notices for each condition that begins."""


def test_every_patients_first_high_notice_is_out_in_time_and_no_episode_is_told_twice(tmp_path: Path) -> None:
    came = storm(tmp_path / "home", Stormy(0, SECONDS * 1000, EACH_MS, PATIENTS))
    waited = list(came.first_high_s.values())
    report(
        "alert storm",
        conditions=came.conditions,
        readings=came.readings,
        opened=came.episodes,
        fed_in_s=SECONDS,
        undelivered=came.untold,
        first_high_s=max(waited, default=float("inf")),
        first_high_p50_s=statistics.median(waited),
        notices=came.sent,
        most_for_one_episode=came.most_for_one_episode,
    )
    assert came.conditions >= CONDITIONS
    assert len(waited) == PATIENTS
    assert found(came) == [], came
    assert came.episodes > 1.4 * PATIENTS


def found(came: Storm) -> list[str]:
    """Returns what is wrong with how people were told."""
    wrong = {
        "untold": came.untold > 0,
        "late": max(came.first_high_s.values(), default=float("inf")) > 2,
        "twice": came.most_for_one_episode > 1,
        "too much": came.sent > NOTICES * came.conditions,
    }
    return [name for name, is_so in wrong.items() if is_so]


@pytest.mark.parametrize(
    ("of_scorer", "of_notifier", "wrong"),
    [
        ("", "send_twice", "twice"),
        ("", "send_all_but_one_in_eight", "untold"),
        ("", "say_sent_before_the_call", "late"),
        ("tell_each_condition_at_once", "", "too much"),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, of_scorer: str, of_notifier: str, wrong: str) -> None:
    came = storm(tmp_path / "home", Stormy(0, 6_000, EACH_MS, devices=40, onset_ms=2_000), of_scorer, of_notifier)
    assert wrong in found(came), came


def test_ten_thousand_episodes_at_once_keep_no_high_notice_waiting(tmp_path: Path) -> None:
    came = storm_of_episodes.storm(tmp_path, 10_000, speed=1 if LONG else 2)
    report(
        "storm of episodes",
        opened=came.opened,
        fed_in_s=round(came.fed_in_s, 1),
        undelivered=came.untold,
        first_high_s=max(came.first_high_s, default=float("inf")),
        first_high_p50_s=statistics.median(came.first_high_s),
        notices=came.sent,
        most_for_one_episode=came.most_for_one_episode,
        worse=came.worse,
    )
    assert came.opened > 9_000
    assert len(came.first_high_s) == storm_of_episodes.PATIENTS
    assert came.untold == 0
    assert max(came.first_high_s) <= 2, statistics.quantiles(came.first_high_s, n=20)
    assert came.most_for_one_episode == 1
    assert came.worse > PATIENTS // 4  # of half as many steps; who still waited for a turn is told as new
    assert came.most_for_one_step == 1
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
def test_a_channel_with_a_planted_fault_is_seen(tmp_path: Path, planted: type[WebhookChannel]) -> None:
    def plant(here: Assembly) -> None:
        here.channels["webhook"].__class__ = planted  # type: ignore[assignment]

    came = storm_of_episodes.storm(tmp_path, 600, 20, plant)
    assert came.untold > 0 or came.most_for_one_episode > 1
