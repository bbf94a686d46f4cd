"""A storm of episodes of many patients that open and close by the thousand, handed to what tells people of them."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bedside import settings
from bedside.assembly import Assembly
from bedside.assembly.notifying import now_ms
from bedside.ports import Notice, Patient
from bedside.services.notifying import start_notifier
from providers.http_provider import Provider
from providers.webhook_server import key_of, webhook_server
from unit.usecases.told import Episode

PATIENTS = 200
SECONDS = 60
RULES = ("news2", "limit_low:spo2", "limit_high:heart_rate", "rate_of_change", "sensor_silent:spo2")
PRIORITIES = ("high", "medium", "medium", "low", "low")
STEP_MS = 250


@dataclass
class Storm:
    """What a storm brought: seconds to the first high notice of each patient, and notices by episode.

    That an episode is worse is a notice of its own, counted by itself: of each step there is one.
    """

    first_high_s: list[float]
    untold: int
    opened: int
    most_for_one_episode: int
    worse: int
    most_for_one_step: int
    sent: int
    fed_in_s: float


def episodes_of(count: int, seed: int) -> list[tuple[int, Episode]]:
    """Returns openings and closings by milliseconds after the start, in order; every patient has a high one."""
    chance = random.Random(seed)
    made: list[tuple[int, Episode]] = []
    for n in range(count):
        at, patient, kind = chance.randrange(SECONDS * 1000), f"p{n % PATIENTS}", chance.randrange(len(RULES))
        if n < PATIENTS:
            kind, at = 0, chance.randrange(10_000)
        one = Episode(f"e{n}", patient, None, RULES[kind], PRIORITIES[kind], at, None, "x", f"event-{n}")
        one = replace(one, about=(("NEWS2", 7.0),))
        made.append((at, one))
        if n < PATIENTS and not n % 4:
            made += [(at + 20_000 * step, replace(one, about=(("NEWS2", 7.0 + 2 * step),))) for step in (1, 1, 2)]
        if n >= PATIENTS:
            closed = at + chance.randrange(2_000, 20_000)
            made.append((closed, replace(one, closed_ms=closed)))
    return sorted((one for one in made if one[0] < SECONDS * 1000), key=lambda one: one[0])


@contextmanager
def notifier(home: Path, webhook: Provider, mend: Callable[[Assembly], None]) -> Iterator[Assembly]:
    here = Assembly(
        settings.load({"BEDSIDE_HOME": str(home), "BEDSIDE_CHANNELS": f"webhook+{webhook.url}/page"}),
    )
    for n in range(PATIENTS):
        here.patients.put(Patient(patient_id=f"p{n}", ward="A", bed=str(n)), now_ms())
    mend(here)
    stop = threading.Event()
    start_notifier(here, stop)
    try:
        yield here
    finally:
        stop.set()
        for thread in threading.enumerate():
            if thread.name.startswith(("notifier", "operations")):
                thread.join(20)
        here.close()


def storm(home: Path, count: int, speed: float, mend: Callable[[Assembly], None] = lambda _: None) -> Storm:
    """Feeds the episodes and looks at what the provider took. ``mend`` may plant a fault."""
    with webhook_server() as webhook, notifier(home, webhook, mend) as here:
        webhook.slow_s = 0.01
        planned = episodes_of(count, seed=7)
        # The stream's time lies in the past, as after an outage, so that no turn of it is still to come in our time.
        start_ms = now_ms() - SECONDS * 1000
        begun = time.monotonic()
        raised_at = feed(here, planned, start_ms, speed)
        fed_in_s = time.monotonic() - begun
        settle(here, webhook)
        return look(here, webhook, raised_at, fed_in_s)


def feed(here: Assembly, planned: list[tuple[int, Episode]], start_ms: int, speed: float) -> dict[str, float]:
    """Hands the episodes over step by step; returns when each patient's first high one was."""
    raised_at: dict[str, float] = {}
    begun, place = time.monotonic(), 0
    for step_ms in range(0, SECONDS * 1000, STEP_MS):
        due = begun + step_ms / 1000 / speed
        threading.Event().wait(max(0.0, due - time.monotonic()))
        batch = []
        while place < len(planned) and planned[place][0] < step_ms + STEP_MS:
            one = planned[place][1]
            closed_ms = None if one.closed_ms is None else start_ms + one.closed_ms
            batch.append(replace(one, opened_ms=start_ms + one.opened_ms, closed_ms=closed_ms))
            place += 1
        now = time.monotonic()
        for one in batch:
            if one.priority == "high":
                raised_at.setdefault(str(one.patient_id), now)
        here.raise_alerts(batch, start_ms + step_ms + STEP_MS)
    return raised_at


def settle(here: Assembly, webhook: Provider) -> None:
    """Waits until what is due has gone out."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        waiting = [one for one in here.alerts.outbox(50_000) if one.state in ("pending", "sending")]
        if not any(one.next_ms <= now_ms() for one in waiting):
            return
        time.sleep(0.2)


def look(here: Assembly, webhook: Provider, raised_at: dict[str, float], fed_in_s: float) -> Storm:
    taken = dict(zip(webhook.references(key_of), webhook.taken_at, strict=True))
    patient_of = {one.alert_id: str(one.patient_id) for one in here.alerts.alerts(limit=50_000)}
    notices: list[Notice] = here.alerts.outbox(50_000)
    first: dict[str, float] = {}
    for one in notices:
        if one.priority == "high" and one.reference in taken and one.alert_id in patient_of:
            patient = patient_of[one.alert_id]
            first[patient] = min(taken[one.reference], first.get(patient, 1e18))
    by_reference = {one.reference: one for one in notices}
    sent = [by_reference[reference] for reference in webhook.references(key_of) if reference in by_reference]
    of_patients = [one for one in sent if one.alert_id in patient_of]
    once = Counter(one.alert_id for one in of_patients if one.kind not in ("repeated", "worsened"))
    worse = Counter((one.alert_id, one.worsened) for one in of_patients if one.kind == "worsened")
    return Storm(
        [first[patient] - raised_at[patient] for patient in raised_at if patient in first],
        len([patient for patient in raised_at if patient not in first]),
        len(patient_of),
        max(once.values(), default=0),
        len(worse),
        max(worse.values(), default=0),
        len(sent),
        fed_in_s,
    )
