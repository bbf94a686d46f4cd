"""Reads the Markdown tables that tests hold the documents to."""

import re
from collections.abc import Iterator

from architecture.tree import ROOT


def rows(page: str, heading: str = "") -> Iterator[dict[str, str]]:
    """Yields each table row below the heading (or of the whole page) by its column's name."""
    text = (ROOT / page).read_text(encoding="utf-8")
    if heading:
        found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
        assert found, f"{page} has no heading {heading!r}"
        text = found.group(1)
    columns: list[str] = []
    for line in text.splitlines():
        if not line.startswith("|"):
            columns = []
            continue
        cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        if not columns:
            columns = cells
        elif not set(line) <= set("|-: "):
            assert len(cells) == len(columns), f"{page}: {line[:80]}"
            yield dict(zip(columns, cells, strict=True))


def quoted(cell: str) -> list[str]:
    """Returns what stands between backticks."""
    return re.findall(r"`([^`]+)`", cell)
