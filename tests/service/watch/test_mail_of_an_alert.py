"""An alert's mail, from a reading at the door to a real mail server: signed in, over STARTTLS, under one reference."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest

from bedside.testing.servers import running
from providers.http_provider import HANG_UP, WELL
from providers.mail_server import PASSWORD, USER, MailProvider, mail_server, make_certificate
from service.waiting import eventually

PATIENT = "Kowalska-17"
WITHIN_S = 60.0

pytestmark = pytest.mark.slow


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    return make_certificate(tmp_path)


@pytest.fixture
def mails(certificate: tuple[Path, Path]) -> Iterator[MailProvider]:
    with mail_server("starttls", certificate) as provider:
        yield provider


def test_the_mail_of_an_alert_comes_and_once_more_under_its_reference_where_the_answer_was_lost(
    tmp_path: Path, certificate: tuple[Path, Path], mails: MailProvider
) -> None:
    answers = iter([HANG_UP])
    mails.plan = lambda: next(answers, WELL)
    environment = {
        "BEDSIDE_DENSE": "never",
        "BEDSIDE_WATCHDOG": "0",
        "BEDSIDE_CHANNELS": "smtp://",
        "SMTP_SERVER": "127.0.0.1",
        "SMTP_PORT": str(mails.port),
        "SMTP_USERNAME": USER,
        "SMTP_PASSWORD": PASSWORD,
        "NOTIFICATION_EMAIL": "ward@example.org",
        "SSL_CERT_FILE": str(certificate[0]),
    }
    with running("all", tmp_path / "home", **environment) as whole, httpx2.Client(base_url=whole.url) as client:
        unresponsive = {"signal": "consciousness", "value": "U", "unit": "{code}"}
        reading = unresponsive | {"patient_id": PATIENT, "observed_at": datetime.now(UTC).isoformat()}
        assert client.post("/ingest", json={"readings": [reading]}).json()["accepted"] == 1
        eventually(lambda: len(mails.taken) == 2, WITHIN_S)
        (notice,) = eventually(lambda: [one for one in notices(client) if one["state"] == "sent"])
    assert mails.secured == [True, True]
    assert mails.references() == [notice["reference"]] * 2
    assert {str(one["To"]) for one in mails.taken} == {"ward@example.org"}
    assert all(str(one["Subject"]).startswith("Bedside HIGH: a patient without a bed") for one in mails.taken)
    assert not [one for one in mails.taken if PATIENT in str(one)]


def notices(client: httpx2.Client) -> list[dict[str, str]]:
    """Returns the notices of the patient's one alert."""
    (alert,) = client.get("/alerts", params={"patient_id": PATIENT}).json()["alerts"]
    found: list[dict[str, str]] = alert["notices"]
    return found
