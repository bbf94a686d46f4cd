"""Measures what episodes make of real hours of intensive care: ``bedside eval alerts``.

A raw onset is a row at which the score reaches the threshold and did not an hour before: what an alarm without memory
tells. Ours are the episodes of NEWS2 that open, and those that open with high priority or rise to it; what is told
again, since the score is worse by a step, is counted by itself.

Missed is a stretch of 7 or more during which no episode of high priority is open, and a stretch of 5 or more, seen in
the readings of two hours at least, during which none is open. The added delay is
the time from the onset of such a stretch to the episode that opened or rose for it; where one was open already, nobody
is told again, which is counted by itself. With a column SepsisLabel it is also counted whose sepsis had an episode
beforehand.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bedside.core.alerts.worsening import is_worse
from bedside.core.learning.metrics import Estimate, percentile, proportion, ratio
from bedside.core.vitals.episode import Episode
from bedside.core.vitals.rules import NEWS2, Rule
from bedside.jobs.icu_hours import Hours, read
from bedside.jobs.icu_replay import Flags, Replay, Ward
from bedside.jobs.tables import figure

_BEFORE_SEPSIS_H = 12
_HOURS_A_DAY = 24.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of one patient, an hour apart, in which the score did not fall below the threshold."""

    threshold: int
    rows: list[int]


@dataclass(frozen=True, slots=True)
class _Followed:
    """What became of stretches: those missed, those an episode was open for already, and the delays of the others."""

    stretches: int
    missed: list[Stretch]
    already: int
    delays_h: list[int]


def evaluate(vitals: Path, rule: Rule = NEWS2) -> dict[str, Any]:
    """Returns ``figures``, each with n and interval, ``misses``, and what was read. Raises InvalidInput, NotFound."""
    hours = read(vitals)
    seen = Ward(hours, rule).replay()
    days = np.bincount(hours.patient, minlength=len(hours.names)) / _HOURS_A_DAY
    fives, sevens = stretches(hours, seen.five, 5), stretches(hours, seen.seven, 7)
    followed = {
        "NEWS2 >= 7": _followed(hours, sevens, seen.high),
        "NEWS2 >= 5 seen twice": _followed(hours, [one for one in fives if _is_seen_twice(hours, one)], seen.open),
    }
    figures = [*_rates(hours, seen, days, fives, sevens), *_shares(followed), *_delays(followed)]
    if hours.label is not None:
        figures += _sepsis(hours, seen, days, hours.label)
    return {
        "figures": figures,
        "patients": len(hours.names),
        "patient_days": round(float(days.sum()), 1),
        "readings": hours.readings,
        "refused": hours.refused,
        "misses": [
            {"patient": hours.names[hours.patient[row]], "hour": int(hours.hour[row]), "NEWS2": f">= {one.threshold}"}
            for each in followed.values()
            for one in each.missed
            for row in one.rows[:1]
        ],
    }


def stretches(hours: Hours, holds: Flags, threshold: int) -> list[Stretch]:
    """Returns the stretches in which something holds, by patient and hour; an hour that is missing ends none.

    A raw onset is the beginning of one: the row before it, if there is one, does not hold.
    """
    found: list[Stretch] = []
    before = -1
    for row in np.lexsort((hours.hour, hours.patient)).tolist():
        if holds[row]:
            goes_on = before >= 0 and holds[before] and hours.patient[before] == hours.patient[row]
            if goes_on:
                found[-1].rows.append(row)
            else:
                found.append(Stretch(threshold, [row]))
        before = row
    return found


def _is_seen_twice(hours: Hours, stretch: Stretch) -> bool:
    """Returns whether two of its hours have readings: in an hour without any, nobody looked."""
    return int((~np.isnan(hours.values[stretch.rows])).any(axis=1).sum()) > 1


def _rates(
    hours: Hours, seen: Replay, days: NDArray[np.float64], fives: list[Stretch], sevens: list[Stretch]
) -> list[dict[str, Any]]:
    opened = _firsts(episode for _, episode in seen.told)
    risen = _firsts(episode for _, episode in seen.told if episode.priority == "high")
    place = {name: number for number, name in enumerate(hours.names)}
    counted = {
        "NEWS2 >= 5: raw onsets a patient-day": [int(hours.patient[one.rows[0]]) for one in fives],
        "NEWS2 >= 5: episodes a patient-day": [place[one.patient_id or ""] for one in opened],
        "NEWS2 >= 7: raw onsets a patient-day": [int(hours.patient[one.rows[0]]) for one in sevens],
        "NEWS2 >= 7: episodes of high priority a patient-day": [place[one.patient_id or ""] for one in risen],
        "NEWS2 >= 9: told again as worse, a patient-day": [place[name] for name in _worse(e for _, e in seen.told)],
    }
    return [
        figure(name, ratio(np.bincount(np.array(who, np.intp), minlength=len(days)), days), events=len(who))
        for name, who in counted.items()
    ]


def _worse(episodes: Iterable[Episode]) -> list[str]:
    """Returns the patients of whom it was told again that an open episode is worse by a step."""
    told: dict[str, Episode] = {}
    found = []
    for episode in episodes:
        before = told.get(episode.episode_id)
        is_as_urgent = before is not None and before.priority == episode.priority
        if before is not None and is_as_urgent and is_worse(episode.rule, before.about, episode.about):
            found.append(episode.patient_id or "")
        told[episode.episode_id] = episode
    return found


def _firsts(episodes: Iterable[Episode]) -> list[Episode]:
    """Returns each episode as it is told first."""
    found: dict[str, Episode] = {}
    for episode in episodes:
        found.setdefault(episode.episode_id, episode)
    return list(found.values())


def _followed(hours: Hours, of_interest: list[Stretch], told: Flags) -> _Followed:
    missed, delays, already = [], [], 0
    before = _before(hours)
    for one in of_interest:
        first = next((row for row in one.rows if told[row]), None)
        if first is None:
            missed.append(one)
        elif first == one.rows[0] and before[first] >= 0 and told[before[first]]:
            already += 1
        else:
            delays.append(int(hours.hour[first] - hours.hour[one.rows[0]]))
    return _Followed(len(of_interest), missed, already, delays)


def _before(hours: Hours) -> NDArray[np.intp]:
    """Returns the row before each row of the same patient, -1 where there is none."""
    order = np.lexsort((hours.hour, hours.patient))
    before = np.full(len(order), -1, np.intp)
    same = hours.patient[order][1:] == hours.patient[order][:-1]
    before[order[1:][same]] = order[:-1][same]
    return before


def _shares(followed: dict[str, _Followed]) -> list[dict[str, Any]]:
    figures = []
    for name, each in followed.items():
        figures.append(figure(f"{name}: missed", proportion(len(each.missed), each.stretches), misses=len(each.missed)))
        share = proportion(each.already, each.stretches)
        figures.append(figure(f"{name}: an episode was open already", share, events=each.already))
    return figures


def _delays(followed: dict[str, _Followed]) -> list[dict[str, Any]]:
    """Returns the median and the longest added delay, in hours; a longest has no interval."""
    figures = []
    for name, each in followed.items():
        middle, longest = percentile(each.delays_h, 50), max(each.delays_h, default=np.nan)
        figures.append(figure(f"{name}: added delay, median, h", _median(each.delays_h, middle.value)))
        figures.append(figure(f"{name}: added delay, longest, h", Estimate(float(longest), middle.n, np.nan, np.nan)))
    return figures


def _median(values: list[int], median: float) -> Estimate:
    """Returns the median with the interval of order statistics (binomial, by its normal approximation)."""
    n = len(values)
    if not n:
        return Estimate(np.nan, 0, np.nan, np.nan)
    half = 0.98 * n**0.5
    ordered = sorted(values)
    lower, upper = max(round(n / 2 - half) - 1, 0), min(round(n / 2 + half), n - 1)
    return Estimate(median, n, float(ordered[lower]), float(ordered[upper]))


def _sepsis(hours: Hours, seen: Replay, days: NDArray[np.float64], label: Flags) -> list[dict[str, Any]]:
    """Returns whose sepsis had an open episode in the twelve hours up to the first labelled one, and of the others."""
    begins = np.full(len(hours.names), np.iinfo(np.int64).max)
    np.minimum.at(begins, hours.patient[label], hours.hour[label])
    septic = begins < np.iinfo(np.int64).max
    ahead = begins[hours.patient] - hours.hour
    warned = np.unique(hours.patient[seen.open & (ahead >= 0) & (ahead <= _BEFORE_SEPSIS_H)])
    place = {name: number for number, name in enumerate(hours.names)}
    counts = np.zeros(len(hours.names), np.int64)
    for episode in _firsts(episode for _, episode in seen.told):
        counts[place[episode.patient_id or ""]] += 1
    return [
        figure("sepsis: an episode was open in the 12 h up to the label", proportion(len(warned), int(septic.sum()))),
        figure("no sepsis: episodes a patient-day", ratio(counts[~septic], days[~septic])),
        figure(
            "no sepsis: patients with an episode", proportion(int((counts[~septic] > 0).sum()), int((~septic).sum()))
        ),
    ]
