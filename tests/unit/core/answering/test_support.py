"""The support check: what the evidence says passes, and each way of saying something else is named."""

import pytest

from bedside.core.answering.support import check, content_words, names, quantities, says_the_same

EVIDENCE = [
    "Aspirin relieves pain. Adults take no more than 4,000 mg in 24 hours.",
    "It is not given to children under 16 years of age.",
]


@pytest.mark.parametrize(
    "sentence",
    [
        "Aspirin relieves pain.",
        "Pain is sometimes relieved: aspirin relieves pain.",
        "Adults take no more than 4000 mg in 24 hours.",
        "Children under 16 years are not given it.",
        "The pain is relieved by aspirin.",
    ],
)
def test_what_the_evidence_says_is_supported(sentence: str) -> None:
    assert check(sentence, EVIDENCE, "aspirin").supported


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Adults take no more than 400 mg in 24 hours.", "numbers"),
        ("Adults take no more than 4,000 g in 24 hours.", "numbers"),
        ("Adults take no more than 4,000 mg in 24 days.", "numbers"),
        ("Children under 61 years are not given it.", "numbers"),
        ("Aspirin never relieves pain.", "negation"),
        ("Aspirin relieves fever.", "content"),
        ("Aspirin cures leukaemia.", "content"),
        ("Aspirin relieves pain <b>now</b>.", "markup"),
        ("Aspirin relieves pain, see https://aspirin.example.", "markup"),
        ("Aspirin relieves [pain](x).", "markup"),
    ],
)
def test_a_planted_fault_is_named(sentence: str, reason: str) -> None:
    verdict = check(sentence, EVIDENCE, "aspirin")
    assert (verdict.supported, verdict.reason) == (False, reason)


def test_evidence_on_something_else_supports_nothing_rephrased() -> None:
    assert check("Pain is relieved.", EVIDENCE, "warfarin").reason == "subject"
    assert check("Pain is relieved.", EVIDENCE).supported


def test_an_empty_key_is_named_by_anything_and_another_form_of_the_word_counts() -> None:
    assert names("", [])
    assert names("children", ["A child's fever; childrens' wards."])
    assert not names("gout", ["Asthma is a disease."])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4,000 mg daily", {("4000", "mg")}),
        ("38.5 °C and 12 %", {("38.5", "°c"), ("12", "%")}),
        ("12 percent", {("12", "%")}),
        ("for 2 days or 1 day", {("2", "day"), ("1", "day")}),
        ("vitamin b12", set()),
        ("no number", set()),
    ],
)
def test_quantities_are_read_with_their_units(text: str, expected: set) -> None:
    assert quantities(text) == expected


@pytest.mark.parametrize(
    ("rephrasing", "reason"),
    [
        ("Take the tablets before meals to lower the risk of ulcers.", ""),
        ("Before meals, take the tablets: that reduces the risk of ulcers.", ""),
        ("Take the tablets after meals to lower the risk of falls.", "turned"),
        ("Do not take the tablets before meals to lower the risk of ulcers.", "turned"),
        ("Take the tablets before meals to raise the risk of ulcers.", "turned"),
        ("Take 2 tablets before meals to lower the risk of ulcers.", "numbers"),
        ("Take something before it lowers anything.", "lost"),
    ],
)
def test_a_rephrasing_must_say_the_same(rephrasing: str, reason: str) -> None:
    original = "Take the tablets before meals to lower the risk of ulcers."
    assert says_the_same(original, rephrasing).reason == reason


def test_content_is_words_that_claim_something_in_any_form() -> None:
    assert content_words("The treatments were treating 3 of them") == content_words("treated treatment")
    assert content_words("it is the of and 12 38.5") == frozenset()
