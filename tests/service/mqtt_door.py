"""Reads from a broker in a process of its own, to be killed: ``python mqtt_door.py HOME URL``.

Prints a line for each sensor state, once all that came before it is durable.
"""

import sys
import threading

from bedside import settings
from bedside.assembly import Assembly
from bedside.assembly.watch import now_ms
from bedside.messages.mqtt import BedStatus
from bedside.services.data_ingestion.mqtt import MqttDoor


def _told(status: BedStatus) -> None:
    print(status.ward, status.bed, status.is_lost, flush=True)


if __name__ == "__main__":
    home, url = sys.argv[1:]
    here = Assembly(settings.load({"BEDSIDE_HOME": home}))
    MqttDoor(url, "bedside-test", here.found, here.patients.in_bed, _told, now_ms).start()
    threading.Event().wait()
