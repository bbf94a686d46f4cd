"""What somebody at the bed does with a page, also on a phone: reads alerts before readings, and pauses the alarms."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from e2e.accessibility import faults
from service.waiting import eventually
from service.ward_service import CALM, WardService, ward_service

DEVICES = {"desktop": (1280, 800), "tablet": (768, 1024), "phone": (390, 844)}


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WardService]:
    """Gives a ward with a sick patient and a calm one."""
    with ward_service(tmp_path_factory.mktemp("ward")) as running:
        for number, name in enumerate(("sick", "calm"), 1):
            running.admit(name, str(number), on_oxygen=False)
            running.measure(name, source="manual", **CALM)
        for number in range(7):
            running.alert("sick", f"limit_low:{number}", reason=f"grave {number}")
        eventually(lambda: all(running.bed(name).get("values") for name in ("sick", "calm")))
        yield running


def opened(browser: Browser, url: str, device: str) -> Page:
    width, height = DEVICES[device]
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.set_default_timeout(20_000)
    page.goto(url)
    return page


def comes_first(one: Locator, other: Locator) -> bool:
    """Returns whether it ends above or beside the other, and is before it in the document."""
    expect(one).to_be_visible()
    here, there = one.bounding_box(), other.bounding_box()
    assert here is not None
    assert there is not None
    seen = here["y"] + here["height"] <= there["y"] or here["x"] + here["width"] <= there["x"]
    follows = "(node, other) => Boolean(node.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING)"
    return seen and one.evaluate(follows, other.element_handle())


@pytest.mark.parametrize("device", DEVICES)
def test_alerts_stand_before_readings_for_the_eye_as_for_the_keyboard(
    browser: Browser, ward: WardService, device: str
) -> None:
    page = opened(browser, f"{ward.url}/ward", device)
    bed = page.locator(".bed", has=page.locator(".bed-who", has_text="sick"))
    assert comes_first(bed.locator(".episode .button").last, bed.locator(".vitals"))
    page.goto(f"{ward.url}/ward/patients/sick")
    expect(page.locator("#latest .value").first).to_be_visible()
    assert comes_first(page.locator("#alerts").get_by_role("button").last, page.locator("#latest"))
    page.context.close()


def test_on_a_phone_the_patient_page_shows_the_gravest_alerts_and_counts_the_rest(
    browser: Browser, ward: WardService
) -> None:
    page = opened(browser, f"{ward.url}/ward/patients/sick", "phone")
    alerts = page.locator("#alerts > li")
    expect(alerts).to_have_count(6)
    alerts.last.get_by_role("button", name=re.compile("2 more, [12] not seen")).click()
    expect(alerts).to_have_count(7)
    page.context.close()


def test_a_pause_asks_who_and_why_and_is_told_on_the_patients_page_and_the_handover(
    browser: Browser, ward: WardService
) -> None:
    page = opened(browser, f"{ward.url}/ward/patients/calm", "phone")
    page.get_by_role("button", name="Pause 5 min").click()
    page.get_by_role("button", name="Pause for 5 minutes").click()
    expect(page.get_by_role("dialog")).to_be_visible()  # a name is asked for
    assert faults(page) == []
    page.get_by_label("Paused by").fill("Bo")
    page.get_by_label("Why").fill("turning")
    page.get_by_role("button", name="Pause for 5 minutes").click()
    said = re.compile(r"Alarms paused until .*\d\d:\d\d by Bo: turning")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#pause-said")).to_have_text(said)
    expect(page.locator("#facts")).to_have_text(said)
    page.goto(f"{ward.url}/ward/handover")
    expect(page.locator("tbody tr", has_text="calm")).to_contain_text(said)
    expect(page.locator("tbody tr", has_text="sick")).not_to_contain_text("paused")
    assert faults(page) == []
    page.context.close()


def test_an_acknowledgement_asks_for_the_name_where_none_is_known(browser: Browser, ward: WardService) -> None:
    page = opened(browser, f"{ward.url}/ward/patients/sick", "phone")
    page.locator("#alerts").get_by_role("button", name="Acknowledge: grave 6").click()
    expect(page.get_by_role("dialog")).to_contain_text("grave 6")
    expect(page.get_by_label("Seen by")).to_be_focused()
    assert faults(page) == []
    page.get_by_label("Seen by").fill("Bo")
    page.get_by_role("button", name="I have seen it").click()
    expect(page.locator("#pause-said")).to_have_text("Acknowledged as Bo.")
    assert ward.here.alerts.get("alert-sick-limit_low:6").acknowledged_by == "Bo"
    page.context.close()
