"""How fast the doors read, beside the libraries that read the same, and how fast they take in over real sockets:
``python -m benchmarks.watch.doors``.

Reading is told in processor time of one thread, the best of several rounds, so that other processes count least.
Over MLLP the server runs in this process, and the senders, which wait for each answer, in another: each acknowledgement
is of six readings that are durable. Over MQTT a real broker stands between, if there is one on this machine.
"""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import hl7
import numpy as np
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.observation import Observation
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

from bedside import settings
from bedside.assembly import Assembly
from bedside.assembly.notifying import now_ms
from bedside.messages import hl7v2
from bedside.messages.fhir import read_bundle, read_single
from bedside.messages.found import Bed
from bedside.services import logs
from bedside.services.data_ingestion.mllp import MllpServer
from bedside.services.data_ingestion.mqtt import MqttDoor
from bedside.usecases.watch_bed_sensors import WatchBedSensors
from benchmarks.rows import Row, informs, print_rows, quick, write_rows

FIGURES = Path(__file__).parents[2] / "figures"
CONF = Path(__file__).parents[2] / "deploy" / "mosquitto" / "mosquitto.conf"
SIGNALS = (
    ("8867-4", "/min"),
    ("59408-5", "%"),
    ("9279-1", "/min"),
    ("8480-6", "mm[Hg]"),
    ("8462-4", "mm[Hg]"),
    ("8310-5", "Cel"),
)
VALUES = (72, 97, 16, 120, 80, 37)
SENDERS = 16


def observation(number: int = 0) -> dict[str, Any]:
    """Returns an Observation as an EHR sends it."""
    code, unit = SIGNALS[number % len(SIGNALS)]
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [
            {
                "coding": [
                    {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "vital-signs"}
                ]
            }
        ],
        "identifier": [{"system": "urn:example:observations", "value": f"o-{number}"}],
        "code": {"coding": [{"system": "http://loinc.org", "code": code}]},
        "subject": {"reference": f"Patient/p{number % 50}"},
        "effectiveDateTime": "2026-03-01T12:00:00Z",
        "valueQuantity": {
            "value": VALUES[number % 6],
            "unit": unit,
            "system": "http://unitsofmeasure.org",
            "code": unit,
        },
    }


def message(patient: str, at: datetime, control: str = "1") -> bytes:
    """Returns an ORU^R01 of six values."""
    stamp = at.strftime("%Y%m%d%H%M%S.%f")[:-2] + "+0000"
    lines = [
        f"MSH|^~\\&|GW|ICU|BEDSIDE|WARD|{stamp}||ORU^R01^ORU_R01|{control}|P|2.6|||NE|AL||UNICODE UTF-8",
        f"PID|1||{patient}^^^H^MR||Doe^Jane||19400203|F",
        "PV1|1|I|ICU^^7",
        f"OBR|1|||VITALS^Vitals^L|||{stamp}",
    ]
    for place, ((code, unit), value) in enumerate(zip(SIGNALS, VALUES, strict=True), 1):
        lines.append(f"OBX|{place}|NM|{code}^Name^LN||{value}|{unit}^{unit}^UCUM|||||F|||{stamp}||||MON4^MON4")
    return "".join(f"{line}\r" for line in lines).encode()


def best_us(work: Callable[[], object], times: int) -> float:
    """Returns the microseconds of processor time that one call takes, of the best of seven rounds."""
    rounds = []
    for _ in range(7):
        started = time.process_time()
        for _ in range(times):
            work()
        rounds.append((time.process_time() - started) / times * 1e6)
    return min(rounds)


def readers() -> list[Row]:
    """Returns what reading takes, ours to readings and theirs to their own objects."""
    single = json.dumps(observation()).encode()
    entries = [{"resource": observation(n), "request": {"method": "POST", "url": "Observation"}} for n in range(100)]
    bundle = json.dumps({"resourceType": "Bundle", "type": "batch", "entry": entries}).encode()
    oru = message("p1", datetime.now(UTC))
    times = 20 if quick() else 100
    return [
        _against(
            "FHIR Observation", lambda: read_single(single), lambda: Observation.model_validate_json(single), times * 10
        ),
        _against(
            "FHIR batch of 100", lambda: read_bundle(bundle), lambda: Bundle.model_validate_json(bundle), times // 10
        ),
        _against("HL7 ORU of 6 values", lambda: hl7v2.read(oru), lambda: hl7.parse(oru, encoding="utf-8"), times * 5),
    ]


def _against(name: str, ours: Callable[[], object], theirs: Callable[[], object], times: int) -> Row:
    own, other = best_us(ours, times), best_us(theirs, times)
    said = f"{own:,.0f} µs, the library {other:,.0f} µs: {other / own:.1f} times"
    return informs(f"reading one {name}", said, 7 * times, ours_us=own, library_us=other)


@contextmanager
def assembled() -> Iterator[Assembly]:
    """Gives the parts over a home of their own."""
    with tempfile.TemporaryDirectory() as home:
        here = Assembly(settings.load({"BEDSIDE_HOME": home}))
        logs.configure("error")
        try:
            yield here
        finally:
            here.close()


def over_mllp(seconds: float) -> list[Row]:
    """Returns what is taken in over MLLP from senders that wait for each answer."""
    with assembled() as here:
        server = MllpServer(here.hl7_messages, "127.0.0.1", 0)
        server.start()
        try:
            command = [sys.executable, "-m", "benchmarks.watch.doors", "send", str(server.port), str(seconds)]
            sent = subprocess.run(command, capture_output=True, text=True, check=True)
        finally:
            server.stop()
    took = np.array(json.loads(sent.stdout))
    rate = len(took) / seconds
    half, most = np.percentile(took, (50, 99))
    said = f"{rate:,.0f} messages/s, {6 * rate:,.0f} readings/s; answer p50 {half:.1f} ms, p99 {most:.1f} ms"
    return [informs(f"HL7 over MLLP, {SENDERS} senders, each answer durable", said, len(took))]


def send(port: int, seconds: float) -> None:
    """Sends from several threads until the time is over; prints the milliseconds of each answer."""
    took: list[float] = []
    until = time.perf_counter() + seconds

    def one(sender: int) -> None:
        at = datetime.now(UTC) - timedelta(hours=1)
        with socket.create_connection(("127.0.0.1", port)) as connection:
            number = 0
            while (started := time.perf_counter()) < until:
                at, number = at + timedelta(milliseconds=1), number + 1
                connection.sendall(b"\x0b" + message(f"p{sender}", at, str(number)) + b"\x1c\r")
                answer = b""
                while not answer.endswith(b"\x1c\r"):
                    answer += connection.recv(4096)
                assert b"MSA|AA" in answer
                took.append((time.perf_counter() - started) * 1000)

    threads = [threading.Thread(target=one, args=(sender,)) for sender in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(took))


def over_mqtt(messages: int) -> list[Row]:
    """Returns what is taken in from a real broker, of messages that it holds when the door opens."""
    program = shutil.which("mosquitto", path="/usr/sbin:/usr/bin:/usr/local/sbin:/opt/homebrew/sbin")
    if program is None:
        return [informs("MQTT through Mosquitto", "not measured: Mosquitto is missing")]
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe, assembled() as here:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        conf = Path(folder) / "mosquitto.conf"
        text = (
            CONF.read_text()
            .replace("listener 1883", f"listener {port}")
            .replace("persistence true", "persistence false")
        )
        conf.write_text(text + "\nuser root\n")
        broker = subprocess.Popen([program, "-c", str(conf)], stderr=subprocess.DEVNULL)
        try:
            return [_mqtt_row(here, port, messages)]
        finally:
            broker.terminate()
            broker.wait(10)


def _mqtt_row(here: Assembly, port: int, messages: int) -> Row:
    ended = threading.Event()

    class Sensors(WatchBedSensors):
        def told(self, bed: Bed, at_ms: int, *, is_lost: bool, is_repeat: bool) -> None:
            super().told(bed, at_ms, is_lost=is_lost, is_repeat=is_repeat)
            ended.set()

    def door() -> MqttDoor:
        sensors = Sensors(here.sensor_events, here.patients, here.objects, print)
        return MqttDoor(f"mqtt://127.0.0.1:{port}", "bench", here.found, sensors, now_ms)

    first = door()
    first.start()
    while not first.is_live:
        time.sleep(0.02)
    first.stop()
    gateway = Client(CallbackAPIVersion.VERSION2, client_id="gateway")
    gateway.max_inflight_messages_set(1000)
    gateway.connect("127.0.0.1", port)
    gateway.loop_start()
    at = datetime.now(UTC).isoformat()
    given = {"value": 72, "unit": "/min", "observed_at": at, "patient_id": "p1"}
    for number in range(messages):
        gateway.publish("ward/icu/7/heart_rate", json.dumps(given | {"event_id": f"e{number}"}), qos=1)
    gateway.publish("ward/icu/7/status", "lost", qos=1).wait_for_publish(60)
    second = door()
    started = time.perf_counter()
    second.start()
    assert ended.wait(120)
    took = time.perf_counter() - started
    second.stop()
    gateway.loop_stop()
    return informs(
        "MQTT QoS 1 through Mosquitto, acknowledged when durable", f"{messages / took:,.0f} messages/s", messages
    )


def measure() -> list[Row]:
    """Returns what a message costs beside the libraries, and how many a second come in by MLLP and MQTT."""
    return [*readers(), *over_mllp(3 if quick() else 10), *over_mqtt(2_000 if quick() else 10_000)]


def main() -> None:
    """Measures and prints, or sends where it is asked to."""
    if sys.argv[1:2] == ["send"]:
        send(int(sys.argv[2]), float(sys.argv[3]))
        return
    rows = measure()
    print_rows("Doors", rows)
    write_rows(FIGURES / "watch-doors.json", rows)


if __name__ == "__main__":
    main()
