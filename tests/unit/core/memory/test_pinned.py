"""What a person states is pinned; what they ask, deny, suppose or doubt is not."""

from datetime import UTC, datetime, timedelta

import pytest

from bedside.core.memory.conversation import PinnedFact
from bedside.core.memory.pinned import merge, pinned_facts
from bedside.core.memory.rules.value import VALUE_CHARS

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)


def pinned(text: str) -> list[tuple[str, str]]:
    return [(fact.kind, fact.value) for fact in pinned_facts(text, NOON)]


def of_kind(kind: str, *values: str) -> list[tuple[str, str]]:
    return [(kind, value) for value in values]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("I'm allergic to penicillin", ["penicillin"]),
        ("im severely allergic to bee stings and latex.", ["bee stings", "latex"]),
        ("I think I'm allergic to codeine", ["codeine"]),
        ("Penicillin brings me out in hives", ["Penicillin"]),
        ("sulfa drugs give me a rash", ["sulfa drugs"]),
        ("latex makes my lips swell", ["latex"]),
        ("When I take amoxicillin I get a rash", ["amoxicillin"]),
        ("If I eat peanuts I come out in hives", ["peanuts"]),
        ("I had a bad reaction to ibuprofen once", ["ibuprofen"]),
        ("allergy: nuts", ["nuts"]),
        ("Allergies: nuts, latex and bee stings. No medicines.", ["nuts", "latex", "bee stings"]),
        ("I have a severe nut allergy", ["nut"]),
        ("I have an allergy to shellfish", ["shellfish"]),
        ("I'm lactose intolerant", ["lactose (intolerance)"]),
        ("I have an intolerance to gluten", ["gluten (intolerance)"]),
        ("I'm allergic to penicillin but not to cefalexin", ["penicillin"]),
        ("My mum is allergic to penicillin", ["my mum: penicillin"]),
        ("I’m allergic to nuts", ["nuts"]),  # noqa: RUF001 (as phones write it)
    ],
)
def test_allergies_are_pinned(text, values):
    assert pinned(text) == of_kind("allergy", *values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("I take metformin", ["metformin"]),
        ("I'm on warfarin and bisoprolol", ["warfarin", "bisoprolol"]),
        ("started lisinopril last week", ["lisinopril"]),
        ("I take 5 mg of ramipril and 40 mg simvastatin every night", ["5 mg of ramipril", "40 mg simvastatin"]),
        ("My doctor put me on apixaban 5mg twice a day for AF", ["apixaban 5mg"]),
        ("I was prescribed a new cream for my skin", ["new cream"]),
        ("Meds: metformin 500mg, folic acid", ["metformin 500mg", "folic acid"]),
        ("I take my Ozempic on Mondays", ["Ozempic"]),
        ("I use a steroid inhaler", ["steroid inhaler"]),
        ("I am on the pill", ["pill"]),
        ("I don't take aspirin but I take clopidogrel", ["clopidogrel"]),
        ("I've stopped taking sertraline because it made me sick", ["stopped sertraline"]),
        ("My husband, who is 70, takes amlodipine", ["my husband: amlodipine"]),
    ],
)
def test_medicines_are_pinned(text, values):
    assert [fact for fact in pinned(text) if fact[0] != "age"] == of_kind("medicine", *values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("I have type 2 diabetes", ["type 2 diabetes"]),
        ("I was diagnosed with atrial fibrillation in 2019", ["atrial fibrillation in 2019"]),
        ("I suffer from migraines", ["migraines"]),
        ("I have high blood pressure, high cholesterol and gout", ["high blood pressure", "high cholesterol", "gout"]),
        ("I have two kids and asthma", ["asthma"]),
        ("I'm a type 1 diabetic", ["type 1 diabetic"]),
        ("I had a heart attack in 2018", ["heart attack in 2018"]),
        ("I have a family history of breast cancer", ["family history of breast cancer"]),
        ("I live with epilepsy", ["epilepsy"]),
        ("I've been diagnosed with multiple sclerosis. What is the outlook?", ["multiple sclerosis"]),
        ("My son has asthma", ["my son: asthma"]),
    ],
)
def test_conditions_are_pinned(text, values):
    assert pinned(text) == of_kind("condition", *values)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I'm 20 weeks pregnant", "20 weeks pregnant"),
        ("we're expecting", "expecting"),
        ("We are expecting twins, and worried", "expecting twins"),
        ("I think I'm pregnant", "might be pregnant"),
        ("My wife is 12 weeks pregnant", "my wife: 12 weeks pregnant"),
        ("I'm in my third trimester", "in my third trimester"),
        ("I am breastfeeding", "breastfeeding"),
        ("I gave birth last week", "ended: gave birth"),
        ("I had a miscarriage", "ended: had a miscarriage"),
        ("I'm no longer pregnant", "ended: no longer pregnant"),
    ],
)
def test_pregnancy_and_its_end_are_pinned(text, value):
    assert pinned(text) == of_kind("pregnancy", value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I'm 67", "67"),
        ("I am 45 years old", "45"),
        ("67 year old man here", "67"),
        ("I turned 40 yesterday", "40"),
        ("my son is 4", "my son: 4"),
        ("My baby is 6 months old", "my baby: 6 months"),
        ("my 4-year-old daughter fell", "my daughter: 4"),
    ],
)
def test_ages_are_pinned_with_whose_they_are(text, value):
    assert pinned(text) == of_kind("age", value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("please remember that I faint at needles. Thanks!", "I faint at needles"),
        ("Can you remember that I'm left-handed?", "I'm left-handed"),
        ("Hi. Please don't forget: I prefer 37.5 °C, not °F.", "I prefer 37.5 °C, not °F"),
        ("please remember that Ann is my carer and can't drive", "Ann is my carer and can't drive"),
    ],
)
def test_what_a_person_asks_to_remember_is_kept_word_for_word(text, value):
    assert pinned(text) == of_kind("remember", value)


@pytest.mark.parametrize(
    "text",
    [
        "am I allergic to penicillin?",
        "Is my son allergic to nuts?",
        "do i have diabetes",
        "I have asthma, don't I?",
        "Can I take ibuprofen if I'm allergic to aspirin",
        "What happens if I have a stroke?",
        "Should I worry that I have high blood pressure?",
        "Do you remember that I have asthma?",
        "What are the side effects of metformin?",
        "Can I have ibuprofen and take aspirin?",
    ],
)
def test_a_question_states_nothing(text):
    assert pinned(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "I don't have diabetes",
        "I'm not pregnant",
        "I'm not allergic to anything",
        "I don't think I'm allergic to latex",
        "No known allergies",
        "Allergies: none",
        "I never take aspirin",
        "I am not on any medication",
        "I used to be allergic to milk",
        "I'm worried I have cancer",
        "I think I have flu",
    ],
)
def test_a_negation_or_a_doubt_states_nothing(text):
    assert pinned(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "I'm on holiday",
        "I'm a nurse and I'm on shift",
        "I take the bus",
        "I take care of my mother",
        "I have a question about diabetes",
        "I have a diabetes appointment on Monday",
        "I have a headache and a fever of 39.5",
        "I am 72 kg and 180 cm",
        "I'm 90% sure",
        "I'm expecting a call",
        "my allergies are killing me",
        "He is 80",
        "I live with my parents",
        "?!.,;\n\x00",
    ],
)
def test_other_talk_states_nothing(text):
    assert pinned(text) == []


def test_the_statement_beside_a_question_counts():
    assert pinned("I'm 67 and take warfarin, can I take ibuprofen?") == [("age", "67"), ("medicine", "warfarin")]
    assert pinned("Can I have ibuprofen since I'm on warfarin?") == [("medicine", "warfarin")]
    assert pinned("im allergic to aspirin which painkiller is safe") == [("allergy", "aspirin")]


def test_he_and_she_are_who_was_spoken_of_last():
    text = "Is metformin safe? My daughter is 12 and has type 1 diabetes, she takes insulin. I'm allergic to nuts"
    assert pinned(text) == [
        ("age", "my daughter: 12"),
        ("condition", "my daughter: type 1 diabetes"),
        ("medicine", "my daughter: insulin"),
        ("allergy", "nuts"),
    ]


def test_a_described_patient_keeps_what_is_theirs():
    assert pinned("My patient is a 70 year old man with heart failure on furosemide") == [
        ("age", "my patient: 70"),
        ("condition", "my patient: heart failure"),
        ("medicine", "my patient: furosemide"),
    ]
    assert pinned("67 year old woman with COPD") == [("age", "67"), ("condition", "COPD")]


def test_a_dropped_subject_is_read_by_the_form_of_its_verb():
    assert pinned("I'm 67, take warfarin and am diabetic") == [
        ("age", "67"),
        ("medicine", "warfarin"),
        ("condition", "diabetic"),
    ]
    assert pinned("My dad is 70 and diabetic") == [("age", "my dad: 70"), ("condition", "my dad: diabetic")]


def test_a_long_wish_is_kept_to_its_bound():
    ((_, value),) = pinned("Please remember that " + "I like tea and " * 100)
    assert value.startswith("I like tea and I like tea")
    assert len(value) <= VALUE_CHARS


@pytest.mark.parametrize("text", ["i am " * 200_000, "\n" * 10**6, "my " * 300_000, "a" * 10**6, "I'm 67. " * 10_000])
def test_a_megabyte_is_read_in_bounded_time(text):
    pinned_facts(text, NOON)  # the suite's own time-out is the guard: a quadratic pattern would take minutes


def fact(kind: str, value: str, at: datetime = NOON) -> PinnedFact:
    return PinnedFact(kind, value, at)


def test_the_same_said_again_takes_the_newest_time_and_keeps_its_place():
    known = [fact("allergy", "Penicillin"), fact("medicine", "warfarin")]
    assert merge(known, [fact("allergy", "penicillin", LATER)]) == [
        fact("allergy", "penicillin", LATER),
        fact("medicine", "warfarin"),
    ]


def test_an_older_statement_that_arrives_late_does_not_replace_a_newer_one():
    known = [fact("age", "68", LATER), fact("allergy", "nuts", LATER)]
    assert merge(known, [fact("age", "67"), fact("allergy", "nuts")]) == known


def test_an_age_is_replaced_for_its_own_person_only():
    known = [fact("age", "67"), fact("age", "my son: 4")]
    assert merge(known, [fact("age", "my son: 5", LATER)]) == [fact("age", "67"), fact("age", "my son: 5", LATER)]


@pytest.mark.parametrize(("one", "other"), [("5 µg of x", "5 g of x"), ("аспирин 5", "пенициллин 5"), ("< 5", "> 5")])
def test_values_that_differ_by_a_sign_or_a_script_are_two_facts(one, other):
    assert len(merge([fact("medicine", one)], [fact("medicine", other)])) == 2


def test_nothing_else_is_ever_dropped():
    known = [fact("pregnancy", "20 weeks pregnant"), fact("medicine", "warfarin"), fact("condition", "warfarin")]
    new = [fact("pregnancy", "ended: gave birth", LATER), fact("medicine", "stopped warfarin", LATER)]
    assert merge(known, new) == known + new
