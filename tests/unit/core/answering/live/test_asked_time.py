"""Past times as questions name them, and the stretch that each is at one moment of Berlin."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bedside.core.answering.live.asked_time import asked_time
from bedside.core.vitals.when import DAY_MS, LONGEST_MS, When, clock, reach_of, span_of, zone_of

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=BERLIN).timestamp() * 1000)


NOW = "2026-03-11 15:20"  # a Wednesday
MOMENTS = {
    "her heart rate ten minutes ago": "2026-03-11 15:10",
    "hr half an hour ago": "2026-03-11 14:50",
    "hr an hour and a half ago": "2026-03-11 13:50",
    "hr a couple of hours ago": "2026-03-11 13:20",
    "hr 1h ago": "2026-03-11 14:20",
    "hr twenty-five minutes ago": "2026-03-11 14:55",
    "hr fifty minutes ago": "2026-03-11 14:30",
    "bp twenty four hours ago": "2026-03-10 15:20",
    "hr this time yesterday": "2026-03-10 15:20",
    "hr at half past two": "2026-03-11 14:30",
    "pulse at quarter to six": "2026-03-11 05:45",
    "hr at three o'clock": "2026-03-11 15:00",
    "hr at three this morning": "2026-03-11 03:00",
    "hr at 4pm last wednesday": "2026-03-04 16:00",
    "temp 10th at 3pm": "2026-03-10 15:00",
    "spo2 at 14:30?": "2026-03-11 14:30",
    "spo2 at 15:30?": "2026-03-10 15:30",
    "bp at 2pm": "2026-03-11 14:00",
    "bp at 2:15": "2026-03-11 14:15",
    "bp at 4 o'clock": "2026-03-11 04:00",
    "what was her bp at 1430": "2026-03-11 14:30",
    "o2 sats @ 0300": "2026-03-11 03:00",
    "what was her pulse at 8 this morning": "2026-03-11 08:00",
    "sats at 3 last night": "2026-03-11 03:00",
    "sats at 11 last night": "2026-03-10 23:00",
    "sats yesterday at half past 9": "2026-03-10 21:30",
    "sats at quarter to 7 yesterday morning": "2026-03-10 06:45",
    "hr at noon": "2026-03-11 12:00",
    "hr at midnight": "2026-03-11 00:00",
    "hr at 2pm on monday": "2026-03-09 14:00",
    "hr at 4pm on wednesday": "2026-03-04 16:00",
    "heart rate on 9 march at 08:10?": "2026-03-09 08:10",
    "heart rate at 08:10 on march 9th": "2026-03-09 08:10",
    "heart rate on 2026-03-09 at 14:00": "2026-03-09 14:00",
    "heart rate 2026-03-09t14:00": "2026-03-09 14:00",
    "heart rate on 09.03.2026 at 14:00": "2026-03-09 14:00",
    "heart rate at 8 on the 9th": "2026-03-09 20:00",
    "bp the day before yesterday at 14:00": "2026-03-09 14:00",
    "bp two days ago at 14:00": "2026-03-09 14:00",
}
STRETCHES = {
    "in the last half hour": ("2026-03-11 14:50", NOW),
    "over the past 24h": ("2026-03-10 15:20", NOW),
    "during the last shift": ("2026-03-11 03:20", NOW),
    "since midnight": ("2026-03-11 00:00", NOW),
    "since this morning": ("2026-03-11 06:00", NOW),
    "since she left at 7pm yesterday": ("2026-03-10 19:00", NOW),
    "how has he been since 7": ("2026-03-11 07:00", NOW),
    "this morning": ("2026-03-11 06:00", "2026-03-11 12:00"),
    "this afternoon": ("2026-03-11 12:00", NOW),
    "yesterday evening": ("2026-03-10 18:00", "2026-03-10 22:00"),
    "yesterday": ("2026-03-10 00:00", "2026-03-11 00:00"),
    "overnight": ("2026-03-10 22:00", "2026-03-11 06:00"),
    "last night": ("2026-03-10 22:00", "2026-03-11 06:00"),
    "in the night": ("2026-03-10 22:00", "2026-03-11 06:00"),
    "last tuesday": ("2026-03-10 00:00", "2026-03-11 00:00"),
    "last wednesday": ("2026-03-04 15:20", "2026-03-05 00:00"),
    "on wednesday": ("2026-03-11 00:00", NOW),
    "on wednesday night": ("2026-03-04 22:00", "2026-03-05 06:00"),
    "on tues": ("2026-03-10 00:00", "2026-03-11 00:00"),
    "between two and four am": ("2026-03-11 02:00", "2026-03-11 04:00"),
    "what happened between 2 and 4": ("2026-03-11 14:00", NOW),
    "in the last twenty minutes": ("2026-03-11 15:00", NOW),
    "on tuesday": ("2026-03-10 00:00", "2026-03-11 00:00"),
    "on 9 march 2026": ("2026-03-09 00:00", "2026-03-10 00:00"),
    "since 9 march": ("2026-03-09 00:00", NOW),
    "between 2 and 4 pm on 9 march": ("2026-03-09 14:00", "2026-03-09 16:00"),
    "the day before yesterday": ("2026-03-09 00:00", "2026-03-10 00:00"),
    "the night before last": ("2026-03-09 22:00", "2026-03-10 06:00"),
    "the evening before last": ("2026-03-09 18:00", "2026-03-09 22:00"),
    "two days ago": ("2026-03-09 00:00", "2026-03-10 00:00"),
    "between 2 and 4 am": ("2026-03-11 02:00", "2026-03-11 04:00"),
    "from 22:00 to 06:00": ("2026-03-10 22:00", "2026-03-11 06:00"),
    "between 11 and 1 pm": ("2026-03-11 11:00", "2026-03-11 13:00"),
}


@pytest.mark.parametrize("text", MOMENTS)
def test_a_moment_is_the_latest_that_has_passed(text):
    when, _ = asked_time(text)
    assert when is not None
    span = span_of(when, at(NOW), BERLIN)
    assert (span.since_ms, span.moment_ms) == (at(MOMENTS[text]), at(MOMENTS[text]))


@pytest.mark.parametrize("text", STRETCHES)
def test_a_stretch_has_its_ends_and_does_not_reach_beyond_now(text):
    when, rest = asked_time(text)
    assert when is not None
    span = span_of(when, at(NOW), BERLIN)
    assert (span.since_ms, span.until_ms, span.moment_ms) == (*map(at, STRETCHES[text]), None)
    assert not any(letter.isdigit() for letter in rest)


@pytest.mark.parametrize(
    "text",
    ["good morning, how is she?", "is her bp 120/80 ok", "is 38.4 dangerous", "is his pulse between 60 and 80",
     "is her gcs at 8?", "is she on 2 l at 28%", "how is bed 4 doing", "15 minutes before the alarm",
     "her temp is 12.5. ok?", "her last sat", "the 3rd alarm"],
)  # fmt: skip
def test_what_is_no_time_is_not_read_as_one(text):
    assert asked_time(text)[0] is None


@pytest.mark.parametrize(
    "text",
    ["on 3/4/2026", "on 30 february", "between 8 march and 9 march", "from 8 to 9 march", "on monday and tuesday",
     "on 9 march two hours ago"],
)  # fmt: skip
def test_a_date_that_cannot_be_read_is_left_as_a_word_that_says_so(text):
    when, rest = asked_time(f"heart rate {text}")
    assert when is None
    assert "unreaddate" in rest


def test_a_date_of_birth_is_not_the_time_that_is_asked_about():
    assert asked_time("how is she, born 3 march 1950?") == (None, "how is she,  ?")


@pytest.mark.parametrize(
    ("text", "reach"),
    [("on 9 march", ""), ("on 3 march", "beyond"), ("on 2026-03-20", "ahead"), ("two weeks ago", "beyond"),
     ("10 days ago", "beyond"), ("200 hours ago", "beyond"), ("in the last 2 weeks", "cut"), ("in the last 7 days", ""),
     ("7 days ago", "cut"), ("6 days ago", ""), ("on 12 march", "beyond"), ("on 3 march at 08:10", "beyond"),
     ("on the 10th of february", "beyond"), ("this evening", "ahead"), ("last wednesday", "cut")],
)  # fmt: skip
def test_what_lies_outside_the_days_that_are_read_is_known_to(text, reach):
    when, _ = asked_time(f"heart rate {text}")
    assert when is not None
    assert reach_of(when, at(NOW), BERLIN) == reach


def test_at_night_the_morning_that_has_not_begun_is_what_was_of_the_day():
    when = When("part", part="morning", days_back=0)
    span = span_of(when, at("2026-03-11 04:00"), BERLIN)
    assert (span.since_ms, span.until_ms) == (at("2026-03-11 00:00"), at("2026-03-11 04:00"))
    late = at("2026-03-11 23:00")
    assert span_of(When("part", part="night"), late, BERLIN).since_ms == at("2026-03-11 22:00")
    assert span_of(When("part", part="night", days_back=1), late, BERLIN).since_ms == at("2026-03-10 22:00")


def test_when_clocks_change_a_day_has_23_hours_and_a_clock_time_stays_what_it_is():
    now = at("2026-03-29 12:00")
    day = span_of(When("part", part="day", days_back=0), now, BERLIN)
    assert now - day.since_ms == 11 * 3_600_000
    assert span_of(When("clock", minute=60), now, BERLIN).moment_ms == at("2026-03-29 01:00")


def test_nothing_is_looked_for_beyond_a_week():
    assert span_of(When("last", 30 * DAY_MS), at(NOW)).since_ms == at(NOW) - LONGEST_MS


@pytest.mark.parametrize(
    ("zone", "shown"), [("", "14:20 UTC"), ("Europe/Berlin", "15:20 CET"), ("-03:00", "11:20 UTC-03:00")]
)
def test_a_clock_time_names_its_zone(zone, shown):
    assert clock(at(NOW), at(NOW), zone_of(zone)) == shown


def test_another_zone_is_another_moment():
    asked = When("clock", minute=14 * 60)
    assert span_of(asked, at(NOW), BERLIN).since_ms != span_of(asked, at(NOW), zone_of("")).since_ms


def of_berlin(text: str) -> str:
    return datetime.fromisoformat(text).astimezone(BERLIN).isoformat(timespec="minutes")


SPRING, AUTUMN = "2026-03-29T", "2026-10-25T"


@pytest.mark.parametrize(
    ("when", "asked", "since", "until"),
    [
        # At 2:00 on 29 March it is 3:00; at 3:00 on 25 October it is 2:00 again.
        (When("clock", minute=150), f"{SPRING}03:05+02:00", f"{SPRING}01:30+01:00", None),
        (When("clock", minute=150), f"{SPRING}09:00+02:00", f"{SPRING}03:30+02:00", None),
        (When("clock", minute=150), f"{AUTUMN}02:10+01:00", f"{AUTUMN}02:30+02:00", None),
        (When("clock", minute=150), f"{AUTUMN}02:10+02:00", "2026-10-24T02:30+02:00", None),
        (When("clock", minute=150), f"{AUTUMN}02:40+01:00", f"{AUTUMN}02:30+01:00", None),
        (When("clock", minute=130), f"{AUTUMN}02:05+01:00", f"{AUTUMN}02:10+02:00", None),
        (When("clock", minute=150, days_back=0), f"{AUTUMN}02:10+01:00", f"{AUTUMN}02:30+02:00", None),
        (When("clock", minute=150, on="2026-10-25"), f"{AUTUMN}02:10+01:00", f"{AUTUMN}02:30+02:00", None),
        (When("clock", minute=150, on="2026-10-25"), "2026-10-27T09:00+01:00", f"{AUTUMN}02:30+01:00", None),
        (When("since", minute=150), f"{AUTUMN}02:50+01:00", f"{AUTUMN}02:30+02:00", f"{AUTUMN}02:50+01:00"),
        (When("since", minute=150), f"{SPRING}03:05+02:00", f"{SPRING}01:30+01:00", f"{SPRING}03:05+02:00"),
        (
            When("between", minute=150, until_minute=210),
            f"{AUTUMN}09:00+01:00",
            f"{AUTUMN}02:30+02:00",
            f"{AUTUMN}03:30+01:00",
        ),
        (
            When("between", minute=90, until_minute=150),
            f"{AUTUMN}09:00+01:00",
            f"{AUTUMN}01:30+02:00",
            f"{AUTUMN}02:30+01:00",
        ),
        (
            When("between", minute=150, until_minute=210),
            f"{SPRING}09:00+02:00",
            f"{SPRING}01:30+01:00",
            f"{SPRING}03:30+02:00",
        ),
        (When("part", part="night"), f"{AUTUMN}09:00+01:00", "2026-10-24T22:00+02:00", f"{AUTUMN}06:00+01:00"),
    ],
)
def test_an_hour_that_comes_twice_or_never_is_read_by_what_has_passed(when, asked, since, until) -> None:
    at_ms = round(datetime.fromisoformat(asked).timestamp() * 1000)
    assert reach_of(when, at_ms, BERLIN) == ""
    span = span_of(when, at_ms, BERLIN)
    found = [
        datetime.fromtimestamp(one / 1000, BERLIN).isoformat(timespec="minutes")
        for one in (span.since_ms, span.until_ms)
    ]
    assert found == [of_berlin(since), of_berlin(until or since)]


def test_a_day_whose_midnight_comes_twice_begins_with_the_first() -> None:
    zone = ZoneInfo("America/Havana")  # at 1:00 on 1 November 2026 it is 0:00 again
    asked_ms = round(datetime(2026, 11, 1, 0, 10, tzinfo=zone, fold=1).timestamp() * 1000)
    span = span_of(When("part", part="day"), asked_ms, zone)
    assert span.since_ms == asked_ms - 70 * 60_000
