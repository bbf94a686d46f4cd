"""Says which alerts there were, why, how many, and who acknowledged them when.

They are Bedside's own: what a monitor at the bed rang by itself is not known here, and where there was no alert that is
said, lest silence here be taken for silence at the bed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from bedside.core.answering.live.asking import Asked
from bedside.core.answering.live.said import Said, stretch, told
from bedside.core.vitals.past import AROUND_MS
from bedside.core.vitals.spoken import lasting
from bedside.core.vitals.view import PatientView, SeenAlert

_URGENCY = {"high": 0, "medium": 1, "low": 2}
_DAY = 24 * 3_600_000
_TOLD = 3
_CITED = 10
_OWN = "what a monitor at the bed rang by itself is not known here"


def alarms(asked: Asked, view: PatientView) -> list[Said]:
    """Returns what is known of the alerts that were asked about."""
    if asked.seen_by:
        return list(_acknowledgements(asked, view))
    if view.past is not None or asked.count:
        return list(_in_time(view))
    if not view.alerts:
        return [Said(f"No alert of the last day is on record for this patient; {_OWN}.")]
    opened = [one for one in view.alerts if one.state != "closed"]
    first = _by_urgency(opened or view.alerts[:2])
    said = [said for one in first[:2] for said in _alarm(one, view)]
    if len(opened) > 2:
        said.append(Said(f"{len(opened) - 2} more are open.", tuple(first[2:])))
    return said


def open_alerts(view: PatientView) -> list[Said]:
    """Returns the most urgent of the open alerts."""
    return [
        Said(
            f"A {one.priority}-priority alert is open since {told(one.opened_ms, view)}: {_reason(one)}{_untold(one)}.",
            (one,),
        )
        for one in _by_urgency(view.alerts)
        if one.state != "closed"
    ][:_TOLD]


def newest_alert(view: PatientView) -> list[Said]:
    """Returns the alert from whose opening a time is counted."""
    return [
        Said(f"The newest alert opened at {told(one.opened_ms, view)}: {_reason(one)}.", (one,))
        for one in view.alerts[:1]
    ]


def _in_time(view: PatientView) -> Iterator[Said]:
    """Yields how many alerts opened in the time that was asked about, and the most urgent of them."""
    past = view.past
    since, until = (past.since_ms, past.until_ms) if past else (view.at_ms - _DAY, view.at_ms)
    when = stretch(since, until, view)
    if since == until:
        since, until = since - AROUND_MS, until + AROUND_MS
        when = f"within {lasting(AROUND_MS)} of {told(past.since_ms if past else until, view)}"
    inside = [one for one in view.alerts if since <= one.opened_ms <= until]
    at = past.moment_ms if past and past.moment_ms is not None else since
    before = [one for one in view.alerts if one.opened_ms < since and (one.closed_ms or view.at_ms) > at]
    many = max(past.alerts if past else 0, len(inside))
    if not inside:
        yield Said(f"Bedside raised no alert for this patient {when}; {_OWN}.")
    else:
        kinds = Counter(one.priority for one in inside)
        how = ", ".join(f"{kinds[kind]} {kind}" for kind in _URGENCY if kinds[kind])
        shown = how if many == len(inside) else f"the newest {len(inside)} of them {how}"
        alerts = "1 alert" if many == 1 else f"{many} alerts"
        yield Said(f"Bedside raised {alerts} for this patient {when}: {shown} priority.", tuple(inside[:_CITED]))
    for one in _by_urgency(inside)[:_TOLD]:
        yield Said(f"{_what(one, view)}; {_became(one, view)}.", (one,))
    if before:
        count = "1 alert" if len(before) == 1 else f"{len(before)} alerts"
        yield Said(
            f"{count} from before was already open then."
            if len(before) == 1
            else f"{count} from before were already open then.",
            tuple(before[:_CITED]),
        )
    for one in _by_urgency(before)[: 0 if inside else _TOLD]:
        yield Said(f"{_what(one, view)}; {_became(one, view)}.", (one,))


def _acknowledgements(asked: Asked, view: PatientView) -> Iterator[Said]:
    """Yields who acknowledged the alerts of the time, else all that are open, else the newest; the gravest first."""
    past = view.past
    if past is not None:
        around = AROUND_MS if past.since_ms == past.until_ms else 0
        since, until = past.since_ms - around, past.until_ms + around
        asked_about = [one for one in view.alerts if one.opened_ms <= until and (one.closed_ms or view.at_ms) >= since]
    else:
        opened = [one for one in view.alerts if one.state != "closed"]
        asked_about = opened or list(view.alerts)[: _TOLD if asked.count else 1]
    if not asked_about:
        yield Said(
            "No alert of that time is on record for this patient."
            if past
            else "No alert of the last day is on record for this patient."
        )
    if past is None and len(opened := [one for one in asked_about if one.state != "closed"]) > 1:
        yield Said(
            f"{len(opened)} alerts are open, {sum(one.is_seen for one in opened)} of them acknowledged.",
            tuple(opened[:_CITED]),
        )
    for one in _by_urgency(asked_about)[:_TOLD]:
        yield Said(f"{_what(one, view)}; {_became(one, view)}.", (one,))
    if len(asked_about) > _TOLD:
        rest = _by_urgency(asked_about)[_TOLD:]
        yield Said(f"Of {len(rest)} more, {sum(one.is_seen for one in rest)} were acknowledged.", tuple(rest[:_CITED]))


def _what(one: SeenAlert, view: PatientView) -> str:
    return f"{one.priority.capitalize()} priority, {told(one.opened_ms, view)}: {_reason(one)}"


def _became(one: SeenAlert, view: PatientView) -> str:
    """Returns who acknowledged an alert and when, and whether it is over."""
    at = one.acknowledged_ms
    after = f", {lasting(at - one.opened_ms)} after it opened" if at is not None and one.is_seen else ""
    return (
        f"{_seen(one, view)}{after}; "
        + (f"it closed at {told(one.closed_ms, view)}" if one.closed_ms is not None else "it is still open")
        + _untold(one)
    )


def _alarm(one: SeenAlert, view: PatientView) -> Iterator[Said]:
    when = told(one.opened_ms, view)
    yield Said(f"The {one.priority}-priority alert of {when} was raised because: {_reason(one)}{_untold(one)}.", (one,))
    if one.closed_ms is not None:
        yield Said(f"It closed at {told(one.closed_ms, view)}.", (one,))
        return
    yield Said(f"It has been open for {lasting(view.at_ms - one.opened_ms)}, and {_seen(one, view)}.", (one,))


def _seen(one: SeenAlert, view: PatientView) -> str:
    """Returns who acknowledged an alert and when; of one that got worse since that nobody has seen it as it is now."""
    if not one.acknowledged_by:
        return "nobody acknowledged it" if one.closed_ms is not None else "nobody has acknowledged it"
    at = f" at {told(one.acknowledged_ms, view)}" if one.acknowledged_ms is not None else ""
    if one.is_seen:
        return f"acknowledged by {one.acknowledged_by}{at}"
    has = "had" if one.closed_ms is not None else "has"
    return f"nobody {has} acknowledged it since it got worse ({one.acknowledged_by} acknowledged it{at}, before that)"


def _untold(one: SeenAlert) -> str:
    return "; no notice of it was sent, since notices were held back when it opened" if one.is_untold else ""


def _reason(one: SeenAlert) -> str:
    return one.reason.rstrip(".")


def _by_urgency(alerts: Sequence[SeenAlert]) -> list[SeenAlert]:
    """Returns the alerts, the gravest first; of equal ones those that nobody has seen."""
    return sorted(alerts, key=lambda one: (_URGENCY.get(one.priority, len(_URGENCY)), one.is_seen))
