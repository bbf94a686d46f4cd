"""A test to every way of reaching somebody: marked, straight, and shown with what came of it."""

from pathlib import Path

from bedside.errors import InvalidInput
from bedside.usecases.try_channels import TryChannels

from .told import world


def test_each_contact_gets_a_message_marked_as_a_test(tmp_path: Path) -> None:
    with world(tmp_path) as here:
        here.channels["mail"].plan = lambda _: InvalidInput("no", code="smtp_550")
        results = TryChannels(here.alerts, here.channels, here.compose, here.clock)()
        assert [(one.channel, one.state, one.error) for one in results] == [
            ("sms", "sent", ""),
            ("mail", "failed", "smtp_550"),
            ("hook", "sent", ""),
        ]
        (sms,) = here.channels["sms"].taken
        assert "TEST" in sms.body
        assert "nothing to do" in sms.body
        assert len({one.reference for one in results}) == 3
        assert {one.notice_id: one.state for one in here.alerts.outbox()} == {
            one.notice_id: one.state for one in results
        }
        here.now_ms += 1
        assert TryChannels(here.alerts, here.channels, here.compose, here.clock)()[0].reference != sms.reference
        here.send_all()
        assert len(here.channels["sms"].taken) == 2
