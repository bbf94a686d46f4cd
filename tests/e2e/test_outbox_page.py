"""The page `/outbox`: shows what was told within seconds, can be held still, and is read by everybody."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.accessibility import faults
from e2e.driving import DEVICES
from service.watch.telling_service import Telling, telling
from unit.usecases.told import Episode


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Telling]:
    channels = "outbox+sms://,outbox+mail://,console://"
    with telling(tmp_path_factory.mktemp("outbox"), BEDSIDE_CHANNELS=channels) as made:
        yield made


@pytest.fixture(params=sorted(DEVICES))
def outbox(browser: Browser, here: Telling, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = DEVICES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(f"{here.url}/outbox")
    yield page
    context.close()


def test_one_alert_is_one_sms_and_one_mail_within_seconds(outbox: Page, here: Telling) -> None:
    expect(outbox.locator("#as-of")).to_have_text(re.compile("as of"))
    bubbles, mails = outbox.locator("#phone .bubble"), outbox.locator("#mail .mail")
    before = (bubbles.count(), mails.count())
    fresh = f"{before[0]}-{before[1]}"
    here.raised(Episode(f"shown-{fresh}", patient_id=f"p-{fresh}"))
    expect(bubbles).to_have_count(before[0] + 1, timeout=10_000)
    expect(mails).to_have_count(before[1] + 1, timeout=10_000)
    expect(bubbles.first.locator(".state")).to_have_text(re.compile("Caught here"))
    expect(bubbles.first).to_contain_text("Bedside HIGH")
    expect(mails.first.locator("h3")).to_contain_text("Bedside HIGH")
    expect(outbox.locator("#said")).not_to_be_empty()


def test_the_page_can_be_held_still(outbox: Page, here: Telling) -> None:
    expect(outbox.locator("#as-of")).to_have_text(re.compile("as of"))
    hold = outbox.get_by_role("button", name="Hold")
    hold.click()
    before = outbox.locator("#mail .mail").count()
    here.raised(Episode(f"held-{before}", patient_id=f"held-{before}"))
    outbox.wait_for_timeout(4_500)
    assert outbox.locator("#mail .mail").count() == before
    outbox.get_by_role("button", name="Go on").click()
    expect(outbox.locator("#mail .mail")).to_have_count(before + 1, timeout=10_000)


def test_nothing_stands_in_anybodys_way(outbox: Page, here: Telling) -> None:
    here.raised(Episode("axe", patient_id="p2"), Episode("axe2", patient_id="p2"))
    expect(outbox.locator("#mail .mail").first).to_be_visible(timeout=10_000)
    assert faults(outbox) == []
    assert outbox.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
