"""What triage says once it has found danger: what to do first, and whom to call there."""

import pytest

from bedside.core.answering.triage import Urgency, first_line, triage
from bedside.core.answering.triage.first_aid import FIRST_AID
from bedside.core.answering.triage.rules import ALL
from bedside.core.emergency_numbers import BY_COUNTRY


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("tight band round my chest and my left arm aches", "heart"),
        ("her mouth droops on one side and she slurs since breakfast", "stroke"),
        ("he is not breathing", "not_breathing"),
        ("my wife won't wake up", "unconscious"),
        ("he has been fitting for six minutes", "seizure"),
        ("she is choking on a piece of apple", "choking"),
        ("lips and tongue swelling after peanuts", "allergy"),
        ("blue inhaler does nothing and I can't finish a sentence", "asthma"),
        ("the bleeding won't stop, it soaked two towels", "bleeding"),
        ("worst headache of my life, it came like a thunderclap", "head"),
        ("numb between my legs with back pain, I can't pee", "spine"),
        ("vomiting blood", "gut_bleed"),
        ("36 weeks pregnant, blurred vision and bad headache", "pregnancy"),
        ("my six week old has a temperature of 38.4", "baby"),
        ("sudden agony in one testicle", "torsion"),
        ("bitten by a snake on the foot", "bite"),
        ("scald across her chest from boiling water", "burn"),
        ("infected wound, shivering violently and confused", "sepsis"),
        ("my sugar is 2.1 and I am confused", "sugar_low"),
        ("ketones 4.1, type 1, vomiting", "sugar_high"),
        ("my toddler swallowed a button battery", "battery"),
        ("carbon monoxide alarm is going off", "fumes"),
        ("she drank bleach by mistake", "swallowed"),
        ("took fentanyl and his pupils are tiny, barely breathing", "opioid"),
        ("I want to kill myself", "suicide"),
        ("I took 30 pills because I want to die", "overdose"),
        ("I can't stop cutting my arms", "self_harm"),
        ("voices tell me to hurt my baby", "psychosis"),
        ("my husband strangled me and I am hiding in the bathroom", "violence"),
    ],
)
def test_each_topic_of_danger_is_caught_and_has_its_advice(text: str, topic: str) -> None:
    topics = {rule.id: rule.topic for rule in ALL}
    assert topics[triage(text).rule] == topic


@pytest.mark.parametrize(
    ("locale", "ambulance", "listener", "poison"),
    [
        ("en-US", "911", "988", "1-800-222-1222"),
        ("en-GB", "999", "116 123", "111"),
        ("de-DE", "112", "0800 1110111", "116 117"),
        ("fr-FR", "15", "3114", "15"),
        ("es_ES.UTF-8", "112", "024", "91 562 04 20"),
        ("it", "112", "02 2327 2327", "02 6610 1029"),
        ("en-AU", "000", "13 11 14", "13 11 26"),
        ("en-CA", "911", "988", "1-844-764-7669"),
        ("en-IN", "112", "14416", "1800 116 117"),
        ("en-IE", "999", "116 123", "01 809 2166"),
        ("en-NZ", "111", "1737", "0800 764 766"),
        ("", "112 or your local emergency number", "findahelpline.com", "local poison centre"),
        ("xx-YY", "112 or your local emergency number", "findahelpline.com", "local poison centre"),
    ],
)
def test_the_first_line_names_whom_to_call_there(locale: str, ambulance: str, listener: str, poison: str) -> None:
    def opening(kind: Urgency) -> str:
        return first_line(kind, "", locale).splitlines()[0]

    assert ambulance in opening(Urgency.EMERGENCY)
    assert listener in opening(Urgency.CRISIS)
    assert ambulance in opening(Urgency.CRISIS)
    assert poison in opening(Urgency.POISONING)


def test_every_rule_has_first_aid_of_one_to_three_short_lines() -> None:
    for rule in ALL:
        assert 1 <= len(FIRST_AID[rule.topic]) <= 3, rule.id
        assert all(len(line) <= 130 for line in FIRST_AID[rule.topic]), rule.id
    assert len(BY_COUNTRY) >= 10


def test_nothing_urgent_gets_no_advice() -> None:
    assert first_line(Urgency.NONE, "", "en-US") == ""
