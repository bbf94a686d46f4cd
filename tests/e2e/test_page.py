"""The page, driven in a browser against a running Bedside: what a person sees, hears and can do with a keyboard.

How the page draws an outcome, a failure or hostile text is tested with a canned stream in place of `POST /chat`, since
the server is built never to send some of them; everything else is the real thing.
"""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.accessibility import faults
from e2e.driving import DEVICES, ask, opened

OUTCOMES = ("answered", "abstained", "emergency", "crisis", "refused")
CITED = "What does each NEWS2 total mean?"
URGENT = "Call 112 now. This may be a heart attack."


def a_passage(text: str = "Rest and fluids help. Some people need a clinician.") -> dict[str, Any]:
    return {
        "id": "p1",
        "document_id": "d1",
        "title": "Influenza",
        "focus": "Influenza",
        "question": "How is influenza treated?",
        "text": text,
        "source": "Bedside starter library (not clinically reviewed)",
        "url": "https://example.org/influenza",
    }


def an_answer(outcome: str = "answered", **changes: Any) -> dict[str, Any]:
    sentences: list[dict[str, Any]] = [{"text": "Rest and fluids help.", "citations": [1]}]
    if outcome in ("emergency", "crisis"):
        sentences = [{"text": URGENT, "citations": []}, {"text": "Stay with them.", "citations": []}]
    separator = "\n" if outcome in ("emergency", "crisis") else " "
    cited = {"n": 1, "kind": "passage", "quote": "Rest and fluids help."} | a_passage()
    answer = {
        "answer_id": "ans-canned",
        "conversation_id": "canned",
        "outcome": outcome,
        "answer": separator.join(s["text"] + "".join(f" [{n}]" for n in s["citations"]) for s in sentences),
        "sentences": sentences,
        "citations": [cited] if sentences[0]["citations"] else [],
        "warnings": [],
        "library_version": "default-1",
        "library_as_of": "2026-01-02T03:04:05Z",
        "model_versions": {"generator": "extractive"},
        "took_ms": 12.5,
    }
    return answer | changes


def stream_of(answer: dict[str, Any], passages: list[dict[str, Any]]) -> str:
    urgent = answer["outcome"] if answer["outcome"] in ("emergency", "crisis") else ""
    events = [("triage", {"outcome": urgent}), ("passages", {"passages": passages})]
    events += [("token", {"text": letter}) for letter in answer["answer"]]
    events += [("citation", citation) for citation in answer["citations"]]
    events.append(("done", answer))
    return "".join(f"event: {name}\r\ndata: {json.dumps(data)}\r\n\r\n" for name, data in events)


def canned(page: Page, answer: dict[str, Any], passages: list[dict[str, Any]] | None = None) -> None:
    """Lets the next questions be answered with this, as one stream."""
    body = stream_of(answer, [a_passage()] if passages is None else passages)
    page.unroute("**/chat")
    page.route("**/chat", lambda route: route.fulfill(content_type="text/event-stream", body=body))


# What a person gets


def test_a_question_gets_an_answer_whose_citation_opens_the_passage_beside_it(page: Page) -> None:
    ask(page, CITED)

    page.locator(".sentence button.cite").first.click()

    panel = page.locator("#passage")
    expect(panel).to_be_visible()
    expect(panel.locator("h2")).not_to_be_empty()
    expect(panel.locator("mark").first).to_be_visible()
    expect(panel.get_by_text("Not clinically reviewed", exact=True)).to_be_visible()
    expect(panel.get_by_text("Library as of")).to_be_visible()
    expect(panel.get_by_role("link", name="Open the source")).to_have_attribute("rel", "noopener noreferrer")


def test_the_marked_words_are_the_cited_sentence(page: Page) -> None:
    ask(page, CITED)
    cited = page.locator(".sentence").first
    marks = "".join(cited.locator("button").all_text_contents())
    said = (cited.text_content() or "").removesuffix(marks)

    cited.locator("button.cite").first.click()

    marked = " ".join(page.locator("#passage mark").all_text_contents())
    assert " ".join(said.split()) in " ".join(marked.split())


def test_an_emergency_stands_first_and_can_be_dialled(page: Page) -> None:
    ask(page, "My father has crushing chest pain and is sweating, his left arm hurts")

    turn = page.locator('.turn[data-outcome="emergency"]')
    expect(turn.locator(".alarm-line")).to_be_visible()
    expect(turn.locator('a[href^="tel:"]').first).to_be_visible()
    expect(page.locator("#said-at-once")).to_contain_text("Emergency")


def test_a_crisis_is_met_with_help_to_call(page: Page) -> None:
    ask(page, "I want to kill myself tonight")

    turn = page.locator('.turn[data-outcome="crisis"]')
    expect(turn.locator(".alarm")).to_contain_text("Help is available now")
    expect(turn.locator('a[href^="tel:"]').first).to_be_visible()


def test_a_question_the_library_cannot_answer_says_so(page: Page) -> None:
    ask(page, "How much does a hip replacement cost in Norway?")

    expect(page.locator('.turn[data-outcome="abstained"] .outcome')).to_have_text("The library does not answer this")


def test_an_answer_from_what_a_person_told_is_not_said_to_come_from_the_library(page: Page) -> None:
    ask(page, "I am allergic to latex. What am I allergic to?")
    turn = page.locator(".turn").last
    expect(turn).to_contain_text("From what you told here")
    expect(turn).to_contain_text("your allergies: latex")
    expect(turn).not_to_contain_text("0 passages")


def test_the_page_says_that_it_is_no_medical_device(page: Page) -> None:
    expect(page.get_by_text("Not a medical device. Does not replace a clinician.")).to_be_visible()


def test_an_example_question_is_asked_by_a_click(page: Page) -> None:
    page.get_by_role("button", name="What is a normal respiratory rate?").click()

    expect(page.locator(".turn .question")).to_contain_text("What is a normal respiratory rate?")
    expect(page.locator(".turn .about")).to_be_visible()


def test_the_library_tells_what_is_in_it(page: Page) -> None:
    page.get_by_role("button", name="Library as of").click()

    box = page.get_by_role("dialog", name="Library")
    expect(box).to_contain_text("Passages")
    expect(box.locator("time").first).to_be_visible()


def test_the_page_asks_nothing_of_any_other_host(browser: Browser, page_url: str) -> None:
    page = browser.new_context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_url)
    ask(page, CITED)

    assert [url for url in asked if not url.startswith(page_url)] == []
    page.context.close()


# Feedback and conversations


def test_feedback_is_stored_with_its_answer(page: Page, page_url: str) -> None:
    ask(page, CITED)
    answer_id = page.locator(".about dd").first.text_content()

    page.get_by_role("button", name="Correct it").click()
    page.get_by_label("What should it say?").fill("Totals of 7 or more call for an emergency review.")
    page.get_by_label("Why, or from which source").fill("RCP 2017")
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_text("It is stored with this answer")).to_be_visible()
    stored = page.request.get(f"{page_url.rstrip('/')}/answers/{answer_id}").json()["feedback"][-1]
    assert (stored["verdict"], stored["comment"]) == ("corrected", "RCP 2017")
    assert stored["correction"] == "Totals of 7 or more call for an emergency review."


def test_helpful_takes_one_press(page: Page) -> None:
    ask(page, CITED)

    page.get_by_role("button", name="Helpful", exact=True).click()

    expect(page.get_by_role("button", name="Helpful", exact=True)).to_have_attribute("aria-pressed", "true")


def test_a_conversation_is_found_again_with_its_citations(page: Page) -> None:
    ask(page, CITED)
    page.get_by_role("button", name="New question").click()
    expect(page.locator(".turn")).to_have_count(0)

    page.locator("#conversations .open").first.click()

    page.locator(".sentence button.cite").first.click()
    expect(page.locator("#passage mark").first).to_be_visible()


def test_a_reload_keeps_the_conversation(page: Page) -> None:
    ask(page, CITED)

    page.reload()

    expect(page.locator(".turn .about")).to_be_visible()


def test_a_conversation_is_deleted_only_once_confirmed(page: Page) -> None:
    ask(page, CITED)
    delete = page.locator("#conversations .delete")

    delete.click()
    page.get_by_role("button", name="Keep it").click()
    expect(delete).to_have_count(1)
    delete.click()
    page.get_by_role("button", name="Delete", exact=True).click()

    expect(delete).to_have_count(0)
    expect(page.locator(".turn")).to_have_count(0)


def test_another_person_sees_no_conversation_of_mine(page: Page, browser: Browser, page_url: str) -> None:
    ask(page, CITED)

    other = opened(browser, page_url)

    expect(other.locator("#no-conversations")).to_be_visible()
    other.context.close()


# Hostile text


def test_markup_from_the_server_is_shown_as_text(page: Page) -> None:
    hostile = '<img src=x onerror="window.ran=1"><b>bold</b>'
    sentences = [{"text": hostile, "citations": [1]}]
    cited = a_passage(hostile) | {"n": 1, "kind": "passage", "title": hostile, "quote": hostile, "source": hostile}
    canned(page, an_answer(answer=hostile, sentences=sentences, citations=[cited]), [a_passage(hostile)])

    ask(page, hostile)
    page.locator(".sentence button.cite").click()

    expect(page.locator("#passage mark")).to_have_text(hostile)
    expect(page.locator(".sentence")).to_contain_text(hostile)
    assert page.locator("main img, main b, #passage img, #passage b").count() == 0
    assert page.evaluate("window.ran") is None


def test_the_browser_itself_refuses_text_as_markup(page: Page) -> None:
    with pytest.raises(Exception, match="TrustedHTML"):
        page.evaluate("document.body.innerHTML = '<b>no</b>'")


def test_only_web_addresses_become_links(page: Page) -> None:
    cited = a_passage() | {"n": 1, "kind": "passage", "url": "javascript:alert(1)", "quote": "Rest and fluids help."}
    canned(page, an_answer(citations=[cited]), [])
    ask(page, "flu?")

    page.locator(".sentence button.cite").click()

    expect(page.locator("#passage mark")).to_be_visible()
    expect(page.locator("#passage a")).to_have_count(0)


# When it fails


def test_a_problem_says_what_to_do_and_keeps_the_question(page: Page) -> None:
    problem = {"title": "Not available now", "detail": "the index is opening", "next_step": "Repeat in a few seconds."}
    body = json.dumps(problem)
    page.route("**/chat", lambda route: route.fulfill(status=503, content_type="application/problem+json", body=body))
    page.locator("#message").fill("What is asthma?")
    page.locator("#message").press("Enter")
    expect(page.locator(".problem:visible")).to_contain_text("The index is opening. Repeat in a few seconds.")
    expect(page.locator("#message")).to_have_value("What is asthma?")

    canned(page, an_answer())
    page.get_by_role("button", name="Try again").click()

    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator(".turn .about")).to_be_visible()
    expect(page.locator("#message")).to_have_value("")


def test_a_stream_that_breaks_off_is_not_taken_for_an_answer(page: Page) -> None:
    half = 'event: token\ndata: {"text": "Take "}\n\n'
    page.route("**/chat", lambda route: route.fulfill(content_type="text/event-stream", body=half))
    page.locator("#message").fill("What is asthma?")
    page.locator("#message").press("Enter")

    expect(page.locator(".problem:visible")).to_contain_text("The answer broke off")
    expect(page.locator(".turn .about")).to_have_count(0)


def test_an_emergency_that_breaks_off_still_says_whom_to_call(page: Page) -> None:
    begun = 'event: triage\ndata: {"outcome": "emergency"}\n\n'
    page.route("**/chat", lambda route: route.fulfill(content_type="text/event-stream", body=begun))
    page.locator("#message").fill("help")
    page.locator("#message").press("Enter")

    expect(page.locator(".problem:visible")).to_be_visible()
    expect(page.locator(".alarm-line")).to_have_text("Call your local emergency number now.")


def test_what_was_typed_outlives_a_reload(page: Page) -> None:
    page.locator("#message").fill("My long story")

    page.reload()

    expect(page.locator("#message")).to_have_value("My long story")


# Numbers that can be dialled


@pytest.mark.parametrize(
    ("line", "links"),
    [
        ("Call 112 now.", ["tel:112"]),
        ("Call 999 or text SHOUT to 85258.", ["tel:999", "sms:85258"]),
        ("Samaritans answer on 116 123 at any hour.", ["tel:116123"]),
        ("Poison Help is 1-800-222-1222.", ["tel:18002221222"]),
        ("Push 100 to 120 times a minute for 112 seconds.", []),
        ("A pulse of 119 beats, 94% oxygen and 911 mg.", []),
    ],
)
def test_only_telephone_numbers_are_dialled(page: Page, line: str, links: list[str]) -> None:
    sentences = [{"text": "Get help.", "citations": []}, {"text": line, "citations": []}]
    canned(page, an_answer("crisis", answer=f"Get help.\n{line}", sentences=sentences))

    ask(page, "help")

    found = page.locator(".answer > p a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert found == links


# For everybody


def test_everything_can_be_done_from_the_keyboard(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type(CITED)
    page.keyboard.press("Enter")
    expect(page.locator(".turn .about")).to_be_visible()

    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.sentence button.cite')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#passage h2")).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.locator("#passage")).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.sentence button.cite')")


def test_on_a_phone_a_passage_keeps_the_focus_until_it_is_closed(browser: Browser, page_url: str) -> None:
    page = opened(browser, page_url, "phone")
    canned(page, an_answer())
    ask(page, "flu?")
    page.locator(".sentence button.cite").click()

    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('#passage')")

    page.locator("#scrim").click(position={"x": 10, "y": 10})
    expect(page.locator(".sentence button.cite")).to_be_focused()
    page.context.close()


def test_an_answer_is_said_aloud_once_and_not_by_letters(page: Page) -> None:
    canned(page, an_answer())
    page.evaluate(
        "window.said = []; new MutationObserver(() => window.said.push(document.getElementById('said').textContent))"
        ".observe(document.getElementById('said'), {childList: true, subtree: true, characterData: true})"
    )

    ask(page, "flu?")

    said = page.evaluate("window.said")
    assert said == ["Looking in the library.", "Answered from 1 passage. Rest and fluids help."]


def test_an_emergency_is_said_at_once(page: Page) -> None:
    canned(page, an_answer("emergency"))

    ask(page, "help")

    expect(page.locator("#said-at-once")).to_have_text(f"Emergency. {URGENT}")


def test_the_chosen_appearance_is_kept(page: Page) -> None:
    toggle = page.get_by_role("button", name="Dark appearance")
    toggle.click()
    page.reload()

    expect(toggle).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


@pytest.mark.parametrize("width", [320, 360, 820])
def test_nothing_runs_out_of_a_narrow_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    canned(page, an_answer(sentences=[{"text": "Rest and fluids help.", "citations": [1]}]))

    ask(page, "w" * 300)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_targets_are_large_enough_to_hit(browser: Browser, page_url: str) -> None:
    page = opened(browser, page_url, "phone")
    canned(page, an_answer())
    ask(page, "flu?")

    small = page.evaluate(
        "[...document.querySelectorAll('button, summary, a.call')].filter(node => node.checkVisibility())"
        ".map(node => [node.getBoundingClientRect(), node.outerHTML.slice(0, 90)])"
        ".filter(([box]) => box.width && (box.width < 24 || box.height < 24)).map(([, html]) => html)"
    )
    assert small == []
    page.context.close()


@pytest.mark.parametrize("device", list(DEVICES))
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_each_outcome_is_accessible(browser: Browser, page_url: str, outcome: str, device: str) -> None:
    page = opened(browser, page_url, device)
    canned(page, an_answer(outcome, warnings=["The generator is not answering."]))

    ask(page, "How is influenza treated?")

    assert faults(page) == []
    page.context.close()


VIEWS = [(view, device) for view in ("empty", "passage", "feedback", "library", "confirm") for device in DEVICES]


@pytest.mark.parametrize(("view", "device"), [*VIEWS, ("menu", "phone")])
def test_each_view_is_accessible(browser: Browser, page_url: str, view: str, device: str) -> None:
    page = opened(browser, page_url, device)
    if view != "empty":
        ask(page, CITED)
    if view == "passage":
        page.locator(".sentence button.cite").first.click()
    if view == "feedback":
        page.get_by_role("button", name="Correct it").click()
    if view == "library":
        page.locator("#library-open").click()
    if view == "menu" or (view == "confirm" and device == "phone"):
        page.locator("#menu").click()
    if view == "confirm":
        page.locator("#conversations .delete").first.click()

    assert faults(page) == []
    page.context.close()
