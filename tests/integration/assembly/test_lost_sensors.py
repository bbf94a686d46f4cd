"""What the scorers are told of sensors counts for who has just come back, not for who had left."""

from dataclasses import replace
from pathlib import Path

from bedside.assembly import Assembly
from bedside.assembly.watch import now_ms
from bedside.ports import Patient, SensorEvent
from bedside.settings import Settings


def test_a_lost_sensor_is_told_of_who_is_admitted_again_in_the_same_round(tmp_path: Path) -> None:
    parts = Assembly(Settings(home=tmp_path, dense="never"))
    at_ms, patient = now_ms(), Patient(patient_id="p1", ward="icu", bed="9")

    def score() -> None:
        for scorer in parts.scorers:
            while scorer():
                pass

    parts.log.tick(at_ms)
    parts.patients.put(replace(patient, bed="", is_present=False), at_ms - 1)
    score()
    parts.patients.put(patient, at_ms)
    parts.sensor_events.put_many([SensorEvent("p1", "spo2", "lost", at_ms)])
    assert parts.hear_sensors.work()
    score()
    parts.log.tick(at_ms + 1_000)
    score()
    found = parts.alerts.alerts(patient_id="p1")
    parts.close()
    assert ["reported lost" in one.reason for one in found] == [True]
