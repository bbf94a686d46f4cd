"""The loops beside the board: after a start the history is kept once the board has what there was."""

import threading
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace

import pytest

from bedside.services.data_ingestion import ward_routes


def test_the_history_is_kept_once_the_board_has_what_there_was(monkeypatch: pytest.MonkeyPatch) -> None:
    vitals, started = SimpleNamespace(is_ready=False), dict[str, Callable[[], int]]()
    monkeypatch.setattr(ward_routes, "follow_vitals", lambda *_: None)
    monkeypatch.setattr(ward_routes, "start_loop", lambda name, work, **_: started.update({name: work}))
    monkeypatch.setattr(ward_routes, "telling", lambda _: None)
    here = SimpleNamespace(vitals=vitals, ward=lambda: 0, closing=threading.Event(), heartbeats=None)
    here.historian = partial(int, 1)
    ward_routes.start_ward(SimpleNamespace(state=SimpleNamespace(assembly=here)))  # type: ignore[arg-type]
    assert started["history"]() == 0
    vitals.is_ready = True
    assert started["history"]() == 1
