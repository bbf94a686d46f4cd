"""Opening records: addresses, migrations, damage; each refusal says what to do next."""

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, inspect

from bedside.adapters.records import migrations
from bedside.adapters.records.alert_rows import row_of
from bedside.adapters.records.alerts import SqlAlertStore
from bedside.adapters.records.patients import SqlPatientStore
from bedside.adapters.records.sqlite import SqliteConversationStore, SqliteDatabase, SqliteDocumentStore
from bedside.adapters.records.watch_schema import METADATA, alerts, notices
from bedside.core.memory.conversation import Turn
from bedside.errors import Corrupt, InvalidInput, Misconfigured, Unavailable
from bedside.ports.watch import Move
from bedside.testing.contracts import alert_store
from bedside.testing.contracts.document_store import document

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_the_steps_make_the_tables_that_statements_expect(database):
    with database.read() as connection:
        made = inspect(connection)
        assert set(made.get_table_names()) == set(METADATA.tables)
        for name, table in METADATA.tables.items():
            columns = {column["name"]: column["nullable"] for column in made.get_columns(name)}
            assert columns == {column.name: column.nullable for column in table.columns}
            assert made.get_pk_constraint(name)["constrained_columns"] == [c.name for c in table.primary_key]


def test_opening_again_changes_nothing(open_database):
    (put,) = SqliteDocumentStore(open_database()).put_many("main", [document("d1")], NOON)
    assert SqliteDocumentStore(open_database()).get("main", "d1") == put


def test_conversations_of_before_are_marked_with_the_patients_their_answers_tell_of(open_database, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", migrations.STEPS[:3])
        with open_database().write() as connection:
            connection.exec_driver_sql("INSERT INTO conversations VALUES ('c1', 'ann', '', 0, 3, 1, 1)")
            for n, evidence in enumerate(('{"patient":{"view":{"patient_id":"p1"}}}', '{"passages":[]}', "torn")):
                connection.exec_driver_sql(f"INSERT INTO turns VALUES ('c1', {n}, 'bedside', '26/min', 1, 'a{n}')")
                answer = (f"a{n}", "c1", "ann", b"{}", evidence.encode(), 1)
                connection.exec_driver_sql("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?)", answer)
    found = SqliteConversationStore(open_database()).get("c1")
    assert [turn.patient_id for turn in found.turns] == ["p1", "", ""]
    assert found.patients == ("p1",)


def test_of_alerts_of_before_only_what_got_worse_after_it_was_seen_is_unseen(open_database, monkeypatch):
    """Its notices tell which: a message of the worse state made after the acknowledgement."""
    states = {"seen": "acknowledged", "again": "open", "over": "closed", "worse": "closed", "risen": "closed"}
    noted = {"acknowledged_by": "nurse", "acknowledged_ms": 5}
    new = {"acknowledged_priority", "acknowledged_worsened"}
    stored = [row_of(alert_store.alert(name, state=state, **noted)) for name, state in states.items()]
    before = [{name: value for name, value in row.items() if name not in new} for row in stored]
    told = [("over", "repeated", 4), ("over", "escalated", 3), ("worse", "worsened", 6), ("risen", "escalated", 6)]
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", migrations.STEPS[:6])
        with open_database().write() as connection:
            connection.execute(insert(alerts).values(before))
            rows = [
                row_of(alert_store.notice(f"n{n}", alert_id=name, kind=kind, created_ms=at)) | {"lease_until_ms": 0}
                for n, (name, kind, at) in enumerate(told)
            ]
            connection.execute(insert(notices).values(rows))
    found = SqlAlertStore(open_database()).get_many(list(states))
    assert {name: one.is_seen for name, one in found.items()} == {
        "seen": True,
        "again": False,
        "over": True,
        "worse": False,
        "risen": False,
    }
    assert {one.acknowledged_by for one in found.values()} == {"nurse"}


def test_of_patients_of_before_the_stays_tell_what_is_old(open_database, monkeypatch):
    """A discharge told before is kept by when the last stay ended, or by when the patient was stored."""
    patient = "INSERT INTO patients VALUES ('{}', {}, NULL, 1, NULL, FALSE, 'W', '{}', '{{}}', 0, {}, NULL, {})"
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", migrations.STEPS[:7])
        with open_database().write() as connection:
            for values in (("here", 1, "2", True, 20), ("gone", 2, "", False, 90), ("never", 3, "", False, 40)):
                connection.exec_driver_sql(patient.format(*values))
            for stay in ("'1', 10, 20, 'here'", "'2', 20, NULL, 'here'", "'3', 10, 30, 'gone'"):
                connection.exec_driver_sql(f"INSERT INTO stays VALUES ('W', {stay})")
    store = SqlPatientStore(open_database())
    for patient_id, at_ms in (("here", 19), ("gone", 29), ("never", 39)):
        store.move(patient_id, Move(move_id=patient_id, at_ms=at_ms, is_present=True, bed=("W", "9")))
    assert [(one.patient_id, one.bed) for one in store.patients()] == [("here", "2")]
    store.move("gone", Move(move_id="back", at_ms=31, is_present=True, bed=("W", "8")))
    assert store.get("gone").bed == "8"


def test_a_pause_of_before_stands_without_a_name(open_database, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", migrations.STEPS[:8])
        with open_database().write() as connection:
            connection.exec_driver_sql(
                "INSERT INTO patients VALUES ('p1', 1, NULL, 1, NULL, FALSE, 'W', '1', '{}', 99, TRUE, NULL, 20)"
            )
    found = SqlPatientStore(open_database()).get("p1")
    assert (found.paused_until_ms, found.paused_by, found.paused_why) == (99, "", "")


def test_only_the_missing_steps_run(open_database, monkeypatch):
    open_database()
    more = (*migrations.STEPS, ("ALTER TABLE feedback ADD COLUMN colour TEXT NOT NULL DEFAULT ''",))
    monkeypatch.setattr(migrations, "STEPS", more)
    for database in (open_database(), open_database()):
        with database.read() as connection:
            assert "colour" in {column["name"] for column in inspect(connection).get_columns("feedback")}
            assert migrations.version_of(connection) == len(more)


def test_a_step_that_fails_leaves_the_schema_before_it(open_database, monkeypatch):
    open_database()
    broken = (
        *migrations.STEPS,
        ("ALTER TABLE feedback ADD COLUMN colour TEXT", "ALTER TABLE nowhere ADD COLUMN x TEXT"),
    )
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", broken)
        with pytest.raises(Exception, match="nowhere"):
            open_database()
    with open_database().read() as connection:
        assert "colour" not in {column["name"] for column in inspect(connection).get_columns("feedback")}


def test_records_of_a_newer_version_are_refused(url, open_database, monkeypatch):
    open_database()
    monkeypatch.setattr(migrations, "STEPS", ())
    with pytest.raises(Misconfigured) as refusal:
        SqliteDatabase(url)
    assert refusal.value.code == "records_newer"
    assert "newer version" in refusal.value.next_step


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///:memory:", "postgresql://localhost/x", "nonsense", ""])
def test_an_address_that_names_no_file_is_refused(address):
    with pytest.raises(Misconfigured) as refusal:
        SqliteDatabase(address)
    assert "BEDSIDE_RECORDS_URL" in refusal.value.next_step


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Misconfigured) as refusal:
        SqliteDatabase(f"sqlite:///{tmp_path}/file/records.db")
    assert refusal.value.code == "records_unreachable"


def test_a_file_that_is_no_database_is_refused_with_what_to_do(tmp_path, url):
    (tmp_path / "records.db").write_bytes(b"this is no database " * 500)
    with pytest.raises(Corrupt) as refusal:
        SqliteDatabase(url)
    assert "restore" in refusal.value.next_step


def test_a_damaged_page_is_told_from_a_missing_document(tmp_path, url):
    with closing(SqliteDatabase(url)) as database:
        SqliteDocumentStore(database).put_many("main", [document(f"d{n}", "x" * 900) for n in range(400)], NOON)
    overwrite_middle(tmp_path / "records.db")
    with closing(SqliteDatabase(url)) as database:
        with pytest.raises(Corrupt) as found:
            database.check()
        assert found.value.code == "records_corrupt"
        with pytest.raises(Corrupt):
            SqliteDocumentStore(database).changes("main")


def overwrite_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : -4096] = b"\xa5" * (len(content) - 4096 - len(content) // 2)
    path.write_bytes(bytes(content))


def test_a_healthy_file_passes_the_check(database):
    SqliteDocumentStore(database).put_many("main", [document("d1")], NOON)
    database.check()


def test_another_process_that_holds_the_file_gives_unavailable_not_a_wait_for_ever(tmp_path, url):
    with (
        closing(SqliteDatabase(url, busy_timeout_s=0.05)) as database,
        closing(sqlite3.connect(tmp_path / "records.db", isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable):
            SqliteDocumentStore(database).put_many("main", [document("d1")], NOON)
        other.execute("ROLLBACK")
        assert SqliteDocumentStore(database).put_many("main", [document("d1")], NOON)


def test_a_reader_does_not_wait_for_a_writer(database):
    store = SqliteDocumentStore(database)
    store.put_many("main", [document("d1")], NOON)
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE documents SET title = 'unfinished'")
        assert store.get("main", "d1").document == document("d1")


def test_an_error_inside_a_write_undoes_all_of_it(database):
    with suppress(ZeroDivisionError), database.write() as connection:
        connection.exec_driver_sql("INSERT INTO document_failures VALUES ('main', 'd1', 'r', 0)")
        raise ZeroDivisionError
    assert SqliteDocumentStore(database).failures("main") == []


def test_errors_do_not_repeat_what_a_person_wrote(database):
    store = SqliteConversationStore(database)
    with pytest.raises(InvalidInput) as refusal:
        store.append("c1", "p1", [Turn("person", "my secret \ud800", NOON)], NOON)
    seen = [refusal.value, refusal.value.__cause__, refusal.value.detail, refusal.value.next_step]
    assert "secret" not in repr(seen)
    assert store.list("p1") == []


def test_sqlite_acknowledges_only_what_is_on_disk(database):
    with database.read() as connection:
        settings = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        ]
    assert settings == ["wal", 2, 1, 1]


def test_a_connection_keeps_few_prepared_statements_however_many_there_were(database):
    with database.read() as connection:
        if "ENABLE_STMTVTAB" not in connection.exec_driver_sql("PRAGMA compile_options").scalars().all():
            pytest.skip("this SQLite does not list its statements")
        for count in range(1, 200):
            connection.exec_driver_sql(f"SELECT {', '.join('?' * count)}", tuple(range(count)))
        kept = connection.exec_driver_sql("SELECT count(*) FROM sqlite_stmt").scalar_one()
    assert 1 < kept <= 40
