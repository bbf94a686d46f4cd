"""Loads libraries from where they are: what `bedside library load`, `library leaks` and `lineage` run.

    report = run("medquad-xml.tar.xz", EtlHost(objects, cut, cut_kind, load, clock, code_version, progress))
    report.version, report.counts, report.counts_note, report.failures, report.seconds, report.skipped

    leaks(objects).leaks       an empty tuple, or the command ends with 1
    lineage(objects, "v0001")  also a key, a manifest's id, a document's or a passage's id

`EtlHost.load` is called once, with every document and its passages, and is to call back as it goes on. A load that
was interrupted is repeated with the same arguments and goes on where it stopped.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from bedside.adapters.library_source import open_source
from bedside.ports import ObjectStore
from bedside.usecases.run_etl import EtlHost, Item, LoadReport, run_etl
from bedside.usecases.split_libraries import LeakReport, check_leaks
from bedside.usecases.trace_lineage import Lineage, trace_lineage

__all__ = ["EtlHost", "LeakReport", "Lineage", "LoadReport", "leaks", "lineage", "run"]


def run(source: str, host: EtlHost, collection: str = "default", limit: int | None = None) -> LoadReport:
    """Returns what was loaded from the source's address. Raises InvalidInput, Misconfigured, Unavailable."""
    library = open_source(source)
    with _without_collection() as resume:

        def load(items: Sequence[Item], progress: Callable[[int, int], None]) -> None:
            resume()
            host.load(items, progress)

        return run_etl(library, replace(host, load=load), collection, limit)


def leaks(objects: ObjectStore) -> LeakReport:
    """Returns what leaks between the parts of the stored split. Raises NotFound where there is none."""
    return check_leaks(objects)


def lineage(objects: ObjectStore, asked: str) -> Lineage:
    """Returns the chain from an id back to its sources. Raises NotFound."""
    return trace_lineage(objects, asked)


@contextmanager
def _without_collection() -> Iterator[Callable[[], None]]:
    """Holds the garbage collector until resumed: a million new objects, none in a cycle, would be walked again and
    again, for a fifth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield gc.enable if was_on else lambda: None
    finally:
        if was_on:
            gc.enable()
