"""What telling people is made of: alerts and their outbox, contacts, channels, and the work of the loops that send."""

import random
import shutil
import time
from functools import cached_property

from bedside.adapters.records.alerts import SqlAlertStore
from bedside.adapters.records.heartbeats import SqlHeartbeats
from bedside.adapters.records.patients import SqlPatientStore
from bedside.adapters.records.rejects import SqlRejectStore
from bedside.assembly.channels import channels_of, contacts_of
from bedside.assembly.models import Models
from bedside.ports import Channel
from bedside.usecases.acknowledge_alert import AcknowledgeByReply
from bedside.usecases.compose_notices import ComposeNotices
from bedside.usecases.raise_alert import RaiseAlerts
from bedside.usecases.raise_operational import RaiseOperational
from bedside.usecases.send_notices import SendNotices
from bedside.usecases.watch_alerts import WatchAlerts
from bedside.usecases.watch_operations import (
    Probe,
    WatchOperations,
    channel_failing,
    disk_nearly_full,
    quarantine_filling,
)

_BOARD = "/ward"
_DAY_MS = 24 * 60 * 60 * 1000


def now_ms() -> int:
    """Returns the milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


class Notifying(Models):
    """What one process needs to tell people."""

    @cached_property
    def patients(self) -> SqlPatientStore:
        """Returns the patients."""
        return SqlPatientStore(self.database)

    @cached_property
    def alerts(self) -> SqlAlertStore:
        """Returns the alerts with their outbox."""
        return SqlAlertStore(self.database)

    @cached_property
    def heartbeats(self) -> SqlHeartbeats:
        """Returns the signs of life of the loops."""
        return SqlHeartbeats(self.database)

    @cached_property
    def compose(self) -> ComposeNotices:
        """Returns what makes notices for the contacts of the settings."""
        public = self.settings.public_url.rstrip("/")
        return ComposeNotices(
            self.patients,
            contacts_of(self.settings),
            page=public + _BOARD if public else "",
            details=self.settings.notice_details,
        )

    @cached_property
    def channels(self) -> dict[str, Channel]:
        """Returns the channels of the settings, by name."""
        return channels_of(self.settings)

    @cached_property
    def raise_alerts(self) -> RaiseAlerts:
        """Returns what the scorer hands its episodes to."""
        return RaiseAlerts(self.alerts, self.compose, now_ms)

    @cached_property
    def raise_operational(self) -> RaiseOperational:
        """Returns what is told of Bedside itself."""
        return RaiseOperational(self.alerts, self.compose, now_ms)

    @cached_property
    def reply(self) -> AcknowledgeByReply:
        """Returns what reads answers to SMS."""
        numbers = [one.recipient for one in self.compose.contacts if one.channel == "twilio"]
        return AcknowledgeByReply(self.alerts, self.compose, numbers, "twilio", now_ms)

    @cached_property
    def senders(self) -> dict[str, SendNotices]:
        """Returns the sender of each channel."""
        chance = random.SystemRandom().random
        return {
            name: SendNotices(self.alerts, channel, self.compose, now_ms, chance)
            for name, channel in self.channels.items()
        }

    @cached_property
    def watch_alerts(self) -> WatchAlerts:
        """Returns what looks after alerts. None is forgotten before the log is, from which it could be raised anew."""
        days = max(self.settings.alert_days, self.settings.kept_log_days)
        return WatchAlerts(self.alerts, self.compose, now_ms, int(days * _DAY_MS))

    @cached_property
    def watch_operations(self) -> WatchOperations:
        """Returns what looks at Bedside itself."""
        return WatchOperations(self.raise_operational, self.probes, now_ms)

    @cached_property
    def probes(self) -> dict[str, Probe]:
        """Returns what is looked at, by the cause it finds."""

        def free_and_total() -> tuple[int, int]:
            usage = shutil.disk_usage(self.home)
            return usage.free, usage.total

        return {
            "disk_nearly_full": disk_nearly_full("BEDSIDE_HOME", free_and_total),
            "channel_failing": channel_failing(self.alerts),
            "quarantine_filling": quarantine_filling(SqlRejectStore(self.database)),
        }

    def close_notifying(self) -> None:
        """Waits for what is being sent, then closes the channels' connections."""
        for sender in self.__dict__.get("senders", {}).values():
            sender.close()
        for channel in self.__dict__.get("channels", {}).values():
            close = getattr(channel, "close", None)
            if close is not None:
                close()
