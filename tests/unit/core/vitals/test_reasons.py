"""Why an episode opened, as people read it."""

from datetime import date

import numpy as np
import pytest

from bedside.core.vitals import conditions as c
from bedside.core.vitals.episode import Cause, Fact
from bedside.core.vitals.glance import Glance, Seen
from bedside.core.vitals.reasons import reason
from bedside.core.vitals.rules import APNOEA, GATEWAY, RULES, SENSOR_LOST, Rule
from bedside.core.vitals.sayings import NAMES
from bedside.core.vitals.score import Person
from bedside.core.vitals.scoring import Batch, State, glance, step
from bedside.core.vitals.signals import BY_NAME, SIGNALS

from .kernel_streams import readings

AT = 1_800_000_000_000
ADULT = Person(birth_date=date(1950, 1, 1), on_oxygen=False)


def rule(name: str) -> Rule:
    return next(one for one in RULES if one.name == name)


def seen(**values: float | tuple) -> Glance:
    """Values by signal, or (value, change, usual, age in seconds)."""
    rows = []
    for name, given in values.items():
        value, change, usual, age_s = (
            (*given, None, None, 0)[:4] if isinstance(given, tuple) else (given, None, None, 0)
        )
        rows.append(Seen(SIGNALS.index(BY_NAME[name]), value, AT - (age_s or 0) * 1000, change, usual))
    return Glance(tuple(rows), None, partial=True, holds=())


def why(
    name: str, condition: int, looks: Glance, person: Person = ADULT, amount: float = 0.0, lasted_s: float = 0
) -> str:
    fact = Fact("event:1", AT, amount, 0.0)
    return reason(Cause(0, "", rule(name), condition, fact, AT - round(lasted_s * 1000), AT), looks, person)


WHOLE = {"systolic_bp": 120.0, "temperature": 37.0, "consciousness": 0.0}


def test_news2_says_the_values_behind_the_most_points_first_then_the_score_with_its_parts() -> None:
    looks = seen(**WHOLE, heart_rate=95.0, respiratory_rate=(26.0, 6.2), spo2=91.0)
    assert why("news2", c.NEWS2_HIGH, looks) == (
        "RR 26/min up 6 in 10 min, SpO2 91 %, HR 95/min, NEWS2 7 (respiration 3, SpO2 3, pulse 1)"
    )


def test_a_partial_score_is_said_as_the_least_it_can_be_with_what_is_missing() -> None:
    looks = seen(respiratory_rate=25.0, spo2=93.0, systolic_bp=120.0, heart_rate=70.0, temperature=37.0)
    assert why("news2", c.NEWS2_MEDIUM, looks) == (
        "RR 25/min, SpO2 93 %, NEWS2 >= 5 (respiration 3, SpO2 2), consciousness unknown"
    )


def test_all_that_is_missing_is_listed() -> None:
    said = why("news2", c.NEWS2_MEDIUM, seen(spo2=90.0, heart_rate=135.0), Person())
    assert said.endswith(
        "NEWS2 >= 6 (SpO2 3, pulse 3), respiration, oxygen, systolic pressure, consciousness and temperature unknown"
    )


def test_what_is_too_old_for_the_score_is_said() -> None:
    looks = seen(**WHOLE | {"temperature": (37.0, None, None, 4 * 3600 + 1)}, heart_rate=135.0, spo2=90.0)
    assert why("news2", c.NEWS2_MEDIUM, looks).endswith("respiration unknown, temperature too old")


def test_a_value_that_is_not_the_present_one_has_its_age() -> None:
    looks = seen(**WHOLE, respiratory_rate=(26.0, None, None, 31), spo2=(90.0, None, None, 29), heart_rate=95.0)
    assert why("news2", c.NEWS2_HIGH, looks).startswith("RR 26/min 31 s ago, SpO2 90 %, HR 95/min, ")
    old = seen(**WHOLE | {"systolic_bp": (80.0, None, None, 7_200)}, spo2=90.0)
    assert "systolic pressure 80 mmHg 2 h ago" in why("news2", c.NEWS2_MEDIUM, old)


def test_consciousness_and_oxygen_are_said_in_words() -> None:
    looks = seen(**WHOLE | {"consciousness": 1.0}, respiratory_rate=16.0, spo2=92.0, heart_rate=70.0)
    said = why("news2", c.NEWS2_HIGH, looks, Person(birth_date=date(1950, 1, 1), on_oxygen=True))
    assert said == ("consciousness new confusion, SpO2 92 %, on oxygen, NEWS2 7 (consciousness 3, SpO2 2, oxygen 2)")


def test_on_scale_2_without_knowing_air_or_oxygen_the_saturation_is_unclear() -> None:
    looks = seen(**WHOLE, respiratory_rate=25.0, spo2=96.0, heart_rate=115.0)
    said = why("news2", c.NEWS2_MEDIUM, looks, Person(birth_date=date(1950, 1, 1), spo2_scale=2))
    assert said.endswith("NEWS2 >= 5 (respiration 3, pulse 2), oxygen unknown, SpO2 unclear, for want of air or oxygen")


@pytest.mark.parametrize(
    ("name", "condition", "looks", "amount", "lasted_s", "said"),
    [
        ("limit_low:spo2", c.LIMIT_LOW, seen(spo2=85.0), 90, 15, "SpO2 85 %, below 90"),
        ("limit_low:spo2", c.LIMIT_LOW, seen(spo2=85.0), 90, 180, "SpO2 85 %, below 90 for 3 min"),
        ("limit_low:spo2", c.LIMIT_LOW, seen(spo2=89.6), 90, 15, "SpO2 89.6 %, below 90"),
        ("limit_low:spo2", c.LIMIT_LOW, seen(spo2=89.96), 90, 15, "SpO2 89.96 %, below 90"),
        ("limit_low:spo2", c.LIMIT_LOW, seen(spo2=89.996), 90, 15, "SpO2 89.996 %, below 90"),
        ("limit_low:spo2", c.LIMIT_LOW, seen(spo2=90.2), 90.4, 15, "SpO2 90 %, below 90.4"),
        ("limit_low:temperature", c.LIMIT_LOW, seen(temperature=35.06), 35.1, 0, "temperature 35.06 °C, below 35.1"),
        ("limit_high:heart_rate", c.LIMIT_HIGH, seen(heart_rate=130.4), 130, 10, "HR 130.4/min, above 130"),
        ("limit_high:heart_rate", c.LIMIT_HIGH, seen(heart_rate=141.0), 130, 10, "HR 141/min, above 130"),
        ("limit_high:temperature", c.LIMIT_HIGH, seen(temperature=39.4), 39, 0, "temperature 39.4 °C, above 39.0"),
        ("limit_low:systolic_bp", c.LIMIT_LOW, seen(systolic_bp=84.0), 90, 0, "systolic pressure 84 mmHg, below 90"),
        ("limit_low:glucose", c.LIMIT_LOW, seen(glucose=48.0), 54, 0, "glucose 48 mg/dL, below 54"),
        ("apnoea", APNOEA, seen(respiratory_rate=0.0), 0, 0, "no breath: RR 0/min"),
        (
            "rate_of_change:respiratory_rate",
            c.RATE_OF_CHANGE,
            seen(respiratory_rate=(24.0, 6.2)),
            0.5,
            60,
            "RR 24/min up 6 in 10 min",
        ),
        ("rate_of_change:spo2", c.RATE_OF_CHANGE, seen(spo2=(92.0, -6.0)), -0.4, 60, "SpO2 92 % down 6 in 10 min"),
        (
            "rate_of_change:spo2",
            c.RATE_OF_CHANGE,
            seen(spo2=(98.0, 1.0)),
            -0.4,
            60,
            "SpO2 98 % down 4 in 10 min when it began",
        ),
        (
            "rate_of_change:spo2",
            c.RATE_OF_CHANGE,
            seen(spo2=92.0),
            -0.5,
            60,
            "SpO2 92 % down 5 in 10 min when it began",
        ),
        ("trend:heart_rate", c.TREND, seen(heart_rate=104.0), 0.15, 300, "HR 104/min rising over the last hours"),
        ("trend:spo2", c.TREND, seen(spo2=91.0), -0.05, 300, "SpO2 91 % falling over the last hours"),
        (
            "deviation:respiratory_rate",
            c.DEVIATION,
            seen(respiratory_rate=(23.0, None, 15.2)),
            4.2,
            120,
            "RR 23/min (usually 15)",
        ),
    ],
)
def test_a_condition_of_one_signal_says_value_and_bound_with_its_unit(
    name: str, condition: int, looks: Glance, amount: float, lasted_s: float, said: str
) -> None:
    assert why(name, condition, looks, Person(pregnant=True), amount, lasted_s).partition(", MEWS")[0] == said


def of_stream(rule_of: str, condition: int, *batches: Batch) -> str:
    """Returns what is said of the condition when the last of the readings has come, with the amount it began by."""
    state = State.new()
    amounts = [
        changes.amount[row]
        for batch in batches
        for changes in [step(state, batch)]
        for row in np.flatnonzero((changes.condition == condition) & changes.holds)
    ]
    return why(rule_of, condition, glance(state, 0), Person(pregnant=True), float(amounts[0]))


@pytest.mark.parametrize(("jump", "said"), [(118.0, "up 42 in 10 min"), (124.0, "up 48 in 10 min")])
def test_a_fast_change_is_that_of_the_value_beside_it_and_not_of_when_it_began(jump: float, said: str) -> None:
    rate = readings("heart_rate", [*[76.0] * 1800, *[jump] * 150])
    assert said in of_stream("rate_of_change:heart_rate", c.RATE_OF_CHANGE, rate)


def test_a_trend_is_told_as_the_change_that_was_and_not_as_one_of_two_hours() -> None:
    hourly = readings("systolic_bp", [170.0, 170.0, 170.0, 92.0], every_s=3600)
    said = of_stream("trend:systolic_bp", c.TREND, hourly)
    assert said.partition(", MEWS")[0].startswith("systolic pressure 92 mmHg")
    assert "down 78 in the last hours" in said
    assert "2 h" not in said


def test_news2_follows_where_it_applies_without_its_parts_below_five() -> None:
    looks = seen(**WHOLE, spo2=88.0, respiratory_rate=16.0, heart_rate=72.0)
    assert why("limit_low:spo2", c.LIMIT_LOW, looks, amount=90) == "SpO2 88 %, below 90, NEWS2 3"


def test_news2_of_a_child_is_not_said() -> None:
    looks = seen(spo2=88.0)
    assert "NEWS2" not in why("limit_low:spo2", c.LIMIT_LOW, looks, Person(birth_date=date(2020, 1, 1)), amount=90)


def test_the_joint_deviation_says_who_strays_and_from_what() -> None:
    looks = seen(respiratory_rate=(23.0, None, 15.0), spo2=(94.0, None, 97.0), heart_rate=(75.0, None, 72.0))
    said = why("joint_deviation", c.JOINT_DEVIATION, looks, Person(pregnant=True))
    assert said.partition(", MEWS")[0] == "RR 23/min (usually 15), SpO2 94 % (usually 97)"
    nobody = why("joint_deviation", c.JOINT_DEVIATION, seen(spo2=97.0), Person(pregnant=True))
    assert nobody == "several signs stray from what is usual"


@pytest.mark.parametrize(
    ("name", "condition", "amount", "said"),
    [
        ("sensor_silent:spo2", c.SENSOR_SILENT, 62, "SpO2 sensor silent, last 97 % 75 s before this was told"),
        ("sensor_silent:spo2", SENSOR_LOST, 0, "SpO2 sensor reported lost, last 97 % 75 s before this was told"),
        (
            "sensor_flat:spo2",
            c.SENSOR_FLAT,
            30,
            "SpO2 sensor flat: exactly the same for 30 min, last 97 % 75 s before this was told",
        ),
        (
            "sensor_noisy:spo2",
            c.SENSOR_NOISY,
            7.4,
            "SpO2 sensor noisy: 7 % from one reading to the next, last 97 % 75 s before this was told",
        ),
        (
            "implausible:spo2",
            c.IMPLAUSIBLE,
            12,
            "SpO2 sensor sends impossible values, 12 refused of late, last 97 % 75 s before this was told",
        ),
        ("clock_skewed:spo2", c.CLOCK_SKEWED, 75, "clock of the SpO2 sensor 75 s behind"),
        ("clock_skewed:spo2", c.CLOCK_SKEWED, -240, "clock of the SpO2 sensor 4 min ahead"),
    ],
)
def test_what_is_wrong_with_a_sensor_is_said_with_its_last_value_and_age(
    name: str, condition: int, amount: float, said: str
) -> None:
    assert why(name, condition, seen(spo2=(97.0, None, None, 75)), amount=amount) == said


def test_a_sensor_that_never_sent_has_no_last_value() -> None:
    assert why("sensor_silent:spo2", SENSOR_LOST, seen()) == "SpO2 sensor reported lost"


def test_a_gateway_that_is_gone_is_named() -> None:
    cause = Cause(-1, "hl7v2:ICU-GW", GATEWAY, c.GATEWAY_GONE, Fact("tick:1", AT, 21.0, 0.0), AT - 21_000, AT)
    assert reason(cause, seen(), ADULT) == (
        "nothing from hl7v2:ICU-GW for 21 s when this was told, which had delivered regularly"
    )


def test_every_signal_has_a_name_for_people() -> None:
    assert set(NAMES) == set(BY_NAME)


@pytest.mark.parametrize("one", [one for one in RULES if one is not GATEWAY], ids=lambda one: one.name)
def test_every_rule_has_words_without_code_names(one: Rule) -> None:
    looks = seen(**WHOLE, respiratory_rate=25.0, spo2=91.0, heart_rate=95.0)
    for level in one.levels:
        said = why(one.name, level.condition, looks, amount=3.0)
        assert said
        assert "_" not in said
        assert "None" not in said
        assert "nan" not in said


@pytest.mark.parametrize(
    ("value", "said"), [(90.0, "SpO2 90 %, was 88, below 90"), (91.0, "SpO2 91 %, was 88, below 90"),
                        (89.0, "SpO2 89 %, below 90")]
)  # fmt: skip
def test_a_value_that_is_nearly_back_is_told_with_what_it_was(value: float, said: str) -> None:
    cause = Cause(0, "", rule("limit_low:spo2"), c.LIMIT_LOW, Fact("event:1", AT, 90.0, 88.0), AT - 15_000, AT)
    assert reason(cause, seen(spo2=value), Person(pregnant=True)) == said
