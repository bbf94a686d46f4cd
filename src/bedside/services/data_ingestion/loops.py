"""What the ingestion process does beside its requests: ticks, retention, figures, and handing readings on."""

from collections.abc import Callable

import structlog
from fastapi import FastAPI

from bedside.assembly import Assembly
from bedside.assembly.watch import now_ms
from bedside.core.alerts.causes import Finding
from bedside.services.data_ingestion.senders import door_of
from bedside.services.data_ingestion.ticks import Ticks
from bedside.services.loops import start_loop, when_ready
from bedside.services.metrics import IntakeMetrics
from bedside.services.notifying import telling
from bedside.usecases.record_readings import STATUSES, Recorded
from bedside.usecases.take_admission import MOVES_KEPT_MS

PREPROCESSING = "preprocessing"
_LOOK_S = 0.05
_LONGEST_START_S = 60.0
_TEND_S = 10.0
_HOUR_S = 3600.0
_DAY_MS = 24 * 60 * 60 * 1000
_REJECTS_DAYS = 30
_MOST_REJECTS = 1_000_000

Beat = Callable[[str], None]


def start_intake(app: FastAPI, beat: Beat = lambda _: None) -> None:
    """Opens the log, counts what comes, and starts the loops. ``beat`` is told that each is alive."""
    here: Assembly = app.state.assembly
    ticks = Ticks()
    count_intake(app, ticks.came)
    here.log.prepare()
    # Time in which nobody could send yet would count as the silence of those who send.
    tick = when_ready(app.state.takes_requests.is_set, lambda: _tick(here, ticks), _LONGEST_START_S)
    start_loop("ticks", tick, here.closing, beat, _LOOK_S, telling(here))
    start_loop(
        "tending the log", lambda: tend(here, app.state.metrics.intake), here.closing, beat, _TEND_S, telling(here)
    )
    start_loop(
        "forgetting movements", lambda: _forget_moves(here), here.closing, lambda _: None, _HOUR_S, telling(here)
    )
    if here.settings.preprocess_url:
        for shard in range(here.log.shards):
            start_loop(f"handing on {shard}", here.hand_on(PREPROCESSING, shard).work, here.closing, beat, 0.0)
    else:
        here.log.forget_group(PREPROCESSING)  # else rows would wait for a service that nobody names any more


def count_intake(app: FastAPI, came: Callable[[], None] = lambda: None) -> None:
    """Counts what each door brings and what the log does in the service's metrics; ``came`` is told of readings."""
    here: Assembly = app.state.assembly
    metrics: IntakeMetrics = app.state.metrics.intake

    def recorded(what: Recorded, source: str) -> None:
        door = door_of(source)
        for status, count in zip(STATUSES, what.counts(), strict=True):
            if count:
                metrics.readings.labels(door, status).inc(count)
        for reason, count in what.reasons().items():
            metrics.rejected.labels(reason).inc(count)

    def forced(group: str, rows: int) -> None:
        metrics.log_dropped.labels(group).inc(rows)
        structlog.get_logger().error("log dropped rows before they were done", role=group, failed=rows)
        here.raise_operational(Finding("log_retention_forced", group, f"{rows} rows"))

    def committed(seconds: float, readings: int) -> None:
        metrics.commits.observe(seconds)
        if readings:
            came()

    here.intake.told = recorded
    here.log.told = committed
    here.log.forced = forced


def tend(here: Assembly, metrics: IntakeMetrics) -> bool:
    """Drops what is old or too much, a piece at a time, and tells how the log is; returns whether there may be more."""
    settings, log = here.settings, here.log
    before_ms = now_ms() - int(settings.kept_log_days * _DAY_MS)
    dropped = log.retain(before_ms, int(settings.log_gigabytes * 1e9))
    if not dropped:
        here.rejects.drop(now_ms() - _REJECTS_DAYS * _DAY_MS, _MOST_REJECTS)
        _measure(here, metrics)
    return dropped


def _forget_moves(here: Assembly) -> bool:
    return here.patients.forget_moves(now_ms() - MOVES_KEPT_MS)


def _measure(here: Assembly, metrics: IntakeMetrics) -> None:
    rows, size = here.log.size()
    metrics.log_rows.set(rows)
    metrics.log_bytes.set(size)
    metrics.rejects_waiting.set(here.rejects.count())
    for shard in range(here.log.shards):
        end = here.log.end(shard)
        for group, position in here.log.positions(shard).items():
            metrics.log_lag.labels(group, str(shard)).set(max(0, end - position))


def _tick(here: Assembly, ticks: Ticks) -> bool:
    if ticks.is_due():
        here.log.tick(now_ms())
    return False
