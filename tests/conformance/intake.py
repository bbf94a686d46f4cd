"""The real parts that take messages in, over files of their own, at a time that stands still."""

from collections.abc import Callable
from pathlib import Path

from bedside.adapters.log.sqlite import SqliteReadingLog
from bedside.adapters.records.alerts import SqlAlertStore
from bedside.adapters.records.patients import SqlPatientStore
from bedside.adapters.records.rejects import SqlRejectStore
from bedside.adapters.records.sqlite import SqliteDatabase
from bedside.core.vitals.stored_reading import StoredReading
from bedside.messages.readings import readings_of
from bedside.messages.times import rfc3339_ms
from bedside.ports.watch import Patient
from bedside.usecases.record_readings import RecordReadings
from bedside.usecases.take_found import TakeFound


def ms(text: str) -> int:
    at = rfc3339_ms(text)
    assert isinstance(at, int), text
    return at


NOW = ms("2026-03-01T12:05:00Z")


class Intake:
    """Log, quarantine and patients in a folder; `close` before another is opened there."""

    def __init__(self, folder: Path, clock: Callable[[], int] = lambda: NOW) -> None:
        self._database = SqliteDatabase(f"sqlite:///{folder}/records.sqlite")
        self.log = SqliteReadingLog(f"sqlite:///{folder}/readings.sqlite")
        self.rejects = SqlRejectStore(self._database)
        self.patients = SqlPatientStore(self._database)
        self.alerts = SqlAlertStore(self._database)
        self.clock = clock
        self.folder = folder
        self.intake = RecordReadings(self.log, self.rejects, clock)
        self.found = TakeFound(self.intake, self.patients.in_bed, clock)

    def admit(self, ward: str, bed: str, patient_id: str, at: str) -> None:
        self.patients.put(Patient(patient_id=patient_id, ward=ward, bed=bed), ms(at))

    def readings(self) -> list[StoredReading]:
        """Returns all that the log holds, by arrival within a shard."""
        rows = (entry for shard in range(self.log.shards) for entry in self.log.read(shard, 0, 1_000_000))
        return [one for row in rows if row.readings is not None for one in readings_of(row.readings)]

    def close(self) -> None:
        self.log.close()
        self._database.close()
