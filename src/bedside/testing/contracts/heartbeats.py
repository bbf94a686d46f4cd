"""What every store of heartbeats must do, as checks; a broken one raises AssertionError."""

from collections.abc import Callable

from bedside.ports import Heartbeats

OpenStore = Callable[[], Heartbeats]


def the_newest_beat_of_each_loop_is_kept(open_store: OpenStore) -> None:
    """Also after opening anew, and where an older one comes late."""
    store = open_store()
    assert store.beats() == {}
    store.beat("scorer", 10)
    store.beat("notifier", 11, "idle")
    store.beat("scorer", 12)
    store.beat("scorer", 9)
    assert open_store().beats() == {"scorer": 12, "notifier": 11}


CHECKS = (the_newest_beat_of_each_loop_is_kept,)
