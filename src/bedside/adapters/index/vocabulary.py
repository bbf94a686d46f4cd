"""Keeps a home's vocabulary in step with its documents, without taking time from the questions.

Building it for a large library takes seconds, so it is done seldom: a few changes are added to what there is, in
milliseconds, and only many changes build it anew, once the library is quiet. It is kept in a file by the library's
last change, and a start adds what came after.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from bedside.adapters.index.giving_way import no_pause
from bedside.core.answering.vocabulary import Vocabulary, build
from bedside.core.library.document import Document
from bedside.ports import DocumentStore, StoredDocument

_PAGE, _PAUSED_PAGE = 1000, 100
_FEW = 50
_FEW_SHARE = 0.01
_LONGEST_UNREST_S = 60.0


class LibraryVocabulary:
    """The names and words of all collections. `refresh` may be called from several threads.

    A document that was edited counts twice, and the names of one that was deleted stay, until it is built anew.
    """

    def __init__(
        self,
        store: DocumentStore,
        folder: Path,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[], None] = no_pause,
    ) -> None:
        self.current = Vocabulary()
        self._store = store
        self._folder = folder
        self._clock = clock
        self._pause = pause
        self._at = -1
        self._added = 0
        self._seen, self._unrest_since = -1, 0.0
        self._lock = threading.Lock()

    def refresh(self) -> bool:
        """Takes up what changed; returns whether it did. Many changes wait for a quiet library, a minute at most."""
        with self._lock:
            collections = self._store.collections()
            sequence = max((self._store.last_sequence(c) for c in collections), default=0)
            if self._at < 0:
                self._recall(sequence)
            if sequence == self._at:
                return False
            few = min(max(_FEW, int(self.current.documents * _FEW_SHARE)), _PAGE) - self._added
            if self._at >= 0 and sequence - self._at <= few:
                changed = [change for c in collections for change in self._changes(c)]
                self.current = build((c.document for c in changed if c.document is not None), self.current)
                self._at, self._added = sequence, self._added + len(changed)
                return True
            if self._at >= 0 and not self._quiet(sequence):
                return False
            self.current, self._at, self._added = build(self._pausing()), sequence, 0
            self._keep()
            return True

    def _pausing(self) -> Iterator[Document]:
        """Yields all documents, giving way to questions between them."""
        for document in documents_of(self._store, _PAUSED_PAGE):
            yield document
            self._pause()

    def _changes(self, collection: str) -> list[StoredDocument]:
        return self._store.changes(collection, self._at, _PAGE)

    def _quiet(self, sequence: int) -> bool:
        """Returns whether nothing came since the last look, or things have been coming for too long."""
        if self._seen == self._at:
            self._unrest_since = self._clock()
        quiet = sequence == self._seen or self._clock() - self._unrest_since > _LONGEST_UNREST_S
        self._seen = self._at if quiet else sequence
        return quiet

    def _recall(self, sequence: int) -> None:
        """Reads the newest file that is not ahead of the library."""
        kept = {
            int(p.stem.rpartition("-")[2]): p for p in self._folder.glob("vocabulary-*.json") if p.stem[11:].isdigit()
        }
        for at in sorted((at for at in kept if at <= sequence), reverse=True):
            with suppress(OSError, ValueError, KeyError, TypeError):
                self.current, self._at, self._seen = Vocabulary.from_json(kept[at].read_bytes()), at, at
                return

    def _keep(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"vocabulary-{self._at}.json"
        partial = path.with_suffix(".partial")
        with partial.open("wb") as file:
            for piece in self.current.json_pieces():
                file.write(piece)
                self._pause()
        for old in self._folder.glob("vocabulary-*.json"):
            old.unlink(missing_ok=True)
        partial.replace(path)
        self._seen = self._at


def documents_of(store: DocumentStore, page: int = _PAGE) -> Iterator[Document]:
    """Yields every document of every collection, read in pages."""
    for collection in store.collections():
        after = 0
        while changes := store.changes(collection, after, page):
            after = changes[-1].sequence
            yield from (change.document for change in changes if change.document is not None)
