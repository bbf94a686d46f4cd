"""One running Bedside, and the browser that opens its page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bedside.testing.servers import running
from e2e.driving import ARGUMENTS, opened


@pytest.fixture(scope="session")
def page_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running("all", tmp_path_factory.mktemp("page"), BEDSIDE_DENSE="never") as service:
        yield service.url


@pytest.fixture(scope="module")
def browser(needs_chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(needs_chromium), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, page_url: str) -> Iterator[Page]:
    page = opened(browser, page_url)
    yield page
    page.context.close()
