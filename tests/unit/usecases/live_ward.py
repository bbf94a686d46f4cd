"""A patient with a day of readings that tell the hour, at a fixed moment of Berlin, for questions about them.

The heart rate is 60 and the hour, the SpO2 97 % but 86 % from 03:00 to 03:09, the systolic pressure 110 and the hour.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pyarrow as pa

from bedside.assembly import Assembly
from bedside.core.privacy.access import everybody
from bedside.core.vitals.signals import BY_NAME
from bedside.core.vitals.stored_reading import StoredReading
from bedside.messages.readings import batch_of, readings_of
from bedside.ports import Alert, Patient
from bedside.usecases.view_patient import ViewPatient

ZONE = "Europe/Berlin"
MINUTE, HOUR = 60_000, 3_600_000


def at(day: int, hour: int, minute: int = 0) -> int:
    """Returns a moment of March 2026 in Berlin."""
    return round(datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)


NOW = at(11, 15, 20)


def reading(signal: str, value: float | str, at_ms: int) -> StoredReading:
    return StoredReading(
        event_id=f"{signal}@{at_ms}", patient_id="p1", device_id="m1", signal=signal, value=value,
        unit=BY_NAME[signal].unit, observed_at_ms=at_ms, received_at_ms=at_ms,
    )  # fmt: skip


def day(began: int = at(10, 17, 0), until: int = NOW) -> Iterator[StoredReading]:
    """Yields the readings by time: monitor each minute, cuff each half hour, temperature and consciousness hourly."""
    for at_ms in range(began, until + 1, MINUTE):
        local = datetime.fromtimestamp(at_ms / 1000, ZoneInfo(ZONE))
        low = (local.hour, local.minute // 10) == (3, 0)
        yield reading("heart_rate", 60.0 + local.hour, at_ms)
        yield reading("spo2", 86.0 if low else 97.0, at_ms)
        yield reading("respiratory_rate", 16.0, at_ms)
        if local.minute % 30 == 0:
            yield reading("systolic_bp", 110.0 + local.hour, at_ms)
            yield reading("diastolic_bp", 70.0, at_ms + 500)
            yield reading("mean_bp", 85.0, at_ms + 500)
        if local.minute == 0:
            yield reading("temperature", 36.5 + local.hour / 10, at_ms)
            yield reading("consciousness", "A" if local.hour != 4 else "C", at_ms)


class Kept:
    """Readings in memory; satisfies `ports.Vitals`."""

    def __init__(self, *readings: StoredReading) -> None:
        self._rows = pa.Table.from_batches([batch_of(sorted(readings, key=lambda one: one.observed_at_ms))])
        self._latest = {one.signal: one for one in readings_of(self._rows)}

    def latest(self, patient_id: str) -> Mapping[str, StoredReading]:
        return self._latest if patient_id == "p1" else {}

    def readings(self, patient_id: str, since_ms: int, until_ms: int, signal: str | None = None) -> list[StoredReading]:
        return list(readings_of(self.table(patient_id, since_ms, until_ms, signal)))

    def table(self, _patient_id: str, since_ms: int, until_ms: int, signal: str | None = None) -> pa.Table:
        times = self._rows["observed_at"].to_pylist()
        names = self._rows["signal"].cast(pa.string()).to_pylist()
        wanted = [
            since_ms <= when < until_ms and signal in (None, name) for when, name in zip(times, names, strict=True)
        ]
        return self._rows.filter(pa.array(wanted))


def alert(alert_id: str, priority: str, opened_ms: int, reason: str) -> Alert:
    return Alert(
        alert_id=alert_id, patient_id="p1", source=None, rule="news2_high", priority=priority, state="open",
        opened_ms=opened_ms, closed_ms=None, reason=reason, first_event_id="e", updated_ms=opened_ms,
    )  # fmt: skip


def raise_alerts(here: Assembly) -> None:
    """Two alerts of the night, the later one seen by nobody, and one of today that is open."""
    night, unseen = alert("a1", "medium", at(11, 3, 1), "SpO2 86 %"), alert("a2", "high", at(11, 4, 2), "NEWS2 7")
    here.alerts.record([night, unseen, alert("a3", "low", at(11, 14, 50), "Sensor off")], [], at(11, 14, 50))
    here.alerts.acknowledge("a1", "nurse 3", "", at(11, 3, 3))
    here.alerts.acknowledge("a3", "dr. Lee", "", at(11, 14, 55))
    closed = [replace(one, state="closed", closed_ms=one.opened_ms + 20 * MINUTE) for one in (night, unseen)]
    here.alerts.record(closed, [], at(11, 5, 0))


def views(
    here: Assembly, *readings: StoredReading, born: date = date(1960, 5, 1), pregnant: bool = False
) -> ViewPatient:
    """Returns views of the patient in bed 3, on air, as they are at `NOW`."""
    here.patients.put(Patient(patient_id="p1", birth_date=born, on_oxygen=False, pregnant=pregnant, bed="3"), NOW)
    return ViewPatient(Kept(*readings), here.patients, here.alerts, everybody, lambda: NOW, 4 * HOUR, ZONE)
