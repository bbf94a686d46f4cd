"""BM25 over a library's passages, by tantivy.

A passage is one entry with four fields: what it is about (focus and synonyms), the question it answers, the type of
that question, and its text. Each commit carries the sequence of the last change in it, so that after a kill the index
knows where to go on.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import tantivy
from numpy.typing import NDArray

from bedside.core.library.document import Document, Passage
from bedside.errors import Corrupt, Unavailable

FIELD_BOOSTS = {"focus": 1.5, "question": 1.0, "type": 0.3, "text": 1.0}
"""The weight of each field's BM25 in the sum; chosen on the development questions."""

_ANALYZER = "bedside"
_MAX_TERMS = 40
_STATE = "state"


def english() -> tantivy.TextAnalyzer:
    """Returns the analyzer of all text fields: words, lower case, accents folded, English stems."""
    steps = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(60),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stemmer("english"),
    ):
        steps = steps.filter(step)
    return steps.build()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", indexed=True, fast=True)
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("sequence", stored=True)
    for field in FIELD_BOOSTS:
        builder.add_text_field(field, tokenizer_name=_ANALYZER, index_option="freq")
    return builder.build()


class LexicalIndex:
    """One collection's tantivy index. One process writes; readers see the last commit and never wait."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        try:
            self._index = tantivy.Index(self._schema, path=str(folder))
        except ValueError as error:
            raise Corrupt(
                "the lexical index cannot be opened",
                code="index_corrupt",
                next_step="Stop what uses it and delete `index` below BEDSIDE_HOME; it is made again at start.",
            ) from error
        self._index.register_tokenizer(_ANALYZER, english())
        self._writer: tantivy.IndexWriter | None = None

    def open_for_writing(self) -> None:
        """Takes the index's writer. Raises Unavailable when another process has it."""
        if self._writer is None:
            try:
                # One thread keeps up with what makes the documents, and leaves the other cores to questions.
                self._writer = self._index.writer(heap_size=96_000_000, num_threads=1)
            except ValueError as error:
                raise Unavailable(
                    "another process is indexing this library",
                    code="library_in_use",
                    next_step="Send documents to the running service, or stop it first.",
                ) from error
            # A writer killed between its files and its commit leaves files whose names the next one takes again, and
            # tantivy writes over none.
            self._writer.garbage_collect_files()

    def close(self) -> None:
        """Lets the writer go; what was not committed is dropped."""
        if self._writer is not None:
            self._writer.rollback()
            self._writer = None

    @property
    def sequence(self) -> int:
        """Returns the sequence of the last change that the last commit holds; 0 when none."""
        searcher = self._index.searcher()
        state = tantivy.Query.term_query(self._schema, "kind", _STATE, "basic")
        hits = searcher.search(state, 1, count=False).hits
        return int(searcher.doc(hits[0][1])["sequence"][0]) if hits else 0

    def apply(
        self,
        upserts: Iterable[tuple[Document, Sequence[tuple[int, Passage]]]],
        deletes: Iterable[str],
        sequence: int,
        before_commit: Callable[[], None] = lambda: None,
    ) -> None:
        """Replaces and removes documents (each passage with its key); durable and visible on return.

        Documents are indexed on the writer's thread while ``upserts`` makes the next ones and ``before_commit`` runs.
        Raises Unavailable where it cannot be written, as on a full disk; nothing of it is kept then.
        """
        self.open_for_writing()
        assert self._writer is not None
        try:
            self._write(self._writer, upserts, deletes, sequence)
            before_commit()
            self._writer.commit()
        except ValueError as error:
            self._writer = None  # one that has failed takes nothing any more; the next change opens another
            raise Unavailable(
                "the lexical index cannot be written",
                code="index_not_written",
                next_step="See that the disk of BEDSIDE_HOME has room; the change is taken up again by itself.",
            ) from error
        except BaseException:
            self._writer.rollback()  # else the next commit would make half a change findable
            raise
        self._index.reload()

    @staticmethod
    def _write(
        writer: tantivy.IndexWriter,
        upserts: Iterable[tuple[Document, Sequence[tuple[int, Passage]]]],
        deletes: Iterable[str],
        sequence: int,
    ) -> None:
        for document_id in deletes:
            writer.delete_documents_by_term("document", document_id)
        for document, passages in upserts:
            writer.delete_documents_by_term("document", document.document_id)
            names = "; ".join(dict.fromkeys((document.title, document.focus, *document.synonyms)))
            for key, passage in passages:
                entry = tantivy.Document(
                    document=document.document_id,
                    focus=names,
                    question=document.question,
                    type=document.question_type,
                    text=f"{passage.heading} {passage.text}",
                )
                entry.add_unsigned("key", key)
                writer.add_document(entry)
        writer.delete_documents_by_term("kind", _STATE)
        state = tantivy.Document(kind=_STATE)
        state.add_unsigned("sequence", sequence)
        writer.add_document(state)

    def frequency(self, stem: str) -> int:
        """Returns in how many passages' texts the stem stands."""
        return int(self._index.searcher().doc_freq("text", stem))

    def search(
        self, stems: Sequence[tuple[str, float]], limit: int, documents: Sequence[str] = ()
    ) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
        """Returns the keys and BM25 scores of the best passages, best first, for weighted query stems.

        With ``documents`` only theirs are searched; the statistics stay those of the whole index.
        """
        should = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, stem, "freq"), boost * weight),
            )
            for stem, weight in stems[:_MAX_TERMS]
            for field, boost in FIELD_BOOSTS.items()
        ]
        if not should:
            return np.empty(0, np.uint64), np.empty(0, np.float32)
        query = tantivy.Query.boolean_query(should)
        if documents:
            among = tantivy.Query.const_score_query(
                tantivy.Query.term_set_query(self._schema, "document", list(documents)), 0.0
            )
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, among), (tantivy.Occur.Must, query)])
        searcher = self._index.searcher()
        hits = searcher.search(query, limit, count=False).hits
        keys = searcher.fast_field_values("key", [address for _, address in hits])
        return np.array(keys, np.uint64), np.array([score for score, _ in hits], np.float32)
