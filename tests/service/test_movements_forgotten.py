"""The running service forgets movements that newer ones cover, and nobody who lies in a bed."""

from pathlib import Path

from sqlalchemy import func, select

from bedside.adapters.records import watch_schema
from bedside.adapters.records.patients import SqlPatientStore
from bedside.adapters.records.sqlite import SqliteDatabase
from bedside.assembly.notifying import now_ms
from bedside.services.data_ingestion.loops import start_intake
from bedside.testing.contracts.patient_moves import came
from service.doors import doors_of
from service.waiting import eventually

DAY = 86_400_000


def test_old_movements_go_and_who_never_moved_stays(tmp_path: Path) -> None:
    database = SqliteDatabase(f"sqlite:///{tmp_path}/records.sqlite")
    store = SqlPatientStore(database)
    for days in (400, 300, 200, 1):
        store.move("moved", came(now_ms() - days * DAY, str(days)))
    store.move("stays", came(now_ms() - 399 * DAY, "9"))

    def count() -> int:
        with database.read() as connection:
            return connection.execute(select(func.count()).select_from(watch_schema.movements)).scalar_one()

    assert count() == 5
    with doors_of(tmp_path, start_intake) as running:
        eventually(lambda: count() == 2)
        assert [(one.patient_id, one.bed) for one in running.here.patients.patients()] == [
            ("moved", "1"),
            ("stays", "9"),
        ]
    database.close()
