"""What the library service does when it starts: opens the indexes, fills an empty library, watches a folder."""

import threading
from collections.abc import Callable
from pathlib import Path

import structlog
from fastapi import FastAPI
from watchfiles import Change, watch

from bedside.adapters.library_source import open_source
from bedside.assembly import Assembly, now
from bedside.core.library.document import Document
from bedside.errors import BedsideError
from bedside.services.metrics import Metrics
from bedside.usecases.run_etl import run_etl

_DEFAULT = "default"
_GAUGE_S = 1.0


def open_library(app: FastAPI) -> None:
    """Opens the indexes and starts following; loads the starter library where there is none at all."""
    here: Assembly = app.state.assembly
    here.library.start()
    if not here.documents.collections():
        _load(here, "starter")
    _in_background("library-gauges", _gauges, here, app.state.metrics)


def fill(app: FastAPI) -> None:
    """Loads MedQuAD in the background where it is named and not loaded, and watches the folder where one is named."""
    here: Assembly = app.state.assembly
    medquad, folder = here.settings.medquad, here.settings.watch_folder
    if medquad is not None:
        _in_background("library-medquad", _fill_medquad, here, medquad)
    if folder is not None:
        _in_background("library-folder", _follow_folder, here, folder)


def library_ready(here: Assembly) -> str:
    """Returns why retrieval cannot answer yet, or ""."""
    return "" if here.library.indexes() else "the library is being opened"


def _fill_medquad(here: Assembly, path: Path) -> None:
    source = open_source(str(path))
    expected = source.published.documents if source.published else 0
    if here.documents.counts(_DEFAULT)["documents"] < max(expected, 1000):
        _load(here, str(path))


def _load(here: Assembly, address: str) -> None:
    """Loads a source by the ETL's steps, its progress shown in the library's status."""
    source = open_source(address)

    def progress(step: str, done: int, total: int) -> None:
        here.loading = {"source": source.name, "step": step, "done": done, "total": total}

    report = run_etl(source, here.etl_host(_DEFAULT, progress), _DEFAULT)
    for failure in report.failures:
        here.documents.mark_failed(_DEFAULT, failure.where, failure.reason, now())
    here.loading = {}
    structlog.get_logger().info("library loaded", version=report.version, failed=len(report.failures))


def _follow_folder(here: Assembly, folder: Path) -> None:
    """Keeps the collection ``folder`` equal to a folder's files, as they appear, change and go."""
    folder.mkdir(parents=True, exist_ok=True)
    _reread(here, folder)
    for changes in watch(folder, stop_event=here.closing, step=50, debounce=200):
        if any(kind in (Change.added, Change.modified, Change.deleted) for kind, _ in changes):
            _reread(here, folder)


def _reread(here: Assembly, folder: Path) -> None:
    wanted: dict[str, Document] = {}
    try:
        entries = list(open_source(str(folder)).read()) if any(folder.iterdir()) else []
    except BedsideError as error:
        structlog.get_logger().warning("folder not read", code=error.code)
        return
    for entry in entries:
        if isinstance(entry, Document):
            wanted[entry.document_id] = entry
        else:
            here.documents.mark_failed("folder", entry.where, entry.reason, now())
    held = [c.document_id for c in here.documents.changes("folder", 0, 1_000_000) if c.document is not None]
    for gone in set(held) - set(wanted):
        here.documents.delete("folder", gone, now())
    here.documents.put_many("folder", list(wanted.values()), now())
    here.library.catch_up()


def _gauges(here: Assembly, metrics: Metrics) -> None:
    while not here.closing.wait(_GAUGE_S):
        for name, index in here.library.indexes().items():
            state = index.state()
            metrics.documents.labels(name).set(state.documents)
            metrics.passages.labels(name).set(state.passages)
            metrics.waiting.labels(name).set(state.vectors_waiting)
            metrics.behind.labels(name).set(here.documents.counts(name)["last_sequence"] - state.sequence)


def _in_background(name: str, work: Callable[..., None], *arguments: object) -> None:
    def guarded() -> None:
        try:
            work(*arguments)
        except BedsideError as error:
            structlog.get_logger().error("background work ended", step=name, code=error.code)

    threading.Thread(target=guarded, name=name, daemon=True).start()
