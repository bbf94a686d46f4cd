"""The watchdog as people run it, a process beside the whole: it tells of a pipeline that hangs or was killed."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bedside.testing.servers import running
from providers.mail_server import MailProvider, mail_server
from service.waiting import eventually

SILENT_S = 15.0
DEAD, OVER = "Bedside HIGH: the pipeline has stopped", "Bedside: over: the pipeline has stopped"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@pytest.fixture
def mails() -> Iterator[MailProvider]:
    with mail_server() as provider:
        yield provider


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """Gives a home; ends the watchdog that outlives what was killed there."""
    yield tmp_path
    with suppress(OSError, ValueError):
        os.kill(int((tmp_path / "watchdog.pid").read_text()), signal.SIGTERM)


def test_it_is_silent_while_all_is_well_and_tells_once_of_a_hang_and_of_a_kill_and_once_that_each_is_over(
    home: Path, mails: MailProvider
) -> None:
    environment = {
        "BEDSIDE_WATCHDOG": "1",
        "BEDSIDE_DENSE": "never",
        "BEDSIDE_CHANNELS": "smtp://",
        "SMTP_SERVER": "127.0.0.1",
        "SMTP_PORT": str(mails.port),
        "NOTIFICATION_EMAIL": "ward@example.org",
    }

    def comes(told: list[str], quiet_s: float = 4.0) -> None:
        """Waits until so much came, and that nothing more does for a while."""
        eventually(lambda: len(mails.taken) >= len(told), 60)
        time.sleep(quiet_s)
        assert [str(one["Subject"]).partition(": patients may")[0] for one in mails.taken] == told

    with running("all", home, **environment) as whole:
        comes([], SILENT_S + 5)
        whole.process.send_signal(signal.SIGSTOP)
        comes([DEAD])
        whole.process.send_signal(signal.SIGCONT)
        comes([DEAD, OVER])
        whole.kill()
        comes([DEAD, OVER, DEAD])
    with running("all", home, **environment):
        comes([DEAD, OVER, DEAD, OVER])
