"""Planted faults in how people are told: by what sends notices, and by what makes episodes of conditions."""


def say_sent_before_the_call() -> None:
    """Takes a notice for sent, and calls the provider two seconds later."""
    import threading

    from bedside.adapters.channel.webhook import WebhookChannel
    from bedside.ports import Delivery, Notice

    send = WebhookChannel.send

    def hasty(self: WebhookChannel, notice: Notice) -> Delivery:
        threading.Timer(2.0, send, (self, notice)).start()
        return Delivery("said too early")

    WebhookChannel.send = hasty


def send_twice() -> None:
    """Calls the provider two times for each notice."""
    from bedside.adapters.channel.webhook import WebhookChannel
    from bedside.ports import Delivery, Notice

    send = WebhookChannel.send

    def doubled(self: WebhookChannel, notice: Notice) -> Delivery:
        send(self, notice)
        return send(self, notice)

    WebhookChannel.send = doubled


def send_every_third_twice() -> None:
    """Calls the provider two times for every third notice."""
    from itertools import count

    from bedside.adapters.channel.webhook import WebhookChannel
    from bedside.ports import Delivery, Notice

    send, turn = WebhookChannel.send, count()

    def doubled(self: WebhookChannel, notice: Notice) -> Delivery:
        if next(turn) % 3 == 2:
            send(self, notice)
        return send(self, notice)

    WebhookChannel.send = doubled


def send_all_but_one_in_eight() -> None:
    """Says of one notice in eight that it was sent."""
    from bedside.adapters.channel.webhook import WebhookChannel
    from bedside.ports import Delivery, Notice

    send = WebhookChannel.send

    def forgetful(self: WebhookChannel, notice: Notice) -> Delivery:
        return send(self, notice) if int(notice.notice_id[-1], 16) > 1 else Delivery("x")

    WebhookChannel.send = forgetful


def tell_each_condition_at_once() -> None:
    """Makes an episode, and a notice, of each condition that begins: no delay, no hysteresis, no turns."""
    from bedside.core.alerts import grouping
    from bedside.core.vitals.persistence import Now

    Now.is_over = lambda *_: True
    grouping.WINDOWS_MS = dict.fromkeys(grouping.WINDOWS_MS, 0)
