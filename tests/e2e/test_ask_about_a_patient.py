"""From the patient's page to a question about the patient, answered from the readings of this moment."""

import time
from datetime import UTC, datetime

import httpx2
from playwright.sync_api import Page, expect

from e2e.accessibility import faults


def send(url: str, patient: str, value: float) -> None:
    at = datetime.fromtimestamp(time.time() - 1, UTC).isoformat()
    reading = {"patient_id": patient, "signal": "heart_rate", "value": value, "unit": "/min", "observed_at": at}
    assert httpx2.post(f"{url}/ingest", json={"readings": [reading]}).json()["accepted"] == 1


def send_and_wait(url: str, patient: str, value: float) -> None:
    """Sends a reading, and waits until it is the latest, as it is within a fraction of a second."""
    send(url, patient, value)
    deadline = time.monotonic() + 5.0
    while f'"value":{value:g}' not in httpx2.get(f"{url}/patients/{patient}/latest").text.replace(".0", ""):
        assert time.monotonic() < deadline, "the reading did not become the latest"
        time.sleep(0.05)


def test_a_question_about_a_patient_is_asked_from_their_page_and_shows_its_reading(page: Page, page_url: str) -> None:
    send(page_url, "p-asked", 71)
    page.goto(f"{page_url}/ward/patients/p-asked")
    page.get_by_role("link", name="Ask about this patient").click()
    expect(page.locator("#about")).to_contain_text("About p-asked, from the readings of this moment.")
    assert faults(page) == []
    send_and_wait(page_url, "p-asked", 83)
    page.get_by_label("Your health question").fill("What is the heart rate now?")
    page.keyboard.press("Enter")
    expect(page.locator(".turn").last).to_contain_text("The heart rate is 83/min", timeout=15_000)
    page.locator(".turn .cite").first.click()
    expect(page.locator("#passage-kind")).to_have_text("Reading")
    expect(page.locator("#passage-content")).to_contain_text("83")


def test_without_a_patient_in_the_address_nobody_is_asked_about(page: Page, page_url: str) -> None:
    for address in (f"{page_url}/", f"{page_url}/?patient=%20", f"{page_url}/?patient=a%E2%80%8Bb"):
        page.goto(address)
        expect(page.locator("#about")).to_be_hidden()


def test_markup_in_the_address_is_shown_as_the_text_that_it_is(page: Page, page_url: str) -> None:
    page.goto(f"{page_url}/?patient=%3Cb%3E")
    expect(page.locator("#about strong")).to_have_text("<b>")
    expect(page.locator("#about b")).to_have_count(0)
