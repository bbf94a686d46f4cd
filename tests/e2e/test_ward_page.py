"""The ward's pages in a browser against a running service: what a nurse sees and can do, and must never see."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Browser, Page, expect

from bedside.assembly.notifying import now_ms
from bedside.ports import AlarmLimits, Note
from e2e.accessibility import faults
from service.waiting import eventually
from service.ward_service import CALM, ROUND, WardService, ward_service

HOUR = 3_600_000
DASH = "\N{EN DASH}"
DASHES = f"{DASH} {DASH}"
DEVICES = {"desktop": (1280, 800), "tablet": (768, 1024), "phone": (390, 844)}


def furnish(ward: WardService) -> None:
    """Puts six patients to bed, each in another state."""
    at = now_ms()
    pause = {"paused_until_ms": at + HOUR, "paused_by": "Ann", "paused_why": "washing"}
    for number, name in enumerate(("calm", "sick", "score", "lost", "nobody", "paused"), 1):
        ward.admit(name, str(number), on_oxygen=False, **(pause if name == "paused" else {}))
    ward.admit("south", "1", ward="South", on_oxygen=False)
    for name in ("calm", "sick", "score", "lost", "paused", "south"):
        ward.measure(name, at - 600_000, source="manual", **ROUND)
        for minute in range(30, 0, -1):
            if not 10 < minute < 16:
                ward.measure(name, at - minute * 60_000, **CALM)
        if name != "lost":
            refresh(ward, name)
    ward.alert("sick")
    ward.alert("lost", "sensor_silent:spo2", "low", reason="SpO2 sensor silent for 1 min")
    ward.here.patients.add_note("sick", Note("Ann", "Sits up to breathe.", at))
    limits = {"heart_rate": AlarmLimits(50.0, 120.0)}
    ward.here.patients.edit("sick", lambda was: replace(was, limits=limits), at)


def refresh(ward: WardService, name: str) -> None:
    """Lets the monitor of a bed speak now, as a person whose values hold through a slow test."""
    worse = {"sick": {"heart_rate": 132.0, "respiratory_rate": 27.0, "spo2": 89.0}, "score": {"respiratory_rate": 25.0}}
    ward.measure(name, source="manual", **{**CALM, **worse.get(name, {})})


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WardService]:
    with ward_service(tmp_path_factory.mktemp("ward")) as running:
        furnish(running)
        eventually(lambda: "No data" not in shown(running, "calm", "lost"))
        yield running


def shown(ward: WardService, *names: str) -> list[str]:
    """Returns what the board says of beds; a page that is made once must not be made before."""
    beds = {one["patient_id"]: one["word"] for one in httpx2.get(f"{ward.url}/ward.json").json()["beds"]}
    return [beds[name] for name in names]


def opened(browser: Browser, url: str, device: str = "desktop") -> Page:
    width, height = DEVICES[device]
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(url)
    return page


def board(browser: Browser, ward: WardService, device: str = "desktop") -> Page:
    page = opened(browser, f"{ward.url}/ward", device)
    expect(page.locator(".bed").first).to_be_visible()
    return page


@pytest.fixture
def page(browser: Browser, ward: WardService) -> Iterator[Page]:
    page = board(browser, ward)
    yield page
    page.context.close()


@pytest.fixture
def patient(browser: Browser, ward: WardService) -> Iterator[Page]:
    page = opened(browser, f"{ward.url}/ward/patients/sick")
    expect(page.locator(".chart").first).to_be_visible()
    yield page
    page.context.close()


def bed(page: Page, name: str) -> Any:
    return page.locator(".bed", has=page.locator(".bed-who", has_text=name))


# The board


def test_the_worst_bed_stands_first_with_word_icon_reason_and_who_can_see_it(page: Page) -> None:
    first = page.locator(".bed").first
    expect(first).to_contain_text("Bed 2")
    expect(first.locator(".state")).to_contain_text("Critical")
    expect(first.locator(".state svg")).to_be_visible()
    expect(first.locator(".episode-reason")).to_contain_text("RR up 11 in 20 min")
    expect(first.get_by_role("button", name="Acknowledge for Bed 2")).to_be_visible()


def test_a_lost_sensor_has_no_number_that_looks_live(page: Page) -> None:
    lost = bed(page, "lost")
    expect(lost.locator(".state")).to_contain_text("Sensor lost")
    expect(lost.locator('[data-signal="spo2"] .vital-value')).to_have_text(DASHES)
    expect(lost.locator('[data-signal="spo2"] .vital-last')).to_contain_text("was 97")
    expect(lost.locator(".news2")).to_contain_text("old")
    calm = bed(page, "calm")
    expect(calm.locator(".state")).to_contain_text("No alarm")
    expect(calm.locator('[data-signal="spo2"] .vital-value')).to_have_text("97")


def test_a_bed_without_data_says_so(page: Page) -> None:
    expect(bed(page, "nobody").locator(".state")).to_contain_text("No data")
    expect(bed(page, "nobody").locator(".news2 b")).to_have_text(DASH)


def test_a_trend_is_broken_where_nothing_was_measured(page: Page) -> None:
    path = bed(page, "calm").locator('[data-signal="spo2"] path')
    page.wait_for_function("node => (node.getAttribute('d') ?? '').split('M').length > 2", arg=path.element_handle())


def test_a_pause_is_told_on_the_bed_with_who_and_why(page: Page) -> None:
    said = re.compile(r"Alarms paused until .*\d\d:\d\d by Ann: washing")
    expect(bed(page, "paused").locator(".chip")).to_have_text(said)


def test_a_score_opens_with_its_parts_by_keyboard(page: Page) -> None:
    bed(page, "score").locator(".bed-link").focus()
    page.keyboard.press("n")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Bed 3: NEWS2 3")
    expect(dialog.locator('tr[data-points="3"]')).to_contain_text("Respiratory rate")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_arrows_go_from_bed_to_bed_and_enter_opens_the_patient(page: Page) -> None:
    page.locator(".bed-link").first.focus()
    page.keyboard.press("ArrowRight")
    second = page.locator(".bed-link").nth(1)
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/ward/patients/\w+$"))


def test_a_change_is_drawn_within_two_seconds(page: Page, ward: WardService) -> None:
    ward.measure("south", source="manual", heart_rate=99.0)
    expect(bed(page, "south").locator('[data-signal="heart"] .vital-value')).to_have_text("99", timeout=2000)
    refresh(ward, "south")


def test_a_ward_is_chosen_and_kept(page: Page) -> None:
    page.get_by_label("Ward", exact=True).select_option("South")
    expect(page.locator(".bed")).to_have_count(1)
    page.reload()
    expect(page.locator(".bed")).to_have_count(1)
    page.get_by_label("Ward", exact=True).select_option("")
    expect(page.locator(".bed")).to_have_count(7)


def test_beds_stand_in_their_places_where_somebody_prefers_that(page: Page) -> None:
    page.get_by_role("button", name="By bed").click()
    expect(page.locator(".bed-name").first).to_have_text("Bed 1")
    names = page.locator(".bed-name").all_text_contents()
    assert names == ["Bed 1", "Bed 2", "Bed 3", "Bed 4", "Bed 5", "Bed 6", "Bed 1"]


def test_an_alert_is_acknowledged_with_a_name_and_everybody_sees_it(browser: Browser, ward: WardService) -> None:
    ward.alert("score", "trend", "medium", reason="RR rising for 30 min")
    mine, others = board(browser, ward), board(browser, ward)
    bed(mine, "score").get_by_role("button", name="Acknowledge").click()
    mine.get_by_label("Your name").fill("nurse 3")
    mine.get_by_role("button", name="I have seen it").click()
    expect(bed(mine, "score").locator(".bed-link")).to_be_focused()
    for page in (mine, others):
        expect(bed(page, "score").locator(".episode")).to_contain_text("Seen by nurse 3", timeout=3000)
        page.context.close()


def test_what_opened_on_another_day_has_its_date(browser: Browser, ward: WardService) -> None:
    opened = {"reason": "RR high", "opened_ms": now_ms() - 49 * 3_600_000}
    ward.alert("score", "news2_old", "medium", **opened)
    page = board(browser, ward)
    expect(bed(page, "score")).to_contain_text(re.compile(r"since \w+ \d+, \d\d:\d\d|since \d+ \w+, \d\d:\d\d"))
    page.context.close()
    ward.alert("score", "news2_old", "medium", **opened, state="closed", closed_ms=now_ms())


def test_a_failed_acknowledgement_is_not_taken_for_one(page: Page) -> None:
    page.route("**/ack**", lambda route: route.fulfill(status=503, json={"detail": "busy", "next_step": "Repeat."}))
    bed(page, "sick").get_by_role("button", name="Acknowledge").click()
    page.get_by_label("Your name").fill("Ann")
    page.get_by_role("button", name="I have seen it").click()
    expect(page.locator("#ack-problem")).to_contain_text("busy. Repeat.")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_lost_connection_is_told_and_nothing_looks_live(browser: Browser, tmp_path: Path) -> None:
    with ward_service(tmp_path) as short:
        short.admit("calm", "1", on_oxygen=False)
        short.measure("calm")
        page = board(browser, short)
        expect(page.locator("#live-word")).to_have_text("Live")
        expect(page.locator("#disconnected")).to_be_hidden()
    banner = page.locator("#disconnected")
    expect(banner).to_be_visible(timeout=20_000)
    expect(banner).to_contain_text("not live")
    box = banner.bounding_box()
    assert box is not None
    assert box["width"] == 1280
    value = page.locator(".vital-value").first
    assert value.evaluate("node => getComputedStyle(node).textDecorationLine") == "line-through"
    assert faults(page) == []
    page.context.close()


def test_a_value_grows_old_on_the_page_itself(browser: Browser, ward: WardService) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.clock.install()
    page.goto(f"{ward.url}/ward")
    expect(bed(page, "calm").locator('[data-signal="heart"] .vital-value')).to_have_text("72")
    page.route("**/ward/events*", lambda route: route.abort())
    page.clock.run_for(5 * HOUR)
    expect(bed(page, "calm").locator('[data-signal="heart"] .vital-value')).to_have_text(DASHES)
    context.close()


def test_sound_is_off_until_somebody_switches_it_on(page: Page) -> None:
    button = page.get_by_role("button", name="Alarm sound")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def test_markup_from_outside_is_shown_as_text(browser: Browser, tmp_path: Path) -> None:
    hostile = "<img src=x onerror=window.ran=1>"
    with ward_service(tmp_path) as other:
        other.admit(hostile, hostile, ward=hostile)
        other.measure(hostile)
        other.alert(hostile, reason=hostile)
        page = board(browser, other)
        expect(page.locator(".episode-reason")).to_contain_text(hostile)
        assert page.locator("main img").count() == 0
        assert page.evaluate("window.ran") is None
        page.context.close()


def test_a_child_is_shown_with_pews_on_the_board_and_on_its_own_page(browser: Browser, tmp_path: Path) -> None:
    with ward_service(tmp_path) as other:
        other.admit("child", "1", birth_date=datetime.now(UTC).date() - timedelta(days=900), on_oxygen=False)
        other.measure("child", source="manual", heart_rate=175.0, respiratory_rate=75.0, spo2=96.0)
        page = board(browser, other)
        expect(page.locator(".bed .state")).to_contain_text("Critical")
        expect(page.locator(".bed .news2")).to_contain_text("≥8PEWS")
        page.locator(".bed-link").focus()
        page.keyboard.press("n")
        expect(page.get_by_role("dialog")).to_contain_text("High risk at least: 8 or more")
        page.goto(f"{other.url}/ward/patients/child")
        expect(page.locator("#news2-title")).to_have_text("Bedside PEWS")
        expect(page.locator("#news2 .total")).to_have_text("≥8")
        page.context.close()


def test_in_pregnancy_mews_is_shown_with_its_parts_and_that_news2_does_not_apply(
    browser: Browser, tmp_path: Path
) -> None:
    sick = {"heart_rate": 115.0, "respiratory_rate": 25.0, "systolic_bp": 100.0, "spo2": 96.0}
    with ward_service(tmp_path) as other:
        other.admit("ann", "1", birth_date=date(1995, 1, 1), pregnant=True)
        other.measure("ann", source="manual", **sick, temperature=36.8, consciousness="A")
        page = board(browser, other)
        expect(page.locator(".bed .state")).to_contain_text("Critical")
        expect(page.locator(".bed .news2")).to_have_text("5MEWS")
        expect(page.locator(".bed .news2")).to_have_accessible_name(re.compile("MEWS 5. NEWS2 does not apply: pregnan"))
        expect(page.locator(".bed .chips")).to_contain_text("NEWS2 does not apply: pregnan")
        expect(page.locator(".bed .reason")).to_contain_text("HR 2, RR 2, Sys 1")
        page.locator(".bed-link").focus()
        page.keyboard.press("n")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("High risk: 5 or more")
        expect(dialog).to_contain_text("NEWS2 does not apply: pregnan")
        expect(dialog.locator("tbody tr")).to_have_count(5)
        page.goto(f"{other.url}/ward/patients/ann")
        expect(page.locator("#news2-title")).to_have_text("MEWS")
        expect(page.locator("#news2")).to_contain_text("NEWS2 does not apply: pregnan")
        expect(page.locator("#news2 .parts tbody tr")).to_have_count(5)
        page.goto(f"{other.url}/ward/handover")
        expect(page.locator("tbody td").nth(1)).to_contain_text("MEWS 5")
        expect(page.locator("tbody td").nth(1)).to_contain_text("NEWS2 does not apply: pregnan")
        page.context.close()


def test_two_hundred_beds_are_shown_close_together(browser: Browser, tmp_path: Path) -> None:
    with ward_service(tmp_path) as many:
        for number in range(200):
            many.admit(f"p{number:03}", str(number + 1))
            many.measure(f"p{number:03}", source="manual")
        page = board(browser, many)
        expect(page.locator(".bed")).to_have_count(200)
        expect(page.locator(".beds.dense")).to_be_visible()
        assert faults(page) == []
        page.context.close()


@pytest.mark.parametrize("device", DEVICES)
def test_the_board_is_accessible_and_fits(browser: Browser, ward: WardService, device: str) -> None:
    page = board(browser, ward, device)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


@pytest.mark.parametrize("view", ["score", "ack", "keys"])
def test_each_dialog_of_the_board_is_accessible(page: Page, view: str) -> None:
    if view == "score":
        bed(page, "sick").locator(".news2").click()
    if view == "ack":
        bed(page, "sick").get_by_role("button", name="Acknowledge").click()
    if view == "keys":
        page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert faults(page) == []


# The patient's page


def test_the_patient_page_shows_what_is_known(patient: Page) -> None:
    expect(patient.get_by_role("heading", level=1)).to_contain_text("Bed 2, North")
    expect(patient.locator('#latest [data-signal="heart_rate"] .value')).to_contain_text("132")
    expect(patient.locator("#news2 .total")).to_contain_text("9")
    expect(patient.locator("#alerts")).to_contain_text("RR up 11 in 20 min")
    expect(patient.locator("#notes")).to_contain_text("Sits up to breathe.")


def test_a_chart_leaves_a_gap_where_nothing_was_measured_and_is_read_by_keyboard(patient: Page) -> None:
    chart = patient.locator('.chart[data-signal="heart_rate"]')
    assert (chart.locator(".mean").get_attribute("d") or "").count("M") > 1
    expect(chart.locator(".hole").first).to_be_attached()
    expect(chart.locator(".event").first).to_be_attached()
    chart.locator("svg").focus()
    patient.keyboard.press("Home")
    expect(patient.locator("#readout")).to_contain_text("HR 72 /min")
    patient.keyboard.press("End")
    expect(patient.locator("#readout")).to_contain_text("HR 132 /min")


@pytest.mark.parametrize("hours", [8, 24, 168])
def test_history_reaches_back_as_far_as_asked(patient: Page, hours: int) -> None:
    patient.locator(f'[data-hours="{hours}"]').click()
    expect(patient.locator(f'[data-hours="{hours}"]')).to_have_attribute("aria-pressed", "true")
    expect(patient.locator("#windows-size")).to_contain_text(f"{ {8: 5, 24: 15, 168: 60}[hours] } min each")


def test_an_observation_is_entered_in_a_unit_and_its_result_is_shown(patient: Page, ward: WardService) -> None:
    patient.get_by_label("Temperature", exact=True).fill("101,3")
    patient.get_by_label("Unit of Temperature").select_option("[degF]")
    patient.get_by_label("Consciousness").select_option("C")
    patient.get_by_label("Measured by").fill("Ann")
    patient.get_by_role("button", name="Save", exact=True).click()
    expect(patient.locator("#observe-said")).to_contain_text("Temperature 101.3 °F: saved")
    expect(patient.locator('#latest [data-signal="temperature"]')).to_contain_text("38.5")
    expect(patient.locator('#latest [data-signal="temperature"]')).to_contain_text("by Ann")
    ward.measure("sick", source="manual", **ROUND)


def test_an_impossible_observation_is_refused_at_its_field_and_not_sent(patient: Page) -> None:
    sent: list[str] = []
    patient.on("request", lambda request: sent.append(request.url) if "observations" in request.url else None)
    patient.get_by_label("Oxygen saturation (%)").fill("300")
    patient.get_by_role("button", name="Save", exact=True).click()
    expect(patient.locator("#observe-spo2-fault")).to_contain_text("Possible are 10 to 100 %")
    expect(patient.get_by_label("Oxygen saturation (%)")).to_be_focused()
    assert sent == []


def test_scale_2_needs_the_word_that_a_clinician_decided_it(patient: Page, ward: WardService) -> None:
    patient.get_by_label("Scale 2, target").check()
    patient.get_by_role("button", name="Save the record").click()
    expect(patient.locator("#record-said")).to_contain_text("clinician's decision")
    assert ward.here.patients.get("sick").spo2_scale == 1
    patient.get_by_label("A competent clinician has decided this").check()
    patient.get_by_role("button", name="Save the record").click()
    expect(patient.locator("#record-said")).to_contain_text("Saved")
    assert ward.here.patients.get("sick").spo2_scale == 2
    patient.get_by_label("Scale 1, the usual one").check()
    patient.get_by_role("button", name="Save the record").click()
    expect(patient.locator("#facts")).not_to_contain_text("scale 2")


@pytest.fixture
def moving(browser: Browser, ward: WardService) -> Iterator[Page]:
    """Opens the page of a patient in bed 1 of a ward where somebody else lies in bed 2; both leave afterwards."""
    ward.admit("moving", "1", ward="West")
    ward.admit("former", "2", ward="West")
    page = opened(browser, f"{ward.url}/ward/patients/moving")
    expect(page.get_by_label("Bed", exact=True)).to_have_value("1")
    yield page
    page.context.close()
    for name in ("moving", "former"):
        ward.here.patients.edit(name, lambda was: replace(was, is_present=False), now_ms())


def test_whose_bed_was_taken_is_said_when_the_record_is_saved(moving: Page) -> None:
    moving.get_by_label("Bed", exact=True).fill("2")
    moving.get_by_role("button", name="Save the record").click()
    expect(moving.locator("#record-said")).to_contain_text("former lay in this bed, and has none now")


def test_only_what_was_changed_of_a_record_is_sent(patient: Page, ward: WardService) -> None:
    patient.get_by_label("Heart rate, high limit").fill("130")
    with patient.expect_request("**/patients/sick") as sent:
        patient.get_by_role("button", name="Save the record").click()
    assert sent.value.post_data_json == {"limits": {"heart_rate": {"low": 50, "high": 130}}}
    expect(patient.locator("#record-said")).to_contain_text("Saved")
    assert ward.here.patients.get("sick").limits["heart_rate"].high == 130


def test_a_note_is_added(patient: Page) -> None:
    patient.get_by_label("Note", exact=True).fill("Sputum sent.")
    patient.get_by_label("Your name").fill("Bob")
    patient.get_by_role("button", name="Add").click()
    expect(patient.locator("#notes li").first).to_contain_text("Sputum sent.")


def test_alerts_that_cannot_be_read_are_not_taken_for_none(browser: Browser, ward: WardService) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/alerts?*", lambda route: route.fulfill(status=503, json={"detail": "busy"}))
    page.goto(f"{ward.url}/ward/patients/sick")
    expect(page.locator("#alerts")).to_contain_text("The alerts could not be read: busy")
    expect(page.locator("#news2 .total")).to_contain_text("9")
    context.close()


def test_an_unknown_patient_is_said_to_be_unknown(browser: Browser, ward: WardService) -> None:
    page = opened(browser, f"{ward.url}/ward/patients/never-heard-of")
    expect(page.locator("#problem")).to_contain_text("There is no such patient")
    page.context.close()


@pytest.mark.parametrize("device", DEVICES)
def test_the_patient_page_is_accessible_and_fits(browser: Browser, ward: WardService, device: str) -> None:
    page = opened(browser, f"{ward.url}/ward/patients/sick", device)
    expect(page.locator(".chart").first).to_be_visible()
    for summary in page.locator("summary").all():
        summary.click()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


# The handover list


@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_the_handover_list_is_accessible_and_names_what_is_open_and_old(
    browser: Browser, ward: WardService, device: str
) -> None:
    page = opened(browser, f"{ward.url}/ward/handover", device)
    row = page.locator("tbody tr", has_text="sick")
    expect(row).to_contain_text("RR up 11 in 20 min")
    expect(row).to_contain_text("Sits up to breathe.")
    expect(page.locator("tbody tr", has_text="lost").locator("li.old").first).to_contain_text("old")
    assert faults(page) == []
    page.context.close()


def test_the_handover_list_prints_in_black_on_white_without_its_buttons(browser: Browser, ward: WardService) -> None:
    page = opened(browser, f"{ward.url}/ward/handover")
    expect(page.locator("tbody tr").first).to_be_visible()
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.context.close()


def test_the_pages_ask_nothing_of_any_other_host(browser: Browser, ward: WardService) -> None:
    page = browser.new_context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/ward", "/ward/patients/sick", "/ward/handover"):
        page.goto(ward.url + path)
        page.locator(".bed, .chart, tbody tr").first.wait_for()
    assert [url for url in asked if not url.startswith(ward.url)] == []
    page.context.close()
