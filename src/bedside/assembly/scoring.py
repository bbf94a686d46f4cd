"""What scores: one scorer a shard of the log, and what it hears beside the log."""

from functools import cached_property, partial

from bedside.adapters.log.packing import shard_of
from bedside.adapters.records.entries import SqlEntries
from bedside.adapters.records.sensor_events import SqlSensorEvents
from bedside.assembly.notifying import now_ms
from bedside.assembly.ward import Ward
from bedside.core.vitals.scoring import Settings
from bedside.usecases.hear_sensors import HearSensors
from bedside.usecases.score_batch import ScoreBatch, Terms

_MOST_OPEN = 20_000


class Scoring(Ward):
    """What one process needs to score readings, each part made when first asked for."""

    @cached_property
    def entries(self) -> SqlEntries:
        """Returns where it is kept who entered what by hand."""
        return SqlEntries(self.database)

    @cached_property
    def sensor_events(self) -> SqlSensorEvents:
        """Returns what is known of sensors beside their readings."""
        return SqlSensorEvents(self.database)

    @cached_property
    def scorers(self) -> list[ScoreBatch]:
        """Returns the scorers, by shard."""
        return [self.scorer(shard) for shard in range(self.log.shards)]

    def scorer(self, shard: int = 0) -> ScoreBatch:
        """Returns the work of a loop that scores one shard of the log."""
        scoring = Settings(stale_ms=self.settings.score_interval_ms)
        return ScoreBatch(
            self.log,
            self.objects,
            self.patients,
            self.raise_alerts,
            now_ms,
            still_open=partial(self.alerts.alerts, is_over=False, limit=_MOST_OPEN),
            terms=Terms(shard=shard, scoring=scoring, history=self.history),
        )

    @cached_property
    def hear_sensors(self) -> HearSensors:
        """Returns what hands the scorers what is known of sensors."""
        return HearSensors(self.sensor_events, self.scorers, partial(shard_of, shards=self.log.shards), now_ms)
