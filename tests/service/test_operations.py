"""What an operator relies on: health, metrics, headers, logs that hold no words, starts that say why they fail."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx2
import pytest

from bedside.services.logs import ALLOWED_FIELDS, only_allowed
from bedside.services.metrics import Metrics
from bedside.testing.servers import Deployment, deployed
from service.waiting import eventually

MARKER = "quibblewort"
ROLES = ("chatbot", "preprocessing", "rag")


def client(bedside: Deployment, role: str) -> httpx2.Client:
    found: httpx2.Client = getattr(bedside, role)
    return found


NOTICE_ON_CONSOLE = re.compile(r"Bedside (HIGH|MEDIUM|LOW): .+ \[[a-z]+, ref [0-9a-z]{4}-[0-9a-z]{8}\]\n")


def lines(text: str) -> list[dict[str, Any]]:
    """Returns the log's whole lines: one may just be being written, and the console channel shares standard error."""
    whole = (line for line in text.splitlines(keepends=True) if line.endswith("\n"))
    return [json.loads(line) for line in whole if not NOTICE_ON_CONSOLE.fullmatch(line)]


@pytest.mark.parametrize("role", ROLES)
def test_each_service_says_that_it_lives_is_ready_and_which_version_it_is(bedside: Deployment, role: str) -> None:
    service = client(bedside, role)
    assert service.get("/healthz").json()["status"] == "ok"
    assert service.get("/readyz").json()["status"] == "ready"
    assert re.fullmatch(r"\d+\.\d+\.\d+", service.get("/version").json()["version"])
    assert service.get("/openapi.json").json()["openapi"].startswith("3.")


@pytest.mark.parametrize("role", ROLES)
def test_each_service_gives_its_metrics_under_the_written_names(bedside: Deployment, role: str) -> None:
    service = client(bedside, role)
    service.get("/healthz")
    metrics = service.get("/metrics")
    assert metrics.headers["content-type"].startswith("text/plain")
    named = {name.removesuffix("_created") for name in re.findall(r"^# TYPE (\S+)", metrics.text, re.MULTILINE)}
    assert {name.removesuffix("_total") for name in named} == {family.name for family in Metrics().registry.collect()}
    assert all(name.startswith("bedside_") for name in named)
    assert re.search(
        r'^bedside_requests_total{method="GET",route="/healthz",status="200"} ', metrics.text, re.MULTILINE
    )


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("path", ["/healthz", "/openapi.json", "/nothing-here"])
def test_every_response_carries_the_security_headers(bedside: Deployment, role: str, path: str) -> None:
    headers = client(bedside, role).get(path, headers={"X-Request-Id": "req-headers"}).headers
    assert headers["x-request-id"] == "req-headers"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_an_id_that_could_break_a_log_is_replaced(bedside: Deployment) -> None:
    for odd in ("a b", "x" * 65, "é", ""):
        headers = bedside.chatbot.get("/healthz", headers={"X-Request-Id": odd.encode()}).headers
        assert re.fullmatch(r"[0-9a-f]{32}", headers["x-request-id"])


def test_no_page_of_the_framework_loads_scripts_from_elsewhere(bedside: Deployment) -> None:
    assert {bedside.chatbot.get(path).status_code for path in ("/docs", "/redoc")} == {404}


def test_answers_are_counted_by_outcome(bedside: Deployment) -> None:
    def counted(outcome: str) -> float:
        found = re.search(rf'^bedside_answers_total{{outcome="{outcome}"}} (\S+)$', metrics(), re.MULTILINE)
        return float(found.group(1)) if found else 0.0

    def metrics() -> str:
        return bedside.chatbot.get("/metrics").text

    before = counted("emergency")
    bedside.chatbot.post("/chat", json={"message": "he is not breathing"})
    assert counted("emergency") == before + 1


def test_no_word_of_a_message_or_document_is_in_any_log_or_metric(bedside: Deployment) -> None:
    person = f"p-{MARKER}"
    said = f"Is {MARKER} a cure for asthma? I am Jane {MARKER.title()}, jane@{MARKER}.org, call 555-0100."
    answer = bedside.chatbot.post("/chat", json={"message": said, "person_id": person}).json()
    bedside.chatbot.post("/chat", json={"message": said, "stream": True})
    bedside.chatbot.get(f"/people/{person}/export")
    bedside.chatbot.get("/conversations", params={"person_id": person})
    given = {"verdict": "rejected", "comment": MARKER, "correction": MARKER, "by": MARKER}
    bedside.chatbot.post(f"/answers/{answer['answer_id']}/feedback", json=given)
    bedside.preprocessing.post("/preprocess", json={"kind": "query", "text": said})
    bedside.rag.post("/retrieve", json={"query": said})
    bedside.rag.put(f"/library/logged/documents/{MARKER}", json={"title": MARKER, "text": f"{MARKER} is a word."})
    bedside.rag.get(f"/library/logged/documents/{MARKER}")
    bedside.rag.get(f"/{MARKER}?q={MARKER}")
    last = bedside.rag.get("/healthz", headers={"X-Request-Id": "after-the-marker"}).headers["x-request-id"]
    eventually(lambda: last in bedside.log_text())
    written = bedside.log_text() + "".join(client(bedside, role).get("/metrics").text for role in ROLES)
    assert MARKER not in written.lower()
    assert "555-0100" not in written


def test_every_log_line_is_json_of_allowed_fields(bedside: Deployment) -> None:
    bedside.chatbot.post("/chat", json={"message": "What is gout?"}, headers={"X-Request-Id": "every-line"})
    eventually(lambda: "every-line" in bedside.log_text())
    written = lines(bedside.log_text())
    assert {name for line in written for name in line} <= ALLOWED_FIELDS
    for line in written:
        if line["event"] == "request":
            assert {"method", "route", "status", "took_ms", "request_id", "service"} <= set(line)


def test_what_the_mcp_package_logs_keeps_to_the_allowed_fields(bedside: Deployment) -> None:
    accepted = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
    call = {"jsonrpc": "2.0", "id": 1, "method": f"tools/{MARKER}", "params": {MARKER: MARKER}}
    bedside.chatbot.post(
        "/mcp", json=call, headers=accepted | {"Origin": f"{MARKER}://{bedside.chatbot.base_url.host}"}
    )
    bedside.chatbot.post("/mcp", json=call, headers=accepted)
    bedside.chatbot.post("/mcp", content=f"no JSON {MARKER}".encode(), headers=accepted)
    bedside.chatbot.get("/healthz", headers={"X-Request-Id": "after-mcp"})
    eventually(lambda: "after-mcp" in bedside.log_text())
    assert MARKER not in bedside.log_text().lower()
    written = lines(bedside.log_text())
    assert {name for line in written for name in line} <= ALLOWED_FIELDS
    assert any(line.get("logger", "").startswith("mcp.") for line in written)


def test_a_field_nobody_allowed_is_dropped_and_named() -> None:
    kept = only_allowed(None, "info", {"event": "request", "message": MARKER, "status": 200})
    assert kept == {"event": "request", "status": 200, "dropped": ["message"]}


def command(home: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a command on the home of a running service."""
    return subprocess.run(
        [sys.executable, "-m", "bedside.cli", *arguments],
        env={"PATH": "", "BEDSIDE_HOME": str(home)},
        capture_output=True,
        timeout=60,
        check=True,
    )


def test_an_answer_is_replayed_byte_for_byte_as_it_was_sent(bedside: Deployment) -> None:
    sent = bedside.chatbot.post("/chat", json={"message": "What is sepsis?"})
    assert command(bedside.home, "answer", "show", sent.json()["answer_id"]).stdout == sent.content


def test_the_terminal_answers_beside_a_running_service_from_the_same_library(bedside: Deployment) -> None:
    bedside.rag.put("/library/beside/documents/d", json={"title": "Tarnwort", "text": "x"}).raise_for_status()
    answer = json.loads(command(bedside.home, "ask", "What is asthma?", "--json").stdout)
    assert answer["outcome"] == "answered"
    assert bedside.chatbot.get(f"/answers/{answer['answer_id']}").status_code == 200
    assert bedside.rag.get("/readyz").status_code == 200


def started(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a service that is to fail at once."""
    return subprocess.run(
        [sys.executable, "-m", "bedside.cli", "run", *arguments],
        env={"PATH": "", "BEDSIDE_HOME": str(home), "BEDSIDE_PORT": "0", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_second_service_on_one_home_says_so_in_one_sentence(bedside: Deployment) -> None:
    second = started(bedside.home, "rag", "--json")
    assert second.returncode == 1
    assert json.loads(second.stdout)["code"] == "library_in_use"
    assert "Next:" in second.stderr
    assert "Traceback" not in second.stderr
    assert bedside.rag.get("/readyz").status_code == 200


def test_a_taken_port_is_said_with_the_way_out(bedside: Deployment, tmp_path: Path) -> None:
    port = str(bedside.chatbot.base_url.port)
    taken = started(tmp_path, "chatbot", "--port", port)
    assert taken.returncode == 1
    assert port in taken.stderr
    assert "--port 0" in taken.stderr


def test_a_library_that_is_named_and_not_there_stops_the_start(tmp_path: Path) -> None:
    ended = started(tmp_path, "rag", "--json", BEDSIDE_MEDQUAD=str(tmp_path / "no-such-archive"))
    assert ended.returncode == 2
    assert json.loads(ended.stdout)["code"] == "misconfigured"
    assert "BEDSIDE_MEDQUAD" in ended.stderr


def test_a_locale_without_numbers_stops_the_start_with_those_there_are(tmp_path: Path) -> None:
    ended = started(tmp_path, "chatbot", "--json", BEDSIDE_LOCALE="en-UK")
    assert ended.returncode == 2
    assert json.loads(ended.stdout)["code"] == "misconfigured"
    assert "BEDSIDE_LOCALE" in ended.stderr
    assert "GB" in ended.stderr


def test_records_that_cannot_be_opened_stop_the_start_of_a_chatbot_with_peers(tmp_path: Path) -> None:
    (tmp_path / "records.sqlite").write_bytes(b"no database at all" * 500)
    nobody = {"BEDSIDE_RAG_URL": "http://127.0.0.1:9", "BEDSIDE_PREPROCESS_URL": "http://127.0.0.1:9"}
    ended = started(tmp_path, "chatbot", "--json", **nobody)
    assert ended.returncode == 1
    assert json.loads(ended.stdout)["code"] == "records_corrupt"
    assert "Next:" in ended.stderr


def test_a_wrong_method_is_answered_with_those_there_are(bedside: Deployment) -> None:
    assert bedside.chatbot.patch("/chat").headers["allow"] == "POST"


def test_ready_is_one_line_of_json_with_role_pid_and_url(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bedside.cli", "run", "preprocessing", "--port", "0", "--json"],
        env={"PATH": "", "BEDSIDE_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        assert set(told) == {"role", "pid", "url"}
        assert (told["role"], told["pid"]) == ("preprocessing", process.pid)
        assert httpx2.get(f"{told['url']}/readyz").status_code == 200
        process.terminate()
        assert process.stdout.read() == ""


def test_offline_everything_on_this_machine_works(tmp_path: Path) -> None:
    with deployed("apart", tmp_path, BEDSIDE_OFFLINE="1", BEDSIDE_DENSE="never") as services:
        answer = services.chatbot.post("/chat", json={"message": "What is asthma?"}).json()
    assert (answer["outcome"], answer["warnings"]) == ("answered", [])
