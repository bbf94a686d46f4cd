"""What a patient's readings say: ages, trends, points; stale and missing said so; each sentence with its readings."""

from dataclasses import replace

import pytest

from bedside.core.answering.answer import Answer, Citation, Outcome, Sentence
from bedside.core.answering.live.answering import DISCHARGED, NOTHING_KNOWN, joined, live_answer
from bedside.core.answering.live.asking import asked_of
from bedside.core.answering.live.beside import library_question
from bedside.core.vitals.freshness import MEASURED_MS
from bedside.core.vitals.news2 import news2
from bedside.core.vitals.past import Course, Past, Point
from bedside.core.vitals.quality import Quality
from bedside.core.vitals.score import Observed, Person
from bedside.core.vitals.signals import BY_NAME
from bedside.core.vitals.stored_reading import StoredReading
from bedside.core.vitals.view import PatientView, SeenAlert, live_readings
from bedside.core.vitals.when import DAY_MS

NOW = 1_770_000_000_000
MINUTE = 60_000
SICK = {
    "respiratory_rate": 24.0,
    "spo2": 91.0,
    "heart_rate": 112.0,
    "systolic_bp": 118.0,
    "diastolic_bp": 72.0,
    "temperature": 38.4,
    "consciousness": "A",
}


def reading(signal: str, value: float | str, age_ms: int = 12_000) -> StoredReading:
    return StoredReading(
        event_id=f"{signal}-{age_ms}",
        patient_id="p1",
        device_id="d1",
        signal=signal,
        value=value,
        unit=BY_NAME[signal].unit,
        observed_at_ms=NOW - age_ms,
        received_at_ms=NOW - age_ms,
    )


def view(*readings: StoredReading, alerts: tuple[SeenAlert, ...] = (), person: Person | None = None) -> PatientView:
    ordered = sorted(readings, key=lambda r: r.observed_at_ms)
    latest = {one.signal: one for one in ordered}

    def earlier(signal: str, since: int, until: int) -> list[StoredReading]:
        return [r for r in ordered if r.signal == signal and since <= r.observed_at_ms < until]

    observed = {s: Observed(r.value, r.unit, r.observed_at_ms) for s, r in latest.items()}
    score = news2(observed, person or Person(on_oxygen=False), NOW)
    return PatientView("p1", NOW, live_readings(latest, NOW, MEASURED_MS, earlier), score, alerts)


def sick(**changed: float) -> PatientView:
    return view(*(reading(signal, value) for signal, value in (SICK | changed).items()))


ALERT = SeenAlert(
    "a1", "news2_high", "high", "open", "RR up 6 in 10 min, SpO2 91 %, NEWS2 7", NOW - 4 * MINUTE, None, None
)


def said(question: str, seen: PatientView, medicines: tuple[str, ...] = ()) -> Answer:
    return live_answer(asked_of(question), seen, medicines)


def test_breathing_is_told_with_age_trend_and_points_and_each_sentence_cites_its_reading():
    seen = view(
        reading("respiratory_rate", 24.0), reading("respiratory_rate", 18.0, 10 * MINUTE), reading("spo2", 91.0)
    )
    answer = said("How is her breathing?", seen)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.sentences[0].text.startswith("The respiratory rate is 24/min, read 12 s ago (")
    assert answer.sentences[0].text.endswith("), up 6 in 10 min, 2 of 3 points on NEWS2.")
    assert answer.sentences[1].text.startswith("The SpO2 is 91 %, read 12 s ago (")
    assert [s.citations for s in answer.sentences] == [(1,), (2,)]
    assert [(c.kind, c.id, c.signal, c.value, c.unit, c.quality) for c in answer.citations] == [
        ("reading", "respiratory_rate-12000", "respiratory_rate", 24.0, "/min", "current"),
        ("reading", "spo2-12000", "spo2", 91.0, "%", "current"),
    ]


@pytest.mark.parametrize(("age_ms", "current"), [(30_000, True), (30_001, False)])
def test_a_continuous_value_is_never_called_current_beyond_half_a_minute(age_ms, current):
    answer = said("her sats?", view(reading("spo2", 97.0, age_ms)))
    assert ("too old to be taken as current" in answer.text) is not current
    assert answer.text.startswith("The SpO2 is" if current else "The last SpO2 is")
    assert answer.citations[0].quality == ("current" if current else "stale")


def test_a_value_from_the_future_is_told_as_one_of_unknown_time():
    answer = said("her sats?", view(reading("spo2", 97.0, -61_000)))
    assert "lies in the future" in answer.text
    assert answer.citations[0].quality == Quality.MISTIMED.value


def test_what_is_missing_is_said_and_nothing_else_is():
    answer = said("What is her blood pressure?", view(reading("spo2", 97.0)))
    assert answer.outcome is Outcome.ABSTAINED
    assert answer.text == "There is no reading of blood pressure."
    assert answer.citations == ()


def test_of_a_patient_without_readings_nothing_is_known():
    assert said("How is she?", view()).text == NOTHING_KNOWN


def test_how_she_is_leads_with_the_score_and_what_it_calls_for():
    answer = said("How is she doing?", sick())
    assert answer.sentences[0].text == (
        "NEWS2 is 8 of 20 (respiratory rate 2, SpO2 3, heart rate 2, temperature 1): high risk, calls for an emergency "
        "review with critical-care competence."
    )
    cited = {c.n: c for c in answer.citations}
    assert {cited[n].signal for n in answer.sentences[0].citations} >= {"respiratory_rate", "spo2", "heart_rate"}


def test_a_partial_score_is_the_least_it_can_be_and_says_what_is_unknown():
    answer = said("How is she doing?", view(reading("respiratory_rate", 26.0)))
    assert answer.sentences[0].text.startswith("NEWS2 is at least 3 of 20 (respiratory rate 3); not known: ")
    assert "consciousness" in answer.sentences[0].text


def test_a_score_that_is_not_made_for_a_patient_is_not_told():
    seen = view(*(reading(s, v) for s, v in SICK.items()), person=Person(pregnant=True))
    answer = said("How is she doing?", seen)
    assert answer.sentences[0].text == "NEWS2 does not apply to this patient: pregnant."
    assert "points on NEWS2" not in answer.text


def test_why_the_alarm_went_off_is_answered_from_the_alert_itself():
    answer = said("Why did the alarm go off?", replace(sick(), alerts=(ALERT,)))
    assert "was raised because: RR up 6 in 10 min, SpO2 91 %, NEWS2 7." in answer.sentences[0].text
    assert answer.sentences[1].text == "It has been open for 4 min, and nobody has acknowledged it."
    assert [(c.kind, c.id) for c in answer.citations] == [("alert", "a1")]


def test_of_several_open_alerts_the_most_urgent_is_told_first():
    newer = replace(ALERT, alert_id="a2", priority="medium", reason="RR 35/min", opened_ms=NOW - MINUTE)
    answer = said("Why did the alarm go off?", replace(sick(), alerts=(newer, ALERT)))
    assert [c.id for c in answer.citations] == ["a1", "a2"]


def test_a_part_cites_its_own_signal_and_not_the_one_that_could_stand_in_for_it():
    seen = view(*(reading(s, v) for s, v in SICK.items()), reading("pulse_rate", 111.0))
    answer = said("How is she doing?", seen)
    cited = {c.n: c.signal for c in answer.citations}
    assert "pulse_rate" not in {cited[n] for n in answer.sentences[0].citations}


def test_an_acknowledged_and_a_closed_alert_are_told_as_such():
    seen = replace(ALERT, state="acknowledged", acknowledged_by="nurse 3", is_seen=True)
    assert "acknowledged by nurse 3" in said("why the alarm?", replace(sick(), alerts=(seen,))).text
    closed = replace(ALERT, state="closed", closed_ms=NOW - MINUTE)
    assert "It closed at" in said("why the alarm?", replace(sick(), alerts=(closed,))).text
    assert said("why the alarm?", sick()).outcome is Outcome.ABSTAINED


def test_a_number_that_was_read_off_is_found_among_the_readings_and_medicines_are_not_judged():
    answer = said("Is 38.4 dangerous with her medicines?", sick())
    assert answer.sentences[0].text.startswith("The temperature is 38.4 °C, read 12 s ago")
    assert answer.sentences[-1].text.startswith("No medicines of this patient are known here")
    named = said("Is 38.4 dangerous with her medicines?", sick(), ("warfarin",))
    assert named.sentences[-1].text.startswith("You named warfarin in this conversation")


def test_a_number_that_no_reading_shows_is_denied():
    answer = said("Is 39.9 dangerous for her?", sick())
    assert answer.sentences[0].text == "No reading of this patient is 39.9 just now."
    assert "temperature is 38.4" in answer.text


def test_a_value_that_changes_changes_the_answer():
    assert said("How is her breathing?", sick()).text != said("How is her breathing?", sick(respiratory_rate=9.0)).text


def test_the_pressure_is_told_as_one_where_it_was_measured_at_once():
    answer = said("her BP?", sick())
    assert answer.sentences[0].text.startswith("The blood pressure is 118/72 mmHg (systolic/diastolic), read 12 s ago")
    assert [c.signal for c in answer.citations] == ["systolic_bp", "diastolic_bp"]


def test_a_mean_pressure_of_the_same_measurement_is_told_with_the_pair():
    pair = (reading("systolic_bp", 122.0), reading("diastolic_bp", 81.0, 40_000))
    together = said("BP?", view(*pair, reading("mean_bp", 95.0)))
    assert "122/81 mmHg (systolic/diastolic), mean 95, read 40 s ago" in together.sentences[0].text
    assert together.sentences[0].citations == (1, 2, 3)
    assert "mean" not in said("BP?", view(*pair, reading("mean_bp", 95.0, 20 * MINUTE))).text


@pytest.mark.parametrize(("apart_ms", "is_pair"), [(60_000, True), (60_001, False)])
def test_pressures_of_two_measurements_are_told_apart(apart_ms, is_pair):
    seen = view(reading("systolic_bp", 122.0, 1000), reading("diastolic_bp", 81.0, 1000 + apart_ms))
    assert ("122/81 mmHg" in said("BP?", seen).text) is is_pair


def test_a_trend_is_told_over_what_there_is_and_too_little_is_said_to_be_so():
    short = [reading("heart_rate", 80.0 + n, (4 - n) * MINUTE) for n in range(4)]
    five = view(*short, reading("heart_rate", 86.0, 1000))
    assert ", up 6 in 4 min" in said("heart rate?", five).text
    few = view(short[0], *short[2:], reading("heart_rate", 86.0, 1000))
    assert ", too early for a trend" in said("heart rate?", few).text
    young = view(*(reading("heart_rate", 80.0, 1000 + n * 20_000) for n in range(9)))
    assert ", too early for a trend" in said("heart rate?", young).text


def test_a_pulse_that_says_what_the_heart_rate_says_is_not_told_twice():
    near = view(reading("heart_rate", 108.0), reading("pulse_rate", 107.0))
    assert [c.signal for c in said("heart rate?", near).citations] == ["heart_rate"]
    apart = view(reading("heart_rate", 108.0), reading("pulse_rate", 98.0))
    assert [c.signal for c in said("heart rate?", apart).citations] == ["heart_rate", "pulse_rate"]


@pytest.mark.parametrize(
    ("question", "whose"),
    [
        ("can we stop her oxygen, sats look fine", "whoever treats this patient"),
        ("does she have pneumonia, her temp is up", "for a clinician to judge"),
        ("how much paracetamol should I give her for her temp?", "The library holds no medicine doses"),
    ],
)
def test_a_treatment_a_diagnosis_or_a_dose_is_left_to_whose_it_is(question, whose):
    assert whose in said(question, sick()).text


def test_what_will_be_is_not_foretold():
    assert said("what will her heart rate be tomorrow", sick()).text.startswith("What will be cannot be told")


@pytest.mark.parametrize(
    ("question", "changed", "asked"),
    [
        ("How is her breathing?", {"spo2": 97.0}, "What does fast breathing mean?"),
        ("How is her breathing?", {"spo2": 80.0}, "What does a low oxygen saturation mean?"),
        ("How is her breathing?", {"respiratory_rate": 16.0, "spo2": 97.0}, "What is a normal respiratory rate?"),
        ("Is 38.4 dangerous with her medicines?", {}, "What is fever?"),
        ("Why did the alarm go off?", {}, ""),
    ],
)
def test_the_library_is_asked_what_the_worst_value_may_mean(question, changed, asked):
    assert library_question(asked_of(question), sick(**changed)) == asked


def test_nothing_is_asked_of_the_library_on_a_value_that_is_not_current():
    assert library_question(asked_of("her sats?"), view(reading("spo2", 80.0, 40_000))) == ""


def test_the_library_speaks_after_the_readings_and_is_numbered_on():
    library = Answer(
        Outcome.ANSWERED,
        (Sentence("Fever is a raised temperature.", (1,)),),
        (Citation(1, "passage", "p", "d", "Fever", "", "", "Fever is a raised temperature."),),
    )
    both = joined(said("her temperature?", sick()), library)
    assert [c.n for c in both.citations] == [1, 2]
    assert both.sentences[-1].citations == (2,)
    assert both.sentences[1].text == "Beside the readings, the library says:"
    alone = said("her temperature?", sick())
    assert joined(alone, replace(library, outcome=Outcome.ABSTAINED)) == alone


def test_a_partial_score_is_never_called_a_low_risk():
    text = said("How is she doing?", view(reading("heart_rate", 71.0))).sentences[0].text
    assert text.endswith(": the risk is not known.")
    assert (
        said(
            "How is she doing?",
            view(reading("respiratory_rate", 26.0), reading("spo2", 80.0), reading("heart_rate", 140.0)),
        ).text.count("high risk")
        == 1
    )


@pytest.mark.parametrize("question", ["How is bed 3 doing?", "How is sim-03 breathing?", "p9's oxygen?"])
def test_a_question_that_names_another_patient_is_not_met_with_this_ones_values(question):
    answer = said(question, replace(sick(), bed="7"))
    assert answer.outcome is Outcome.ABSTAINED
    assert "beside patient p1 in bed 7, and names another" in answer.text
    assert library_question(asked_of(question), sick()) == "" or answer.citations == ()


@pytest.mark.parametrize("question", ["How is bed 7 doing?", "How is p1 breathing?", "what o2 is she on now?"])
def test_the_patients_own_bed_and_id_are_no_others(question):
    assert said(question, replace(sick(), bed="7")).outcome is Outcome.ANSWERED


@pytest.mark.parametrize("question", ["can I give her 5 mg morphine", "is 88 ok for her?"])
def test_a_number_that_is_no_reading_is_taken_for_no_temperature(question):
    assert "temperature" not in said(question, sick()).text


def test_a_value_whose_sensor_is_in_doubt_is_told_with_the_doubt():
    doubt = replace(
        ALERT, alert_id="a3", rule="implausible:spo2", priority="low", reason="SpO2 sensor sends impossible values"
    )
    answer = said("What are her sats?", replace(sick(), alerts=(doubt,)))
    assert answer.sentences[1].text == "Its sensor is in doubt: SpO2 sensor sends impossible values."
    assert [c.kind for c in answer.citations] == ["reading", "alert"]


def test_how_many_more_alerts_are_open_is_said():
    alerts = tuple(replace(ALERT, alert_id=f"a{n}") for n in range(5))
    assert "3 more are open." in said("Why the alarms?", replace(sick(), alerts=alerts)).text


@pytest.mark.parametrize("question", ["Is any alarm on?", "How is she?", "What is her heart rate?"])
def test_of_the_discharged_it_is_said_first_that_nobody_is_alerted(question: str) -> None:
    for seen in (sick(), view()):
        assert said(question, replace(seen, is_present=False)).sentences[0].text == DISCHARGED
        assert said(question, seen).sentences[0].text != DISCHARGED


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Heart rate on 2020-03-03 at 08:10?", "Further back than 7 days is not read: nothing can be said"),
        ("Heart rate two weeks ago?", "Further back than 7 days is not read: nothing can be said"),
        ("Heart rate on 2050-03-03?", "The time that is asked about lies ahead"),
    ],
)
def test_a_time_out_of_reach_is_said_to_be_so_and_never_met_with_another_value(question, told):
    answer = said(question, replace(sick(), past=Past(NOW - DAY_MS, NOW)))
    assert answer.text.startswith(told)
    assert "112" not in answer.text
    assert answer.outcome is Outcome.ABSTAINED


def test_a_stretch_that_is_cut_is_said_to_be_cut():
    answer = said("Highest heart rate in the last 2 weeks?", replace(sick(), past=Past(NOW - 7 * DAY_MS, NOW)))
    assert answer.text.startswith("Further back than 7 days is not read: this is of what lies within them.")
    assert not said("Heart rate in the last 2 hours?", replace(sick(), past=Past(NOW, NOW))).text.startswith("Further")


def test_an_extreme_of_a_time_that_is_not_understood_is_said_to_be_of_the_last_day():
    answer = said("Highest heart rate on 3/4/2026?", replace(sick(), past=Past(NOW - DAY_MS, NOW)))
    assert answer.text.startswith("Which past time is meant is not understood here; this is of the last 24 hours.")


def test_a_late_value_is_told_as_one_that_came_late():
    answer = said("her sats?", view(replace(reading("spo2", 97.0), late=True)))
    assert answer.text.startswith("The last SpO2 is 97 %, from 12 s ago")
    assert "it came late, and is not taken as current" in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Is her heart rate above 100?", "The heart rate is above 100/min."),
        ("Are her sats under 90?", "The SpO2 is not below 90 %."),
        ("Is her temp above 101?", "The temperature is above 101 °F (38.3 °C)."),
        ("Is her sugar above 10?", "The glucose is not above 10 mmol/L (180 mg/dL)."),
        ("Is her sugar below 70?", "The glucose is not below 70 mg/dL."),
    ],
)
def test_a_bound_is_answered_from_the_value_of_now_in_the_unit_that_was_meant(question, told):
    answer = said(question, sick(glucose=112.0))
    assert answer.sentences[1].text == told
    assert answer.sentences[0].citations == answer.sentences[1].citations == (1,)


def test_a_bound_is_told_of_then_where_the_value_is_old():
    answer = said("Are her sats under 96?", view(reading("spo2", 95.0, 40 * MINUTE)))
    assert answer.sentences[1].text == "The SpO2 was then below 96 %."


def test_glucose_is_told_in_both_units_and_found_by_either():
    for question in ("What is her sugar?", "Is 6.2 dangerous for her?", "Is 112 dangerous for her?"):
        assert said(question, view(reading("glucose", 112.0))).text.startswith(
            "The glucose is 112 mg/dL (6.2 mmol/L), "
        )


def test_a_half_of_a_question_that_no_reading_tells_is_not_passed_over():
    answer = said("What's her potassium and heart rate?", sick())
    assert "The heart rate is 112/min" in answer.text
    assert "No reading here tells of potassium" in answer.text
    assert said("Whats her urine output?", sick()).outcome is Outcome.ABSTAINED


def test_since_when_is_not_met_with_the_value_of_now_alone():
    answer = said("How long has she been tachycardic?", sick())
    assert answer.text.startswith("Since when a value has been so is not worked out here")


@pytest.mark.parametrize("question", ["How is the patient next door?", "How is bed eight?", "is the other patient ok?"])
def test_a_neighbour_is_another_patient(question):
    assert "names another" in said(question, replace(sick(), bed="7")).text


def test_a_bed_is_nobodys_where_it_is_not_known_who_lies_there():
    answer = said("How is bed 8 doing?", sick())
    assert answer.outcome is Outcome.ABSTAINED
    assert "whose bed is not known here" in answer.text


def test_a_score_in_a_question_is_not_looked_for_among_the_readings():
    assert "No reading" not in said("What does NEWS 7 mean for her?", sick()).text


@pytest.mark.parametrize(
    "question", ["Her pulse yesterday and respiratory rate now?", "Pulse an hour ago and temp now?"]
)
def test_now_beside_a_past_time_is_told_too(question):
    past = Past(NOW - 2 * DAY_MS, NOW - DAY_MS)
    assert "24/min, read 12 s ago" in said(question.replace("temp", "resps"), replace(sick(), past=past)).text


@pytest.mark.parametrize(("last_ms", "begins"), [(MINUTE, "Since "), (40 * MINUTE, "From ")])
def test_a_course_that_ended_is_not_told_as_lasting_until_now(last_ms, begins):
    first, last = (Point("e", "spo2", 95.0, "%", NOW - age) for age in (5 * 60 * MINUTE, last_ms))
    course = Course("spo2", 99, 4 * 60 * MINUTE, first, last, first, first, 95.0, 95.0)
    seen = replace(sick(), past=Past(NOW - DAY_MS, NOW, courses=(course,)))
    assert said("Lowest sats in the last 24 hours?", seen).text.startswith(begins)


def test_one_reading_of_a_stretch_is_told_with_its_time():
    only = Point("e", "spo2", 95.0, "%", NOW - 40 * MINUTE)
    course = Course("spo2", 1, 0, only, only, only, only, 95.0, 95.0)
    seen = replace(sick(), past=Past(NOW - DAY_MS, NOW, courses=(course,)))
    told = said("Lowest sats in the last 24 hours?", seen).sentences[0].text
    assert told == "At 02:00 UTC (not the 24 h asked about) the SpO2 was 95 %; 1 reading."


def test_a_bound_of_a_score_brings_no_other_values():
    seen = replace(sick(), past=Past(NOW - DAY_MS, NOW))
    assert "heart rate" not in said("Did her NEWS go above five today?", seen).text


@pytest.mark.parametrize("question", ["Will she be ok?", "When will her next alarm be?"])
def test_what_will_become_of_somebody_is_not_foretold(question):
    assert said(question, sick()).text.startswith("What will be cannot be told from readings")
