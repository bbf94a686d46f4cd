"""What triage promises: it catches what cannot wait, in any spelling, and leaves ordinary questions alone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bedside.core.answering.triage import Triage, Urgency, first_line, triage
from bedside.core.answering.triage.rules import ALL
from cpu_time import cpu_s

DEV_SET = Path(__file__).parents[4] / "benchmarks" / "sets" / "triage_dev.jsonl"
URGENT_BODY = frozenset({Urgency.EMERGENCY, Urgency.POISONING})


def urgency(text: str) -> Urgency:
    return triage(text).urgency


def said(*texts: str) -> pytest.MarkDecorator:
    """Runs a test once for each message."""
    return pytest.mark.parametrize("text", texts)


def shares(decide: Callable[[str], Triage]) -> dict[str, float]:
    """Shares of the dev set: emergencies and crises caught, look-alikes taken for one or the other."""
    cases = [json.loads(line) for line in DEV_SET.read_text("utf-8").splitlines()]
    found = [(case["label"], decide(case["text"]).urgency) for case in cases]
    body = [got in URGENT_BODY for label, got in found if label in URGENT_BODY]
    mind = [got is Urgency.CRISIS for label, got in found if label == Urgency.CRISIS]
    calm = [got for label, got in found if label == Urgency.NONE]
    return {
        "emergencies": sum(body) / len(body),
        "crises": sum(mind) / len(mind),
        "false_emergencies": sum(got in URGENT_BODY for got in calm) / len(calm),
        "false_crises": sum(got is Urgency.CRISIS for got in calm) / len(calm),
    }


def within_bounds(found: dict[str, float]) -> bool:
    caught = found["emergencies"] >= 0.98 and found["crises"] >= 0.97
    return caught and found["false_emergencies"] <= 0.15 and found["false_crises"] <= 0.05


def test_the_dev_set_is_met_within_its_bounds() -> None:
    found = shares(triage)
    assert within_bounds(found), found


@said(
    "every night I ask the lord to take me before sunrise",
    "I really hope the lump is cancer so that it can all be over",
    "they'd be sad for a month and then it would be easier for all of them",
    "I won't make it to my 21st and that's ok",
    "found a home for the cat so nobody has to deal with her after I'm gone",
    "sent her 'love you always, tell the kids sorry' and now his phone is off",
    "he said I won't have to worry about him much longer",
    "there's a rope in the shed and I keep going to look at it",
    "I have been stashing my zopiclone in a shoebox since spring",
    "how long does it take to die if you stop your insulin",
    "I'm parked at the cliff and I can't make myself go home",
    "Would the life insurance pay my family if I did it myself?",
    "I tried with the belt last night but it snapped",
    "I burn my thighs with a lighter when it all gets too loud",
    "found rows of fresh cuts hidden under my daughter's sleeves",
    "there is a whisper telling me to jump",
    "gonna yeet myself off the overpass lol",
    "ctb on friday",
    "i want to see my grandad in heaven soon",
)
def test_a_crisis_that_names_no_death_is_heard(text: str) -> None:
    assert urgency(text) is Urgency.CRISIS


@said(
    "I ran 10 kms and my knee hurts",
    "the stairs at work will be the death of me, is it asthma?",
    "my mum made peace with her diagnosis, which hospice forms do we need?",
    "which disinfectant kills norovirus?",
    "our school counsellor is leaving, we made a goodbye card for her",
    "how long does paracetamol take to work?",
    "can I rehome my dog? I am allergic to him",
    "do I need to keep my insulin in the fridge on holiday?",
    "my uncle died by suicide last year, where can I find a support group?",
)
def test_words_of_crisis_in_another_sense_are_left_alone(text: str) -> None:
    assert urgency(text) is not Urgency.CRISIS


@pytest.mark.parametrize("answer", list(Urgency))
def test_a_triage_that_always_answers_the_same_is_out_of_bounds(answer: Urgency) -> None:
    assert not within_bounds(shares(lambda _: Triage(answer)))


@said("can't breathe", "not breathing", "no pulse", "she won't wake up", "no wet nappy since last night, baby limp")
def test_a_denial_that_is_itself_the_symptom_counts(text: str) -> None:
    assert urgency(text) is Urgency.EMERGENCY


@said(
    "no chest pain, no trouble breathing, just a cough",
    "denies chest pain, shortness of breath or fainting",
    "he bumped his head but has not vomited and did not pass out",
    "I feel low but I'm not suicidal",
)
def test_a_denied_symptom_does_not_count(text: str) -> None:
    assert urgency(text) is Urgency.NONE


def test_a_question_of_knowledge_is_not_urgent_until_someone_is_ill() -> None:
    assert urgency("What are the signs of a stroke?") is Urgency.NONE
    assert urgency("what are signs of a stroke, my dad's face is drooping") is Urgency.EMERGENCY


@said(
    "What is choking. my baby is doing it now",
    "what is a heart attack. I think I am having one",
    "What is a seizure. my wife 36 weeks pregnant is having one",
)
def test_a_question_without_its_mark_does_not_hide_what_is_told(text: str) -> None:
    assert urgency(text) is Urgency.EMERGENCY


@said(
    "he hit his head and now one pupil is bigger",
    "my daughter banged her head and her speech is slurred",
    "the bone is sticking out of my son's leg and blood is spurting",
    "a nail is sticking out of my foot",
)
def test_an_injury_is_no_crisis_and_no_birth(text: str) -> None:
    found = triage(text)
    assert found.urgency is Urgency.EMERGENCY
    assert found.rule != "birth-now"


def test_a_head_hit_again_and_again_is_a_crisis() -> None:
    assert urgency("she keeps banging her head against the wall when upset") is Urgency.CRISIS


def test_the_past_is_not_urgent_until_it_comes_back() -> None:
    assert urgency("I had a heart attack in 2015, can I fly?") is Urgency.NONE
    assert urgency("I had a heart attack in 2015 and now the same pain is in my chest and arm") is Urgency.EMERGENCY
    assert urgency("I attempted suicide in 2009, been fine since") is Urgency.NONE
    assert urgency("I attempted suicide in 2009 and those thoughts are back") is Urgency.CRISIS


def test_figures_of_speech_stories_and_pets_are_not_urgent() -> None:
    for text in ("these shoes are killing me", "in my novel the hero is stabbed", "our puppy swallowed a battery"):
        assert urgency(text) is Urgency.NONE, text


def test_playing_it_down_changes_nothing() -> None:
    assert urgency("probably nothing but there is a crushing pain in my chest") is Urgency.EMERGENCY


@said(
    "he is unconsious",
    "CRUSHNG CHEST PIAN",
    "she is havin a siezure",
    "swolen toungue, cant breth",
    "uncontrolable bleedng",
)
def test_typing_slips_are_read_through(text: str) -> None:
    assert urgency(text) is Urgency.EMERGENCY


@said("kms", "i want to unalive myself", "thinking about su1cide tonight", "i wanna k*ll myself")
def test_slang_and_disguised_words_are_read_through(text: str) -> None:
    assert urgency(text) is Urgency.CRISIS


def test_an_overdose_taken_to_die_is_a_crisis_and_one_by_mistake_a_poisoning() -> None:
    assert urgency("I swallowed the whole bottle of pills, I want to die") is Urgency.CRISIS
    assert urgency("I took 14 paracetamol today without realising") is Urgency.POISONING


def test_a_crisis_wins_over_an_emergency_and_still_names_the_ambulance() -> None:
    found = triage("I cut my wrists because I want to die and the bleeding won't stop")
    assert found.urgency is Urgency.CRISIS
    assert "999" in first_line(found.urgency, found.rule, "en-GB").splitlines()[0]


def test_rule_ids_are_unique() -> None:
    assert len({rule.id for rule in ALL}) == len(ALL)


@said("", " ", "\x00\x07\u202e", "\U0001f62d" * 50, "?!.,;", "1/0", "0" * 400, "9/9/9/9", "\ud800", "٣/٤ ²", "'''s 'll")
def test_any_string_is_met_without_an_error(text: str) -> None:
    assert urgency(text) is Urgency.NONE


def test_the_finding_names_its_rule_and_its_words() -> None:
    found = triage("My husband is NOT BREATHING!!")
    assert (found.urgency, found.rule, found.evidence) == (Urgency.EMERGENCY, "not-breathing", "not_breathing")


@pytest.mark.parametrize("place", ["head", "middle", "tail"])
def test_two_megabytes_are_read_at_head_middle_and_tail(place: str) -> None:
    padding, cry = "we walked to the shop and bought bread. " * 25_000, " my husband is not breathing. "
    text = {"head": cry + padding + padding, "middle": padding + cry + padding, "tail": padding + padding + cry}[place]
    assert urgency(text) is Urgency.EMERGENCY
    assert cpu_s(lambda: urgency(text)) < 2


def test_time_grows_no_faster_than_the_message() -> None:
    dense = "no chest pain my head hurts and i take pills but not want to "
    assert cpu_s(lambda: triage(dense * 330)) < 25 * cpu_s(lambda: triage(dense * 33)) + 0.05


@said(
    "the toddler has been at my blood pressure tablets, no idea how many",
    "gran swallowed the tablets of the lady next door by mistake",
    "I injected the quick insulin instead of the slow one by mistake",
    "he took a swig of weedkiller out of a lemonade bottle",
    "we lit coals in the tent and everyone woke with a pounding head",
    "foxglove leaves ended up in our salad and his pulse feels slow",
    "took my sleeping tablet, forgot, and took another two",
    "our little one sucked a tube of numbing cream",
)
def test_a_poisoning_is_known_whoever_took_whatever_in_whichever_way(text: str) -> None:
    assert urgency(text) is Urgency.POISONING


@said(
    "his tracheostomy is plugged and the suction tube will not pass",
    "a bat was in the room where the children slept",
    "the elbow is pointing backwards after the fall",
    "her potassium came back as 6.9",
    "nurse says he scores GCS 8",
    "someone is doing compressions on the postman",
    "the weakness started in my feet and now my hands go too",
    "speech like porridge since this morning",
)
def test_rarer_emergencies_and_vivid_words_are_caught(text: str) -> None:
    assert urgency(text) in URGENT_BODY


@said(
    "Our daughter has fits from a CDKL5 gene change, what does this mean for her?",
    "What foods help with too much iron in the blood?",
    "the doctor doubled my dose of ramipril, is a dry cough normal",
)
def test_a_known_illness_or_a_planned_change_is_no_emergency(text: str) -> None:
    assert urgency(text) is Urgency.NONE


@pytest.mark.parametrize("asked", ["what is her pulse?", "pulse?", "bp", "what are his sats"])
@pytest.mark.parametrize("between", [". ", ", ", " ", "; ", " - ", "\n", "? "])
@said(
    "Her chest hurts", "His chest is hurting", "chest pain", "chest hurts", "She has chest pain", "slurred speech",
    "coughing blood", "he fainted", "cold and clammy", "she can't breathe",
)  # fmt: skip
def test_what_is_told_beside_a_question_of_values_is_urgent_whatever_stands_between(
    text: str, between: str, asked: str
) -> None:
    assert urgency(text + between + asked) in URGENT_BODY


@said("Her chest hurts", "his chest is hurting", "my mother's chest hurts", "his chest pains")
def test_a_chest_that_hurts_is_urgent_whosever_it_is(text: str) -> None:
    assert urgency(text) is Urgency.EMERGENCY


@said(
    "no chest pain, pulse?", "her chest hurts when she coughs", "what causes chest pain and a high pulse?",
    "chest physio done, sats?", "her chest is clear, what are her sats", "her chest pain has gone, what is her pulse",
)  # fmt: skip
def test_a_chest_that_does_not_hurt_now_is_not_urgent_beside_a_question_of_values(text: str) -> None:
    assert urgency(text) is Urgency.NONE


@said(
    "pulse of the man in the window bed", "is 100.4 F a fever", "pulse two minutes ago", "her saturation an hour ago",
    "pulse in the last 3 minutes", "sats yesterday and today", "pulse of the girl in the end bed",
    "temperature of the lady by the window", "her pulse twenty minutes ago", "is 99.9 F a fever or normal",
)  # fmt: skip
def test_a_question_of_readings_is_neither_an_emergency_nor_a_poisoning(text: str) -> None:
    assert urgency(text) is Urgency.NONE
