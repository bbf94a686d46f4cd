"""The check of all pages' accessibility finds what it is there to find, and no test checks by rules of its own."""

from pathlib import Path

from playwright.sync_api import Browser

from e2e.accessibility import faults

ROW = """<!doctype html><html lang="en"><title>t</title><body><main><h1>t</h1>
<style>button {{ width: {0}px; height: {0}px; padding: 0; border: 0; margin: 0; display: block; color: #000 }}</style>
<button aria-label="up"></button><button aria-label="down"></button></main>"""


def test_what_is_too_small_to_tap_is_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(ROW.format(24))
    assert faults(page) == []
    page.set_content(ROW.format(20))
    assert [fault.partition(": ")[0] for fault in faults(page)] == [
        *["light, target-size"] * 2,
        *["dark, target-size"] * 2,
    ]
    page.close()


def test_no_test_of_a_page_asks_axe_by_rules_of_its_own() -> None:
    asking = {file.name for file in Path(__file__).parent.glob("*.py") if "import Axe" in file.read_text()}
    assert asking == {"accessibility.py", Path(__file__).name}
