"""Somebody has seen it: by the page or the API one alert, by an answer to an SMS the bed that it named.

An answer is taken only from a number that is told of alerts. "OK 4711" names one; plain "ok" is enough while there is
only one bed it can mean, else the answer asks which. Acknowledged with it are the other open alerts of that patient, if
no more urgent: whoever comes sees them.
"""

import re
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass

from bedside.core.alerts.alert import PRIORITIES, Alert, Notice, rank
from bedside.core.alerts.telling import code_of
from bedside.core.alerts.wording import place_of
from bedside.errors import Conflict
from bedside.ports import AlertStore
from bedside.usecases.compose_notices import ComposeNotices

_ANSWER = re.compile(r"\W*(?P<word>ok(?:ay)?|yes|seen|ack)?\W*(?P<code>\d{4}(?:-[0-9a-z]{8})?)?\W*", re.IGNORECASE)
_TOLD = frozenset({"sending", "sent", "delivered"})
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an SMS: the alerts acknowledged by it, and what to say back, "" for nothing."""

    alerts: tuple[Alert, ...] = ()
    say: str = ""


class AcknowledgeByReply:
    """Reads answers to SMS of one channel."""

    def __init__(
        self,
        alerts: AlertStore,
        compose: ComposeNotices,
        numbers: Collection[str],
        channel: str,
        clock_ms: Callable[[], int],
    ) -> None:
        self._alerts = alerts
        self._compose = compose
        self._numbers = frozenset(_digits(one) for one in numbers)
        self._channel = channel
        self._clock_ms = clock_ms

    def __call__(self, number: str, text: str) -> Answered:
        """Acknowledges what the answer means. From a number that is not told of alerts nothing is taken or said."""
        if _digits(number) not in self._numbers:
            return Answered()
        read = _ANSWER.fullmatch(text)
        if read is None or not (read["word"] or read["code"]):
            return Answered(say="Not understood. Reply OK and the number of the alert, as OK 4711.")
        told = self._open_and_told(number)
        code = (read["code"] or "").lower()
        meant = [
            (alert, notice) for alert, notice in told if not code or code in (code_of(alert.alert_id), notice.reference)
        ]
        if not meant:
            return Answered(say=_nothing(code, told))
        if len({alert.patient_id or alert.alert_id for alert, _ in meant}) > 1:
            return Answered(say=self._which(meant, same=bool(code)))
        seen = self._acknowledge(meant, number)
        return Answered(seen, "" if seen else "It has become more urgent since. Look at the board.")

    def _open_and_told(self, number: str) -> list[tuple[Alert, Notice]]:
        """Returns open alerts of which this number was told, each with the newest notice to it."""
        alerts = self._alerts.alerts(state="open", limit=20_000)
        notices = self._alerts.notices([one.alert_id for one in alerts])
        found = []
        for alert in alerts:
            mine = [
                one
                for one in notices[alert.alert_id]
                if one.channel == self._channel and one.state in _TOLD and _digits(one.recipient) == _digits(number)
            ]
            if mine:
                found.append((alert, mine[-1]))
        return found

    def _acknowledge(self, meant: list[tuple[Alert, Notice]], number: str) -> tuple[Alert, ...]:
        """Acknowledges what is neither more urgent nor worse than what this number was told: that is still to come."""
        known = max(rank(notice.priority) for _, notice in meant)
        first = meant[0][0]
        others = self._alerts.alerts(patient_id=first.patient_id, state="open") if first.patient_id else []
        alerts = {one.alert_id: one for one in (*(alert for alert, _ in meant), *others)}
        by, now_ms = f"SMS from …{_digits(number)[-4:]}", self._clock_ms()
        told = {alert.alert_id: (PRIORITIES[known], notice.worsened) for alert, notice in meant}
        found = []
        for alert_id, alert in alerts.items():
            if rank(alert.priority) <= known:
                seen = told.get(alert_id, (alert.priority, alert.worsened))
                with suppress(Conflict):  # it is worse by now, perhaps since it was read a moment ago
                    found.append(self._alerts.acknowledge(alert_id, by, "", now_ms, seen=seen))
        return tuple(found)

    def _which(self, meant: list[tuple[Alert, Notice]], *, same: bool) -> str:
        """Asks which, one for each bed; where two share a number the whole reference tells them apart."""
        self._compose.refresh()
        beds = {alert.patient_id or alert.alert_id: (alert, notice) for alert, notice in reversed(meant)}
        named = [
            f"OK {notice.reference if same else code_of(alert.alert_id)} for {self._place(alert)}"
            for alert, notice in list(beds.values())[:_MOST_NAMED]
        ]
        return f"Which one? Reply {', '.join(named)}."

    def _place(self, alert: Alert) -> str:
        patient = self._compose.patient_of(alert)
        if alert.patient_id is None:
            return "the technical alert"
        return place_of(patient.ward, patient.bed) if patient else place_of("", "")


def _nothing(code: str, told: list[tuple[Alert, Notice]]) -> str:
    if code and told:
        return f"No open alert has the number {code[:4]}."
    return "No alert is waiting for an answer."


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
