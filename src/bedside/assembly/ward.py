"""What the ward is made of: history, readings as they are just now, the board, and who may see whom."""

from functools import cached_property

from bedside.adapters.history.parquet import ParquetHistory
from bedside.assembly.notifying import now_ms
from bedside.assembly.stores import folder_of
from bedside.assembly.watch import Watch
from bedside.core.privacy.access import MaySee, everybody
from bedside.ports import PatientViews
from bedside.usecases.follow_patients import FollowPatients
from bedside.usecases.follow_ward import FollowWard
from bedside.usecases.keep_history import KeepHistory
from bedside.usecases.read_vitals import FollowVitals
from bedside.usecases.watch_discharged import WatchDischarged


class Ward(Watch):
    """What one process needs to show a ward, each part made when first asked for."""

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
        interval_ms = self.settings.score_interval_ms
        return FollowWard(self.vitals, self.known_patients, self.alerts, now_ms, interval_ms)

    @cached_property
    def watch_discharged(self) -> WatchDischarged:
        """Returns what tells of readings that still come for discharged patients; the work of a loop."""
        return WatchDischarged(self.raise_operational, self.vitals, self.known_patients, now_ms)

    @cached_property
    def patient_views(self) -> PatientViews:
        """Returns what answers about patients are made from: here, or at the service of ``BEDSIDE_INGEST_URL``."""
        settings = self.settings
        if settings.ingest_url:
            from bedside.adapters.peers.patients import HttpPatientViews

            return HttpPatientViews(settings.ingest_url, settings.peer_timeout_s, offline=settings.offline)
        from bedside.usecases.view_patient import ViewPatient

        interval_ms = settings.score_interval_ms
        zone = settings.hl7_zone
        return ViewPatient(self.vitals, self.patients, self.alerts, self.may_see, now_ms, interval_ms, zone)
