"""The tables of the records, as statements see them. `migrations` makes them; a test holds the two equal.

Times are integers of microseconds since 1970 in UTC: they sort and compare the same on every engine, and nothing is
rounded. Each `sequence` of a document is unique in the whole store and grows in the order of commits.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.dialects import postgresql, sqlite

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """A moment, stored as microseconds since 1970 UTC. A time without a zone is refused with ValueError."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Returns the microseconds."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs its zone")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Returns the moment in UTC."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


METADATA = MetaData()

schema_version = Table("schema_version", METADATA, Column("version", Integer, nullable=False))

counters = Table(
    "counters",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

documents = Table(
    "documents",
    METADATA,
    Column("collection", Text, primary_key=True),
    Column("document_id", Text, primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("version", Text, nullable=False),
    Column("is_live", Boolean, nullable=False),
    Column("is_evidence", Boolean, nullable=False),
    Column("observed_at", Instant, nullable=False),
    Column("indexed_at", Instant),
    Column("retrievable_at", Instant),
    Column("title", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("focus", Text, nullable=False),
    Column("question_type", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("synonyms", Text, nullable=False),
    Column("text", Text, nullable=False),
)

document_failures = Table(
    "document_failures",
    METADATA,
    Column("collection", Text, primary_key=True),
    Column("document_id", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("observed_at", Instant, nullable=False),
)

conversations = Table(
    "conversations",
    METADATA,
    Column("conversation_id", Text, primary_key=True),
    Column("person_id", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("summarised", Integer, nullable=False),
    Column("turn_count", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

turns = Table(
    "turns",
    METADATA,
    Column("conversation_id", Text, ForeignKey("conversations.conversation_id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("answer_id", Text, nullable=False),
    Column("patient_id", Text, nullable=False),
)

pinned_facts = Table(
    "pinned_facts",
    METADATA,
    Column("conversation_id", Text, ForeignKey("conversations.conversation_id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("stated_at", Instant, nullable=False),
)

answers = Table(
    "answers",
    METADATA,
    Column("answer_id", Text, primary_key=True),
    Column("conversation_id", Text, nullable=False),
    Column("person_id", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("evidence", LargeBinary, nullable=False),
    Column("created_at", Instant, nullable=False),
)

feedback = Table(
    "feedback",
    METADATA,
    Column("answer_id", Text, ForeignKey("answers.answer_id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("verdict", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("correction", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
)


def insert_into(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Returns an INSERT that knows ON CONFLICT: both engines have it, each under its own name in SQLAlchemy."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
