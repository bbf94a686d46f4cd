"""Sends the notices of one channel: the work of a loop, one loop a channel, so that none waits for another's provider.

A notice is claimed for a few seconds and the claim renewed while the provider takes its time, so that what a killed
sender held comes back soon. Before anything is sent the next round of its alert is planned. What was begun before is
asked for at the provider first: where it can be asked nothing goes out twice, elsewhere at most once for each answer
that was lost, always under the same reference.
"""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace

from bedside.core.alerts.alert import Notice
from bedside.errors import BedsideError, InvalidInput
from bedside.ports import AlertStore, Channel
from bedside.usecases.compose_notices import ComposeNotices
from bedside.usecases.raise_alert import is_held_back

_OF_LADDER = frozenset({"opened", "repeated", "escalated", "worsened", "operational"})
_SECOND = 1_000
_GIVE_UP_MS = 12 * 3_600 * _SECOND
_LONGEST_MS = {"high": 30 * _SECOND, "medium": 120 * _SECOND, "low": 300 * _SECOND}
_HELD_BACK_MS = 5 * _SECOND
_TURN_S = 0.2


@dataclass(frozen=True, slots=True)
class Pace:
    """How many are sent at the same time, and for how long a claim holds without being renewed."""

    lanes: int = 8
    lease_ms: int = 5_000


class SendNotices:
    """Sends what is due on one channel. ``chance`` returns numbers in [0, 1), for the jitter of repeats."""

    def __init__(
        self,
        alerts: AlertStore,
        channel: Channel,
        compose: ComposeNotices,
        clock_ms: Callable[[], int],
        chance: Callable[[], float],
        pace: Pace | None = None,
    ) -> None:
        self._alerts = alerts
        self._channel = channel
        self._compose = compose
        self._clock_ms = clock_ms
        self._chance = chance
        self._pace = pace or Pace()
        self._pool = ThreadPoolExecutor(self._pace.lanes, thread_name_prefix=f"send-{channel.name}")
        self._under_way: dict[str, Future[None]] = {}
        self._renewed_ms = 0

    def work(self) -> bool:
        """Begins what is due and there is a lane for; returns whether anything is under way. Raises what a lane met."""
        self._reap()
        now_ms = self._clock_ms()
        self._renew(now_ms)
        free = self._pace.lanes - len(self._under_way)
        claimed = self._alerts.claim(now_ms, self._pace.lease_ms, free, self._channel.name) if free else []
        # A process that slept longer than its lease is given what its own lanes are still sending.
        begun = [one for one in claimed if one.notice_id not in self._under_way]
        for notice in self._planned(begun, now_ms):
            self._under_way[notice.notice_id] = self._pool.submit(self._deliver, notice)
        if self._under_way and not begun:
            wait(self._under_way.values(), timeout=_TURN_S, return_when=FIRST_COMPLETED)
        return bool(self._under_way)

    def close(self) -> None:
        """Waits for what is under way; begins nothing more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _reap(self) -> None:
        done = [notice_id for notice_id, future in self._under_way.items() if future.done()]
        failures = [self._under_way.pop(notice_id).exception() for notice_id in done]
        for failure in failures:
            if failure is not None:
                raise failure

    def _renew(self, now_ms: int) -> None:
        if self._under_way and abs(now_ms - self._renewed_ms) > self._pace.lease_ms / 3:
            self._alerts.extend(list(self._under_way), now_ms + self._pace.lease_ms)
            self._renewed_ms = now_ms

    def _planned(self, claimed: list[Notice], now_ms: int) -> list[Notice]:
        """Returns those to send now, with the rounds after them planned."""
        if not claimed:
            return []
        self._compose.refresh()
        silences = self._alerts.silences(now_ms)
        concerned = sorted({one.alert_id for one in claimed})
        alerts, told = self._alerts.get_many(concerned), self._alerts.notices(concerned)
        to_send, following = list[Notice](), list[Notice]()
        for notice in claimed:
            alert = alerts.get(notice.alert_id)
            if alert is None or notice.kind not in _OF_LADDER:
                to_send.append(notice)
                continue
            if notice.attempts == 1 and is_held_back(alert, self._compose.patient_of(alert), silences, now_ms):
                self._postpone(notice, now_ms)
                continue
            following += self._compose.following(alert, notice.step, now_ms)
            if _is_still_tried(notice, told[notice.alert_id]):
                self._alerts.settle(replace(notice, state="cancelled", error="an earlier one is still being tried"))
            else:
                to_send.append(notice)
        self._alerts.record([], following, now_ms)
        return to_send

    def _postpone(self, notice: Notice, now_ms: int) -> None:
        later = now_ms + _HELD_BACK_MS
        self._alerts.settle(replace(notice, state="pending", attempts=0, next_ms=later, error="held back"))

    def _deliver(self, notice: Notice) -> None:
        try:
            delivery = self._channel.sent_before(notice) if notice.attempts > 1 else None
            delivery = delivery or self._channel.send(notice)
        except InvalidInput as error:
            self._give_up(notice, error.code)
        except BedsideError as error:
            self._try_later(notice, error.code)
        except Exception as error:
            self._try_later(notice, type(error).__name__)
            raise
        else:
            state = "delivered" if delivery.is_delivered else "sent"
            sent = replace(notice, state=state, provider_id=delivery.provider_id, error="")
            self._alerts.settle(replace(sent, settled_ms=self._clock_ms()))

    def _try_later(self, notice: Notice, why: str) -> None:
        now_ms = self._clock_ms()
        if now_ms - notice.due_ms > _GIVE_UP_MS:
            self._give_up(notice, why)
            return
        # Full jitter: those that failed together do not come back together.
        longest = min(_LONGEST_MS[notice.priority], _SECOND * 2 ** min(notice.attempts - 1, 20))
        next_ms = now_ms + round(self._chance() * longest)
        self._alerts.settle(replace(notice, state="pending", next_ms=next_ms, error=why))

    def _give_up(self, notice: Notice, why: str) -> None:
        """Leaves it for good; the next round, where it is by somebody or something else, goes out at once."""
        now_ms = self._clock_ms()
        self._alerts.settle(replace(notice, state="failed", error=why, settled_ms=now_ms))
        hasten_next(self._alerts, notice, now_ms)


def hasten_next(alerts: AlertStore, failed: Notice, now_ms: int) -> None:
    """Brings the next contact forward where a notice will never arrive. A repeat keeps its time."""
    following = [one for one in alerts.notices([failed.alert_id])[failed.alert_id] if one.step == failed.step + 1]
    if any(one.kind == "escalated" for one in following):
        alerts.hasten(failed.alert_id, failed.step + 1, now_ms)


def _is_still_tried(notice: Notice, told: list[Notice]) -> bool:
    """Returns whether an earlier word of the same alert to the same contact has not gone out yet."""
    return any(
        one.state in ("pending", "sending")
        and one.step < notice.step
        and (one.priority, one.worsened) == (notice.priority, notice.worsened)
        and (one.channel, one.recipient) == (notice.channel, notice.recipient)
        for one in told
    )
