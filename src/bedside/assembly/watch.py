"""What watches: the log of readings, the quarantine, and what takes readings in."""

from functools import cached_property

from bedside.adapters.log.sqlite import SqliteReadingLog
from bedside.adapters.peers.preprocessing_columns import HttpPreprocessing
from bedside.adapters.records.rejects import SqlRejectStore
from bedside.assembly.notifying import Notifying, now_ms
from bedside.assembly.stores import not_built
from bedside.usecases.hand_on import HandOn
from bedside.usecases.record_readings import RecordReadings

__all__ = ["Watch", "now_ms"]
_HAND_ON_TIMEOUT_S = 30.0


class Watch(Notifying):
    """The parts of watching, each made when first asked for."""

    @property
    def log_address(self) -> str:
        """Returns where the log of readings is. Raises Misconfigured for an address without an adapter."""
        address = self.settings.address("log")
        if not address.startswith("sqlite:"):
            raise not_built("BEDSIDE_LOG_URL", "sqlite:///…")
        return address

    @cached_property
    def log(self) -> SqliteReadingLog:
        """Returns the log of readings."""
        _ = self.home
        return SqliteReadingLog(self.log_address, identity_hours=self.settings.identity_hours)

    @cached_property
    def rejects(self) -> SqlRejectStore:
        """Returns the quarantine."""
        return SqlRejectStore(self.database)

    @cached_property
    def intake(self) -> RecordReadings:
        """Returns what takes readings in."""
        return RecordReadings(self.log, self.rejects, now_ms, identity_hours=self.settings.identity_hours)

    def hand_on(self, group: str, shard: int) -> HandOn:
        """Returns what hands one shard of the log on to preprocessing."""
        return HandOn(self.log, group, shard, self.preprocessing.send)

    @cached_property
    def preprocessing(self) -> HttpPreprocessing:
        """Returns the preprocessing service that readings are handed on to."""
        settings = self.settings
        return HttpPreprocessing(settings.preprocess_url, _HAND_ON_TIMEOUT_S, offline=settings.offline)

    def close_watch(self) -> None:
        """Commits what waits, and closes what was opened."""
        self.close_notifying()
        for part in ("log", "preprocessing"):
            if part in self.__dict__:
                getattr(self, part).close()
