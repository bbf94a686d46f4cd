"""How people say what they live with. "I have" says too little: what follows must be known for a condition."""

from bedside.core.memory.rules.medical_words import is_condition
from bedside.core.memory.rules.rule import ADVERBS, BE, DESCRIBED, HAVE, LISTED, ME, WHO, Rule, rule

_TYPE = r"type (?:1|2|one|two) "
_ADJECTIVE = (
    rf"(?P<what>(?:{_TYPE}|an? {_TYPE}|an? )?(?:diabetic|asthmatic|epileptic|hypertensive|ha?emophiliac|coeliac|celiac"
    r"|ana?emic|immunocompromised|immunosuppressed|bipolar|autistic|hiv positive|menopausal|schizophrenic))\b"
)
_HISTORY = r"(?:(?:my )?(?:past )?(?:medical )?history|(?:my )?(?:medical )?conditions?|pmh)"


def _condition(*parts: str) -> Rule:
    return rule("condition", *parts, accepts=is_condition)


RULES = (
    _condition(WHO, ADVERBS, HAVE, ADVERBS),
    _condition(WHO, ADVERBS, rf"(?:live|lives|(?:{BE})?living) with "),
    _condition(DESCRIBED, r" with "),
    _condition("^", _HISTORY, rf"(?:{LISTED}|\s+of\s+)"),
    rule("condition", WHO, ADVERBS, r"(?:am|is|are) ", ADVERBS, _ADJECTIVE),
    rule(
        "condition", WHO, ADVERBS, rf"(?:suffer|suffers|suffered|(?:{BE}){ADVERBS}suffering) (?:\w+ly )?(?:from|with) "
    ),
    rule("condition", WHO, rf"(?:{BE}|was |were |got |been )?", ADVERBS, r"diagnosed (?:with|as having|as) "),
    rule("condition", r"\bdiagnosed ", ME, r" (?:with|as having|as) "),
)
