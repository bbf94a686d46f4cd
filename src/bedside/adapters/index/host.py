"""Runs a home's indexes: opens one a collection, follows the document store, embeds in the background.

Whoever writes documents (this process, another, a load from the command line) only writes to the store; one process at
a time indexes a home, and this is it. Questions come first: many changes are taken up in small pieces between them, and
embedding runs on threads of the lowest priority.
"""

import gc
import threading
from collections.abc import Callable, Container, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress

from bedside.adapters.index.giving_way import LOWEST, give_way_by_name, lower_priority, uncollected
from bedside.adapters.index.library import FileLibraryIndex
from bedside.errors import BedsideError, Unavailable
from bedside.ports import DocumentStore, Embedder

_POLL_S = 0.5
"""How often it looks for what another process stored; what this one stores is taken up by who stores it."""
_EMBED_BATCH = 16
_EMBEDDED_AT_ONCE = 6
_SAVE_AFTER = 500
_MANY_CHANGES = 500
_EXPECTED = (BedsideError, OSError, ValueError)


class LibraryHost:
    """The indexes of one home by collection. Use `start` to follow in the background, or `catch_up` once.

    ``embedder`` gives the embedder for so many waiting texts; collections in ``unembedded`` are left alone by it.
    """

    def __init__(
        self,
        store: DocumentStore,
        open_index: Callable[[str], FileLibraryIndex],
        follow: Callable[[str, FileLibraryIndex, Callable[[int], None]], int],
        embedder: Callable[[int], Embedder],
        *,
        workers: int,
        unembedded: Container[str] = (),
        failed: Callable[[BaseException], None] = lambda _: None,
    ) -> None:
        self._store = store
        self._open_index = open_index
        self._follow = follow
        self._embedder = embedder
        self._workers = workers
        self._unembedded = unembedded
        self._failed = failed
        self._indexes: dict[str, FileLibraryIndex] = {}
        self._opening = threading.Lock()
        self._applying = threading.Lock()
        self._embedding = threading.Lock()
        self._taken: set[bytes] = set()
        self.is_taking_up_many = False
        """Whether many changes are being indexed, so that other long work may wait."""
        self._to_embed = threading.Event()
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def index_of(self, collection: str) -> FileLibraryIndex | None:
        """Returns a collection's index, or None where there is no such collection."""
        return self._indexes.get(collection)

    def indexes(self) -> dict[str, FileLibraryIndex]:
        """Returns all indexes by collection."""
        return dict(self._indexes)

    def catch_up(self, only: str = "", progress: Callable[[int], None] = lambda _: None) -> int:
        """Applies what the store has and the indexes have not; returns how many changes. Safe from several threads.

        A collection that cannot be indexed now, as while another process loads it, holds up no other: its error is
        raised at the end. With ``only`` a single collection is looked at. ``progress`` is
        called with how many of a collection are done.
        """
        done = 0
        failure: Exception | None = None
        with self._applying:
            for collection in [only] if only else self._store.collections():
                try:
                    done += self._followed(collection, self._open(collection, progress), progress)
                except _EXPECTED as error:
                    failure = failure or error
        if failure is not None:
            raise failure
        return done

    def open_for_reading(self) -> None:
        """Opens what is indexed on disk without the right to write, so that it works beside a running service."""
        for collection in self._store.collections():
            if collection not in self._indexes:
                index = self._open_index(collection)
                # A running service that holds the right to write takes up the newest changes itself.
                with suppress(Unavailable):
                    self._followed(collection, index, lambda _: None)
                self._indexes[collection] = index

    def _open(self, collection: str, progress: Callable[[int], None]) -> FileLibraryIndex:
        with self._opening:
            index = self._indexes.get(collection)
            if index is None:
                index = self._open_index(collection)
                try:
                    # The writer's own threads, those that merge above all, have the priority of the one that opens it.
                    with ThreadPoolExecutor(1, initializer=lower_priority) as low:
                        low.submit(index.open_for_writing).result()
                    give_way_by_name("merge_thread")  # nobody waits for what they do
                    # Filled before it is published: a search sees a collection whole or not at all.
                    self._followed(collection, index, progress)
                except BaseException:
                    index.close()  # else nobody, not even the next turn, could write
                    raise
                self._indexes[collection] = index
        return index

    def _followed(self, collection: str, index: FileLibraryIndex, progress: Callable[[int], None]) -> int:
        many = self._store.last_sequence(collection) - index.state().sequence > _MANY_CHANGES
        with self._busy() if many else nullcontext():
            return self._follow(collection, index, progress)

    @contextmanager
    def _busy(self) -> Iterator[None]:
        self.is_taking_up_many = True
        try:
            with uncollected():
                yield
        finally:
            self.is_taking_up_many = False

    def start(self) -> None:
        """Follows the store, and embeds, until `stop`. Raises Unavailable when another process indexes this home."""
        self.catch_up()
        self._threads = [threading.Thread(target=self._watch, name="library-follower", daemon=True)]
        self._threads += [
            threading.Thread(target=self._embed, name=f"library-embedder-{i}", daemon=True)
            for i in range(self._workers)
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ends the threads and closes the indexes."""
        self._stop.set()
        self._to_embed.set()
        for thread in self._threads:
            thread.join(timeout=30)
        for index in self._indexes.values():
            index.close()

    def _watch(self) -> None:
        while not self._stop.is_set():
            self._stop.wait(_POLL_S)
            if not self._guarded(self.catch_up):
                self._guarded(self._save)
            if self._embedded_here():
                self._to_embed.set()

    def _save(self) -> int:
        """Keeps for the next start what is new, in a quiet moment: it takes a second for a large library."""
        grown = [index for index in self.indexes().values() if index.unsaved >= _SAVE_AFTER]
        for index in grown:
            index.save()
        if grown:
            gc.freeze()  # what was read in stays: to walk it again and again would hold questions up
        return len(grown)

    def _embed(self) -> None:
        lower_priority(LOWEST)
        while not self._stop.is_set():
            # Woken only when there is work: at this priority even a look may hold the interpreter for long.
            self._to_embed.wait()
            self._to_embed.clear()
            while not self._stop.is_set() and self._guarded(self.embed_some):
                pass

    def embed_some(self) -> int:
        """Embeds one batch of what waits, questions first; returns how many texts. Threads never take the same."""
        for index in self._embedded_here():
            with self._embedding:
                waiting = [
                    w for w in index.waiting(_EMBED_BATCH * 2 * max(self._workers, 1)) if w[0] not in self._taken
                ]
                batch = waiting[:_EMBED_BATCH]
                self._taken |= {key for key, _ in batch}
            if batch:
                try:
                    embedder = self._embedder(index.state().vectors_waiting)
                    index.add_vectors([key for key, _ in batch], embedder.embed([text for _, text in batch]))
                finally:
                    with self._embedding:
                        self._taken -= {key for key, _ in batch}
                return len(batch)
        return 0

    def _embedded_here(self) -> list[FileLibraryIndex]:
        """Returns the indexes in which something waits to be embedded, and may be."""
        waiting = [(name, index) for name, index in self.indexes().items() if index.state().vectors_waiting]
        return [index for name, index in waiting if name not in self._unembedded]

    def embed_first(self, collection: str, document_id: str) -> None:
        """Embeds the first texts of one document at once: just put, it must not wait behind a whole library."""
        index = self._indexes.get(collection)
        if index is None or not self._workers or collection in self._unembedded:
            return
        if waiting := index.waiting_of(document_id, _EMBEDDED_AT_ONCE):
            vectors = self._embedder(len(waiting)).embed([text for _, text in waiting])
            index.add_vectors([key for key, _ in waiting], vectors)

    def _guarded(self, work: Callable[[], int]) -> int:
        """Runs a step of a loop that must not end: what fails is reported, and tried again at the next turn."""
        try:
            return work()
        except _EXPECTED as error:
            self._failed(error)
            self._stop.wait(1.0)
            return 0
