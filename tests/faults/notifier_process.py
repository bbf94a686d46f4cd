"""The notifier in processes of their own, to be killed: ``python notifier_process.py [FAULT]``, settings from outside.

For each line on standard input it forks a notifier and prints its id; only the first pays for the imports. A fault is
planted into the channels, for the tests to see: ``drops``, ``twice now and then``, ``forgets to ask``,
``new reference``; or into the outbox: ``forgets that it sent``.
"""

import itertools
import os
import random
import sys
import threading
from dataclasses import replace

from bedside import settings
from bedside.adapters.records.alerts import SqlAlertStore
from bedside.assembly import Assembly
from bedside.assembly.channels import channels_of
from bedside.ports import Channel, Delivery, Notice
from bedside.services.notifying import start_notifier


class Faulty:
    """A channel with a fault planted in it."""

    def __init__(self, channel: Channel, fault: str) -> None:
        self.name = channel.name
        self._channel = channel
        self._fault = fault
        self._turn = itertools.count()

    def send(self, notice: Notice) -> Delivery:
        if self._fault == "drops" and random.random() < 0.2:
            return Delivery("dropped")
        if self._fault == "twice now and then" and next(self._turn) % 2:
            self._channel.send(notice)
        if self._fault == "new reference":
            another = f"{notice.reference[:-4]}{random.getrandbits(16):04x}"
            notice = replace(notice, reference=another, body=notice.body.replace(notice.reference, another))
        return self._channel.send(notice)

    def sent_before(self, notice: Notice) -> Delivery | None:
        return None if self._fault == "forgets to ask" else self._channel.sent_before(notice)


def forget_what_was_sent() -> None:
    """Writes nothing down of what was sent at the first attempt: its claim lapses, and it is sent again."""
    settle = SqlAlertStore.settle

    def forgetful(self: SqlAlertStore, notice: Notice) -> None:
        if notice.state not in ("sent", "delivered") or notice.attempts > 1:
            settle(self, notice)

    SqlAlertStore.settle = forgetful  # type: ignore[method-assign]


def live(fault: str) -> None:
    """Notifies until it is killed."""
    if fault == "forgets that it sent":
        forget_what_was_sent()
    here = Assembly(settings.load())
    channels = channels_of(here.settings)
    here.channels = {name: Faulty(one, fault) for name, one in channels.items()}  # type: ignore[misc]
    start_notifier(here, threading.Event())
    threading.Event().wait()


def main(fault: str = "") -> None:
    import bedside.adapters.channel.twilio
    import bedside.adapters.channel.webhook  # noqa: F401 (loaded before the forks)

    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            live(fault)
        print(pid, flush=True)
        os.waitpid(pid, 0)
        print("gone", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
