"""What axe finds on a page by WCAG 2.2 A and AA, and by good practice; the one place that says by which rules.

axe leaves its only rule of 2.2, the size of what is tapped, off unless it is asked for.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


def faults(page: Page) -> list[str]:
    """Returns what is found in the light and the dark appearance, without motion."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        for fault in Axe().run(page, options=_OPTIONS).response["violations"]:
            found += [f"{scheme}, {fault['id']}: {node['html'][:200]}" for node in fault["nodes"]]
    return found
