"""How people say what they take, and what they no longer take."""

from bedside.core.memory.rules.medical_words import is_medicine
from bedside.core.memory.rules.rule import ADVERBS, BE, DESCRIBED, LISTED, ME, WHO, Rule, rule

_GIVEN = r"(?:was|were|am|is|are|have been|has been|got|been) "
_MINE = r"(?:current |regular |daily )?(?:medicines?|medications?|meds|prescriptions?|tablets)"
_TAKES = rf"(?:take|takes|use|uses|inject|injects|(?:{BE}){ADVERBS}(?:taking|using|injecting)) "
_ENDED = r"(?:stopped|quit|came off|come off|finished|gave up|given up|no longer (?:take|on|use))(?: taking| using)? "


def _medicine(*parts: str, form: str = "{}") -> Rule:
    return rule("medicine", *parts, accepts=is_medicine, form=form)


RULES = (
    _medicine(WHO, ADVERBS, _TAKES),
    _medicine(WHO, ADVERBS, BE, ADVERBS, r"on "),
    _medicine(WHO, ADVERBS, _GIVEN, ADVERBS, r"(?:put on|started on|switched to|moved to|given) "),
    _medicine(DESCRIBED, r"(?: with [\w ]+?)? (?:currently )?(?:on|taking) "),
    _medicine(WHO, r"(?:have |has )?", ADVERBS, r"(?:started|begun|began) (?:on |taking |using )?"),
    _medicine(r"\b(?:put|started|prescribed|gave|given) ", ME, r" (?:on )?"),
    _medicine(r"\bmy ", _MINE, r" (?:are|is) "),
    _medicine(WHO, r"(?:have |has )?", ADVERBS, _ENDED, form="stopped {}"),
    # These leave no doubt: any name passes.
    rule("medicine", WHO, ADVERBS, _GIVEN, ADVERBS, r"prescribed "),
    rule("medicine", r"(?:^|\bmy )", _MINE, LISTED),
)
