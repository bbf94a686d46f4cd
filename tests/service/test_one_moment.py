"""Two values of one signal at one moment: the graver alerts and is shown, by the real doors, whichever comes first."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bedside.testing.servers import Deployment, deployed
from service.test_mllp import sent
from service.waiting import eventually

WITHIN_S = 60.0
LINE, CUFF = ("150037^MDC_PRESS_BLD_ART_SYS^MDC", 70), ("150021^MDC_PRESS_BLD_NONINV_SYS^MDC", 118)
LEFT, RIGHT = ("left", 97), ("right", 81)


@pytest.fixture(scope="module")
def bedside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    with deployed("embedded", tmp_path_factory.mktemp("moments")) as running:
        yield running


def send_pressures(bedside: Deployment, patient: str, *pressures: tuple[str, int]) -> None:
    at = datetime.now(UTC).strftime("%Y%m%d%H%M%S+0000")
    lines = [
        f"MSH|^~\\&|GW|ICU|B|W|{at}||ORU^R01^ORU_R01|{patient}|P|2.6",
        f"PID|1||{patient}^^^H^MR",
        "OBR|1",
        *(f"OBX|{n}|NM|{code}||{value}|mm[Hg]|||||F|||{at}" for n, (code, value) in enumerate(pressures, 1)),
    ]
    (port,) = re.findall(r"mllp://127\.0\.0\.1:(\d+)", bedside.log_text())
    assert sent(int(port), "".join(f"{line}\r" for line in lines).encode()) == ["AA"]


def send_saturations(bedside: Deployment, patient: str, *probes: tuple[str, int]) -> None:
    now = datetime.now(UTC).isoformat()
    row = {"patient_id": patient, "signal": "spo2", "unit": "%", "observed_at": now}
    rows = [row | {"device_id": one, "value": value} for one, value in probes]
    answer = bedside.ingestion.post("/ingest", json={"readings": rows})
    assert answer.is_success, answer.text


def seen(bedside: Deployment, patient: str, signal: str) -> dict[str, Any] | None:
    """Returns what is told of a patient once there is an alert, and the board shows it."""
    get = lambda path, **of: bedside.ingestion.get(path, params=of).json()  # noqa: E731
    alerts = get("/alerts", patient_id=patient)["alerts"]
    bed = next((one for one in get("/ward.json")["beds"] if one["patient_id"] == patient), {})
    if not alerts or not bed.get("alerts") or not bed.get("news2"):
        return None
    question = {"message": f"What is the {signal.replace('_', ' ')} now?", "patient_id": patient}
    return {
        "alerts": {(one["rule"], one["reason"]) for one in alerts},
        "latest": [one["value"] for one in get(f"/patients/{patient}/latest")["readings"]],
        "news2": (get(f"/patients/{patient}/news2")["score"], bed["news2"]["score"]),
        "bed": (bed["state"], [one["value"] for one in bed["values"]]),
        "answer": set(
            re.findall(r"\b(?:70|118|81|97)\b", bedside.chatbot.post("/chat", json=question).json()["answer"])
        ),
    }


@pytest.mark.parametrize(
    ("send", "signal", "pair"),
    [(send_pressures, "systolic_bp", (CUFF, LINE)), (send_saturations, "spo2", (LEFT, RIGHT))],
    ids=["hl7", "json"],
)
def test_the_graver_of_two_values_of_one_moment_alerts_and_is_shown_whichever_comes_first(
    bedside: Deployment, send: Any, signal: str, pair: tuple[tuple[str, int], tuple[str, int]]
) -> None:
    send(bedside, f"{signal}-a", *pair)
    send(bedside, f"{signal}-b", *pair[::-1])
    one, other = (eventually(lambda p=p: seen(bedside, f"{signal}-{p}", signal), WITHIN_S) for p in "ab")
    assert one == other
    grave = float(pair[1][1])
    assert (one["latest"], one["news2"], one["bed"][1]) == ([grave], (3, 3), [grave])
    assert {rule for rule, _ in one["alerts"]} == {f"limit_low:{signal}"}
    assert one["answer"] == {f"{grave:.0f}"}
