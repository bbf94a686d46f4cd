"""Takes a load's documents in: stores them, then sees that they are indexed, here or by the process that runs.

Storing comes first and apart, since a running service begins to index what is stored while the load still reads, cuts
and writes its own files. Documents with text are stored before known questions, so that answers come first.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime

from bedside.core.library.document import Document
from bedside.errors import NotFound, Unavailable
from bedside.ports import DocumentStore

_BATCH = 8000
_TAKEN_WITHIN_S = 120.0
_POLL_S = 0.1
IN_USE = "library_in_use"

CatchUp = Callable[[str, Callable[[int], None]], int]


class TakeInDocuments:
    """Takes documents into one collection. ``catch_up`` indexes what is stored and tells how many changes are done."""

    def __init__(self, collection: str, store: DocumentStore, catch_up: CatchUp, clock: Callable[[], datetime]) -> None:
        self._collection = collection
        self._store = store
        self._catch_up = catch_up
        self._clock = clock
        self._stored: dict[str, Document] = {}

    def store(self, documents: Sequence[Document]) -> None:
        """Stores the documents, batch by batch; the same again changes nothing, and takes no time."""
        fresh = [document for document in documents if self._stored.get(document.document_id) != document]
        ordered = sorted(fresh, key=lambda document: not document.is_evidence)
        for start in range(0, len(ordered), _BATCH):
            batch = ordered[start : start + _BATCH]
            self._store.put_many(self._collection, batch, self._clock())
            self._stored.update((document.document_id, document) for document in batch)

    def index(self, documents: Sequence[Document], told: Callable[[int, int], None]) -> None:
        """Returns when all are stored and answerable.

        Where another process indexes this home it takes them up, and this waits for it. Raises Unavailable where it
        does not in time.
        """
        self.store(documents)
        told(0, len(documents))
        try:
            self._catch_up(self._collection, lambda done: told(min(done, len(documents)), len(documents)))
        except Unavailable as error:
            if error.code != IN_USE:
                raise
            self._wait(documents)
        told(len(documents), len(documents))

    def holds(self, documents: Sequence[Document]) -> bool:
        """Tells whether the store holds the first and last of these documents as they are."""
        try:
            return all(
                self._store.get(self._collection, d.document_id).version == d.version
                for d in (documents[0], documents[-1])
            )
        except (NotFound, IndexError):
            return False

    def _wait(self, documents: Sequence[Document]) -> None:
        last = next((d for d in reversed(documents) if not d.is_evidence), documents[-1]).document_id
        deadline = time.monotonic() + _TAKEN_WITHIN_S
        while self._store.get(self._collection, last).retrievable_at is None:
            if time.monotonic() > deadline:
                raise Unavailable("the running service has not indexed the documents yet", code="not_indexed_yet")
            time.sleep(_POLL_S)
