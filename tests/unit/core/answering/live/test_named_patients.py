"""Whom a question names: somebody else is never met with the readings of the patient beside whom it is asked."""

from dataclasses import replace

import pytest

from bedside.core.answering.answer import Outcome
from bedside.core.answering.live.answering import is_about_another, live_answer
from bedside.core.answering.live.asking import asked_of
from bedside.core.answering.live.named_patients import ids_perhaps
from unit.core.answering.live.test_answering import sick

HERE = replace(sick(), bed="4")

OF_ANOTHER = (
    "what is the pulse of patient 4711?",
    "pulse of patient 4711",
    "How is patient 4711 doing?",
    "patient no. 4711 sats?",
    "patient number 12, what's the bp",
    "what are the sats of pt 23",
    "pulse of MRN 4711?",
    "MRN: 00471123 pulse",
    "mrn 4711 bp",
    "sats for hospital number 88123",
    "NHS number 9434765919 heart rate?",
    "what is patient id AB12's temperature",
    "what is the pulse of patient kid?",
    "temperature for patient norm",
    "patient norm's sats",
    "What is the pulse of Mr Smith?",
    "what is the pulse of mr smith?",
    "Mrs. Jones's blood pressure?",
    "mrs jones bp",
    "How is Ms Lee doing?",
    "Is Miss Brown still febrile?",
    "MR SMITH PULSE",
    "What is Dr Okafor's pulse?",
    "What is the pulse of Dr. Weber?",
    "what is norm's pulse?",
    "Norm's pulse?",
    "norm's latest heart rate",
    "what are anna's vitals",
    "Anna's NEWS?",
    "how are anna-lena's sats",
    "What was John's blood pressure an hour ago?",
    "James' heart rate now?",
    "is maria's temperature up",
    "why did peter's alarm go off",
    "Peter\u2019s sats",
    "How is Norm doing?",
    "How's Norm today?",
    "How is Anna?",
    "Is Norm stable?",
    "Is Maria still febrile?",
    "What is the pulse of Norm?",
    "sats for Anna now",
    "what is the heart rate of Anna Weber?",
    "what is Norm pulse",
    "What's Anna heart rate",
    "How is m2?",
    "pulse of m2",
    "what is sim-014's pulse",
    "how is the patient next door doing",
    "someone else's pulse",
    "pulse of the man in the window bed",
    "sats of the lady by the door",
    "how is bed 5",
    "pulse in room 12",
    "pulse in bay 3",
    "what are the sats in bay b",
    "how is my neighbour doing",
    "temp of another patient",
    "pulse of the other patient",
    "what is the bp of the woman in the corner bed",
)
OF_THIS_ONE = (
    "what is the pulse of the patient?",
    "the patient's pulse",
    "patient's pulse?",
    "Patient pulse?",
    "what is the pt's bp",
    "pt bp",
    "how is the patient doing",
    "How is patient doing?",
    "is the patient stable",
    "is patient febrile?",
    "is patient hypoxic?",
    "patient temp now",
    "sats of this patient",
    "what is her mother's pulse",
    "my mother's pulse",
    "How is my mother doing?",
    "How is Mum?",
    "what is mum's pulse",
    "Dad's heart rate?",
    "how is the baby's breathing",
    "this man's pulse",
    "the gentleman's blood pressure",
    "is she on room air",
    "sats on room air?",
    "what are his sats on 2 l O2",
    "how is bed 4",
    "pulse in bed 4",
    "bed 4's pulse",
    "pulse of p1",
    "how is patient p1",
    "Did the paracetamol bring his temperature down?",
    "Did Paracetamol bring his temperature down?",
    "Has Metoprolol lowered his pulse?",
    "is his pulse low with Bisoprolol",
    "what is the pulse before digoxin",
    "pulse for Digoxin?",
    "she has Parkinson's, what is her pulse",
    "Does Parkinson's pulse differ for her",
    "what is her pulse, she has Crohn's",
    "today's pulse",
    "what was yesterday's highest temperature",
    "last night's sats",
    "this morning's bp",
    "what's her pulse",
    "What's the heart rate?",
    "How's his breathing",
    "it's beeping, what is her pulse",
    "the monitor's pulse reading",
    "the nurse's obs",
    "Nurse says pulse is up, what is it now?",
    "Did Dr Lee acknowledge the alarm?",
    "Heart Rate?",
    "What Is Her Heart Rate Now?",
    "WHAT IS HER PULSE",
    "Is Temperature ok?",
    "What is Current pulse",
    "what's her NEWS-2",
    "her sats with COVID-19",
    "does MS affect her pulse?",
    "is her SpO2 ok, she has COPD",
    "how was the patient 4 hours ago",
    "the patient's pulse 20 minutes ago",
    "is the patient 38.4?",
    "what was her pulse on Monday",
    "temperature in Fahrenheit?",
    "Any Fever since Midnight?",
    "everyone's sure she is stable?",
    "is everything ok with her",
    "How is Breathing?",
    "is the pulse's trend down",
)


@pytest.mark.parametrize("question", OF_ANOTHER)
def test_who_is_named_is_not_met_with_this_patients_values(question):
    asked = asked_of(question)
    assert asked.anything
    assert is_about_another(asked, HERE)
    answer = live_answer(asked, HERE)
    assert answer.outcome is Outcome.ABSTAINED
    assert answer.text.startswith("This is asked beside patient p1 in bed 4, and names another")


@pytest.mark.parametrize("question", OF_THIS_ONE)
def test_what_names_nobody_else_is_of_this_patient(question):
    assert not is_about_another(asked_of(question), HERE)


def test_what_may_be_an_id_is_looked_up_and_plain_words_are_not():
    assert ids_perhaps("what is the pulse of norm?") == ("norm",)
    assert ids_perhaps("how is 4711 doing, is KID-a ok?") == ("4711", "KID-a")
    assert ids_perhaps("What was her heart rate ten minutes ago, and was she febrile?") == ()
    assert len(ids_perhaps(" ".join(f"zz{n}" for n in range(99)))) == 4
