"""Reads from a broker in a process of its own, to be killed: ``python mqtt_door.py HOME URL``.

Prints a line for each sensor state, once all that came before it is durable.
"""

import sys
import threading

from bedside import settings
from bedside.assembly import Assembly
from bedside.assembly.watch import now_ms
from bedside.messages.found import Bed
from bedside.services.data_ingestion.mqtt import MqttDoor
from bedside.usecases.watch_bed_sensors import WatchBedSensors


class _Telling(WatchBedSensors):
    def told(self, bed: Bed, at_ms: int, *, is_lost: bool, is_repeat: bool) -> None:
        super().told(bed, at_ms, is_lost=is_lost, is_repeat=is_repeat)
        print(bed.ward, bed.bed, is_lost, flush=True)


if __name__ == "__main__":
    home, url = sys.argv[1:]
    here = Assembly(settings.load({"BEDSIDE_HOME": home}))
    sensors = _Telling(here.sensor_events, here.patients, here.objects, lambda _: None)
    MqttDoor(url, "bedside-test", here.found, sensors, now_ms).start()
    threading.Event().wait()
