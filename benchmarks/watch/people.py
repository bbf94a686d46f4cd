"""What a person sees, by a real clock, of everything in one process: ``python -m benchmarks.watch.people``.

- A value is flipped in the stream; from its 202 to the first answer that was asked over HTTP and tells it.
- Patients whose high alert nobody sees, with four channels: from the first call of a provider to that of the next
  channel after the two that are told at once. The notifier's own clock decides, so this takes a minute.
- ``bedside demo``, from ready to the alert of the bed that gets worse, and what stands in the outbox then and half a
  minute later.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2

from bedside.core.learning.metrics import percentile
from bedside.core.vitals.times import time_text
from benchmarks.ask.server import BEDSIDE, environment, free_port, running
from benchmarks.rows import Row, print_rows, quick, write_rows
from benchmarks.watch.alert_latency import FIGURES, SICK
from benchmarks.watch.provider import provider

FLIPS, QUICK_FLIPS, FLIP_S = 40, 20, 2.0
UNSEEN, AT_ONCE, NEXT_S = 5, 2, 60.0
DEMO_S, DEMO_STAYS_S = 60.0, 30.0
_PATIENCE_S = 90.0


def measure() -> list[Row]:
    """Returns the figures."""
    with tempfile.TemporaryDirectory() as folder, _providers() as (url, called):
        channels = ",".join(f"webhook+{url}/{place}" for place in range(AT_ONCE + 2))
        settings = {"BEDSIDE_CHANNELS": channels, "BEDSIDE_DENSE": "never", "BEDSIDE_MLLP_PORT": "0"}
        with running(Path(folder) / "home", **settings) as server, server.client() as client:
            for number in range(UNSEEN):
                _send(client, f"unseen-{number}", _SICK_ROUND)
            rows = [_flips(client), _next_channel(called)]
        return rows + _demo(Path(folder) / "demo")


_SICK_ROUND = [{"signal": signal, "value": value, "unit": unit} for signal, value, unit in SICK]


def _send(client: httpx2.Client, patient: str, values: list[dict[str, Any]]) -> float:
    """Sends values of now; returns when they were acknowledged."""
    told = {"patient_id": patient, "observed_at": time_text(time.time_ns() // 1_000_000)}
    answer = client.post("/ingest", json={"readings": [told | one for one in values]})
    if answer.status_code != 202 or answer.json()["accepted"] != len(values):
        raise RuntimeError(f"readings were not taken: {answer.status_code}")
    return time.monotonic()


def _flips(client: httpx2.Client) -> Row:
    waits = []
    for number in range(QUICK_FLIPS if quick() else FLIPS):
        value = 60 + number
        began = _send(client, "flipped", [{"signal": "heart_rate", "value": value, "unit": "/min"}])
        waits.append(_wait_for(lambda value=value: f"{value}/min" in _answer(client), began, _PATIENCE_S))
    shown = f"{max(waits):.2f} s (p50 {percentile(waits, 50).value:.2f})"
    return Row("a flipped value in the answer, longest", f"<= {FLIP_S:.0f} s", shown, max(waits) <= FLIP_S, len(waits))


def _answer(client: httpx2.Client) -> str:
    answer = client.post("/chat", json={"message": "What is her heart rate?", "patient_id": "flipped"})
    return str(answer.json()["answer"])


def _wait_for(is_so: Any, began: float, patience_s: float) -> float:
    """Returns how long after ``began`` it is so, infinity where it is not in time."""
    while time.monotonic() - began < patience_s:
        if is_so():
            return time.monotonic() - began
        time.sleep(0.02)
    return float("inf")


def _next_channel(called: dict[str, dict[int, float]]) -> Row:
    """Waits until each alert came to the channel after those told at once."""

    def is_done() -> bool:
        return len(called) >= UNSEEN and all(AT_ONCE in one for one in list(called.values()))

    _wait_for(is_done, time.monotonic(), _PATIENCE_S)
    waits = [one.get(AT_ONCE, float("inf")) - min(one.values()) for one in list(called.values())]
    waits += [float("inf")] * (UNSEEN - len(waits))
    shown = f"{max(waits):.1f} s (shortest {min(waits):.1f})"
    return Row(
        "next channel of an unseen high alert, longest", f"<= {NEXT_S:.0f} s", shown, max(waits) <= NEXT_S, UNSEEN
    )


@contextmanager
def _providers() -> Iterator[tuple[str, dict[str, dict[int, float]]]]:
    """Serves as each channel's provider; yields the address, and when each alert first came to which channel."""
    called: dict[str, dict[int, float]] = {}

    def took(path: str, told: dict[str, Any], at_s: float) -> None:
        if told["priority"] == "high":
            called.setdefault(told["alert_id"], {}).setdefault(int(path.strip("/")), at_s)

    with provider(took) as url:
        yield url, called


def _demo(home: Path) -> list[Row]:
    """Returns how soon the demo's alert is there, and what stands in the outbox half a minute later."""
    port = free_port()
    FIGURES.mkdir(parents=True, exist_ok=True)
    settings = environment(home, BEDSIDE_DENSE="never", BEDSIDE_MLLP_PORT="0")
    with (FIGURES / "server.log").open("a") as log:
        demo = subprocess.Popen(
            [BEDSIDE, "demo", "--json", "--port", str(port)],
            env=settings,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        if demo.stdout is None or not demo.stdout.readline():
            raise RuntimeError("the demo did not start")
        began = time.monotonic()
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30.0, trust_env=False) as client:
            took_s = _wait_for(lambda: _forms(_told(client)) >= {"mail", "sms"}, began, _PATIENCE_S)
            time.sleep(DEMO_STAYS_S)
            told = _told(client)
            alerts = {one["id"]: one for one in client.get("/alerts").json()["alerts"]}
    finally:
        demo.terminate()
        demo.wait(30)
    worse = next((one["patient_id"] for one in alerts.values() if one["priority"] == "high"), None)
    of_it = [one for one in told if one["alert_id"] in alerts and alerts[one["alert_id"]]["patient_id"] == worse]
    forms = sorted(one["form"] for one in of_it)
    rules = [alerts[one]["rule"] for one in dict.fromkeys(one["alert_id"] for one in of_it)]
    shown = f"{len(rules)} alert ({', '.join(rules)}), {forms.count('mail')} mail, {forms.count('sms')} SMS"
    others = [alerts[one["alert_id"]]["rule"] for one in told if one["alert_id"] in alerts and one not in of_it]
    return [
        Row("demo: ready to mail and SMS in the outbox", f"<= {DEMO_S:.0f} s", f"{took_s:.1f} s", took_s <= DEMO_S, 1),
        Row(
            f"demo: told of who got worse, {DEMO_STAYS_S:.0f} s later",
            "1 alert, 1 mail, 1 SMS",
            shown + (f"; of others {', '.join(others)}" if others else ""),
            (len(rules), forms) == (1, ["mail", "sms"]),
            1,
        ),
    ]


def _told(client: httpx2.Client) -> list[dict[str, Any]]:
    """Returns the mails and SMS that went out; others in the outbox wait until nobody has seen those for a while."""
    notices: list[dict[str, Any]] = client.get("/outbox.json").json()["notices"]
    return [one for one in notices if one["form"] in ("mail", "sms") and one["state"] in ("sent", "delivered")]


def _forms(told: list[dict[str, Any]]) -> set[str]:
    return {one["form"] for one in told}


def main() -> int:
    """Measures, prints and writes."""
    rows = measure()
    print_rows("What a person sees", rows)
    write_rows(FIGURES / "watch-people.json", rows)
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
