"""Lives of a notifier that is killed again and again while its providers lose answers; and what came of the notices."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bedside import settings
from bedside.assembly import Assembly
from bedside.assembly.notifying import now_ms
from bedside.ports import Notice, Patient
from faults.answers import WRITTEN_DOWN, Answers
from providers.http_provider import Provider
from providers.twilio_api import ACCOUNT, NUMBER, TOKEN, reference_in, twilio_api
from providers.webhook_server import key_of, webhook_server
from unit.usecases.told import Episode

_PROCESS = Path(__file__).with_name("notifier_process.py")
ALERTS_A_LIFE = 4


@dataclass
class Outcome:
    """What the lives left behind."""

    faults: list[str]
    alerts: int
    kills: int
    in_flight: int
    """At how many kills a provider had taken something that was not written down yet."""
    answers_lost: int
    """Of the provider that cannot be asked, by hanging up and by kills; duplicates likewise."""
    lost_by_kill: int
    duplicates: int
    beyond_lost: int
    """How many references came more than once for each answer they lost."""
    duplicates_where_asked: int


def environment(home: Path, twilio: Provider, webhook: Provider) -> dict[str, str]:
    return {
        "BEDSIDE_HOME": str(home),
        "BEDSIDE_CHANNELS": f"twilio://,webhook+{webhook.url}/page",
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_PHONE_NUMBER": NUMBER,
        "TWILIO_BASE_URL": twilio.url,
        "NOTIFICATION_PHONE_NUMBER": "+447700900123",
    }


@contextmanager
def forking(variables: dict[str, str], fault: str) -> Iterator[subprocess.Popen[str]]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BEDSIDE_")}
    process = subprocess.Popen(
        [sys.executable, str(_PROCESS), *([fault] if fault else [])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**inherited, **variables},
    )
    try:
        yield process
    finally:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        process.wait(20)
        process.stdout.close()


def born(process: subprocess.Popen[str]) -> int:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("live\n")
    process.stdin.flush()
    return int(process.stdout.readline())


def killed(process: subprocess.Popen[str], pid: int) -> None:
    assert process.stdout is not None
    os.kill(pid, signal.SIGKILL)
    assert process.stdout.readline() == "gone\n"


def lives(home: Path, kills: int, seed: int, fault: str = "") -> Outcome:
    """Raises alerts, lets a notifier send them and kills it around a provider's call, again and again."""
    chance = random.Random(seed)
    with twilio_api() as twilio, webhook_server() as webhook:
        answers = {
            "twilio": Answers(twilio, reference_in, random.Random(f"{seed}t")),
            "webhook": Answers(webhook, key_of, random.Random(f"{seed}w")),
        }
        for one in answers.values():
            one.provider.slow_s = 0.02
        variables = environment(home, twilio, webhook)
        here = Assembly(settings.load(variables))
        in_flight = 0
        with forking(variables, fault) as process:
            for life in range(kills):
                raised(here, life)
                for one in answers.values():
                    forget_begun(one.provider)
                pid = born(process)
                provider = chance.choice((twilio, webhook))
                for _ in range(chance.randint(1, 3)):
                    provider.begun.acquire(timeout=10)
                threading.Event().wait(chance.random() * 0.05)  # the moment around the call, not a wait for anything
                killed(process, pid)
                in_flight += sum([one.killed(partial(states, here)) for one in answers.values()]) > 0
            raised(here, kills)
            pid = born(process)
            left_s = 60.0 if not fault else 25.0
            until(lambda: all(one.state in WRITTEN_DOWN for one in first_round(here)), left_s)
            killed(process, pid)
            for one in answers.values():
                one.killed(partial(states, here))
        outcome = outcome_of(here, answers, kills, in_flight)
        here.close()
    return outcome


def outcome_of(here: Assembly, answers: dict[str, Answers], kills: int, in_flight: int) -> Outcome:
    return Outcome(
        faults_of(here, answers),
        len(here.alerts.alerts(limit=10_000)),
        kills,
        in_flight,
        answers["webhook"].lost().total(),
        answers["webhook"].by_kill.total(),
        duplicates([one for one, _ in answers["webhook"].taken()]),
        len(answers["webhook"].too_often()),
        duplicates([one for one, _ in answers["twilio"].taken()]),
    )


def forget_begun(provider: Provider) -> None:
    """Forgets the calls of earlier lives, so that the next one waited for is of the life to come."""
    while provider.begun.acquire(blocking=False):
        pass


def states(here: Assembly) -> dict[str, str]:
    return {one.reference: one.state for one in here.alerts.outbox(10_000)}


def raised(here: Assembly, life: int) -> None:
    patients = [f"p{life}-{n}" for n in range(ALERTS_A_LIFE)]
    for patient in patients:
        here.patients.put(Patient(patient_id=patient, ward="A", bed=patient), now_ms())
    at_ms = now_ms()
    here.raise_alerts([Episode(f"e-{one}", patient_id=one, opened_ms=at_ms) for one in patients], at_ms)


def first_round(here: Assembly) -> list[Notice]:
    return [one for one in here.alerts.outbox(10_000) if one.step == 0]


def until(holds: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.1)


def duplicates(references: list[str]) -> int:
    return len(references) - len(set(references))


def faults_of(here: Assembly, answers: dict[str, Answers]) -> list[str]:
    """Returns what is wrong: undelivered, sent twice where it could be asked, more often than answers were lost."""
    found = []
    notices = [one for one in here.alerts.outbox(10_000) if one.step == 0]
    taken = {channel: Counter(one for one, _ in answered.taken()) for channel, answered in answers.items()}
    for one in notices:
        times = taken[one.channel][one.reference]
        if times == 0:
            found.append(f"undelivered: {one.channel} {one.reference} is {one.state} after {one.attempts}")
        if one.channel == "twilio" and times > 1:
            found.append(f"sent twice though it could be asked: {one.reference} {times} times")
        if times > max(one.attempts, 1):
            found.append(f"more often than it was begun: {one.reference} {times} in {one.attempts}")
    for one, (times, lost) in answers["webhook"].too_often().items():
        found.append(f"more often than answers were lost: {one} {times} times, {lost} lost")
    for channel, references in taken.items():
        ours = {one.reference for one in here.alerts.outbox(10_000) if one.channel == channel}
        found += [f"another reference: {one}" for one in references if one not in ours]
    return found
