"""How records come to their present form: an ordered list of steps, each run once, the number reached kept beside them.

A step is never edited after a release; a change is a new step at the end. Steps are plain SQL that SQLite and
PostgreSQL both take; ``{blob}`` is the one type they name differently.
"""

from sqlalchemy import Connection, insert, inspect, select, update

from bedside.adapters.records.schema import schema_version
from bedside.errors import Misconfigured

STEPS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE counters (name TEXT NOT NULL PRIMARY KEY, value BIGINT NOT NULL)",
        "INSERT INTO counters (name, value) VALUES ('document_sequence', 0)",
        """CREATE TABLE documents (
            collection TEXT NOT NULL, document_id TEXT NOT NULL, sequence BIGINT NOT NULL, version TEXT NOT NULL,
            is_live BOOLEAN NOT NULL, is_evidence BOOLEAN NOT NULL,
            observed_at BIGINT NOT NULL, indexed_at BIGINT, retrievable_at BIGINT,
            title TEXT NOT NULL, question TEXT NOT NULL, focus TEXT NOT NULL, question_type TEXT NOT NULL,
            source TEXT NOT NULL, url TEXT NOT NULL, synonyms TEXT NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (collection, document_id))""",
        "CREATE UNIQUE INDEX documents_by_sequence ON documents (sequence)",
        # Covers the changes of one collection and the counts shown in its status, without touching a text.
        "CREATE INDEX documents_by_change ON documents (collection, sequence, is_live, is_evidence)",
        """CREATE TABLE document_failures (
            collection TEXT NOT NULL, document_id TEXT NOT NULL, reason TEXT NOT NULL, observed_at BIGINT NOT NULL,
            PRIMARY KEY (collection, document_id))""",
        """CREATE TABLE conversations (
            conversation_id TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL, summary TEXT NOT NULL,
            summarised INTEGER NOT NULL, turn_count INTEGER NOT NULL,
            created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL)""",
        "CREATE INDEX conversations_by_person ON conversations (person_id, updated_at)",
        """CREATE TABLE turns (
            conversation_id TEXT NOT NULL REFERENCES conversations (conversation_id) ON DELETE CASCADE,
            position INTEGER NOT NULL, role TEXT NOT NULL, text TEXT NOT NULL, at BIGINT NOT NULL,
            answer_id TEXT NOT NULL, PRIMARY KEY (conversation_id, position))""",
        """CREATE TABLE pinned_facts (
            conversation_id TEXT NOT NULL REFERENCES conversations (conversation_id) ON DELETE CASCADE,
            position INTEGER NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, stated_at BIGINT NOT NULL,
            PRIMARY KEY (conversation_id, position))""",
        """CREATE TABLE answers (
            answer_id TEXT NOT NULL PRIMARY KEY, conversation_id TEXT NOT NULL, person_id TEXT NOT NULL,
            body {blob} NOT NULL, evidence {blob} NOT NULL, created_at BIGINT NOT NULL)""",
        "CREATE INDEX answers_by_person ON answers (person_id, created_at)",
        "CREATE INDEX answers_by_conversation ON answers (conversation_id)",
        """CREATE TABLE feedback (
            answer_id TEXT NOT NULL REFERENCES answers (answer_id) ON DELETE CASCADE,
            position INTEGER NOT NULL, verdict TEXT NOT NULL, comment TEXT NOT NULL, correction TEXT NOT NULL,
            "by" TEXT NOT NULL, created_at BIGINT NOT NULL, PRIMARY KEY (answer_id, position))""",
    ),
)


def version_of(connection: Connection) -> int:
    """Returns the number of steps these records have been through; 0 for an empty database."""
    if not inspect(connection).has_table(schema_version.name):
        return 0
    return int(connection.execute(select(schema_version.c.version)).scalar_one())


def is_current(connection: Connection) -> bool:
    """Returns whether nothing is left to do. Raises Misconfigured when a newer Bedside wrote these records."""
    version = version_of(connection)
    if version > len(STEPS):
        raise Misconfigured(
            f"The records have schema {version}; this version of Bedside knows schemas up to {len(STEPS)}.",
            code="records_newer",
            next_step="Install the newer version of Bedside again, or restore the backup made before it was installed.",
        )
    return version == len(STEPS)


def migrate(connection: Connection) -> None:
    """Runs the steps that are missing, in order, inside the caller's transaction."""
    if is_current(connection):
        return
    version = version_of(connection)
    if version == 0:
        schema_version.create(connection, checkfirst=True)
        connection.execute(insert(schema_version).values(version=0))
    blob = "BYTEA" if connection.dialect.name == "postgresql" else "BLOB"
    for step in STEPS[version:]:
        for statement in step:
            connection.exec_driver_sql(statement.format(blob=blob))
    connection.execute(update(schema_version).values(version=len(STEPS)))
