"""Readings by MQTT, through a real broker."""

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

from bedside.adapters.log.sqlite import SqliteReadingLog
from bedside.adapters.objects.folder import FolderObjectStore
from bedside.assembly.watch import now_ms
from bedside.errors import Misconfigured, Unavailable
from bedside.messages.readings import readings_of
from bedside.ports.watch import Patient
from bedside.services.data_ingestion.loops import start_intake
from bedside.services.data_ingestion.mqtt import MqttDoor, client_id_of, start_mqtt
from bedside.services.workers import start_scorer
from service.broker import Broker
from service.doors import Doors, Start, doors_of
from service.local_server import closed_port
from service.waiting import eventually

MESSAGES = 2_400


@pytest.fixture
def broker(needs_mosquitto: Path, tmp_path: Path) -> Iterator[Broker]:
    running = Broker(needs_mosquitto, tmp_path / "broker")
    running.start()
    try:
        yield running
    finally:
        running.stop()


@contextmanager
def publishing(broker: Broker, **will: Any) -> Iterator[Client]:
    client = Client(CallbackAPIVersion.VERSION2, client_id="gateway", clean_session=False)
    client.max_inflight_messages_set(200)
    if will:
        client.will_set(**will)
    client.connect("127.0.0.1", broker.port)
    client.reconnect_delay_set(1, 1)
    client.loop_start()
    try:
        yield client
    finally:
        client.disconnect()
        client.loop_stop()


def payload(value: float, **more: Any) -> bytes:
    given = {"value": value, "unit": "/min", "observed_at": datetime.now(UTC).isoformat(timespec="milliseconds")}
    return json.dumps({name: one for name, one in (given | more).items() if one is not None}).encode()


@contextmanager
def reading_from(broker: Broker, home: Path, *more: Start) -> Iterator[Doors]:
    with doors_of(home, start_mqtt, *more, BEDSIDE_MQTT_URL=broker.url) as doors:
        eventually(lambda: doors.app.state.mqtt.is_live)
        doors.here.patients.put(Patient(patient_id="p7", ward="icu", bed="7"), 0)
        yield doors


def test_a_beds_values_go_to_the_patient_who_lies_there(broker: Broker, tmp_path: Path) -> None:
    with reading_from(broker, tmp_path / "home") as doors, publishing(broker) as gateway:
        gateway.publish("ward/icu/7/heart_rate", payload(72), qos=1)
        gateway.publish("ward/icu/7/heart_rate", payload(75, observed_at=None), qos=1)
        gateway.publish("ward/icu/7/heart_rate", payload(74, patient_id="p9"), qos=0)
        eventually(lambda: len(doors.readings()) == 3)
        assert {(one.patient_id, one.value) for one in doors.readings()} == {("p7", 72), ("p7", 75), ("p9", 74)}
        assert {one.source for one in doors.readings()} == {"mqtt"}


def test_two_homes_made_at_one_path_both_get_every_reading_of_one_broker(broker: Broker, tmp_path: Path) -> None:
    """As two containers have it: each calls its own folder /var/lib/bedside."""
    usual = tmp_path / "bedside"
    for name in ("one", "other"):
        client_id_of(FolderObjectStore(usual / "objects"))
        usual.rename(tmp_path / name)
    with ExitStack() as stack:
        both = [stack.enter_context(reading_from(broker, tmp_path / name)) for name in ("one", "other")]
        gateway = stack.enter_context(publishing(broker))
        for number in range(200):
            gateway.publish("ward/icu/7/heart_rate", payload(60 + number % 40, event_id=f"e{number}"), qos=1)
        eventually(lambda: [len(doors.readings()) for doors in both] == [200, 200])


def test_the_id_of_a_home_is_its_own_whatever_its_path_and_stays(tmp_path: Path) -> None:
    usual, ids = tmp_path / "bedside", {}
    for name in ("one", "other"):
        ids[name] = client_id_of(FolderObjectStore(usual))
        usual.rename(tmp_path / name)
    assert ids["one"] != ids["other"]
    assert all(1 <= len(one) <= 23 and one.replace("-", "").isalnum() for one in ids.values())  # any broker takes it
    assert {name: client_id_of(FolderObjectStore(tmp_path / name)) for name in ids} == ids
    (tmp_path / "one/mqtt/client").write_bytes(b"")
    assert client_id_of(FolderObjectStore(tmp_path / "one")) not in {"", *ids.values()}


def test_a_home_that_moved_reads_what_the_broker_kept_for_it(broker: Broker, tmp_path: Path) -> None:
    with reading_from(broker, tmp_path / "home"):
        pass
    with publishing(broker) as gateway:
        gateway.publish("ward/icu/7/heart_rate", payload(72), qos=1).wait_for_publish(10)
    (tmp_path / "home").rename(tmp_path / "moved")
    with reading_from(broker, tmp_path / "moved") as doors:
        eventually(lambda: [one.value for one in doors.readings()] == [72])


def test_what_is_refused_is_kept_with_its_topic_and_others_go_on(broker: Broker, tmp_path: Path) -> None:
    with reading_from(broker, tmp_path / "home") as doors, publishing(broker) as gateway:
        gateway.publish("ward/icu/7/heart_rate", b"72", qos=1)
        gateway.publish("ward/icu/8/heart_rate", payload(72), qos=1)
        gateway.publish("ward/icu/7/mood", b"{}", qos=1)
        gateway.publish("ward/icu/7/heart_rate", payload(7200), qos=1)
        gateway.publish("ward/icu/7/heart_rate", payload(73), qos=1)
        eventually(lambda: doors.readings() and len(doors.refused()) == 4)
        kept = {one.reason: (one.raw_ref, json.loads(one.raw)) for one in doors.here.rejects.waiting()}
        bed = {"patient_id": "", "ward": "icu", "bed": "7"}
        bare = bed | {"signal": "heart_rate", "value": 72.0, "message": "72"}
        assert kept["unknown_unit"] == ("ward/icu/7/heart_rate payload", bare)
        assert kept.keys() == {"unknown_unit", "no_patient_in_bed", "unknown_signal", "impossible_value"}
        place, fields = kept["impossible_value"]
        assert (place, {name: fields[name] for name in bed}) == ("ward/icu/7/heart_rate payload", bed)


def test_one_value_of_two_unknown_beds_is_two_that_wait(broker: Broker, tmp_path: Path) -> None:
    with reading_from(broker, tmp_path / "home") as doors, publishing(broker) as gateway:
        value = payload(72)
        for bed in ("8", "9", "8"):
            gateway.publish(f"ward/icu/{bed}/heart_rate", value, qos=1)
        gateway.publish("ward/icu/7/heart_rate", value, qos=1)
        eventually(lambda: doors.readings() and len(doors.refused()) > 1)
        assert sorted(one.raw_ref for one in doors.here.rejects.waiting()) == [
            "ward/icu/8/heart_rate payload",
            "ward/icu/9/heart_rate payload",
        ]


def scoring(app: FastAPI) -> None:
    here = app.state.assembly
    start_intake(app)
    start_scorer(here, here.closing)


def lost(doors: Doors, patient: str, *, is_over: bool = False) -> bool:
    """Returns whether the alert that a sensor is lost is there for the patient."""
    found = doors.here.alerts.alerts(patient_id=patient, is_over=is_over, limit=100)
    return any(one.rule.startswith("sensor_silent") and "lost" in one.reason for one in found)


def status(gateway: Client, bed: str, text: str) -> None:
    gateway.publish(f"ward/icu/{bed}/status", text, qos=1, retain=True).wait_for_publish(10)


def test_a_sensors_last_will_and_return_are_told_of_the_patient_who_lies_there(broker: Broker, tmp_path: Path) -> None:
    will = {"topic": "ward/icu/7/status", "payload": "lost", "qos": 1, "retain": True}
    with reading_from(broker, tmp_path / "home", scoring) as doors:
        with publishing(broker, **will) as gateway:
            status(gateway, "7", "online")
            gateway.loop_stop()
            gateway.socket().close()  # type: ignore[union-attr] # as a cable that is pulled
            eventually(lambda: lost(doors, "p7"))
        with publishing(broker) as gateway:
            status(gateway, "7", "online")
            eventually(lambda: lost(doors, "p7", is_over=True) and not lost(doors, "p7"), within_s=60)


def test_a_lost_sensor_is_told_of_whom_its_readings_name(broker: Broker, tmp_path: Path) -> None:
    with reading_from(broker, tmp_path / "home", scoring) as doors, publishing(broker) as gateway:
        gateway.publish("ward/icu/9/heart_rate", payload(72, patient_id="named"), qos=1)
        status(gateway, "9", "lost")
        eventually(lambda: lost(doors, "named"))
        status(gateway, "9", "online")
        eventually(
            lambda: ("named", "online") in [(e.patient_id, e.kind) for _, e in doors.here.sensor_events.after(0)]
        )


def test_who_comes_into_a_bed_whose_sensor_is_lost_is_told_of(broker: Broker, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with reading_from(broker, home) as doors, publishing(broker) as gateway:
        gateway.publish("ward/icu/9/status", "lost", qos=1)  # which the broker keeps for nobody
        eventually(lambda: doors.here.objects.exists("sensors/beds"))
    with reading_from(broker, home, scoring) as doors, publishing(broker) as gateway:
        status(gateway, "8", "lost")
        for bed in ("8", "9"):
            doors.here.patients.put(Patient(patient_id=f"new{bed}", ward="icu", bed=bed), now_ms())
        eventually(lambda: lost(doors, "new8") and lost(doors, "new9"))
        assert not lost(doors, "p7")


def test_a_value_that_waited_and_has_no_time_is_refused_and_one_with_a_time_is_taken(
    broker: Broker, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    with reading_from(broker, home):
        pass
    with publishing(broker) as gateway:
        for message in (payload(71, observed_at=None), payload(72)):
            gateway.publish("ward/icu/7/heart_rate", message, qos=1).wait_for_publish(10)
    with reading_from(broker, home) as doors:
        eventually(lambda: doors.readings() and doors.refused())
        assert [one.value for one in doors.readings()] == [72]
        assert doors.refused() == ["no_time"]


def test_a_retained_value_without_a_time_is_of_unknown_age(broker: Broker, tmp_path: Path) -> None:
    with publishing(broker) as gateway:
        message = gateway.publish("ward/icu/7/heart_rate", payload(71, observed_at=None), qos=1, retain=True)
        message.wait_for_publish(10)
    with reading_from(broker, tmp_path / "home") as doors:
        eventually(lambda: doors.refused() == ["no_time"])
        assert doors.readings() == []


def test_nothing_is_acknowledged_while_it_cannot_be_made_durable(
    broker: Broker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, tried = tmp_path / "home", threading.Event()

    def full(*_: object) -> None:
        tried.set()
        raise Unavailable("the disk is full")

    with reading_from(broker, home) as doors, publishing(broker) as gateway:
        with monkeypatch.context() as patched:
            patched.setattr(doors.here.log, "append", full)
            gateway.publish("ward/icu/7/heart_rate", payload(72), qos=1)
            assert tried.wait(10)
        eventually(lambda: [one.value for one in doors.readings()] == [72])
        monkeypatch.setattr(doors.here.log, "append", full)
        tried.clear()
        gateway.publish("ward/icu/7/heart_rate", payload(73), qos=1)
        assert tried.wait(10)
    monkeypatch.undo()
    with reading_from(broker, home) as doors:
        eventually(lambda: sorted(one.value for one in doors.readings()) == [72, 73])


def _door(home: Path, broker: Broker) -> "subprocess.Popen[str]":
    script = Path(__file__).parent / "mqtt_door.py"
    return subprocess.Popen([sys.executable, str(script), str(home), broker.url], stdout=subprocess.PIPE, text=True)


def _told(door: "subprocess.Popen[str]", wanted: str) -> None:
    """Waits for a line of the door."""
    assert door.stdout is not None
    found = threading.Event()

    def follow() -> None:
        for line in door.stdout or ():
            if line.strip() == wanted:
                found.set()
                return

    threading.Thread(target=follow, daemon=True).start()
    assert found.wait(60), f"the door did not tell {wanted!r}"


def _ended(door: "subprocess.Popen[str]") -> None:
    door.kill()
    door.wait(10)
    if door.stdout is not None:
        door.stdout.close()


def test_nothing_is_lost_or_doubled_across_our_kill_and_a_restart_of_the_broker(broker: Broker, tmp_path: Path) -> None:
    home = tmp_path / "home"
    doors = [_door(home, broker)]
    try:
        with publishing(broker) as gateway:
            acknowledged: list[int] = []
            gateway.on_publish = lambda *given: acknowledged.append(given[2])
            gateway.publish("ward/icu/begin/status", "lost", qos=1, retain=True)
            _told(doors[0], "icu begin True")
            for number in range(MESSAGES):
                message = payload(60 + number % 60, patient_id=f"p{number % 12}", event_id=f"e{number}")
                gateway.publish(f"ward/icu/{number % 12}/heart_rate", message, qos=1)
                if number in (MESSAGES // 4, MESSAGES // 2):
                    eventually(lambda most=number - 100: len(acknowledged) > most)  # so that much of it is on its way
                    _ended(doors[-1])
                    if number == MESSAGES // 2:
                        broker.stop()
                        broker.start()
                    doors.append(_door(home, broker))
            gateway.publish("ward/icu/end/status", "lost", qos=1)
            eventually(lambda: len(acknowledged) == MESSAGES + 2, within_s=60)
            _told(doors[-1], "icu end True")
    finally:
        for door in doors:
            _ended(door)
    log = SqliteReadingLog(f"sqlite:///{home}/readings.sqlite")
    try:
        rows = [entry for shard in range(log.shards) for entry in log.read(shard, 0, 1_000_000)]
        taken = Counter(one.event_id for row in rows if row.readings is not None for one in readings_of(row.readings))
    finally:
        log.close()
    assert sum(taken.values()) == len(taken) == MESSAGES


def test_a_broker_that_is_away_is_waited_for(needs_mosquitto: Path, tmp_path: Path) -> None:
    late = Broker(needs_mosquitto, tmp_path / "broker")
    with doors_of(tmp_path / "home", start_mqtt, BEDSIDE_MQTT_URL=late.url) as doors:
        assert not doors.app.state.mqtt.is_connected
        late.start()
        try:
            eventually(lambda: doors.app.state.mqtt.is_connected)
        finally:
            late.stop()


@pytest.mark.parametrize("url", ["mqtt://h:port", "mqtt://h:99999", "mqtts://h:1?ca=/no/such/file"])
def test_an_address_that_is_none_is_told_without_its_password(url: str, tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="BEDSIDE_MQTT_URL"):
        MqttDoor(url, "x", None, None, lambda: 0)  # type: ignore[arg-type]


def test_no_word_of_a_message_or_of_the_address_is_logged(
    broker: Broker, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    address = broker.url.replace("//", "//MARKER:MARKER@")
    with doors_of(tmp_path / "home", start_mqtt, BEDSIDE_MQTT_URL=address) as doors:
        eventually(lambda: doors.app.state.mqtt.is_live)
        with publishing(broker) as gateway:
            gateway.publish("ward/MARKER/7/heart_rate", b"MARKER", qos=1)
            gateway.publish("ward/MARKER/7/heart_rate", payload(72, patient_id="MARKER"), qos=1)
            eventually(lambda: doors.readings() and doors.refused())
    away = f"mqtt://MARKER:MARKER@127.0.0.1:{closed_port()}"
    with doors_of(tmp_path / "other", start_mqtt, BEDSIDE_MQTT_URL=away):
        eventually(lambda: "broker unreachable" in capfd.readouterr().err)
    logged = capfd.readouterr()
    assert "MARKER" not in logged.out + logged.err
