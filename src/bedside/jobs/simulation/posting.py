"""Sends readings to a running service, at least once: what is not acknowledged is sent again as it was, ids and all.

The service knows a reading by its event id, or by device and sequence, so a repeat changes nothing. It is repeated on
503, 507, 429, timeouts and broken connections, for as long as told; any other refusal ends the run with the service's
own words.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx2
import stamina

from bedside.adapters.peers.problem import error_of
from bedside.core.loopback import is_loopback
from bedside.errors import InvalidInput, OfflineRefused, Unavailable
from bedside.jobs.simulation.patients import Patient

_LATER = (429, 502, 503, 504, 507)
_ABSENT = (404, 405)
_CALL_S = 10.0
_SOONEST_S = 0.1
_LONGEST_WAIT_S = 5.0


class _NotNow(Exception):
    """The service asked to come again."""


@dataclass(slots=True)
class Taken:
    """What the service said of the readings; ``repeats`` counts calls made again."""

    accepted: int = 0
    duplicate: int = 0
    rejected: int = 0
    repeats: int = 0


class Service:
    """A service that takes readings, at a base URL such as ``http://127.0.0.1:8400``.

    ``give_up_s`` is how long one batch is repeated. Raises InvalidInput for what is no HTTP address, OfflineRefused for
    another machine in offline mode. Proxies of the environment are not used.
    """

    def __init__(self, url: str, *, give_up_s: float = 60.0, offline: bool = False) -> None:
        if not url.startswith(("http://", "https://")):
            raise InvalidInput("that is no HTTP address", next_step="Write it as http://host:port.")
        if offline and not is_loopback(url):
            raise OfflineRefused("the service is on another machine while BEDSIDE_OFFLINE=1")
        self.taken = Taken()
        self._give_up_s = give_up_s
        self._client = httpx2.Client(base_url=url, trust_env=False, timeout=_CALL_S)

    def __enter__(self) -> "Service":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def register(self, patients: Sequence[Patient], ward: str = "Simulated") -> None:
        """Tells the service of each patient. On oxygen is said where it holds; else the measured flow tells."""
        for patient in patients:
            body: dict[str, Any] = {
                "birth_date": patient.birth_date.isoformat(),
                "spo2_scale": patient.spo2_scale,
                "ward": ward,
                "bed": str(patient.bed),
            }
            if patient.on_oxygen:
                body["on_oxygen"] = True
            answer = self._sent("PUT", f"/patients/{quote(patient.patient_id, safe='')}", body)
            if answer.status_code in _ABSENT:
                raise _absent("patients", "or leave them out with --no-register")
            self._checked(answer)

    def send(self, readings: Sequence[Mapping[str, Any]]) -> None:
        """Sends one batch until it is acknowledged, and counts what became of its readings."""
        answer = self._sent("POST", "/ingest", {"readings": list(readings)})
        if answer.status_code in _ABSENT:
            raise _absent("readings", "such as `bedside run all`")
        body = self._checked(answer)
        for name in ("accepted", "duplicate", "rejected"):
            setattr(self.taken, name, getattr(self.taken, name) + int(body.get(name, 0)))

    def _sent(self, method: str, path: str, body: Mapping[str, Any]) -> httpx2.Response:
        content = json.dumps(body).encode()  # once, so that a repeat is the same to the letter
        tries = stamina.retry_context(
            on=(httpx2.TransportError, _NotNow),
            attempts=None,
            timeout=self._give_up_s,
            wait_initial=_SOONEST_S,
            wait_max=_LONGEST_WAIT_S,
            wait_jitter=_SOONEST_S,
        )
        try:
            for attempt in tries:
                with attempt:
                    self.taken.repeats += attempt.num > 1
                    answer = self._client.request(
                        method, path, content=content, headers={"Content-Type": "application/json"}
                    )
                    if answer.status_code in _LATER:
                        raise _NotNow
                    return answer
        except (httpx2.TransportError, _NotNow) as error:
            raise Unavailable(
                f"the service did not take the readings within {self._give_up_s:g} s",
                code="service_unavailable",
                next_step="Start it (`bedside run all`), or name another address with --to.",
            ) from error
        raise AssertionError("the last try returns or raises")

    def _checked(self, answer: httpx2.Response) -> Mapping[str, Any]:
        try:
            body = answer.json() if answer.content else {}
        except ValueError:
            body = None
        if answer.is_success and isinstance(body, dict):
            return body
        raise error_of(answer.status_code, body) or Unavailable(
            f"the service answered {answer.status_code} in a form that is not Bedside's",
            code="not_bedside",
            next_step="Name the address of a Bedside service that takes readings.",
        )


def _absent(what: str, instead: str) -> Unavailable:
    return Unavailable(
        f"the service takes no {what}",
        code=f"takes_no_{what}",
        next_step=f"Name a service that does with --to, {instead}.",
    )
