"""One thread that commits what many callers offer: a wait for the disk is shared by all who came during the last one.

Callers wait until the commit that has theirs is done; without a commit under way theirs begins at once. So one caller
has the disk's own delay, and a thousand have at most two of it.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bedside.errors import Unavailable
from bedside.ports.watch import log_busy

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting(Generic[Item, Result]):
    """What one caller offered, and what it will come to."""

    item: Item
    size: int
    result: Future[Result] = field(default_factory=Future)


class GroupCommit(Generic[Item, Result]):
    """Gathers items and hands them to ``commit`` in the order in which they came, a group at a time.

    ``commit`` returns a result for each item, or raises, which refuses the whole group. ``after`` is called when the
    callers have their answers. ``most`` bounds the sizes of a group, ``room`` those that wait: more is refused.
    """

    def __init__(
        self,
        commit: Callable[[Sequence[Item]], Sequence[Result]],
        after: Callable[[], None],
        most: int,
        room: int,
    ) -> None:
        self._commit = commit
        self._after = after
        self._most = most
        self._room = room
        self._queue: deque[_Waiting[Item, Result]] = deque()
        self._size = 0
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closing = False

    def offer(self, item: Item, size: int) -> Future[Result]:
        """Returns what will be the item's result, or what the commit raised. Cancelled, it is never committed.

        It can be cancelled until its commit has begun. Raises Unavailable where there is no room.
        """
        waiting: _Waiting[Item, Result] = _Waiting(item, size)
        with self._changed:
            if self._closing:
                raise Unavailable("The readings log is being closed; nothing was taken.", code="log_closing")
            if self._queue and self._size + size > self._room:
                raise Unavailable("Too many readings wait for the disk; nothing was taken.", code="log_overloaded")
            self._queue.append(waiting)
            self._size += size
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="readings log", daemon=True)
                self._thread.start()
            self._changed.notify_all()
        return waiting.result

    def submit(self, item: Item, size: int, timeout_s: float) -> Result:
        """Returns the item's result once it is committed.

        Raises what the commit raised, or Unavailable where it was not begun in time, in which case it never is.
        """
        result = self.offer(item, size)
        try:
            return result.result(timeout_s)
        except TimeoutError:
            if result.cancel():
                raise log_busy() from None
            return result.result()  # begun, so whether it was taken must be known

    def leave(self, item: Item) -> None:
        """Offers an item nobody waits for; it is dropped where there is no room."""
        try:
            self.offer(item, 1)
        except Unavailable:
            return

    def close(self) -> None:
        """Commits what waits, then ends the thread. Later items are refused."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while group := self._next():
            wanted = [waiting for waiting in group if waiting.result.set_running_or_notify_cancel()]
            if not wanted:
                continue
            try:
                results = self._commit([waiting.item for waiting in wanted])
            except BaseException as error:  # noqa: BLE001 (each caller gets it; the thread must go on for the next ones)
                for waiting in wanted:
                    waiting.result.set_exception(error)
            else:
                for waiting, result in zip(wanted, results, strict=True):
                    waiting.result.set_result(result)
            self._after()

    def _next(self) -> list[_Waiting[Item, Result]]:
        group: list[_Waiting[Item, Result]] = []
        with self._changed:
            self._changed.wait_for(lambda: self._queue or self._closing)
            size = 0
            while self._queue and (not group or size + self._queue[0].size <= self._most):
                group.append(self._queue.popleft())
                size += group[-1].size
            self._size -= size
        return group
