"""Background work gives way, and never takes back what it gave."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bedside.adapters.index.giving_way import LOW, LOWEST, lower_priority

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives each thread its own priority")


def _mine() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_a_thread_that_gave_way_further_stays_there_as_a_plain_user_must() -> None:
    def give_way_twice() -> list[int]:
        lower_priority(LOWEST)
        first = _mine()
        lower_priority(LOW)
        return [first, _mine()]

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(give_way_twice).result() == [LOWEST, LOWEST]
