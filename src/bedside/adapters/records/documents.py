"""Library documents as rows: the newest state of each, ordered by the sequence of its last change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Column, Connection, Select, and_, delete, func, select, update
from sqlalchemy.sql.expression import bindparam

from bedside.adapters.records.database import Database
from bedside.adapters.records.document_rows import row_of, state_of
from bedside.adapters.records.schema import counters, document_failures, documents, insert_into
from bedside.core.library.document import Document
from bedside.errors import NotFound
from bedside.ports import StoredDocument

_KEY = ("collection", "document_id")
_MANY = 500  # values in one IN list; engines limit it
_WITH_FAILURE = select(documents, document_failures.c.reason.label("failure")).outerjoin(
    document_failures,
    and_(*(document_failures.c[name] == documents.c[name] for name in _KEY)),
)


class SqlDocumentStore:
    """Documents in any database the schema fits; a deleted one stays as an empty row, so that indexes learn of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_many(self, collection: str, documents: Iterable[Document], observed_at: datetime) -> list[StoredDocument]:
        """Stores all or none. An equal one keeps sequence and times; of one id given twice the last counts.

        A document that is taken in has no failure any more.
        """
        given = [(document, document.version) for document in documents]
        newest = {document.document_id: (document, version) for document, version in given}
        if not newest:
            return []
        with self._database.write() as connection:
            states = _known(connection, collection, newest)
            changed = [given_now for document_id, given_now in newest.items() if document_id not in states]
            after = _take_sequences(connection, len(changed))
            new = [
                StoredDocument(
                    collection, document.document_id, document, version, sequence, observed_at.astimezone(UTC)
                )
                for sequence, (document, version) in enumerate(changed, after + 1)
            ]
            _upsert(connection, new)
            _forget_failures(connection, collection, list(newest))
        states.update((state.document_id, state) for state in new)
        return [states[document.document_id] for document, _ in given]

    def delete(self, collection: str, document_id: str, observed_at: datetime) -> StoredDocument:
        """Empties the row and gives it a new sequence. Raises NotFound when there is no live document."""
        with self._database.write() as connection:
            live = select(documents.c.sequence).where(
                documents.c.collection == collection, documents.c.document_id == document_id, documents.c.is_live
            )
            if connection.execute(live.with_for_update()).one_or_none() is None:
                raise _no_document()
            sequence = _take_sequences(connection, 1) + 1
            gone = StoredDocument(collection, document_id, None, "", sequence, observed_at.astimezone(UTC))
            _upsert(connection, [gone])
            _forget_failures(connection, collection, [document_id])
        return gone

    def get(self, collection: str, document_id: str) -> StoredDocument:
        """Returns the live document; its failure is that of a newer version which could not be taken in."""
        statement = _WITH_FAILURE.where(
            documents.c.collection == collection, documents.c.document_id == document_id, documents.c.is_live
        )
        with self._database.read() as connection:
            row = connection.execute(statement).mappings().one_or_none()
        if row is None:
            raise _no_document()
        return state_of(row)

    def changes(self, collection: str, after: int = 0, limit: int = 1000) -> list[StoredDocument]:
        """Returns the newest state of what changed after that sequence, in order; deletions included."""
        statement = (
            _WITH_FAILURE.where(documents.c.collection == collection, documents.c.sequence > after)
            .order_by(documents.c.sequence)
            .limit(limit)
        )
        with self._database.read() as connection:
            return [state_of(row) for row in connection.execute(statement).mappings()]

    def mark(self, sequences: Sequence[int], *, indexed_at: datetime, retrievable_at: datetime | None) -> None:
        """Notes when these changes became findable. The first time counts: rebuilding an index changes nothing.

        A sequence that has been overtaken by a newer change is passed over.
        """
        if not sequences:
            return
        table = documents.c
        first = {
            "indexed_at": func.coalesce(table.indexed_at, bindparam("indexed", type_=table.indexed_at.type)),
            "retrievable_at": func.coalesce(
                table.retrievable_at, bindparam("retrievable", type_=table.indexed_at.type)
            ),
        }
        # Changes come in runs of numbers: one statement a run is a hundred times as fast as one a change.
        marked = table.sequence.between(bindparam("first"), bindparam("last"))
        statement = update(documents).where(marked).values(first)
        rows = [
            {"first": run.start, "last": run.stop - 1, "indexed": indexed_at, "retrievable": retrievable_at}
            for run in _runs(sequences)
        ]
        with self._database.write() as connection:
            connection.execute(statement, rows)

    def mark_failed(self, collection: str, document_id: str, reason: str, observed_at: datetime) -> None:
        """Notes why a document could not be taken in; the newest reason of each document is kept."""
        with self._database.write() as connection:
            statement = insert_into(connection, document_failures).values(
                collection=collection, document_id=document_id, reason=reason, observed_at=observed_at
            )
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=_KEY,
                    set_={"reason": statement.excluded.reason, "observed_at": statement.excluded.observed_at},
                )
            )

    def forget_failures(self, collection: str, document_ids: Sequence[str]) -> None:
        """Drops the reasons of those that are whole again, or gone."""
        with self._database.write() as connection:
            _forget_failures(connection, collection, document_ids)

    def failures(self, collection: str, limit: int = 100) -> list[tuple[str, str, datetime]]:
        """Returns document id, reason and time, newest first."""
        table = document_failures.c
        statement = (
            select(table.document_id, table.reason, table.observed_at)
            .where(table.collection == collection)
            .order_by(table.observed_at.desc(), table.document_id)
            .limit(limit)
        )
        with self._database.read() as connection:
            return [(row.document_id, row.reason, row.observed_at) for row in connection.execute(statement)]

    def counts(self, collection: str) -> dict[str, int]:
        """Returns ``documents``, ``evidence``, ``known_questions``, ``failed`` and ``last_sequence``."""
        table = documents.c
        live = select(table.is_evidence, func.count().label("n")).where(table.collection == collection, table.is_live)
        failed = select(func.count()).where(document_failures.c.collection == collection)
        with self._database.read() as connection:
            by_kind = {row.is_evidence: row.n for row in connection.execute(live.group_by(table.is_evidence))}
            return {
                "documents": sum(by_kind.values()),
                "evidence": by_kind.get(True, 0),
                "known_questions": by_kind.get(False, 0),
                "failed": connection.execute(failed).scalar_one(),
                "last_sequence": connection.execute(_last_sequence(collection)).scalar_one(),
            }

    def last_sequence(self, collection: str) -> int:
        """Returns the sequence of the collection's last change, 0 where there was none; in a fraction of `counts`."""
        with self._database.read() as connection:
            return int(connection.execute(_last_sequence(collection)).scalar_one())

    def collections(self) -> list[str]:
        """Returns the names with any document, deleted ones included: indexes must still learn of a deletion."""
        with self._database.read() as connection:
            return sorted({name for held in _COLLECTIONS for name in connection.execute(held).scalars()})


def _distinct(column: Column[str]) -> Select[str]:
    """Returns a statement for a column's values, each found from the one before: the index is not read through.

    Whoever follows the store asks for its collections ten times a second, in the midst of questions.
    """
    found = select(func.min(column).label("name")).cte(recursive=True)
    following = select(func.min(column)).where(column > found.c.name).scalar_subquery()
    found = found.union_all(select(following).where(found.c.name.is_not(None)))
    return select(found.c.name).where(found.c.name.is_not(None))


_COLLECTIONS = (_distinct(documents.c.collection), _distinct(document_failures.c.collection))


def _last_sequence(collection: str) -> Select[int]:
    return select(func.coalesce(func.max(documents.c.sequence), 0)).where(documents.c.collection == collection)


def _no_document() -> NotFound:
    return NotFound(
        "There is no such document in this collection.",
        code="no_document",
        next_step="Check the id; `GET /library/{collection}/documents` lists those there are.",
    )


def _known(
    connection: Connection, collection: str, given: Mapping[str, tuple[Document, str]]
) -> dict[str, StoredDocument]:
    """Returns the states of those given that are stored just so already; their text need not be read."""
    table = documents.c
    times = (
        table.document_id,
        table.version,
        table.sequence,
        table.observed_at,
        table.indexed_at,
        table.retrievable_at,
    )
    found: dict[str, StoredDocument] = {}
    for chunk in _chunks(list(given)):
        statement = select(*times).where(table.collection == collection, table.document_id.in_(chunk), table.is_live)
        for document_id, version, *rest in connection.execute(statement):
            document, given_version = given[document_id]
            if version == given_version:
                found[document_id] = StoredDocument(collection, document_id, document, version, *rest)
    return found


def _take_sequences(connection: Connection, count: int) -> int:
    """Reserves that many numbers and returns the one before them. The row's lock makes commits follow their order."""
    mine = counters.c.name == "document_sequence"
    connection.execute(update(counters).where(mine).values(value=counters.c.value + count))
    return int(connection.execute(select(counters.c.value).where(mine)).scalar_one()) - count


def _upsert(connection: Connection, states: Sequence[StoredDocument]) -> None:
    if not states:
        return
    statement = insert_into(connection, documents)
    replaced = {column.name: statement.excluded[column.name] for column in documents.c if column.name not in _KEY}
    connection.execute(
        statement.on_conflict_do_update(index_elements=_KEY, set_=replaced), [row_of(state) for state in states]
    )


def _forget_failures(connection: Connection, collection: str, document_ids: Sequence[str]) -> None:
    table = document_failures.c
    for chunk in _chunks(document_ids):
        connection.execute(
            delete(document_failures).where(table.collection == collection, table.document_id.in_(chunk))
        )


def _runs(numbers: Sequence[int]) -> Iterator[range]:
    """Yields the numbers as runs without gaps, in order."""
    start = end = 0
    for number in sorted(numbers):
        if number != end and end > start:
            yield range(start, end)
        if number != end:
            start = number
        end = number + 1
    if end > start:
        yield range(start, end)


def _chunks(document_ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (document_ids[start : start + _MANY] for start in range(0, len(document_ids), _MANY))
