"""How the tests drive the page: opened for a person of its own, asked by keyboard."""

from playwright.sync_api import Browser, Page, expect

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
DEVICES = {"desktop": (1280, 860), "phone": (390, 844)}


def opened(browser: Browser, url: str, device: str = "desktop") -> Page:
    """Opens the page for a person of its own: a new context has an empty localStorage."""
    width, height = DEVICES[device]
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(url)
    page.locator("#library-brief > *").first.wait_for(state="attached")
    return page


def ask(page: Page, question: str) -> None:
    """Asks by keyboard and waits until the whole answer stands."""
    before = page.locator(".turn .about").count()
    page.locator("#message").fill(question)
    page.locator("#message").press("Enter")
    expect(page.locator(".turn .about")).to_have_count(before + 1)
