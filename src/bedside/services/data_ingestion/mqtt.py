"""Readings and sensor states from a broker by MQTT 3.1.1.

One thread reads, records and acknowledges, in this order: a message of QoS 1 is acknowledged once it is durable, so
what a crash leaves unacknowledged is sent again by the broker, and recognised. The session persists under an id of the
home, made once at random: the broker keeps what comes while this side is away. A copied home has the same id: two that
run at one broker take each other's readings.

A value without a time of its own has that of its arrival, unless it may have waited: one that is retained, sent again,
or came before this side's own mark returned, which it sends behind what the broker had kept. Its age is unknown, and it
is refused.
"""

import os
import random
import re
import secrets
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import structlog
from fastapi import FastAPI
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion

from bedside.assembly import Assembly
from bedside.assembly.watch import now_ms
from bedside.errors import BedsideError, Misconfigured, NotFound
from bedside.messages.found import Found, Measured, Unread
from bedside.messages.mqtt import TOPICS, SensorStatus, bed_of, read_publication
from bedside.ports import ObjectStore
from bedside.services.logs import log_unexpected
from bedside.usecases.take_found import Sent, TakeFound
from bedside.usecases.watch_bed_sensors import WatchBedSensors

SOURCE = "mqtt"
_CLIENT_KEY = "mqtt/client"
_CLIENT_ID = re.compile(r"bedside-[0-9a-f]{14}")
_MOST, _WAIT_S = 500, 0.05
_MOST_WAITING = 20_000
"""Messages of QoS 0, for which nobody vouches, are dropped beyond so many that wait; others the broker holds back."""
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.2, 30.0
_KEEPALIVE_S = 60
_CONNECT_S = 5.0
_STOP_S = 10.0


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A message that has arrived and is not durable yet."""

    topic: str
    payload: bytes
    mid: int
    qos: int
    arrived_ms: int
    is_fresh: bool
    is_retained: bool


class MqttDoor:
    """Reads from one broker. ``sensors`` hears which beds' sensors are lost or there, and whom readings name."""

    def __init__(
        self,
        url: str,
        client_id: str,
        found: TakeFound,
        sensors: WatchBedSensors,
        clock: Callable[[], int],
    ) -> None:
        self._found, self._sensors, self._clock = found, sensors, clock
        self._host, self._port, self._client = _client(url, client_id)
        self._client.on_connect = self._connected
        self._client.on_message = self._arrived
        self._mark_topic = f"bedside/{client_id}/mark"
        self._mark = b""
        self._waiting: list[_Waiting] = []
        self._since = 0.0
        self._not_before = 0.0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mqtt", daemon=True)
        self.is_connected = False
        self.is_live = False
        """Whether what comes now has not waited at the broker."""

    def start(self) -> None:
        """Begins to read."""
        self._thread.start()

    def stop(self) -> None:
        """Ends after what has arrived is taken in, or cannot be."""
        self._stopping.set()
        self._thread.join(_STOP_S)

    def _run(self) -> None:
        pause = _FIRST_PAUSE_S
        while not self._stopping.is_set():
            try:
                self._client.connect(self._host, self._port, _KEEPALIVE_S)
                while not self._stopping.is_set() and self._turn():
                    if self.is_connected:
                        pause = _FIRST_PAUSE_S
            except (OSError, BedsideError) as error:
                structlog.get_logger().warning("broker unreachable", error=type(error).__name__)
            except Exception as error:  # noqa: BLE001 (whatever it was, readings must come in again)
                log_unexpected(error)
            self._gone()
            self._stopping.wait(pause * random.uniform(0.5, 1))  # noqa: S311 (only spreads the attempts)
            pause = min(2 * pause, _LONGEST_PAUSE_S)
        self._take()
        self._beside(self._sensors.keep)
        self._client.disconnect()
        self._client.loop(0.1)

    def _turn(self) -> bool:
        """Reads what has come, and takes it in where there is enough of it or it has waited; False when cut off."""
        failed = self._client.loop(_WAIT_S) != MQTTErrorCode.MQTT_ERR_SUCCESS
        now = time.monotonic()
        is_due = len(self._waiting) >= _MOST or (self._waiting and now - self._since >= _WAIT_S)
        if is_due and now >= self._not_before and not self._take():
            self._not_before = time.monotonic() + _FIRST_PAUSE_S
        self._beside(lambda: self._sensors.look(self._clock()))
        return not failed

    def _gone(self) -> None:
        """Forgets what the broker will send again: its numbers belong to the connection that is gone."""
        self.is_connected = self.is_live = False
        self._waiting = [one for one in self._waiting if one.qos == 0]

    def _connected(self, client: Client, _data: Any, _flags: Any, code: Any, _properties: Any) -> None:
        if code.is_failure:
            structlog.get_logger().error("broker refused", reason=str(code))
            client.disconnect()
            return
        self.is_connected, self.is_live = True, False
        self._mark = os.urandom(8).hex().encode()
        client.subscribe([(TOPICS, 1), (self._mark_topic, 1)])
        client.publish(self._mark_topic, self._mark, qos=1)
        structlog.get_logger().info("broker connected")

    def _arrived(self, client: Client, _data: Any, message: MQTTMessage) -> None:
        try:
            topic = message.topic
        except UnicodeDecodeError:
            topic = ""
        if topic == self._mark_topic:
            self.is_live = self.is_live or message.payload == self._mark
            client.ack(message.mid, message.qos)
        elif message.qos or len(self._waiting) < _MOST_WAITING:
            is_fresh = self.is_live and not message.retain and not message.dup
            self._since = self._since if self._waiting else time.monotonic()
            payload = bytes(message.payload)
            arrived_ms = self._clock()
            self._waiting.append(
                _Waiting(topic, payload, message.mid, message.qos, arrived_ms, is_fresh, message.retain)
            )

    def _take(self) -> bool:
        """Records what waits, then acknowledges it; returns False where it cannot be made durable yet."""
        batch, read = self._waiting, [_read(one) for one in self._waiting]
        try:
            sent = [_sent(one, part) for one, part in zip(batch, read, strict=True)]
            self._found.take([one for one in sent if one.found], SOURCE)
            for one, part in zip(batch, read, strict=True):
                self._hear(one, part)
            if any(isinstance(part, SensorStatus) for part in read):
                self._sensors.keep()
        except BedsideError as error:
            structlog.get_logger().error("mqtt failed", code=error.code, error=type(error).__name__)
            return False
        self._waiting = []
        for one in batch:
            self._client.ack(one.mid, one.qos)
        return True

    def _hear(self, one: _Waiting, part: Measured | SensorStatus | Unread) -> None:
        """Hands on what a message says of the sensor of its bed, or of who lies there."""
        if isinstance(part, SensorStatus):
            self._sensors.told(part.bed, one.arrived_ms, is_lost=part.is_lost, is_repeat=one.is_retained)
        elif isinstance(part, Measured) and part.bed is None:
            at_ms = min(part.reading.observed_at, one.arrived_ms)
            self._sensors.named(bed_of(one.topic), part.reading.patient_id, at_ms)

    def _beside(self, work: Callable[[], None]) -> None:
        """Does what is done again soon where it fails now, such as telling of who came into a bed without a sensor."""
        try:
            work()
        except BedsideError as error:
            structlog.get_logger().warning("sensors of beds not looked at", code=error.code)


def start_mqtt(app: FastAPI) -> None:
    """Begins to read from the broker of BEDSIDE_MQTT_URL, where one is set, as a service starts."""
    here: Assembly = app.state.assembly
    if here.settings.mqtt_url:
        sensors = WatchBedSensors(here.sensor_events, here.patients, here.objects, structlog.get_logger().warning)
        door = MqttDoor(here.settings.mqtt_url, client_id_of(here.objects), here.found, sensors, now_ms)
        door.start()
        here.open_doors.append(door.stop)
        app.state.mqtt = door


def client_id_of(objects: ObjectStore) -> str:
    """Returns the id under which the broker knows the home: made at random when first asked for, and durable then.

    A path would not do: it is the same in every container.
    """
    try:
        known = objects.get(_CLIENT_KEY).decode("ascii", "replace").strip()
    except NotFound:
        known = ""
    if not _CLIENT_ID.fullmatch(known):
        known = f"bedside-{secrets.token_hex(7)}"  # every broker takes 23 characters
        objects.put(_CLIENT_KEY, known.encode())
    return known


def _read(one: _Waiting) -> Measured | SensorStatus | Unread:
    return read_publication(one.topic, one.payload, one.arrived_ms if one.is_fresh else None)


def _sent(one: _Waiting, part: Measured | SensorStatus | Unread) -> Sent:
    found: Sequence[Found] = () if isinstance(part, SensorStatus) else (part,)
    return Sent(found, one.payload, one.topic)


def _client(url: str, client_id: str) -> tuple[str, int, Client]:
    """Returns host, port and client of ``mqtt(s)://user:password@host:port?ca=file``. Raises Misconfigured."""
    parts = urlsplit(url)
    client = Client(
        CallbackAPIVersion.VERSION2,
        client_id=client_id,
        clean_session=False,
        protocol=MQTTProtocolVersion.MQTTv311,
        manual_ack=True,
    )
    client.connect_timeout = _CONNECT_S
    try:
        secure, host, port = parts.scheme == "mqtts", parts.hostname or "", parts.port
        if secure:
            authority = parse_qs(parts.query).get("ca", [None])[0]
            client.tls_set_context(ssl.create_default_context(cafile=authority))
    except (ValueError, OSError) as error:
        raise Misconfigured(
            "BEDSIDE_MQTT_URL is no address of a broker", next_step="Write it as mqtt://user:password@host:1883."
        ) from error
    if parts.username:
        client.username_pw_set(unquote(parts.username), unquote(parts.password or ""))
    return host, port or (8883 if secure else 1883), client
