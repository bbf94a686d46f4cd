"""What watches: the log of readings, the quarantine, what takes readings in; patients, history, and the ward."""

import time
from functools import cached_property

from bedside.adapters.history.parquet import ParquetHistory
from bedside.adapters.log.sqlite import SqliteReadingLog
from bedside.adapters.records.alerts import SqlAlertStore
from bedside.adapters.records.patients import SqlPatientStore
from bedside.adapters.records.rejects import SqlRejectStore
from bedside.assembly.models import Models
from bedside.assembly.stores import folder_of, not_built
from bedside.core.privacy.access import MaySee, everybody
from bedside.usecases.follow_patients import FollowPatients
from bedside.usecases.follow_ward import FollowWard
from bedside.usecases.keep_history import KeepHistory
from bedside.usecases.read_vitals import FollowVitals
from bedside.usecases.record_readings import RecordReadings


def now_ms() -> int:
    """Returns the time in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


class Watch(Models):
    """The parts of watching, each made when first asked for."""

    @cached_property
    def log(self) -> SqliteReadingLog:
        """Returns the log of readings."""
        address = self.settings.address("log")
        if not address.startswith("sqlite:"):
            raise not_built("BEDSIDE_LOG_URL", "sqlite:///…")
        _ = self.home
        return SqliteReadingLog(address, identity_hours=self.settings.identity_hours)

    @cached_property
    def rejects(self) -> SqlRejectStore:
        """Returns the quarantine."""
        return SqlRejectStore(self.database)

    @cached_property
    def intake(self) -> RecordReadings:
        """Returns what takes readings in."""
        return RecordReadings(self.log, self.rejects, now_ms, identity_hours=self.settings.identity_hours)

    @cached_property
    def alerts(self) -> SqlAlertStore:
        """Returns the alerts and their outbox."""
        return SqlAlertStore(self.database)

    @cached_property
    def patients(self) -> SqlPatientStore:
        """Returns the patients, their beds and notes."""
        return SqlPatientStore(self.database)

    @cached_property
    def may_see(self) -> MaySee:
        """Returns who may see which patient."""
        return everybody

    @cached_property
    def history(self) -> ParquetHistory:
        """Returns the readings of long ago."""
        from pyarrow import fs

        folder = folder_of(self.settings.address("objects"), "BEDSIDE_OBJECTS_URL")
        folder.mkdir(parents=True, exist_ok=True)
        return ParquetHistory(self.objects, fs.SubTreeFileSystem(str(folder), fs.LocalFileSystem()))

    @cached_property
    def historian(self) -> KeepHistory:
        """Returns the work of the loop that keeps the history."""
        return KeepHistory(self.log, self.history, self.history.compact)

    @cached_property
    def known_patients(self) -> FollowPatients:
        """Returns the patients in memory; the work of a loop keeps them new."""
        return FollowPatients(self.patients)

    @cached_property
    def vitals(self) -> FollowVitals:
        """Returns readings as they are just now; the work of a loop keeps them new."""
        return FollowVitals(self.log, self.history, self.known_patients.ids)

    @cached_property
    def ward(self) -> FollowWard:
        """Returns what the ward board shows; the work of a loop keeps it new."""
        interval_ms = int(self.settings.score_interval_hours * 3_600_000)
        return FollowWard(self.vitals, self.known_patients, self.alerts, now_ms, interval_ms)

    def close_watch(self) -> None:
        """Commits what waits, and closes what was opened."""
        if "log" in self.__dict__:
            self.log.close()
