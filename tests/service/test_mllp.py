"""HL7 v2 over MLLP: real sockets, the real log, and the client of another library."""

import json
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest

from bedside.assembly.notifying import now_ms
from bedside.errors import Misconfigured, Unavailable
from bedside.services.data_ingestion import mllp
from bedside.services.data_ingestion.mllp import Limits, MllpServer
from bedside.settings import Settings
from service.doors import Doors, doors_of
from service.waiting import eventually


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    with doors_of(tmp_path_factory.mktemp("mllp")) as running:
        yield running


def now(offset_s: int = 0) -> str:
    return (datetime.now(UTC) + timedelta(seconds=offset_s)).strftime("%Y%m%d%H%M%S+0000")


def oru(
    patient: str, value: object = 72, *, at: str = "", unit: str = "/min", place: str = "", control: str = "c1"
) -> bytes:
    at = at or now()
    lines = [
        f"MSH|^~\\&|GW|ICU|B|W|{at}||ORU^R01^ORU_R01|{control}|P|2.6",
        f"PID|1||{patient}^^^H^MR",
        f"PV1|1|I|{place}",
        "OBR|1",
        f"OBX|1|NM|8867-4^HR^LN||{value}|{unit}|||||F|||{at}",
    ]
    return "".join(f"{line}\r" for line in lines).encode()


def adt(event: str, patient: str, place: str, at: str) -> bytes:
    lines = [
        f"MSH|^~\\&|ADT|H|||{at}||ADT^{event}|a1|P|2.6",
        f"EVN||{at}",
        f"PID|1||{patient}^^^H^MR",
        f"PV1|1|I|{place}",
    ]
    return "".join(f"{line}\r" for line in lines).encode()


def framed(message: bytes) -> bytes:
    return b"\x0b" + message + b"\x1c\r"


@contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as connection:
        yield connection


def answers(connection: socket.socket, count: int = 1) -> list[tuple[str, str]]:
    """Returns code and control id of each answer; fewer where the connection ends."""
    got = b""
    while got.count(b"\x1c\r") < count and (more := connection.recv(65536)):
        got += more
    fields = [frame.split(b"\r")[1].decode().split("|") for frame in got.split(b"\x1c\r")[:-1]]
    return [(msa[1], msa[2]) for msa in fields]


def sent(port: int, *messages: bytes) -> list[str]:
    with connected(port) as connection:
        connection.sendall(b"".join(map(framed, messages)))
        return [code for code, _ in answers(connection, len(messages))]


def test_a_message_is_taken_and_acknowledged_by_its_id(doors: Doors) -> None:
    with connected(doors.mllp_port) as connection:
        connection.sendall(framed(oru("plain", control="MSG-7")))
        assert answers(connection) == [("AA", "MSG-7")]
    (reading,) = [one for one in doors.readings() if one.patient_id == "plain"]
    assert (reading.value, reading.source) == (72.0, "hl7v2:GW")


def test_several_messages_on_one_connection_are_answered_in_order(doors: Doors) -> None:
    with connected(doors.mllp_port) as connection:
        connection.sendall(b"".join(framed(oru(f"row-{number}", control=f"c{number}")) for number in range(50)))
        assert answers(connection, 50) == [("AA", f"c{number}") for number in range(50)]


def test_a_message_in_small_pieces_is_one_message(doors: Doors) -> None:
    with connected(doors.mllp_port) as connection:
        for byte in framed(oru("pieces")):
            connection.sendall(bytes([byte]))
        assert answers(connection) == [("AA", "c1")]


def test_a_message_sent_again_is_taken_once(doors: Doors) -> None:
    message = oru("again")
    assert sent(doors.mllp_port, message, message, message) == ["AA", "AA", "AA"]
    assert len([one for one in doors.readings() if one.patient_id == "again"]) == 1


def test_refused_content_is_kept_with_its_reason_and_answered_by_ae(doors: Doors) -> None:
    assert sent(doors.mllp_port, oru("refused", unit="furlong")) == ["AE"]
    kept = doors.here.rejects.waiting()[0]
    assert (kept.reason, kept.field, kept.source, kept.raw_ref) == ("unknown_unit", "OBX-6", "hl7v2:GW", "OBX[1]")
    assert json.loads(kept.raw)["message"].startswith("OBX|1|NM|8867-4")
    corrected = {"corrections": {"unit": "/min"}}
    answer = httpx2.post(f"{doors.url}/ingest/rejects/{kept.reject_id}/replay", json=corrected)
    assert answer.json()["status"] == "accepted"
    assert [one.value for one in doors.readings() if one.patient_id == "refused"] == [72]


def test_what_cannot_be_read_is_rejected_and_the_connection_goes_on(doors: Doors) -> None:
    assert sent(doors.mllp_port, b"garbage", oru("after"), b"MSH|^~\\&|x", oru("after", 73)) == ["AR", "AA", "AR", "AA"]


def test_a_bed_follows_its_patients(doors: Doors) -> None:
    before, change, after = now(-60), now(-30), now(-10)
    port = doors.mllp_port
    assert sent(port, adt("A01", "first", "W^^1", now(-600)), oru("", 70, at=before, place="W^^1")) == ["AA", "AA"]
    assert sent(port, adt("A03", "first", "W^^1", change), adt("A01", "second", "W^^1", change)) == ["AA", "AA"]
    assert sent(port, oru("", 90, at=after, place="W^^1"), oru("", 71, at=now(-40), place="W^^1")) == ["AA", "AA"]
    assert sent(port, oru("", 50, at=after, place="W^^2")) == ["AE"]
    found = {(one.patient_id, one.value) for one in doors.readings() if one.patient_id in ("first", "second")}
    assert found == {("first", 70.0), ("first", 71.0), ("second", 90.0)}
    assert doors.here.rejects.waiting()[0].reason == "no_patient_in_bed"


def test_a_movement_dated_ahead_leaves_record_and_bed_as_they_were_or_changes_both_now(doors: Doors) -> None:
    def lying() -> tuple[str, str | None]:
        recorded = [one.patient_id for one in doors.here.patients.patients() if (one.ward, one.bed) == ("AHEAD", "5")]
        return recorded[0], doors.here.patients.in_bed("AHEAD", "5", now_ms())

    sent(doors.mllp_port, adt("A01", "ahead1", "AHEAD^^5", now(-60)))
    assert lying() == ("ahead1", "ahead1")
    assert sent(doors.mllp_port, adt("A01", "ahead2", "AHEAD^^5", "20990101120000+0000")) == ["AE"]
    assert lying() == ("ahead1", "ahead1")
    assert "in_the_future" in doors.refused()
    assert sent(doors.mllp_port, adt("A01", "ahead2", "AHEAD^^5", now(240))) == ["AA"]
    assert lying() == ("ahead2", "ahead2")


def test_a_bed_given_to_another_patient_is_logged_without_a_name(
    doors: Doors, capfd: pytest.CaptureFixture[str]
) -> None:
    arrivals = [adt("A01", patient, "Swap^^1", now(-60 + at)) for at, patient in enumerate(("swapone", "swaptwo"))]
    assert sent(doors.mllp_port, *arrivals) == ["AA", "AA"]
    logged = capfd.readouterr().err
    assert "an occupied bed was given to another patient" in logged
    assert "swap" not in logged.lower()


def test_the_client_of_another_library_is_understood(doors: Doors, tmp_path: Path) -> None:
    file = tmp_path / "messages.hl7"
    file.write_bytes(b"".join(framed(oru(f"client-{number}", control=f"k{number}")) for number in range(3)))
    client = Path(sys.executable).parent / "mllp_send"
    done = subprocess.run(
        [str(client), "--file", str(file), "--port", str(doors.mllp_port), "127.0.0.1"],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.count("MSA|AA|k") == 3
    assert {one.patient_id for one in doors.readings()} >= {"client-0", "client-1", "client-2"}


def test_many_senders_at_once_are_all_answered(doors: Doors) -> None:
    def send(sender: int) -> list[str]:
        return sent(doors.mllp_port, *(oru(f"many-{sender}", 60 + row, control=f"{row}") for row in range(20)))

    with ThreadPoolExecutor(40) as pool:
        codes = [code for one in pool.map(send, range(40)) for code in one]
    assert codes == ["AA"] * 800
    assert len([one for one in doors.readings() if one.patient_id.startswith("many-")]) == 800


def test_garbage_of_every_kind_ends_no_server(doors: Doors) -> None:
    dice = random.Random(20260301)
    for _ in range(60):
        with connected(doors.mllp_port) as connection:
            pieces = [dice.choice((b"\x0b", b"\x1c", b"\x1c\r", b"MSH|^~\\&|", dice.randbytes(50))) for _ in range(20)]
            connection.sendall(b"".join(pieces))
    assert sent(doors.mllp_port, oru("still-here")) == ["AA"]


@pytest.mark.parametrize("part", ["log", "rejects"])
def test_a_message_that_the_disk_does_not_take_has_no_answer_and_is_taken_when_it_is_sent_again(
    doors: Doors, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    def full(*_: object) -> None:
        raise Unavailable("the disk is full")

    patient = f"full-{part}"
    message = oru(patient) + oru(patient, 9000, at=now(-1)).split(b"OBR|1\r")[1]
    with monkeypatch.context() as patched, connected(doors.mllp_port) as connection:
        patched.setattr(getattr(doors.here, part), "append" if part == "log" else "put_many", full)
        connection.sendall(framed(message))
        assert is_closed(connection)
    assert sent(doors.mllp_port, message) == ["AE"]
    assert [one.value for one in doors.readings() if one.patient_id == patient] == [72]


class Recorded:
    """Stands for what takes messages in, where the server itself is looked at."""

    def __init__(self) -> None:
        self.took: list[bytes] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.failure: Exception | None = None

    def take(self, raw: bytes) -> Sequence[bytes]:
        self.took.append(raw)
        self.may_go_on.wait(10)
        if self.failure:
            raise self.failure
        return [b"MSH|^~\\&|\rMSA|AA|x\r"]

    def too_large(self, head: bytes) -> Sequence[bytes]:
        return [b"MSH|^~\\&|\rMSA|AR|" + head[:3] + b"\r"]


@contextmanager
def serving(messages: Recorded, limits: Limits | None = None) -> Iterator[int]:
    server = MllpServer(messages, "127.0.0.1", 0, limits)
    server.start()
    try:
        yield server.port
    finally:
        messages.may_go_on.set()
        server.stop()


def is_closed(connection: socket.socket) -> bool:
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


def test_nothing_is_acknowledged_before_it_is_durable() -> None:
    messages = Recorded()
    messages.may_go_on.clear()
    with serving(messages) as port, connected(port) as connection:
        connection.sendall(framed(b"one"))
        connection.settimeout(0.3)
        with pytest.raises(TimeoutError):
            connection.recv(1)
        messages.may_go_on.set()
        connection.settimeout(10)
        assert answers(connection) == [("AA", "x")]


@pytest.mark.parametrize("failure", [Unavailable("the disk is full"), RuntimeError("MARKER")])
def test_what_cannot_be_made_durable_is_not_answered_and_can_be_sent_again(
    failure: Exception, capfd: pytest.CaptureFixture[str]
) -> None:
    messages = Recorded()
    messages.failure = failure
    with serving(messages) as port:
        with connected(port) as connection:
            connection.sendall(framed(b"one"))
            assert is_closed(connection)
        messages.failure = None
        assert sent(port, b"one") == ["AA"]
    assert "MARKER" not in capfd.readouterr().err


def test_a_message_that_is_too_long_is_rejected_by_its_beginning_and_the_connection_ends() -> None:
    with serving(Recorded(), Limits(message_bytes=1000)) as port:
        with connected(port) as connection:
            connection.sendall(b"\x0bMSH" + b"x" * 5000)
            assert answers(connection) == [("AR", "MSH")]
            assert is_closed(connection)
        assert sent(port, b"short") == ["AA"]


def test_a_connection_that_sends_no_message_is_ended() -> None:
    with serving(Recorded()) as port, connected(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n" * 5000)
        assert is_closed(connection)


@pytest.mark.parametrize("begun", [b"", b"\x0bMSH"])
def test_a_silent_connection_is_ended(begun: bytes) -> None:
    with serving(Recorded(), Limits(idle_s=0.3, frame_s=0.3)) as port, connected(port) as connection:
        connection.sendall(begun)
        started = time.monotonic()
        assert is_closed(connection)
        assert time.monotonic() - started < 5


def trickle(connection: socket.socket, deadline: float) -> None:
    while time.monotonic() < deadline:
        connection.sendall(b"x")
        time.sleep(0.02)


def test_a_message_that_comes_in_drops_is_ended_after_its_time() -> None:
    with serving(Recorded(), Limits(frame_s=0.5)) as port, connected(port) as connection:
        connection.sendall(b"\x0b")
        deadline = time.monotonic() + 5
        with pytest.raises(OSError, match=r"."):
            trickle(connection, deadline)
        assert time.monotonic() < deadline


def is_served(port: int) -> bool:
    try:
        return sent(port, b"again") == ["AA"]
    except ConnectionResetError:
        return False


def test_beyond_so_many_connections_the_next_is_refused_and_a_place_that_is_left_is_given_again() -> None:
    with serving(Recorded(), Limits(connections=2)) as port, connected(port) as first:
        first.sendall(framed(b"one"))
        assert answers(first) == [("AA", "x")]
        with connected(port) as second, connected(port) as third:
            second.sendall(framed(b"two"))
            assert answers(second) == [("AA", "x")]
            assert is_closed(third)
        eventually(lambda: is_served(port))


def test_where_all_places_are_taken_the_one_that_is_silent_for_longest_gives_way() -> None:
    with (
        serving(Recorded(), Limits(connections=2, gives_way_s=0.3)) as port,
        connected(port) as silent,
        connected(port) as talking,
    ):
        for one in (silent, talking):
            one.sendall(framed(b"one"))
            assert answers(one) == [("AA", "x")]
        time.sleep(0.4)
        talking.sendall(framed(b"two"))
        assert answers(talking) == [("AA", "x")]
        with connected(port) as newest:
            newest.sendall(framed(b"three"))
            assert answers(newest) == [("AA", "x")]
            assert is_closed(silent)
            with connected(port) as beyond:  # nobody is silent for long enough
                assert is_closed(beyond)
            talking.sendall(framed(b"four"))
            assert answers(talking) == [("AA", "x")]


def test_who_waits_for_an_answer_is_not_idle() -> None:
    messages = Recorded()
    messages.may_go_on.clear()
    with serving(messages, Limits(connections=1, gives_way_s=0.1)) as port, connected(port) as waiting:
        waiting.sendall(framed(b"one"))
        eventually(lambda: messages.took)
        time.sleep(0.2)
        with connected(port) as beyond:
            assert is_closed(beyond)
        messages.may_go_on.set()
        assert answers(waiting) == [("AA", "x")]


def test_who_does_not_read_the_answers_is_not_read_from() -> None:
    messages = Recorded()
    with serving(messages, Limits(answer_s=1)) as port, connected(port) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(0.5)
        with pytest.raises(OSError, match=r"."):
            connection.sendall(framed(b"m") * 4_000_000)
        assert sent(port, b"another") == ["AA"]


def test_what_is_just_taken_in_is_answered_before_the_server_ends() -> None:
    messages = Recorded()
    messages.may_go_on.clear()
    server = MllpServer(messages, "127.0.0.1", 0)
    server.start()
    with connected(server.port) as idle, connected(server.port) as connection:
        connection.sendall(framed(b"one"))
        ending = threading.Thread(target=server.stop)
        eventually(lambda: messages.took)
        ending.start()
        assert is_closed(idle)
        messages.may_go_on.set()
        assert answers(connection) == [("AA", "x")]
        ending.join(10)
        assert not ending.is_alive()


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(Misconfigured, match=r"port \d+ for HL7"):
        MllpServer(Recorded(), "127.0.0.1", taken.getsockname()[1])


def test_where_nobody_asked_for_the_taken_port_people_are_told_and_it_listens_once_it_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def told(doors: Doors, *, is_over: bool) -> list[str]:
        found = doors.here.alerts.alerts(is_over=is_over)
        return [one.reason for one in found if one.rule == "hl7_not_listening"]

    with socket.create_server(("127.0.0.1", 0)) as taken, ExitStack() as stack:
        port = taken.getsockname()[1]
        monkeypatch.setattr(mllp, "_AGAIN_S", 0.1)
        monkeypatch.setattr(Settings, "model_fields_set", set())  # as where the usual port is meant
        doors = stack.enter_context(doors_of(tmp_path, BEDSIDE_MLLP_PORT=str(port)))
        eventually(lambda: told(doors, is_over=False))
        assert httpx2.get(f"{doors.url}/readyz").status_code == 200  # the other doors take readings in
        time.sleep(0.5)
        (words,) = told(doors, is_over=False)
        assert f"port {port}" in words
        assert "BEDSIDE_MLLP_PORT" in words
        logged = [line for line in capfd.readouterr().err.splitlines() if "HL7 is not listened for" in line]
        assert len(logged) == 1
        assert f"port {port}" in logged[0]
        assert "BEDSIDE_MLLP_PORT" in logged[0]
        taken.close()
        eventually(lambda: told(doors, is_over=True) and not told(doors, is_over=False))
        assert sent(doors.mllp_port, oru("late")) == ["AA"]
        assert doors.mllp_port == port


def test_no_word_of_a_message_is_logged(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with doors_of(tmp_path) as running:
        sent(running.mllp_port, oru("MARKER", "MARKER", unit="MARKER"), b"MARKER", oru("MARKER"))
    assert "MARKER" not in capfd.readouterr().err
