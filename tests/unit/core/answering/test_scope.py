"""What no library can answer is declined with whom to ask; the general question beside it is not."""

import pytest

from bedside.core.answering.scope import out_of_scope

DECLINED = {
    "dose": [
        "What is the right dose of amoxicillin for my son?",
        "how many mg of ibuprofen can i take",
        "Is 800 mg too much?",
    ],
    "dose change": [
        "Should I stop taking my warfarin?",
        "can i double my insulin dose tonight",
        "Is it ok to cut my sertraline tablets down?",
    ],
    "diagnosis": ["What illness do I have?", "Can you diagnose me?", "do i have cancer?"],
    "record": ["What did my blood test results say?", "Look up my medical record"],
    "logistics": ["How much does an MRI cost?", "Does my insurance cover physiotherapy?", "book me an appointment"],
    "not human health": ["My dog is limping", "Can I sue the hospital?", "Who won the world cup?"],
}
ANSWERED = [
    "What is gout?",
    "How is the effect of warfarin watched?",
    "What are the side effects of ibuprofen?",
    "How is asthma treated?",
    "What causes cancer?",
    "Why does insulin matter in diabetes?",
    "How is a biopsy done?",
    "What does a high blood sugar mean?",
    "Can cats give people toxoplasmosis?",
    "What causes a leaking heart valve?",
    "My urine is leaking when I cough, what helps?",
    "Can football cause concussion?",
    "Does cold weather make arthritis worse?",
    "How do I not get ill when my kitten has scratched me?",
    "Is a blood sugar of 250 mg/dl high?",
    "What is a normal fasting glucose in mg/dl?",
    "What dose of radiation does a CT scan give?",
    "Is it safe to stop smoking while taking the pill?",
    "Do I need an appointment for a flu shot?",
    "How many days does mumps last and is there a pill for it?",
    "My results say TSH high, what does that mean?",
    "What should I ask my doctor about statins?",
]


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in DECLINED.items() for text in texts])
def test_it_is_declined_by_its_name_with_somebody_to_ask(name: str, text: str) -> None:
    declined = out_of_scope(text)
    assert declined is not None
    assert declined.name == name
    assert len(declined.said) == 2


@pytest.mark.parametrize("text", ANSWERED)
def test_a_general_question_is_in_scope(text: str) -> None:
    assert out_of_scope(text) is None


@pytest.mark.parametrize(
    "text", ["SHOULD I STOP MY WARFARIN", "should i stop my warfarin", "Should I stop my warfarin?!"]
)
def test_case_and_marks_do_not_matter(text: str) -> None:
    assert out_of_scope(text) is not None


def test_a_question_at_the_end_of_a_long_story_is_seen() -> None:
    story = "It has been a long week and nothing much happened on the ward. " * 300
    assert out_of_scope(story) is None
    assert out_of_scope(story + "How many mg of ibuprofen can I take?") is not None


def test_what_is_said_holds_no_number_and_names_no_medicine() -> None:
    for texts in DECLINED.values():
        for text in texts:
            said = " ".join(out_of_scope(text).said)  # type: ignore[union-attr]
            assert not any(character.isdigit() for character in said)


@pytest.mark.parametrize(
    "text", ["thanks", "Hello!", "ok, thank you very much", "Good morning :)", "thanks that helped a lot!"]
)
def test_a_courtesy_is_no_question(text: str) -> None:
    reason = out_of_scope(text)
    assert reason is not None
    assert reason.name == "courtesy"


@pytest.mark.parametrize("text", ["hello, what causes gout", "thanks. is croup contagious", "hi doc my knee hurts"])
def test_a_courtesy_before_a_question_is_no_reason(text: str) -> None:
    assert out_of_scope(text) is None
