"""A page on another origin cannot make a reader's browser ask the service on this machine in its own name."""

from pathlib import Path

import httpx2
import pytest

from bedside.testing.servers import Deployment, running

CALLS = [
    ("chatbot", "POST", "/chat", {"message": "What is gout?"}),
    ("chatbot", "GET", "/conversations?person_id=p-1", None),
    ("chatbot", "DELETE", "/people/p-1", None),
    ("chatbot", "GET", "/", None),
    ("chatbot", "POST", "/v1/chat/completions", {"messages": [{"role": "user", "content": "What is gout?"}]}),
    ("preprocessing", "POST", "/preprocess", {"kind": "query", "text": "gout"}),
    ("rag", "POST", "/retrieve", {"query": "gout"}),
    ("rag", "PUT", "/library/default/documents/rebound", {"title": "t", "text": "x"}),
    ("rag", "GET", "/metrics", None),
]


@pytest.mark.parametrize(("role", "method", "path", "body"), CALLS, ids=[f"{c[1]} {c[2]}" for c in CALLS])
def test_a_foreign_name_reaches_nothing(
    bedside: Deployment, role: str, method: str, path: str, body: dict[str, object] | None
) -> None:
    client: httpx2.Client = getattr(bedside, role)
    refused = client.request(method, path, json=body, headers={"Host": "evil.example:8400"})
    assert refused.status_code == 403
    assert refused.json()["code"] == "unknown_host"
    assert "BEDSIDE_PUBLIC_HOSTS" in refused.json()["next_step"]


@pytest.mark.parametrize(("role", "method", "path", "body"), CALLS, ids=[f"{c[1]} {c[2]}" for c in CALLS])
@pytest.mark.parametrize(
    "browser", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://evil.example"}]
)
def test_a_page_of_another_site_writes_nothing(
    bedside: Deployment, role: str, method: str, path: str, body: dict[str, object] | None, browser: dict[str, str]
) -> None:
    client: httpx2.Client = getattr(bedside, role)
    answer = client.request(method, path, json=body, headers=browser)
    if method == "GET":
        assert answer.status_code == 200  # no page elsewhere can read the answer, and links to a page must work
    else:
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign_page")
        assert "BEDSIDE_PUBLIC_HOSTS" in answer.json()["next_step"]


@pytest.mark.parametrize("role", ["chatbot", "preprocessing", "rag"])
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_health_check_under_any_name_is_answered(bedside: Deployment, role: str, path: str) -> None:
    client: httpx2.Client = getattr(bedside, role)
    assert client.get(path, headers={"Host": "bedside-7f9c.cluster.example"}).status_code == 200


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_every_loopback_name_is_answered(bedside: Deployment, host: str) -> None:
    named = {"Host": f"{host}:{bedside.chatbot.base_url.port}"}
    assert bedside.chatbot.get("/version", headers=named).status_code == 200


def test_a_name_that_an_operator_made_public_is_answered(tmp_path: Path) -> None:
    with running("preprocessing", tmp_path, BEDSIDE_PUBLIC_HOSTS="ask.ward.example, other.example") as service:
        for host, status in (("ask.ward.example", 200), ("other.example:443", 200), ("evil.example", 403)):
            assert httpx2.get(f"{service.url}/version", headers={"Host": host}).status_code == status
