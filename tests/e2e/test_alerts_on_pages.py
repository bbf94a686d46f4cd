"""Alerts on the board, the patient's page and the handover list: which stand first, what is counted, who saw them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bedside.assembly.notifying import now_ms
from bedside.ports import Silence
from service.ward_service import CALM, WardService, ward_service

MINUTE = 60_000
ABOUT_7, ABOUT_11 = (("NEWS2", 7.0),), (("NEWS2", 11.0),)


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WardService]:
    """A bed of many alerts; the gravest is the oldest, and seen. Others got worse after they were seen; one is over."""
    with ward_service(tmp_path_factory.mktemp("ward")) as running:
        at = now_ms()
        for number, name in enumerate(("many", "again"), 1):
            running.admit(name, str(number), on_oxygen=False)
            running.measure(name, source="manual", **CALM)
        running.alert("many", "limit_low:spo2", reason="SpO2 85", opened_ms=at - 60 * MINUTE)
        running.here.alerts.acknowledge("alert-many-limit_low:spo2", "Ann", "", at)
        for signal in ("spo2", "heart_rate", "respiratory_rate"):
            running.alert("many", f"sensor_silent:{signal}", "low", reason=f"{signal} silent")
        running.alert("again", "news2", reason="NEWS2 7", about=ABOUT_7)
        running.here.alerts.acknowledge("alert-again-news2", "Ann", "", at)
        running.alert("again", "news2", reason="NEWS2 now 11", about=ABOUT_11)
        running.alert("again", "pews", reason="PEWS 8", about=(("PEWS", 8.0),))
        running.here.alerts.acknowledge("alert-again-pews", "Ann", "", at)
        running.alert("again", "pews", reason="PEWS now 12", about=(("PEWS", 12.0),))
        running.alert("again", "pews", reason="PEWS 8", about=(("PEWS", 8.0),), state="closed", closed_ms=at)
        for number in range(60):
            past = {"alert_id": f"past-{number}", "reason": f"past {number}", "state": "closed"}
            running.alert("many", "trend", "low", **past, opened_ms=at - (50 - number // 2) * MINUTE, closed_ms=at)
        yield running


def opened(browser: Browser, url: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(20_000)
    page.goto(url)
    return page


def bed(page: Page, name: str) -> Any:
    return page.locator(".bed", has=page.locator(".bed-who", has_text=name))


def test_the_board_shows_the_gravest_though_it_was_seen_and_counts_the_rest(
    browser: Browser, ward: WardService
) -> None:
    page = opened(browser, f"{ward.url}/ward")
    many = bed(page, "many")
    expect(many.locator(".state")).to_contain_text("Critical")
    expect(many.locator(".episode")).to_have_count(3)
    expect(many.locator(".episode").first).to_contain_text("SpO2 85")
    expect(many.locator(".more")).to_contain_text("1 more, 1 not seen")
    page.context.close()


def test_the_board_shows_what_nobody_saw_before_a_further_one_that_somebody_did(
    browser: Browser, tmp_path: Path
) -> None:
    with ward_service(tmp_path) as other:
        other.admit("p1", "1")
        for number in range(3):
            other.alert("p1", f"limit_low:{number}", reason=f"grave {number}")
            other.here.alerts.acknowledge(f"alert-p1-limit_low:{number}", "Ann", "", now_ms())
        other.alert("p1", "trend", "medium", reason="RR rising")
        page = opened(browser, f"{other.url}/ward")
        expect(bed(page, "p1").locator(".episode").last).to_contain_text("RR rising")
        expect(bed(page, "p1").locator(".more")).to_contain_text("1 more")
        expect(bed(page, "p1").locator(".more")).not_to_contain_text("not seen")
        page.context.close()


LONG = "SpO2 85 % below the limit of 92 for 12 min, was 96 an hour ago; RR 28/min and rising for 30 min, on oxygen"


@pytest.mark.parametrize("width", [390, 1024, 1920])
def test_every_alert_of_a_card_is_read_whole(browser: Browser, tmp_path: Path, width: int) -> None:
    with ward_service(tmp_path) as other:
        other.admit("p1", "1")
        for number in range(4):
            other.alert("p1", f"limit_low:{number}", reason=f"{number}: {LONG}")
        page = opened(browser, f"{other.url}/ward")
        page.set_viewport_size({"width": width, "height": 844})
        reasons = bed(page, "p1").locator(".episode-reason")
        expect(reasons).to_have_count(3)
        cut = "node => node.scrollWidth > node.clientWidth || node.scrollHeight > node.clientHeight + 1"
        assert [one.evaluate(cut) for one in reasons.all()] == [False] * 3
        expect(bed(page, "p1").locator(".more")).to_have_text("1 more, 1 not seen")
        page.context.close()


def test_of_many_beds_a_card_shows_the_gravest_alert_counts_the_others_and_tells_a_pause(
    browser: Browser, tmp_path: Path
) -> None:
    with ward_service(tmp_path) as many:
        for number in range(40):
            many.admit(f"p{number:02}", str(number + 1), paused_until_ms=now_ms() + 60 * MINUTE, paused_by="Ann")
        for number in range(3):
            many.alert("p00", f"limit_low:{number}", reason=f"low {number}")
        page = opened(browser, f"{many.url}/ward")
        expect(page.locator(".beds.dense")).to_be_visible()
        first = page.locator(".bed").first
        expect(first.locator(".episode")).to_have_count(1)
        expect(first.locator(".more")).to_be_visible()
        expect(first.locator(".more")).to_have_text("2 more, 2 not seen")
        expect(first.locator(".chip.held")).to_be_visible()
        page.context.close()


def test_the_handover_has_the_gravest_first_and_counts_what_it_has_no_room_for(
    browser: Browser, ward: WardService
) -> None:
    page = opened(browser, f"{ward.url}/ward/handover")
    row = page.locator("tr", has_text="many").first
    alerts = row.locator("td").nth(3).locator("li")
    expect(alerts.first).to_contain_text("SpO2 85")
    expect(alerts.first).to_contain_text("seen by Ann")
    expect(alerts.last).to_have_text("58 more")
    page.context.close()


def test_the_patient_page_has_the_gravest_first_and_shows_the_rest_when_asked(
    browser: Browser, ward: WardService
) -> None:
    page = opened(browser, f"{ward.url}/ward/patients/many")
    alerts = page.locator("#alerts > li")
    expect(alerts.first).to_contain_text("SpO2 85")
    expect(alerts).to_have_count(21)
    expect(page.locator("#news2")).to_contain_text("risk not known")
    expect(page.locator("#news2")).not_to_contain_text("null")
    alerts.last.get_by_role("button", name="44 more").click()
    expect(alerts).to_have_count(64)
    page.context.close()


def test_nowhere_is_an_alert_that_got_worse_shown_as_seen(browser: Browser, ward: WardService) -> None:
    page = opened(browser, f"{ward.url}/ward")
    expect(bed(page, "again").locator(".episode")).to_contain_text("NEWS2 now 11")
    expect(bed(page, "again").locator(".episode")).to_contain_text("worse than what Ann saw")
    for path, place in (("ward/patients/again", "#alerts"), ("ward/handover", "main")):
        page.goto(f"{ward.url}/{path}")
        for reason in ("NEWS2 now 11", "PEWS now 12"):
            told = page.locator(place).locator("li", has_text=reason).first
            expect(told).to_contain_text("worse than what Ann saw")
            expect(told).not_to_contain_text("seen by")
    page.context.close()


@pytest.fixture
def worse(tmp_path: Path) -> Iterator[WardService]:
    with ward_service(tmp_path) as running:
        running.admit("p1", "1")
        running.alert("p1", "news2", reason="NEWS2 7", about=ABOUT_7)
        yield running


def get_worse(ward: WardService) -> None:
    known = ward.here.alerts.get("alert-p1-news2")
    ward.here.alerts.record([replace(known, reason="NEWS2 now 11", about=ABOUT_11)], [], now_ms())


def test_an_acknowledgement_on_the_board_of_what_got_worse_is_refused_and_the_new_state_shown(
    browser: Browser, worse: WardService
) -> None:
    page = opened(browser, f"{worse.url}/ward")
    bed(page, "p1").get_by_role("button", name="Acknowledge").click()
    page.get_by_label("Your name").fill("Ann")
    get_worse(worse)
    page.get_by_role("button", name="I have seen it").click()
    expect(page.locator("#ack-problem")).to_contain_text("worse since it was shown. Read what")
    expect(page.locator("#ack-reason")).to_contain_text("NEWS2 now 11")
    assert worse.here.alerts.get("alert-p1-news2").state == "open"
    page.get_by_role("button", name="I have seen it").click()
    expect(bed(page, "p1").locator(".episode")).to_contain_text("Seen by Ann")
    page.context.close()


def test_an_acknowledgement_on_the_patient_page_of_what_got_worse_is_refused_and_the_new_state_shown(
    browser: Browser, worse: WardService
) -> None:
    page = opened(browser, f"{worse.url}/ward/patients/p1")
    page.get_by_label("Your name").fill("Ann")
    button = page.locator("#alerts").get_by_role("button", name="Acknowledge: NEWS2 7")
    expect(button).to_be_visible()
    page.route("**/ack*", lambda route: (get_worse(worse), route.continue_()))
    button.click()
    expect(page.locator("#pause-said")).to_contain_text("worse since it was shown")
    assert worse.here.alerts.get("alert-p1-news2").state == "open"
    page.locator("#alerts").get_by_role("button", name="Acknowledge: NEWS2 now 11").click()
    expect(page.locator("#alerts")).to_contain_text("seen by Ann")
    page.context.close()


def test_who_silenced_what_until_when_and_why_is_on_the_board_and_the_patients_page(
    browser: Browser, ward: WardService
) -> None:
    until_ms = now_ms() + 3 * 24 * 60 * MINUTE
    said = {"until_ms": until_ms, "by": "Dr Bo", "why": "comfort care", "created_ms": now_ms()}
    held = Silence(silence_id="s1", patient_id="again", rule=None, **said)
    ward.here.alerts.put_silence(held)
    ward.here.alerts.put_silence(replace(held, silence_id="s2", patient_id=None, rule="news2"))
    try:
        page = opened(browser, f"{ward.url}/ward")
        chip = bed(page, "again").locator(".chip", has_text="silenced")
        expect(chip).to_have_text(re.compile(r"Notices silenced until .*\d\d:\d\d by Dr Bo: comfort care"))
        expect(bed(page, "many").locator(".chip", has_text="silenced")).to_have_count(0)
        expect(page.locator("#system")).to_contain_text(re.compile("For everybody: news2 silenced until .* by Dr Bo"))
        page.goto(f"{ward.url}/ward/patients/again")
        expect(page.locator("#facts")).to_contain_text("by Dr Bo: comfort care")
        page.goto(f"{ward.url}/ward/handover")
        expect(page.locator("tbody tr", has_text="again")).to_contain_text("by Dr Bo: comfort care")
        expect(page.locator("#silenced")).to_contain_text(re.compile("For everybody: news2 silenced until .* by Dr Bo"))
        page.context.close()
    finally:
        for one in ("s1", "s2"):
            ward.here.alerts.end_silence(one, now_ms())
