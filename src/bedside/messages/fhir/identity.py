"""By which of its identifiers an Observation is known, in whichever order they stand.

An identifier counts where it has system and value, so that it is its own everywhere, and is not by its type that of an
order, a group of results, a visit or the patient: several Observations share such a one, and the second would be taken
for the first with another value, and refused. Of those that remain the most binding count, by type and use. Where
several are equally binding all count together: one of them may be an order number that nobody marked, and taking one by
its place or by its name would refuse every value of that order but the first.

When it fails: an Observation that comes again with one more identifier, and none of them official, is another. It is
stored twice then, or not corrected; a value that is refused would not be scored at all. Mark the one that is its own.
"""

from collections.abc import Sequence

from bedside.core.vitals.versions import base_of
from bedside.messages.fhir.resources import Identifier

_SHARED = frozenset("PLAC FILL PGN FGN ACSN VN AN MR PI".split())
"""Types of HL7 table 0203: placer's and filler's order and group, accession, visit, account, and the patient's own."""
_OWN = "OBI"
"""The type of an observation's own identifier, in the same table."""
_BINDING = {"official": 0, "secondary": 2, "temp": 2, "old": 2}
_PLAIN = 1


def known_by(identifiers: Sequence[Identifier], searched: Identifier | None) -> str:
    """Returns what the Observation is known by, "" where it has no identifier that is its own everywhere.

    ``searched`` is the identifier under which it must not exist yet: then that is the one that counts.
    """
    if searched:
        return base_of(_text(searched))
    own = {_text(one): _binding(one) for one in identifiers if one.system and one.value and not one.types() & _SHARED}
    return base_of(",".join(sorted(text for text, binding in own.items() if binding == min(own.values()))))


def _binding(identifier: Identifier) -> int:
    return 0 if _OWN in identifier.types() else _BINDING.get(identifier.use, _PLAIN)


def _text(identifier: Identifier) -> str:
    return f"{identifier.system}|{identifier.value}"
