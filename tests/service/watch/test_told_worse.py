"""A patient whose NEWS2 goes on rising after it was acknowledged: from `/ingest` to the message, with real parts."""

from service.waiting import eventually
from service.watch.scored_bed import NEWS_7, NEWS_8, NEWS_10, SECOND, WELL, ScoredBed


def test_a_score_that_rises_after_it_was_seen_is_told_once_and_waits_to_be_seen_again(here: ScoredBed) -> None:
    here.measured(NEWS_7)
    here.acknowledge()
    here.measured(NEWS_8)
    assert (here.alert()["state"], here.sent()) == ("acknowledged", ["opened"])
    here.measured(NEWS_10)
    alert = here.alert()
    assert (alert["state"], here.sent()) == ("open", ["opened", "worsened"])
    assert str(alert["reason"]).startswith("NEWS2 now >= 10, was 7: ")
    here.acknowledge()
    here.measured(NEWS_7)
    here.measured(NEWS_10)
    assert (here.alert()["state"], here.sent()) == ("acknowledged", ["opened", "worsened"])


def test_a_scorer_that_is_killed_tells_it_once(here: ScoredBed) -> None:
    here.measured(NEWS_7)
    here.acknowledge()
    here.measured(NEWS_10, seconds=30)
    assert here.sent() == ["opened"]
    here.restarts()
    here.measured(NEWS_10)
    assert here.sent() == ["opened", "worsened"]
    here.acknowledge()
    for _ in range(2):
        here.restarts()
        here.work()
    assert (here.alert()["state"], here.sent()) == ("acknowledged", ["opened", "worsened"])


def test_the_board_shows_that_it_is_not_seen_any_more(here: ScoredBed) -> None:
    here.measured(NEWS_7)
    here.acknowledge()
    here.measured(NEWS_10)

    def shown() -> list[tuple[str, str]]:
        here.clock.ms += SECOND  # the board looks at alerts again after a while
        beds = here.client.get("/ward.json").json()["beds"]
        alerts = [one for bed in beds if bed["patient_id"] == "p1" for one in bed["alerts"]]
        return [(one["state"], one["reason"][:16]) for one in alerts if one["rule"] == "news2"]

    eventually(lambda: shown() == [("open", "NEWS2 now >= 10,")])


def test_an_alert_that_is_open_again_names_nobody_as_having_seen_it(here: ScoredBed) -> None:
    here.measured(NEWS_7)
    here.acknowledge()
    assert here.alert()["acknowledged_by"] == "nurse"
    assert here.alert()["acknowledged_before_it_got_worse"] is None
    at = here.alert()["acknowledged_at"]
    here.measured(NEWS_10)
    alert = here.alert()
    assert [alert[name] for name in ("state", "acknowledged_by", "acknowledged_at", "comment")] == [
        "open",
        None,
        None,
        "",
    ]
    before = {"acknowledged_by": "nurse", "acknowledged_at": at, "comment": ""}
    assert alert["acknowledged_before_it_got_worse"] == before
    here.acknowledge()
    assert here.alert()["acknowledged_before_it_got_worse"] is None


def test_closed_before_anybody_saw_that_it_was_worse_it_names_nobody_as_having_seen_it(here: ScoredBed) -> None:
    here.measured(NEWS_7)
    here.acknowledge()
    at = here.alert()["acknowledged_at"]
    here.measured(NEWS_10)
    for _ in range(20):
        here.measured(WELL, seconds=120)
    alert = here.alert()
    assert (alert["state"], alert["acknowledged_by"], alert["acknowledged_at"]) == ("closed", None, None)
    before = {"acknowledged_by": "nurse", "acknowledged_at": at, "comment": ""}
    assert alert["acknowledged_before_it_got_worse"] == before


def test_a_page_that_shows_an_older_state_acknowledges_nothing(here: ScoredBed) -> None:
    here.measured(NEWS_7)
    shown = here.alert()
    here.measured(NEWS_10)
    refused = here.acknowledge(priority=shown["priority"], worsened=shown["worsened"])
    assert (refused.status_code, refused.json()["code"]) == (409, "alert_worse")
    assert "Read what it says now" in refused.json()["next_step"]
    now = here.alert()
    assert now["state"] == "open"
    taken = here.acknowledge(priority=now["priority"], worsened=now["worsened"])
    assert (taken.status_code, taken.json()["state"]) == (200, "acknowledged")


def test_without_what_was_seen_an_acknowledgement_is_taken_as_it_comes(here: ScoredBed) -> None:
    here.measured(NEWS_7)
    here.measured(NEWS_10)
    assert here.acknowledge().json()["state"] == "acknowledged"
