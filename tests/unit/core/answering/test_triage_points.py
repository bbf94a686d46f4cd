"""What the sheet of points promises: phrases add up to a decision anyone can follow, in messages of any length."""

import hashlib
import json
from importlib.resources import files

import pytest

from bedside.core.answering.triage import Urgency, triage
from bedside.core.answering.triage.deciding import analyse, fired, scored
from bedside.core.answering.triage.phrases import phrases, questions
from bedside.core.answering.triage.points import PIECE, SHEET, Points, Sheet, pieces, score, sheet_of
from cpu_time import cpu_s


def found(text: str) -> set[str]:
    return {phrase for of_word in phrases(analyse(text)) for phrase in of_word}


def test_phrases_are_words_alone_and_in_twos_and_threes_within_a_sentence() -> None:
    assert {"heavy", "heavy pain", "heavy pain now", "^heavy", "^heavy pain"} <= found("heavy pain now. Bye")
    assert "now bye" not in found("heavy pain now. Bye")


def test_relatives_and_numbers_are_alike() -> None:
    assert "<relative> took #" in found("my dad took 30") & found("my aunt took 12")


def test_a_denied_word_and_a_word_of_the_past_are_phrases_of_their_own() -> None:
    assert "not: pain" in found("no chest pain")
    assert "past: stroke" in found("I had a stroke in 2014")


def test_asking_is_a_fact_of_the_whole_message() -> None:
    assert questions("is it bad? tell me") == {"(asks)"}
    assert questions("is it bad?") == {"(asks)", "(ends asking)"}
    assert questions("it is bad") == frozenset()


def test_points_are_added_and_the_bar_is_taken_off() -> None:
    sheet = Sheet({"rope": Points(7, 1, 0), "(asks)": Points(-2, 0, 0)}, Points(4, 4, 4), Points(4, 4, 4))
    sixty = frozenset({"rope", *(str(n) for n in range(59))})
    scores = score(sixty, frozenset({"(asks)"}), sheet)
    assert (scores.crisis, scores.danger, scores.poisoning) == (1, -3, -4)


@pytest.mark.parametrize(("points", "asks", "doubtful"), [(60, "?", True), (60, "", False), (600, "?", False)])
def test_danger_is_doubtful_where_something_is_asked_and_the_points_are_few(
    points: int, asks: str, doubtful: bool
) -> None:
    sheet = Sheet({"lamp": Points(0, points, -99)}, Points(10, 10, 10), Points(500, 500, 500))
    told = triage("we talked about the old green lamp that was left in the shed over there" + asks, sheet)
    assert (told.urgency, told.doubtful) == (Urgency.EMERGENCY, doubtful)


@pytest.mark.parametrize("points", [Points(60, 0, 0), Points(0, 60, 60)])
def test_a_crisis_or_a_poisoning_is_never_doubtful(points: Points) -> None:
    sheet = Sheet({"lamp": points}, Points(10, 10, 10), Points(500, 500, 500))
    told = triage("we talked about the old green lamp that was left in the shed over there?", sheet)
    assert told.urgency in (Urgency.CRISIS, Urgency.POISONING)
    assert not told.doubtful


@pytest.mark.parametrize(("points", "doubtful"), [(60, True), (350, False)])
def test_where_a_rule_fired_fewer_points_leave_no_doubt(points: int, doubtful: bool) -> None:
    sheet = Sheet({"inhaler": Points(0, points, -99)}, Points(10, 10, 10), Points(500, 500, 500))
    text = "What is asthma? I can't breathe and my inhaler isn't working at all any more since tonight"
    assert fired(analyse(text)).first
    assert triage(text, sheet).doubtful is doubtful
    plain = "What is a spacer? I keep my inhaler on the old green shelf in the hall all day and all night"
    assert not fired(analyse(plain)).first
    assert triage(plain, sheet).doubtful


def test_what_a_rule_decides_alone_is_never_doubtful() -> None:
    assert not triage("my husband is not breathing?").doubtful


def test_the_bar_rises_with_the_length_of_a_message() -> None:
    sheet = Sheet({"rope": Points(6, 0, 0)}, Points(4, 4, 4), Points(4, 4, 4))
    longer = frozenset({"rope", *(str(n) for n in range(239))})
    assert score(longer, frozenset(), sheet).crisis == -1


def test_a_long_message_is_looked_at_piece_by_piece() -> None:
    message = analyse("we walked to the shop and bought bread. " * 100)
    spans = [span for span, _ in pieces(message)]
    assert all(len(span) == PIECE for span in spans)
    assert {i for span in spans for i in span} == set(range(len(message.words)))


@pytest.mark.parametrize("place", [0, 40, 79])
def test_one_sentence_of_despair_in_pages_of_small_talk_is_heard(place: int) -> None:
    pages = ["we walked to the shop and bought bread."] * 80
    pages.insert(place, "I don't want to wake up any more. I have written the letters and I am so sorry.")
    assert triage(" ".join(pages)).urgency is Urgency.CRISIS


def test_a_finding_by_points_alone_names_the_phrases_that_counted_most() -> None:
    text = "I've given away the dog and written to everyone so it can be over on Friday, sorry"
    told = triage(text)
    assert (told.urgency, told.rule) == (Urgency.CRISIS, "points")
    assert all(SHEET.points[phrase].crisis > 0 for phrase in told.evidence.split(", "))


@pytest.mark.parametrize(
    "text",
    [
        "I took too many sleeping pills, what will happen?",
        "my throat is closing up after eating shrimp, help?",
        "Is it normal to want to die?",
        "how many paracetamol would kill me?",
        "My baby isn't breathing what do I do?",
        "how do I stop heavy bleeding? my husband cut his arm with a saw and it won't stop",
    ],
)
def test_a_question_mark_does_not_outvote_what_is_plain(text: str) -> None:
    assert triage(text).urgency is not Urgency.NONE


def test_a_calm_question_does_not_outvote_what_is_told_after_it() -> None:
    assert triage("what does a heart attack feel like, his chest is being crushed").urgency is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Is bleach poisonous? my toddler drank some",
        "is antifreeze toxic? my son drank a glass",
        "Do button batteries matter? my one year old swallowed one",
        "what is carbon monoxide? the alarm is going and we all have headaches",
        "what causes vomiting blood? I just did, a bowl full",
    ],
)
def test_what_is_told_after_a_calm_question_takes_up_its_words(text: str) -> None:
    assert triage(text).urgency is not Urgency.NONE


@pytest.mark.parametrize(
    "text",
    ["Is honey good for a cough? my toddler had some", "What is a bruise? I hit my knee yesterday", "what is gout?"],
)
def test_a_calm_question_and_a_calm_story_stay_calm(text: str) -> None:
    assert triage(text).urgency is Urgency.NONE


def test_the_sheet_is_whole_numbers_a_person_can_read() -> None:
    assert 2_000 < len(SHEET.points) < 8_000
    assert SHEET.points["(question)"].danger < 0 < SHEET.points["kill myself"].crisis


def test_a_line_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match=r".+"):
        sheet_of(["rope\tmany\t0\t0\t1"])


def test_points_of_20000_characters_are_added_in_milliseconds() -> None:
    text = ("no chest pain my head hurts and i take pills but not want to walk the dog in the park. " * 300)[:20_000]
    message = analyse(text)
    rules = fired(message)
    assert cpu_s(lambda: scored(message, rules, frozenset(), SHEET), rounds=5) < 0.05


SMALL_TALK = (
    "We moved house last spring and the garden is lovely now. My neighbour brings her tomatoes over on Sundays. "
    "The bus was late again and I read the paper. I have worked at the library for eleven years. "
) * 2


@pytest.mark.parametrize(
    "question",
    [
        "Can I jump on a gym ball after a C-section at 10 weeks?",
        "What kills head lice for good? I've drowned them in conditioner three nights running and still they come.",
        "Will my old self harm scars tan or burn differently on holiday?",
    ],
)
def test_no_rule_alone_makes_a_calm_question_urgent_because_the_message_is_long(question: str) -> None:
    message = f"{SMALL_TALK}{question} {SMALL_TALK}"
    assert len(analyse(message).words) > PIECE
    assert fired(analyse(message)).first
    assert triage(message).urgency is Urgency.NONE


def test_a_trampoline_is_no_plan_however_long_the_message() -> None:
    message = f"{SMALL_TALK}Can I jump on a trampoline after a C-section at 10 weeks? {SMALL_TALK}"
    assert not fired(analyse(message)).first
    assert triage(message).urgency is Urgency.NONE


@pytest.mark.parametrize(
    "text",
    [
        "rota is going round daycare, how many days of puke and poo are we in for",
        "jaw clicking and hurts near my ear, what can I do at home",
        "The trucker's lunch: I wolf it down in four minutes and fart all the way home. Is it the speed or the food?",
    ],
)
def test_an_ordinary_question_in_plain_words_is_not_urgent(text: str) -> None:
    assert triage(text).urgency is Urgency.NONE


def test_vomit_that_smells_like_poo_is_urgent() -> None:
    assert triage("gran is vomiting and it smells like poo, belly swollen since two days").urgency is Urgency.EMERGENCY


def test_what_a_rule_found_in_a_long_message_is_read_by_itself_too() -> None:
    message = f"{SMALL_TALK}My husband is not breathing. {SMALL_TALK}"
    assert triage(message).urgency is Urgency.EMERGENCY


def test_the_sheet_is_the_one_its_manifest_speaks_of() -> None:
    folder = files("bedside.core.answering.triage")
    manifest = json.loads((folder / "points.manifest.json").read_text())
    assert hashlib.sha256((folder / "points.tsv").read_bytes()).hexdigest() == manifest["sheet_sha256"]
