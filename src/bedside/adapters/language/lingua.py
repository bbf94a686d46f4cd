"""The language of a message, by lingua's trigram models, loaded when a text first needs them (about 20 MB).

English messages are told by their small words alone, without a model. Short texts count as English unless the model
is sure: names of diseases look like any language. "Was ist Gicht?" is so short that no model is sure, and "was" is
English; such a question is told by how it opens.
"""

import functools
import re
from typing import TYPE_CHECKING

from bedside.core.answering.small_words import SMALL_WORDS
from bedside.core.text import fold_case, words

if TYPE_CHECKING:
    from lingua import LanguageDetector

_LANGUAGES = ("AR", "DE", "EN", "ES", "FR", "HI", "IT", "NL", "PL", "PT", "RU", "TR", "ZH")
_READ = 500
_ENGLISH_SHARE = 0.3
_SHORT_WORDS = 5
_FEW_WORDS = 8
_ONLY_ENGLISH = frozenset("and are does for from have how my the to what when which why with your".split())
_SURE_SHORT = 0.95
_UNKNOWN = "und"
_SURE = 0.6
_OPENINGS = {
    "de": "was (?:ist|sind|bedeutet|hilft|macht|kann|tun)|wie (?:ist|wird|werden|kann|behandelt|lange|viel|oft)|woran",
    "es": "(?:que|cual) (?:es|son)|que (?:significa|causa)|cuales son",
    "fr": "qu'est[- ]ce|c'est quoi|quel(?:le)?s? (?:est|sont)",
    "pl": "co to (?:jest|sa)|jakie sa",
    "pt": "o que (?:e|sao|significa)|qual e [oa]|quais sao",
    "it": "(?:che )?cos'e|(?:che )?cosa (?:e|sono)|qual e|quali sono",
}
"""How questions open that are not English, accents removed; Portuguese before Italian, which shares "qual e".

Not "wat is": people write it for "what is"."""
_OPENS = re.compile(rf"\W*(?:{'|'.join(f'(?P<{code}>{opening})' for code, opening in _OPENINGS.items())})\b")


class LinguaLanguageDetector:
    """Tells thirteen languages apart, and letters of others ("und", undetermined)."""

    def detect(self, text: str) -> str:
        """Returns the ISO 639-1 code, ``en`` where nothing else is sure. Reads the first 500 characters."""
        start = text[:_READ]
        written = words(start)
        if opening := opens_in(start):
            return opening
        letters = sum(c.isalpha() for c in start)
        latin = sum(map(len, written)) > 0.5 * letters
        if not letters or (latin and written and _reads_english(written)):
            return "en"
        best = _detector().compute_language_confidence_values(start)[0]
        code = best.language.iso_code_639_1.name.lower()
        if not latin:
            # No text in other letters is English, also in a language that is not known here.
            return code if code != "en" and best.value >= _SURE else _UNKNOWN
        needed = _SURE_SHORT if len(written) < _SHORT_WORDS else _SURE
        return code if best.value >= needed else "en"


def opens_in(text: str) -> str:
    """Returns the language whose questions open like this, "" where none does or English's own words follow."""
    folded = fold_case(text)
    opens = _OPENS.match(folded)
    return str(opens.lastgroup) if opens and _ONLY_ENGLISH.isdisjoint(words(folded[opens.end() :])) else ""


def _reads_english(written: list[str]) -> bool:
    """Returns whether English's small words are a good part of a text, or one of its own stands in a short one."""
    small = sum(word in SMALL_WORDS for word in written)
    return small >= _ENGLISH_SHARE * len(written) or (
        len(written) < _FEW_WORDS and not _ONLY_ENGLISH.isdisjoint(written)
    )


@functools.cache
def _detector() -> "LanguageDetector":
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, code) for code in _LANGUAGES]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_low_accuracy_mode().build()
