"""Notices as lines on standard error: the default, for whoever runs it by hand. Nobody is reached who does not look."""

import sys
import threading

from bedside.ports import Delivery, Notice

_ONE_AT_A_TIME = threading.Lock()


class ConsoleChannel:
    """Writes each notice as one line. Cannot be asked what it wrote."""

    name = "console"

    def send(self, notice: Notice) -> Delivery:
        """Writes the subject and the reference; the body stays in the outbox, since a console is seen by many."""
        with _ONE_AT_A_TIME:
            sys.stderr.write(f"{notice.subject} [{notice.kind}, ref {notice.reference}]\n")
            sys.stderr.flush()
        return Delivery(notice.reference)

    def sent_before(self, notice: Notice) -> Delivery | None:
        """Returns None: a line that was written is gone."""
        del notice
        return None
