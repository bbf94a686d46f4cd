"""How records come to their present form: an ordered list of steps, each run once, the number reached kept beside them.

A step is never edited after a release; a change is a new step at the end. Steps are plain SQL that SQLite and
PostgreSQL both take; ``{blob}`` is the one type they name differently, ``{seen}`` whom an answer tells of.
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
    (
        """CREATE TABLE patients (
            patient_id TEXT NOT NULL PRIMARY KEY, sequence BIGINT NOT NULL UNIQUE, birth_date TEXT,
            spo2_scale INTEGER NOT NULL, on_oxygen BOOLEAN, pregnant BOOLEAN NOT NULL, ward TEXT NOT NULL,
            bed TEXT NOT NULL, limits TEXT NOT NULL, paused_until_ms BIGINT NOT NULL, is_present BOOLEAN NOT NULL,
            merged_into TEXT, updated_ms BIGINT NOT NULL)""",
        """CREATE TABLE stays (
            ward TEXT NOT NULL, bed TEXT NOT NULL, from_ms BIGINT NOT NULL, until_ms BIGINT,
            patient_id TEXT NOT NULL, PRIMARY KEY (ward, bed, from_ms, patient_id))""",
        "CREATE INDEX stays_by_patient ON stays (patient_id, from_ms)",
        """CREATE TABLE notes (
            patient_id TEXT NOT NULL, at_ms BIGINT NOT NULL, position INTEGER NOT NULL, "by" TEXT NOT NULL,
            text TEXT NOT NULL, PRIMARY KEY (patient_id, at_ms, position))""",
        """CREATE TABLE rejects (
            reject_id TEXT NOT NULL PRIMARY KEY, reason TEXT NOT NULL, field TEXT NOT NULL,
            received_ms BIGINT NOT NULL, source TEXT NOT NULL, raw_ref TEXT NOT NULL, raw {blob} NOT NULL,
            replayed_ms BIGINT)""",
        "CREATE INDEX rejects_by_time ON rejects (received_ms)",
        """CREATE TABLE alerts (
            alert_id TEXT NOT NULL PRIMARY KEY, patient_id TEXT, source TEXT, rule TEXT NOT NULL,
            priority TEXT NOT NULL, state TEXT NOT NULL, opened_ms BIGINT NOT NULL, closed_ms BIGINT,
            reason TEXT NOT NULL, first_event_id TEXT NOT NULL, updated_ms BIGINT NOT NULL, acknowledged_by TEXT,
            acknowledged_ms BIGINT, comment TEXT NOT NULL, silenced BOOLEAN NOT NULL)""",
        "CREATE INDEX alerts_by_patient ON alerts (patient_id, opened_ms)",
        "CREATE INDEX alerts_by_state ON alerts (state, opened_ms)",
        "CREATE INDEX alerts_by_update ON alerts (updated_ms)",
        """CREATE TABLE notices (
            notice_id TEXT NOT NULL PRIMARY KEY, alert_id TEXT NOT NULL, channel TEXT NOT NULL,
            recipient TEXT NOT NULL, kind TEXT NOT NULL, step INTEGER NOT NULL, priority TEXT NOT NULL,
            due_ms BIGINT NOT NULL, reference TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
            state TEXT NOT NULL, attempts INTEGER NOT NULL, next_ms BIGINT NOT NULL, lease_until_ms BIGINT NOT NULL,
            provider_id TEXT NOT NULL, error TEXT NOT NULL, created_ms BIGINT NOT NULL, settled_ms BIGINT)""",
        "CREATE INDEX notices_by_alert ON notices (alert_id, due_ms)",
        "CREATE INDEX notices_to_do ON notices (state, next_ms)",
        "CREATE INDEX notices_by_time ON notices (created_ms)",
        "CREATE INDEX alerts_by_opening ON alerts (opened_ms)",
        "CREATE INDEX patients_by_merge ON patients (merged_into)",
        "CREATE INDEX notices_by_provider ON notices (channel, provider_id)",
        """CREATE TABLE silences (
            silence_id TEXT NOT NULL PRIMARY KEY, patient_id TEXT, rule TEXT, until_ms BIGINT NOT NULL,
            "by" TEXT NOT NULL, why TEXT NOT NULL, created_ms BIGINT NOT NULL)""",
        "CREATE INDEX silences_by_end ON silences (until_ms)",
        """CREATE TABLE sensor_events (
            sequence BIGINT NOT NULL PRIMARY KEY, patient_id TEXT NOT NULL, signal TEXT NOT NULL, kind TEXT NOT NULL,
            at_ms BIGINT NOT NULL, count INTEGER NOT NULL)""",
        """CREATE TABLE heartbeats (
            name TEXT NOT NULL PRIMARY KEY, at_ms BIGINT NOT NULL, detail TEXT NOT NULL)""",
    ),
    ("ALTER TABLE alerts ADD COLUMN about TEXT NOT NULL DEFAULT '[]'",),
    (
        "ALTER TABLE alerts ADD COLUMN worsened INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE notices ADD COLUMN worsened INTEGER NOT NULL DEFAULT 0",
    ),
    (
        "ALTER TABLE turns ADD COLUMN patient_id TEXT NOT NULL DEFAULT ''",
        """UPDATE turns SET patient_id = COALESCE(
            (SELECT {seen} FROM answers WHERE answers.answer_id = turns.answer_id), '') WHERE answer_id <> ''""",
    ),
    ('CREATE TABLE entries (event_id TEXT NOT NULL PRIMARY KEY, "by" TEXT NOT NULL)',),
    (
        "ALTER TABLE alerts ADD COLUMN acknowledged_priority TEXT",
        "ALTER TABLE alerts ADD COLUMN acknowledged_worsened INTEGER NOT NULL DEFAULT 0",
        # How bad it was when it was seen was not kept. What was open again, or told anew after that, nobody has seen.
        """UPDATE alerts SET acknowledged_priority = priority, acknowledged_worsened = worsened
            WHERE acknowledged_by IS NOT NULL AND (state = 'acknowledged' OR (state = 'closed' AND NOT EXISTS (
            SELECT 1 FROM notices WHERE notices.alert_id = alerts.alert_id
            AND notices.created_ms > alerts.acknowledged_ms
            AND (notices.kind = 'worsened' OR (notices.kind = 'escalated' AND notices.step = 0)))))""",
    ),
    (
        """CREATE TABLE movements (
            move_id TEXT NOT NULL PRIMARY KEY, patient_id TEXT NOT NULL, at_ms BIGINT NOT NULL,
            of_presence BOOLEAN NOT NULL, of_bed BOOLEAN NOT NULL, of_birth BOOLEAN NOT NULL)""",
        "CREATE INDEX movements_by_patient ON movements (patient_id, at_ms)",
        # What was told before was not kept; the stays say most of it: when each began, and when who is gone left.
        """INSERT INTO movements (move_id, patient_id, at_ms, of_presence, of_bed, of_birth)
            SELECT 'stay:' || patient_id || ':' || from_ms, patient_id, from_ms, TRUE, TRUE, FALSE
            FROM stays GROUP BY patient_id, from_ms""",
        """INSERT INTO movements (move_id, patient_id, at_ms, of_presence, of_bed, of_birth)
            SELECT 'left:' || patient_id, patient_id, COALESCE((SELECT MAX(until_ms) FROM stays
            WHERE stays.patient_id = patients.patient_id), updated_ms), TRUE, TRUE, FALSE
            FROM patients WHERE NOT is_present AND merged_into IS NULL""",
    ),
    (
        "ALTER TABLE patients ADD COLUMN paused_by TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE patients ADD COLUMN paused_why TEXT NOT NULL DEFAULT ''",
    ),
    (
        "ALTER TABLE movements ADD COLUMN visit TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE movements ADD COLUMN ends BOOLEAN NOT NULL DEFAULT FALSE",
    ),
)
_OF_SQLITE = {
    "blob": "BLOB",
    "seen": """CASE WHEN json_valid(CAST(answers.evidence AS TEXT))
        THEN json_extract(CAST(answers.evidence AS TEXT), '$.patient.view.patient_id') END""",
}
_OF_POSTGRESQL = {
    "blob": "BYTEA",
    "seen": "convert_from(answers.evidence, 'UTF8')::json #>> '{patient,view,patient_id}'",
}


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
    words = _OF_POSTGRESQL if connection.dialect.name == "postgresql" else _OF_SQLITE
    for step in STEPS[version:]:
        for statement in step:
            connection.exec_driver_sql(statement.format(**words))
    connection.execute(update(schema_version).values(version=len(STEPS)))
