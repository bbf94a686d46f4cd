"""Compares a ward's alerts with its truth: what was detected, how soon, what was missed, how many alerts were false.

A deterioration is detected by the first clinical alert of its patient that opens between its onset and its end; the
delay is counted from when NEWS2 7 was first met on the noise-free course, and is below 0 where the alert came earlier.
A clinical alert of a patient to whom nothing happens is false; where a sensor's fault explains it, that is counted too.
Technical alerts are counted apart. One that never reached the criterion before the end is not expected to be found.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from statistics import median
from typing import Any

TECHNICAL = frozenset(
    "sensor_silent sensor_flat sensor_noisy implausible clock_skewed gateway_gone pipeline_dead".split()
)
"""Rules that tell of sensors and lines, not of patients."""

_AFTER_S = 120.0
"""How long after a fault an alert may still come of it."""

Record = Mapping[str, Any]


def judged(truth: Record, alerts: Iterable[Record], until: str, rules: Iterable[str] | None = None) -> dict[str, Any]:
    """Returns the judgement of alerts (as `GET /alerts` lists them) up to a time, RFC 3339.

    ``rules`` names those that count as clinical; all but the technical ones unless given. Alerts that opened before the
    start or after ``until`` are left out.
    """
    begin, end = _seconds(truth["start"]), _seconds(until)
    within = [alert for alert in alerts if begin <= _seconds(alert["opened_at"]) <= end]
    wanted = None if rules is None else set(rules)
    clinical = [a for a in within if (a["rule"] not in TECHNICAL if wanted is None else a["rule"] in wanted)]
    found = [_found(one, clinical, end) for one in truth["deteriorations"]]
    expected = [one for one in found if one["expected"] or one["detected"]]
    false = [alert for alert in clinical if not _of_any(alert, truth["deteriorations"])]
    delays = [one["delay_s"] for one in expected if one["delay_s"] is not None]
    days = len(truth["patients"]) * (end - begin) / 86_400
    return {
        "deteriorations": found,
        "expected": len(expected),
        "detected": sum(one["detected"] for one in expected),
        "missed": sum(not one["detected"] for one in expected),
        "median_delay_s": median(delays) if delays else None,
        "longest_delay_s": max(delays, default=None),
        "clinical": len(clinical),
        "false": len(false),
        "false_by_fault": sum(_explained(alert, truth["faults"]) for alert in false),
        "technical": sum(alert["rule"] in TECHNICAL for alert in within),
        "patient_days": days,
        "false_a_patient_day": len(false) / days if days else None,
    }


def _found(one: Record, clinical: Sequence[Record], end: float) -> dict[str, Any]:
    opened = sorted((_seconds(alert["opened_at"]), alert["id"]) for alert in clinical if _of(alert, one))
    met = one["met_at"]["news2_7"]
    met_s = _seconds(met) if met else None
    at_s, alert_id = opened[0] if opened else (None, None)
    return {
        "patient_id": one["patient_id"],
        "kind": one["kind"],
        "expected": met_s is not None and met_s <= end,
        "detected": at_s is not None,
        "alert_id": alert_id,
        "delay_s": round(at_s - met_s, 3) if at_s is not None and met_s is not None else None,
        "since_onset_s": round(at_s - _seconds(one["onset_at"]), 3) if at_s is not None else None,
        "alerts": len(opened),
    }


def _of(alert: Record, one: Record) -> bool:
    if alert.get("patient_id") != one["patient_id"]:
        return False
    at_s = _seconds(alert["opened_at"])
    return _seconds(one["onset_at"]) <= at_s and (one["over_at"] is None or at_s <= _seconds(one["over_at"]))


def _of_any(alert: Record, deteriorations: Iterable[Record]) -> bool:
    return any(_of(alert, one) for one in deteriorations)


def _explained(alert: Record, faults: Iterable[Record]) -> bool:
    at_s = _seconds(alert["opened_at"])
    return any(
        fault["patient_id"] in (None, alert.get("patient_id"))
        and _seconds(fault["from"]) <= at_s <= _seconds(fault["until"]) + _AFTER_S
        for fault in faults
    )


def _seconds(at: str) -> float:
    return datetime.fromisoformat(at).timestamp()
