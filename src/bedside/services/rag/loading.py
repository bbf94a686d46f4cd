"""What the library service does when it starts: opens the indexes, fills an empty library, watches a folder."""

import gc
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import structlog
from fastapi import FastAPI
from watchfiles import watch

from bedside.adapters.index.giving_way import lower_priority
from bedside.adapters.library_source import open_source
from bedside.assembly import Assembly, now
from bedside.core.library.document import Document
from bedside.core.library.source import ReadFailure
from bedside.errors import BedsideError, Misconfigured
from bedside.services.logs import log_unexpected
from bedside.services.metrics import Metrics
from bedside.usecases.run_etl import run_etl

_DEFAULT = "default"
_FOLDER = "folder"
_FOLDER_CHECK_MS = 1000
_GAUGE_S = 1.0
_MORE_THAN_STARTER = 1000


def open_library(app: FastAPI) -> None:
    """Opens the indexes and starts following; loads the starter library where there is none at all."""
    here: Assembly = app.state.assembly
    here.library.start()
    if not here.documents.collections():
        _load(here, "starter")
    here.embedder.embed_questions(["What is asthma?"])  # the first person does not wait for the graph
    _in_background("library-gauges", _gauges, here, app.state.metrics)


def fill(app: FastAPI) -> None:
    """Loads MedQuAD in the background where it is named and not loaded, and watches the folder where one is named."""
    here: Assembly = app.state.assembly
    medquad, folder = here.settings.medquad, here.settings.watch_folder
    if medquad is not None and not medquad.exists() and not _has_medquad(here):
        raise Misconfigured(
            "BEDSIDE_MEDQUAD names nothing that is there", next_step="Correct it, or unset it for the starter library."
        )
    gc.freeze()  # the library stays: to walk its objects again and again would hold questions up
    if medquad is not None:
        _in_background("library-medquad", _fill_medquad, here, medquad)
    if folder is not None:
        _in_background("library-folder", _follow_folder, here, folder)


def library_ready(here: Assembly) -> str:
    """Returns why retrieval cannot answer yet, or ""."""
    return "" if here.library.indexes() else "the library is being opened"


def _fill_medquad(here: Assembly, path: Path) -> None:
    lower_priority()
    if not path.exists():
        return  # it was loaded before: nothing is left to do
    source = open_source(str(path))
    if not _has_medquad(here, source.published.documents if source.published else 0):
        _load(here, str(path))


def _has_medquad(here: Assembly, expected: int = 0) -> bool:
    return here.documents.counts(_DEFAULT)["documents"] >= max(expected, _MORE_THAN_STARTER)


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
    """Keeps the collection ``folder`` equal to a folder's files, as they appear, change and go.

    What fails, as a folder that is away or a store that is busy, is tried again; meanwhile nothing is forgotten.
    """
    folder.mkdir(parents=True, exist_ok=True)
    watching = partial(watch, step=50, debounce=200, rust_timeout=_FOLDER_CHECK_MS, yield_on_timeout=True)
    while not here.closing.is_set():
        if not (watched := _identity(folder)):
            here.closing.wait(_FOLDER_CHECK_MS / 1000)
            continue
        stale = True  # read at the first turn, when the watch has begun: nothing falls between the two
        for changes in watching(folder, stop_event=here.closing):
            if _identity(folder) != watched:
                break  # it went, or came back as another one
            if changes or stale:
                stale = not _reread(here, folder)


def _identity(folder: Path) -> int:
    """Returns what tells a folder from another of its name, 0 where there is none."""
    try:
        return folder.stat().st_ino
    except OSError:
        return 0


def _reread(here: Assembly, folder: Path) -> bool:
    """Takes in what the folder holds now; returns whether that could be done."""
    try:
        entries = list(open_source(str(folder)).read()) if any(folder.iterdir()) else []
        _take_in(here, entries)
    except (BedsideError, OSError) as error:
        structlog.get_logger().warning("folder not read", error=type(error).__name__)
        return False
    return True


def _take_in(here: Assembly, entries: Sequence[Document | ReadFailure]) -> None:
    wanted = {entry.document_id: entry for entry in entries if isinstance(entry, Document)}
    failed = [entry for entry in entries if isinstance(entry, ReadFailure)]
    held = [c.document_id for c in here.documents.changes(_FOLDER, 0, 1_000_000) if c.document is not None]
    for gone in set(held) - set(wanted):
        here.documents.delete(_FOLDER, gone, now())
    here.documents.put_many(_FOLDER, list(wanted.values()), now())
    mended = {document_id for document_id, _, _ in here.documents.failures(_FOLDER)} - {f.where for f in failed}
    here.documents.forget_failures(_FOLDER, sorted(mended))
    for entry in failed:
        here.documents.mark_failed(_FOLDER, entry.where, entry.reason, now())
    here.library.catch_up(_FOLDER)


def _gauges(here: Assembly, metrics: Metrics) -> None:
    while not here.closing.wait(_GAUGE_S):
        for name, index in here.library.indexes().items():
            state = index.state()
            metrics.documents.labels(name).set(state.documents)
            metrics.passages.labels(name).set(state.passages)
            metrics.waiting.labels(name).set(state.vectors_waiting)
            metrics.behind.labels(name).set(here.documents.last_sequence(name) - state.sequence)


def _in_background(name: str, work: Callable[..., None], *arguments: object) -> None:
    def guarded() -> None:
        try:
            work(*arguments)
        except BedsideError as error:
            structlog.get_logger().error("background work ended", step=name, code=error.code)
        except Exception as error:  # noqa: BLE001 (a thread's end is told with its type alone, never its message)
            log_unexpected(error)

    threading.Thread(target=guarded, name=name, daemon=True).start()
