"""The tables of watching, as statements see them. `migrations` makes them; a test holds the two equal.

Times are integers of milliseconds since 1970 in UTC, as devices send them.
"""

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, Table, Text

from bedside.adapters.records.schema import METADATA

patients = Table(
    "patients",
    METADATA,
    Column("patient_id", Text, primary_key=True),
    Column("sequence", BigInteger, nullable=False, unique=True),
    Column("birth_date", Text),
    Column("spo2_scale", Integer, nullable=False),
    Column("on_oxygen", Boolean),
    Column("pregnant", Boolean, nullable=False),
    Column("ward", Text, nullable=False),
    Column("bed", Text, nullable=False),
    Column("limits", Text, nullable=False),
    Column("paused_until_ms", BigInteger, nullable=False),
    Column("is_present", Boolean, nullable=False),
    Column("merged_into", Text),
    Column("updated_ms", BigInteger, nullable=False),
    Column("paused_by", Text, nullable=False),
    Column("paused_why", Text, nullable=False),
)

stays = Table(
    "stays",
    METADATA,
    Column("ward", Text, primary_key=True),
    Column("bed", Text, primary_key=True),
    Column("from_ms", BigInteger, primary_key=True),
    Column("until_ms", BigInteger),
    Column("patient_id", Text, primary_key=True),
)

movements = Table(
    "movements",
    METADATA,
    Column("move_id", Text, primary_key=True),
    Column("patient_id", Text, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("of_presence", Boolean, nullable=False),
    Column("of_bed", Boolean, nullable=False),
    Column("of_birth", Boolean, nullable=False),
    Column("visit", Text, nullable=False),
    Column("ends", Boolean, nullable=False),
)

notes = Table(
    "notes",
    METADATA,
    Column("patient_id", Text, primary_key=True),
    Column("at_ms", BigInteger, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("by", Text, nullable=False),
    Column("text", Text, nullable=False),
)

rejects = Table(
    "rejects",
    METADATA,
    Column("reject_id", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("received_ms", BigInteger, nullable=False),
    Column("source", Text, nullable=False),
    Column("raw_ref", Text, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("replayed_ms", BigInteger),
)

alerts = Table(
    "alerts",
    METADATA,
    Column("alert_id", Text, primary_key=True),
    Column("patient_id", Text),
    Column("source", Text),
    Column("rule", Text, nullable=False),
    Column("priority", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("opened_ms", BigInteger, nullable=False),
    Column("closed_ms", BigInteger),
    Column("reason", Text, nullable=False),
    Column("first_event_id", Text, nullable=False),
    Column("updated_ms", BigInteger, nullable=False),
    Column("acknowledged_by", Text),
    Column("acknowledged_ms", BigInteger),
    Column("comment", Text, nullable=False),
    Column("silenced", Boolean, nullable=False),
    Column("about", Text, nullable=False),
    Column("worsened", Integer, nullable=False),
    Column("acknowledged_priority", Text),
    Column("acknowledged_worsened", Integer, nullable=False),
)

notices = Table(
    "notices",
    METADATA,
    Column("notice_id", Text, primary_key=True),
    Column("alert_id", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("step", Integer, nullable=False),
    Column("priority", Text, nullable=False),
    Column("due_ms", BigInteger, nullable=False),
    Column("reference", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_ms", BigInteger, nullable=False),
    Column("lease_until_ms", BigInteger, nullable=False),
    Column("provider_id", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("settled_ms", BigInteger),
    Column("worsened", Integer, nullable=False),
)

silences = Table(
    "silences",
    METADATA,
    Column("silence_id", Text, primary_key=True),
    Column("patient_id", Text),
    Column("rule", Text),
    Column("until_ms", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
)

entries = Table(
    "entries",
    METADATA,
    Column("event_id", Text, primary_key=True),
    Column("by", Text, nullable=False),
)

sensor_events = Table(
    "sensor_events",
    METADATA,
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("patient_id", Text, nullable=False),
    Column("signal", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("count", Integer, nullable=False),
)

heartbeats = Table(
    "heartbeats",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("detail", Text, nullable=False),
)
