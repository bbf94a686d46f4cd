"""Keeps an index in step with the document store: changes in order, times noted.

The store is the truth and the index follows it, whoever wrote: this process, another one, or a load from the command
line. After a kill the index goes on from the last change it holds.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from bedside.core.library.document import Document
from bedside.ports import DocumentStore, IndexState, StoredDocument

_BATCH = 8000
_PAGE = 100
"""Changes read at a time: some are read in a millisecond or two, and then whoever waits has a turn."""


class FollowedIndex(Protocol):
    """An index that can be written: see `adapters.index.library`."""

    @property
    def lexical_sequence(self) -> int:
        """Returns the last change that is on disk."""

    def state(self) -> IndexState:
        """Returns how far it has come."""

    def apply(
        self,
        upserts: Sequence[Document],
        deletes: Sequence[str],
        *,
        sequence: int,
        as_of: datetime,
        write: bool,
    ) -> None:
        """Makes changes findable before it returns."""


class FollowLibrary:
    """Follows one collection. One caller at a time. ``pause`` is called between two pages of changes."""

    def __init__(
        self,
        collection: str,
        store: DocumentStore,
        index: FollowedIndex,
        clock: Callable[[], datetime],
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        self._collection = collection
        self._store = store
        self._index = index
        self._clock = clock
        self._pause = pause

    def catch_up(self, progress: Callable[[int], None] = lambda _: None) -> int:
        """Applies every change the index has not; returns how many. ``progress`` is called with the count so far."""
        done = 0
        while changes := self._read():
            self._apply(changes)
            done += len(changes)
            progress(done)
        return done

    def _read(self) -> Sequence[StoredDocument]:
        """Returns the next changes in order; of a document that changes while they are read the newest alone."""
        found: dict[str, StoredDocument] = {}
        after = self._index.state().sequence
        while len(found) < _BATCH and (page := self._store.changes(self._collection, after, _PAGE)):
            for change in page:
                found.pop(change.document_id, None)
                found[change.document_id] = change
            after = page[-1].sequence
            if len(page) < _PAGE:
                break
            self._pause()
        return list(found.values())

    def _apply(self, changes: Sequence[StoredDocument]) -> None:
        on_disk = self._index.lexical_sequence
        for write in (False, True):
            part = [change for change in changes if (change.sequence > on_disk) is write]
            if part:
                self._apply_part(part, write=write)

    def _apply_part(self, changes: Sequence[StoredDocument], *, write: bool) -> None:
        evidence = [c.document for c in changes if c.document is not None and c.document.is_evidence]
        ids = {document.document_id for document in evidence}
        self._index.apply(
            evidence,
            [c.document_id for c in changes if c.document_id not in ids],
            sequence=changes[-1].sequence,
            as_of=max(c.observed_at for c in changes),
            write=write,
        )
        unmarked = [c.sequence for c in changes if c.indexed_at is None]
        if unmarked:
            now = self._clock()
            self._store.mark(unmarked, indexed_at=now, retrievable_at=now)
