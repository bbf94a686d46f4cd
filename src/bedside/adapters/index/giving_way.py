"""How background work gives way to questions: by pausing, by low priority, by keeping the collector off what it builds.

Work in Python holds the interpreter while it runs, so a low priority would make things worse: a question would wait
until the slow thread, put off the processor by others, is run again and lets go. Such work is done in small pieces at
the questions' own priority, and pauses between two of them while somebody is being answered. Low priority is for other
processes, and for threads that do their work outside the interpreter.

A question takes and gives back the interpreter a dozen times, and waits for a thread's turn each time: so turns are
short while somebody is being answered. At other times they are not: with short turns, threads that have little to do
take the interpreter from each other, and an acknowledgement at 2,000 readings a second took up to ten times as long.

A walk of Python's collector of cycles holds every thread up, for a third of a second over the objects of a library that
is being indexed; what an index holds has no cycles and is freed without it.
"""

import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOW, LOWEST = 10, 19

_TURN_S, _SHORT_TURN_S = sys.getswitchinterval(), 0.0005
_LONGEST_PAUSE_S = 0.05
_SLICE_S = 0.002
_LETTING_GO_EVERY_S, _LETTING_GO_S = 0.001, 0.0001
_LONGEST_ANSWER_S = 0.25
"""What takes longer waits for something else, as for a language model, and is not in the way."""


class Pace:
    """Tells background work when to pause. `answering` surrounds each question, `pause` stands between two pieces.

    Under questions without end the work still goes on: a slice of 2 ms after each pause of 50.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun: dict[object, float] = {}
        self._nobody = threading.Event()
        self._nobody.set()
        self._granted_until = self._let_go_at = 0.0

    @contextmanager
    def answering(self) -> Iterator[Callable[[], None]]:
        """Surrounds a question; yields what says that it is answered already, though its end is still to come."""
        question = object()
        self._begun[question] = self._clock()
        self._mark(asked=True)

        def answered() -> None:
            self._begun.pop(question, None)
            if not self._is_waited_for():
                self._mark(asked=False)
                if self._is_waited_for():  # one came in between
                    self._mark(asked=True)

        try:
            yield answered
        finally:
            answered()

    def pause(self) -> None:
        """Waits while a question is being answered, for 50 ms at most."""
        if self._nobody.is_set() or self._clock() < self._granted_until or not self._is_waited_for():
            # Whose question has only just come in waits for the interpreter too, and is not known of yet.
            if self._clock() - self._let_go_at > _LETTING_GO_EVERY_S:
                time.sleep(_LETTING_GO_S)
                self._let_go_at = self._clock()
            return
        if not self._nobody.wait(_LONGEST_PAUSE_S):
            self._granted_until = self._clock() + _SLICE_S

    def _mark(self, *, asked: bool) -> None:
        sys.setswitchinterval(_SHORT_TURN_S if asked else _TURN_S)
        if asked:
            self._nobody.clear()
        else:
            self._nobody.set()

    def _is_waited_for(self) -> bool:
        now = self._clock()
        return any(now - begun < _LONGEST_ANSWER_S for begun in list(self._begun.values()))


def lower_priority(nice: int = LOW) -> None:
    """Makes the calling thread yield to the questions, and the threads it starts from then on; never less than before.

    Linux gives each thread its own priority; others have none. What was given away only root could take back.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, thread, max(nice, os.getpriority(os.PRIO_PROCESS, thread)))
        if nice == LOWEST:
            with suppress(PermissionError):  # where a sandbox forbids it, the priority must do
                _leave_at_once(0)


def give_way_by_name(name: str) -> None:
    """Gives the lowest priority to those threads of this process whose names begin so."""
    if sys.platform != "linux":
        return
    for thread in Path("/proc/self/task").iterdir():
        with suppress(OSError):  # it has ended
            if (thread / "comm").read_text().startswith(name):
                _leave_at_once(int(thread.name))


def _leave_at_once(thread: int) -> None:
    """Has a thread (0: the calling one) leave the processor as soon as another wakes, not at the end of its turn."""
    os.sched_setscheduler(thread, os.SCHED_IDLE, os.sched_param(0))


@contextmanager
def uncollected() -> Iterator[None]:
    """Keeps the collector off while much is built that stays, and has it never walk that again."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def no_pause() -> None:
    """Stands where work is little, or nobody is asking."""
