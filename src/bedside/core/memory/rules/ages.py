"""How people say how old somebody is. A bare number counts only where nothing but an age can stand."""

from bedside.core.memory.rules.medical_words import RELATIONS
from bedside.core.memory.rules.rule import ADVERBS, RELATION, WHO, Rule, rule

_NUMBER = r"(?P<what>\d{1,3})"
_YEARS_OLD = r"[- ]?(?:years?|yrs?)[- ]old"
_END = r"$|\s*[,)]| (?:and|with|but|so|now|today|next|on|male|female|man|woman)\b| ?y(?:ea)?rs?\b| ?y/?o\b"
_AGED = rf"(?P<what>\d{{1,3}}(?={_END})|\d{{1,2}} (?:months?|weeks?)(?= old\b))"
_YOUNG = r"(?P<what>\d{1,3}(?:[ -](?:months?|weeks?))?)(?:[- ](?:years?|yrs?))?[- ]?(?:old|yo)"


def _age(*parts: str) -> Rule:
    return rule("age", *parts)


RULES = (
    _age(WHO, ADVERBS, r"(?:am|is) ", ADVERBS, r"(?:an? |aged |only |nearly )?", _AGED),
    _age(WHO, ADVERBS, r"(?:am|is) (?:an? )?", _NUMBER, _YEARS_OLD),
    _age(WHO, r"(?:have |has )?", ADVERBS, r"turned ", _NUMBER, r"\b(?! (?:degrees|times))"),
    _age(rf"\b(?P<who>{RELATION}),? (?:\(|aged )?", _NUMBER, r"(?=\s*[,)]|$)"),
    _age(rf"\b(?P<who>my {_YOUNG} (?:\w+ )?(?P<relation>{RELATIONS})\b)"),
    _age(r"^(?:age[d:]? )?(?P<what>\d{1,3})[- ]?(?:years?[- ]old|yrs?[- ]old|y/?o)\b"),
    _age(r"^(?:my age(?: is)?|age[d:]?) ", _NUMBER, "$"),
)
