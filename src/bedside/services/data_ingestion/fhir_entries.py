"""What becomes of the entries of a FHIR request, and how it is told: status, issues and address of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bedside.core.vitals.reading import Reason
from bedside.messages.fhir import ReadEntry
from bedside.messages.fhir.answers import issue, observation_id, problem_issue, refusal
from bedside.messages.found import Unread
from bedside.usecases.take_found import TAKEN, Outcome, Sent, TakeFound

SOURCE = "fhir"
_NO_VALUE = "The observation says itself that it has no value; nothing was stored."
_CONTEXT = "Read to resolve references; it is not stored."
_LATE = "It came later than repeats are recognised: it is stored, and alerts nobody."


@dataclass(frozen=True, slots=True)
class Done:
    """The answer to one entry. ``location`` is the address of the Observation below the server's."""

    status: int
    issues: Sequence[dict[str, Any]] = ()
    location: str = ""


def take_all(
    found: TakeFound, entries: Sequence[ReadEntry], source: str = SOURCE, *, as_one: bool = False
) -> list[list[Outcome]]:
    """Returns what became of the parts of each entry; they go into the log together. Raises Unavailable.

    ``as_one`` takes nothing where an entry conflicts, but one that is only to be made where it is not there yet.
    """
    sent = [Sent(entry.found, entry.raw, f"entry[{at}]") for at, entry in enumerate(entries)]
    return found.take(sent, source, [not entry.conditional for entry in entries] if as_one else ())


def conflicts(entries: Sequence[ReadEntry], outcomes: Sequence[Sequence[Outcome]]) -> Done | None:
    """Returns why nothing of a transaction was taken, None where all of it was."""
    issues = [
        refusal(one.reason, one.field, _within(f"Bundle.entry[{at}]", one.ref))
        for at, (entry, parts) in enumerate(zip(entries, outcomes, strict=True))
        for one in parts
        if one.reason is Reason.CONFLICTING and not entry.conditional
    ]
    return Done(409, issues) if issues else None


def refuse_all(found: TakeFound, entries: Sequence[ReadEntry], source: str = SOURCE) -> Done | None:
    """Returns why a transaction is not done, once what is wrong with it is kept aside; None where nothing is."""
    foreseen = found.foresee([Sent(entry.found, entry.raw) for entry in entries])
    issues: list[dict[str, Any]] = []
    wrong: list[Sent] = []
    for at, (entry, rejected) in enumerate(zip(entries, foreseen, strict=True)):
        place = f"Bundle.entry[{at}]"
        if entry.problem:
            issues.append(problem_issue(entry.problem) | {"expression": [_within(place, entry.problem.expression)]})
        parts = [Unread(one.reason, one.field, one.ref) for one in rejected if one.reason]
        issues += [refusal(part.reason, part.field, _within(place, part.ref)) for part in parts]
        wrong += [Sent(parts, entry.raw, f"entry[{at}]")] if parts else []
    if not issues:
        return None
    found.take(wrong, source)
    problems = [entry.problem.status for entry in entries if entry.problem]
    return Done(problems[0] if problems else 422, issues)


def done(entry: ReadEntry, outcomes: Sequence[Outcome]) -> Done:
    """Returns the answer to an entry. What must not exist yet and does, is done, though with another content."""
    if entry.problem:
        return Done(entry.problem.status, [problem_issue(entry.problem)])
    if entry.is_context:
        return Done(200, [issue("information", "informational", _CONTEXT)])
    known = [one for one in outcomes if entry.conditional and one.reason is Reason.CONFLICTING]
    rejected = [one for one in outcomes if one.reason and one not in known]
    taken = [one for one in outcomes if one.status in TAKEN] + known
    if not taken and not rejected:
        return Done(200, [issue("information", "informational", _NO_VALUE, "Observation")])
    if not taken:
        status = 409 if all(one.reason is Reason.CONFLICTING for one in rejected) else 422
        return Done(status, [_refusal(one, "error") for one in rejected])
    issues = [_refusal(one, "warning") for one in rejected] + [_told(one) for one in taken if one not in known]
    is_new = any(one.status in ("accepted", "late") for one in taken)
    return Done(201 if is_new else 200, issues, f"Observation/{observation_id(taken[0].event_id)}")


def _refusal(one: Outcome, severity: str) -> dict[str, Any]:
    assert one.reason is not None
    return refusal(one.reason, one.field, one.ref, severity)


def _told(one: Outcome) -> dict[str, Any]:
    text = _LATE if one.status == "late" else one.status.capitalize()
    return issue("information", "informational", text, one.ref) | {"diagnostics": one.event_id}


def _within(place: str, ref: str) -> str:
    """Returns the place in the Bundle of one that is told within the entry, or within its resource by the kind."""
    kind, dot, below = ref.partition(".")
    within = f"resource{dot}{below}" if kind == "Observation" else ref
    return f"{place}.{within}".removesuffix(".")
