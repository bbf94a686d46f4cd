"""The documents point at what is there."""

import re
from pathlib import Path

import pytest

from architecture.tree import ROOT, files

PAGES = [path for path in files() if path.suffix == ".md" and "starter_library" not in path.parts]
PATHS = re.compile(r"`((?:src|tests|docs|scripts|docker|benchmarks)/[\w./-]+)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"(?<!!)\[[^\]]*\]\((?!https?:|mailto:)([^)\s]+)\)", page.read_text())
    missing = [link for link in links if not _there(page, link)]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_named_paths_exist_or_are_said_to_come(page: Path) -> None:
    missing = [
        path
        for line in page.read_text().splitlines()
        if not re.search(r"not built yet|comes? with|live in", line)
        for path in PATHS.findall(line)
        if not (ROOT / path).exists()
    ]
    assert missing == []


def _there(page: Path, link: str) -> bool:
    path, _, heading = link.partition("#")
    target = page if not path else (page.parent / path).resolve()
    if not target.exists():
        return False
    if not heading:
        return True
    slugs = {re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in _headings(target)}
    return heading in slugs


def _headings(page: Path) -> list[str]:
    return re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
