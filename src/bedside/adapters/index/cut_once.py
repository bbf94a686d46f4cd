"""Cuts each document once, though two ask: a load cuts for its own files, then the index cuts what it is given."""

from collections.abc import Callable

from bedside.core.library.document import Document, Passage

_KEPT_CUTS = 20_000


class CutOnce:
    """Cuts documents, keeping each result until it is asked for again: a load cuts, then the index asks."""

    def __init__(self, how: Callable[[Document], list[Passage]]) -> None:
        self._how = how
        self._kept: dict[tuple[str, str], list[Passage]] = {}

    def __call__(self, document: Document) -> list[Passage]:
        """Returns the document's passages."""
        key = (document.document_id, document.version)
        kept = self._kept.pop(key, None)
        if kept is None:
            kept = self._how(document)
            if kept and len(self._kept) < _KEPT_CUTS:
                self._kept[key] = kept
        return kept
