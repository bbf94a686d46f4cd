"""A Bundle of type batch or transaction, read entry by entry.

Observations are taken. Patients, Devices and what else an Observation points to may come along: they are read so that
references into the Bundle lead somewhere, and are not stored. Any other entry is refused as not supported.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

import msgspec

from bedside.messages.fhir.decoding import Problem, decoded
from bedside.messages.fhir.observation import read_observation
from bedside.messages.fhir.references import Came, References
from bedside.messages.fhir.resources import Bundle, Entry, Identifier, Known, Observation, Request
from bedside.messages.found import Found
from bedside.messages.json_names import has_names_twice

CONTEXT = frozenset("Patient Device DeviceMetric Encounter Location Practitioner PractitionerRole Organization".split())
MOST_ENTRIES = 10_000
_ENTRY = "entry"
"""Where the places of a faulty entry begin, before they are told within it."""
_NOT_DONE = ("GET", "HEAD", "DELETE", "PATCH")
"""What may be asked of a server without a resource, or with another than the one that is meant."""
_ONLY_CREATED = Problem(405, "not-supported", "Observations can be created, and nothing else.", "request.method")


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """One resource as it was read. ``problem`` says why it is refused as a whole; else ``found`` is what it holds.

    ``is_context`` tells a resource that others point to, and ``conditional`` one that must not exist yet.
    """

    raw: bytes
    found: tuple[Found, ...] = ()
    problem: Problem | None = None
    is_context: bool = False
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class ReadBundle:
    """The entries in order, and whether all of them are to be done or none."""

    entries: tuple[ReadEntry, ...]
    is_transaction: bool


def read_single(raw: bytes, if_none_exist: str = "") -> ReadEntry:
    """Returns what one Observation holds, as it is posted by itself."""
    return _read(raw, if_none_exist, References())


def read_bundle(raw: bytes) -> ReadBundle | Problem:
    """Returns the entries of a Bundle, or why it cannot be read at all."""
    bundle = decoded(Bundle, raw)
    if isinstance(bundle, Problem):
        return bundle
    if bundle.resource_type != "Bundle":
        return Problem(400, "invalid", "A Bundle is taken here; single Observations at /fhir/Observation.", "Bundle")
    if bundle.implicit_rules:
        return Problem(422, "not-supported", "Its implicit rules are not known here.", "Bundle.implicitRules")
    if bundle.type not in ("batch", "transaction"):
        return Problem(422, "not-supported", "Bundles of type batch and transaction are taken.", "Bundle.type")
    if len(bundle.entry) > MOST_ENTRIES:
        return Problem(413, "too-long", f"A Bundle may have {MOST_ENTRIES:,} entries.", "Bundle.entry")
    given = [decoded(Entry, one, _ENTRY) for one in bundle.entry]
    kinds = [one if isinstance(one, Problem) else decoded(Known, one.resource, "resource") for one in given]
    references = _references(given, kinds)
    entries = [_entry(*one, references) for one in zip(bundle.entry, given, kinds, strict=True)]
    return ReadBundle(tuple(entries), bundle.type == "transaction")


def _references(entries: Sequence[Entry | Problem], kinds: Sequence[Known | Problem]) -> References:
    return References(
        Came(kind, entry.full_url, _is_stored(entry.request, kind))
        for entry, kind in zip(entries, kinds, strict=True)
        if isinstance(entry, Entry) and isinstance(kind, Known)
    )


def _is_stored(request: Request | None, kind: Known) -> bool:
    """Returns whether the resource is put under its own id, and not created under one that the server gives it."""
    return request is not None and request.method == "PUT" and request.url == f"{kind.resource_type}/{kind.id}"


def _entry(given: msgspec.Raw, entry: Entry | Problem, kind: Known | Problem, references: References) -> ReadEntry:
    if isinstance(entry, Problem):
        place = entry.expression.removeprefix(_ENTRY).removeprefix(".")
        return ReadEntry(bytes(given), problem=replace(entry, expression=place))
    raw = bytes(entry.resource)
    if problem := _not_asked(entry.request, raw):
        return ReadEntry(raw, problem=problem)
    if isinstance(kind, Problem):
        return ReadEntry(raw, problem=kind)
    assert entry.request is not None
    if kind.resource_type in CONTEXT:
        return ReadEntry(raw, is_context=True)
    if refused := _refused(entry.request, kind):
        return ReadEntry(raw, problem=refused)
    return _read(raw, entry.request.if_none_exist, references.of(entry.full_url))


def _not_asked(request: Request | None, raw: bytes) -> Problem | None:
    """Returns why an entry asks for nothing that is done here, whatever resource it has; it may legally have none."""
    if request is None:
        return Problem(400, "required", "An entry says what is to be done with it.", "request")
    if request.method in _NOT_DONE:
        return _ONLY_CREATED
    return None if raw else Problem(400, "required", "What is to be created stands in the entry.", "resource")


def _refused(request: Request, kind: Known) -> Problem | None:
    if kind.resource_type != "Observation":
        return Problem(404, "not-supported", "Only Observations are stored here.", "resource")
    if request.method != "POST":
        return _ONLY_CREATED
    if request.url.strip("/") != "Observation":
        return Problem(404, "not-found", "Observations are created at Observation.", "request.url")
    return None


def _read(raw: bytes, if_none_exist: str, references: References) -> ReadEntry:
    given = decoded(Observation, raw)
    if isinstance(given, Problem):
        return ReadEntry(raw, problem=given)
    if given.resource_type != "Observation":
        return ReadEntry(raw, problem=Problem(400, "invalid", "An Observation is taken here.", "resourceType"))
    if has_names_twice(raw):
        said = "A name stands twice in one object, so that nobody knows which was meant: send each once."
        return ReadEntry(raw, problem=Problem(400, "structure", said, "Observation"))
    searched = _searched(if_none_exist) if if_none_exist else None
    if isinstance(searched, Problem):
        return ReadEntry(raw, problem=searched)
    return ReadEntry(raw, read_observation(given, references, searched), conditional=searched is not None)


def _searched(if_none_exist: str) -> Identifier | Problem:
    """Returns the identifier of a conditional create; by nothing else can be told whether an Observation is known."""
    terms: Mapping[str, str] = dict(parse_qsl(if_none_exist.removeprefix("?"), keep_blank_values=True))
    system, bar, value = terms.get("identifier", "").partition("|")
    if terms.keys() != {"identifier"} or not (bar and system and value):
        return Problem(400, "not-supported", "If-None-Exist takes identifier=system|value, and nothing else.")
    return Identifier(system=system, value=value)
