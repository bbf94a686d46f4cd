"""What is said of a score: never as one of now where a monitor that it rests on is not heard of any more."""

from dataclasses import replace

import pytest

from bedside.core.answering.answer import Outcome, Sentence
from bedside.core.answering.live.answering import live_answer
from bedside.core.answering.live.asking import asked_of
from bedside.core.vitals.freshness import MEASURED_MS
from bedside.core.vitals.mews import mews
from bedside.core.vitals.news2 import news2
from bedside.core.vitals.past import Past, Point
from bedside.core.vitals.quality import MANUAL
from bedside.core.vitals.score import Observed, Person
from bedside.core.vitals.signals import BY_NAME
from bedside.core.vitals.stored_reading import StoredReading
from bedside.core.vitals.view import PatientView, live_readings

NOW = 1_770_000_000_000  # 02:40:00 UTC
MINUTE = 60_000
CALM = {"respiratory_rate": 16.0, "spo2": 97.0, "heart_rate": 76.0}
SICK = {"respiratory_rate": 27.0, "spo2": 90.0, "heart_rate": 118.0}
ROUND = {"systolic_bp": 122.0, "temperature": 37.0, "consciousness": "A"}


def view(
    monitor: dict[str, float],
    silent_ms: int | dict[str, int] = 0,
    source: str = "",
    given: dict[str, float | str] | None = None,
) -> PatientView:
    """Returns a patient whose monitor fell silent so long ago; the round was an hour ago."""
    ages = silent_ms if isinstance(silent_ms, dict) else dict.fromkeys(monitor, silent_ms)
    ages = {name: ages.get(name, 0) for name in monitor} | dict.fromkeys(ROUND, 60 * MINUTE)
    values = {**monitor, **(ROUND if given is None else given)}
    latest = {
        name: StoredReading(
            event_id=name, patient_id="p1", device_id=None, signal=name, value=value, unit=BY_NAME[name].unit,
            observed_at_ms=NOW - ages[name], received_at_ms=NOW - ages[name], source=source,
        )
        for name, value in values.items()
    }  # fmt: skip
    seen = {name: Observed(one.value, one.unit, one.observed_at_ms) for name, one in latest.items()}
    person = Person(on_oxygen=False)
    live = live_readings(latest, NOW, MEASURED_MS, lambda *_: [])
    return PatientView("p1", NOW, live, news2(seen, person, NOW), scores=(mews(seen, person, NOW),))


def first(question: str, seen: PatientView) -> Sentence:
    return live_answer(asked_of(question), seen).sentences[0]


@pytest.mark.parametrize("question", ["how is he?", "is he ok?", "what's his NEWS2?", "has he deteriorated?"])
def test_a_score_whose_monitor_is_silent_is_said_first_not_to_be_current(question: str) -> None:
    seen = view(CALM, 25 * MINUTE)
    assert first(question, seen).text == (
        "NEWS2 is not current: respiratory rate, SpO2 and heart rate have not been heard of since 02:15 UTC "
        "(25 min ago); with the values of then it was 0 of 20."
    )
    assert len(first(question, seen).citations) == 6
    assert "low risk" not in live_answer(asked_of(question), seen).text
    assert "observed as usual" not in live_answer(asked_of(question), seen).text


@pytest.mark.parametrize(("silent_ms", "is_current"), [(30_000, True), (30_001, False)])
def test_a_score_is_current_for_as_long_as_the_monitor_is_on_the_board(silent_ms: int, *, is_current: bool) -> None:
    text = first("NEWS2?", view(CALM, silent_ms)).text
    assert (text == "NEWS2 is 0 of 20: low risk, observed as usual.") is is_current
    assert text.startswith("NEWS2 is not current") is not is_current


def test_one_lost_sensor_is_enough_and_the_others_are_not_named() -> None:
    text = first("NEWS2?", view({**CALM, "spo2": 91.0}, {"spo2": 6 * MINUTE})).text
    assert text == (
        "NEWS2 is not current: SpO2 has not been heard of since 02:34 UTC (6 min ago); with the values of then it was "
        "3 of 20 (SpO2 3): low-medium risk, calls for an urgent ward review."
    )


def test_sensors_lost_at_different_times_are_told_with_their_own() -> None:
    text = first("NEWS2?", view(CALM, {"spo2": 6 * MINUTE, "heart_rate": 25 * MINUTE})).text
    assert (
        "heart rate has not been heard of since 02:15 UTC (25 min ago) and "
        "SpO2 has not been heard of since 02:34 UTC (6 min ago);" in text
    )


def test_what_a_high_score_called_for_is_told_though_it_is_not_current() -> None:
    text = first("NEWS2?", view(SICK, 25 * MINUTE)).text
    assert text.startswith("NEWS2 is not current: ")
    assert "it was 8 of 20 (" in text
    assert text.endswith(": high risk, calls for an emergency review with critical-care competence.")


def test_a_partial_score_of_a_silent_monitor_is_the_least_it_was() -> None:
    text = first("NEWS2?", view(CALM, 25 * MINUTE, given={})).text
    assert "with the values of then it was at least 0 of 20; not known: systolic pressure" in text
    assert "risk" not in text


def test_what_a_person_measured_holds_until_it_is_next_due() -> None:
    text = first("NEWS2?", view(CALM, 25 * MINUTE, source=MANUAL)).text
    assert text == "NEWS2 is 0 of 20: low risk, observed as usual."


def test_another_score_is_not_called_below_its_threshold_either() -> None:
    text = first("MEWS?", view(CALM, 25 * MINUTE)).text
    assert text.startswith("MEWS is not current: ")
    assert "threshold" not in text
    assert "it was 1 of 14 (" in text
    assert "respiratory rate 1" in text
    worse = first("MEWS?", view({**SICK, "respiratory_rate": 31.0}, 25 * MINUTE)).text
    assert worse.endswith(": its threshold of 5 was reached.")


def test_of_a_past_time_that_is_urgent_now_the_silence_is_told_with_it() -> None:
    point = Point("then", "heart_rate", 80.0, "/min", NOW - 5 * 60 * MINUTE)
    past = Past(point.observed_at_ms, point.observed_at_ms, point.observed_at_ms, nearest=(point,))
    answer = live_answer(asked_of("What was his pulse at 21:40?"), replace(view(SICK, 25 * MINUTE), past=past))
    assert answer.outcome is Outcome.ANSWERED
    assert "Urgent by the last values, whatever was then: NEWS2 was 8 of 20: high risk" in answer.text
    assert "have not been heard of since 02:15 UTC" in answer.text
    now = live_answer(asked_of("What was his pulse at 21:40?"), replace(view(SICK), past=past))
    assert "Urgent now, whatever was then: NEWS2 is 8 of 20: high risk" in now.text


def test_no_score_is_told_of_a_stretch_before_anything_was_measured() -> None:
    nothing = news2({}, Person(on_oxygen=False), NOW - 60 * MINUTE)
    past = Past(
        NOW - 60 * MINUTE, NOW, scores=(nothing, nothing), scored_ms=(NOW - 60 * MINUTE, NOW), scored_every_ms=MINUTE
    )
    text = first("NEWS2 over the last hour?", replace(view(CALM), past=past)).text
    assert text == "No NEWS2 can be given for that time: no part had a value that was recent enough."


def test_of_a_moment_at_which_nothing_was_measured_no_score_is_given() -> None:
    moment = NOW - 60 * MINUTE
    nothing = news2({}, Person(on_oxygen=False), moment)
    past = Past(moment, moment, moment, scores=(nothing,), scored_ms=(moment,))
    text = first("What was his NEWS2 an hour ago?", replace(view(CALM), past=past)).text
    assert text == "At 01:40 UTC: No NEWS2 can be given: none of its parts has a value that is recent enough."


@pytest.mark.parametrize(
    ("silent_ms", "is_manual", "is_current"),
    [(30_000, False, True), (30_001, False, False), (20 * MINUTE, False, False), (20 * MINUTE, True, True)],
)
def test_a_score_of_a_past_moment_at_which_the_monitor_was_silent_is_not_told_as_current(
    silent_ms: int, *, is_manual: bool, is_current: bool
) -> None:
    moment = NOW - 60 * MINUTE
    times = dict.fromkeys(CALM, moment - silent_ms) | dict.fromkeys(ROUND, moment - 60 * MINUTE)
    behind = tuple(
        Point(name, name, value, BY_NAME[name].unit, times[name], is_manual)
        for name, value in {**CALM, **ROUND}.items()
    )
    seen = {one.signal: Observed(one.value, one.unit, one.observed_at_ms) for one in behind}
    then = news2(seen, Person(on_oxygen=False), moment)
    past = Past(moment, moment, moment, scores=(then,), scored_ms=(moment,), behind=behind)
    text = first("What was his NEWS2 an hour ago?", replace(view(CALM), past=past)).text
    assert (text == "At 01:40 UTC: NEWS2 was 0 of 20: low risk, observed as usual.") is is_current
    if silent_ms == 20 * MINUTE and not is_manual:
        assert text == (
            "At 01:40 UTC: NEWS2 was not current: respiratory rate, SpO2 and heart rate had not been heard of since "
            "01:20 UTC (20 min before); with the last values it was 0 of 20."
        )
