"""The patient's page and the handover list in a browser: what is old is never shown as what is now."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bedside.assembly.notifying import now_ms
from service.waiting import eventually
from service.ward_service import CALM, ROUND, WardService, ward_service

HOUR = 3_600_000
DASH = "\N{EN DASH}"


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WardService]:
    """Gives a ward with a silent monitor, values by hand, and pressures of one and of two measurements."""
    with ward_service(tmp_path_factory.mktemp("ward")) as running:
        at = now_ms()
        for number, name in enumerate(("lost", "calm", "apart", "together"), 1):
            running.admit(name, str(number), on_oxygen=False)
        running.measure("lost", at - 600_000, source="manual", **ROUND)
        running.measure("lost", at - 60_000, **CALM)
        running.measure("calm", at - 60_000, source="manual", **ROUND, **CALM)
        running.measure(
            "apart", at - 3 * HOUR, source="manual", systolic_bp=170.0, diastolic_bp=105.0, temperature=38.4
        )
        running.measure("apart", at - 60_000, source="manual", systolic_bp=92.0, **CALM)
        running.measure("together", at - 60_000, source="manual", systolic_bp=122.0, diastolic_bp=81.0)
        counts = {"lost": 6, "calm": 6, "apart": 6, "together": 2}
        eventually(lambda: all(len(running.bed(name).get("values", ())) == count for name, count in counts.items()))
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def test_a_score_whose_monitor_is_silent_is_marked_on_the_patients_page(page: Page, ward: WardService) -> None:
    page.goto(f"{ward.url}/ward/patients/lost")
    score = page.locator("#news2")
    expect(score).to_have_attribute("data-old", "true")
    expect(score).to_contain_text(re.compile(r"Not current, .* old: not heard of .*SpO₂ since \d\d:\d\d"))
    expect(score).to_contain_text("Was 0")
    for word in ("low risk", "routine"):
        expect(score).not_to_contain_text(word)


def test_a_score_of_a_silent_pulse_rate_is_marked_on_board_patients_page_and_handover(
    page: Page, ward: WardService
) -> None:
    ward.admit("pulse", "5", on_oxygen=False)
    ward.measure("pulse", now_ms() - 60_000, source="manual", **ROUND, spo2=97.0, respiratory_rate=15.0)
    ward.measure("pulse", now_ms() - 60_000, pulse_rate=72.0)
    eventually(lambda: len(ward.bed("pulse").get("values", ())) == 6)
    page.goto(f"{ward.url}/ward")
    bed = page.locator(".bed", has=page.locator(".bed-who", has_text="pulse"))
    expect(bed.locator(".news2")).to_have_attribute("data-old", "true")
    page.goto(f"{ward.url}/ward/patients/pulse")
    expect(page.locator("#news2")).to_contain_text("not heard of PR since")
    page.goto(f"{ward.url}/ward/handover")
    expect(page.locator("tbody tr", has_text="pulse")).to_contain_text(re.compile(r"not current, .* old: PR lost"))


def test_a_score_that_a_person_measured_is_current_on_the_patients_page(page: Page, ward: WardService) -> None:
    page.goto(f"{ward.url}/ward/patients/calm")
    expect(page.locator("#news2")).to_contain_text("0 · low risk")
    expect(page.locator("#news2")).to_have_attribute("data-old", "false")


def test_the_handover_list_marks_a_score_that_is_not_current(page: Page, ward: WardService) -> None:
    page.goto(f"{ward.url}/ward/handover")
    row = page.locator("tbody tr", has_text="lost")
    expect(row.first).to_contain_text(re.compile(r"not current, .* old: .*SpO₂.* lost"))
    expect(page.locator("tbody tr", has_text="calm")).not_to_contain_text("not current")


def test_the_handover_list_pairs_no_pressures_of_two_measurements(page: Page, ward: WardService) -> None:
    page.goto(f"{ward.url}/ward/handover")
    row = page.locator("tbody tr", has_text="apart")
    expect(row).to_contain_text(f"BP 92/{DASH} · BP {DASH}/105 (3 h ago) · Temp 38.4 (3 h ago)")
    expect(page.locator("tbody tr", has_text="together")).to_contain_text("BP 122/81")
