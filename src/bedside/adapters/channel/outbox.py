"""SMS and mail that are caught here and shown on the page ``/outbox``: a first look without any provider.

Nobody is reached by it; not for a ward.
"""

from bedside.ports import Delivery, Notice

CAUGHT = "caught"
"""What stands where a provider's own id would."""


class OutboxChannel:
    """Leaves the notice in the outbox, where the page reads it. ``form`` is ``sms`` or ``mail``."""

    def __init__(self, form: str) -> None:
        self.name = f"outbox-{form}"

    def send(self, notice: Notice) -> Delivery:
        """Takes it; what is caught has arrived."""
        del notice
        return Delivery(CAUGHT, is_delivered=True)

    def sent_before(self, notice: Notice) -> Delivery | None:
        """Returns None: to catch it again changes nothing."""
        del notice
        return None
