"""How people say that they, or one of theirs, are pregnant or breastfeeding, and that a pregnancy is over.

The value is what was said; the end of a pregnancy is a fact of its own, marked ``ended:``.
"""

from bedside.core.memory.rules.rule import ADVERBS, WHO, Rule, rule

_IS = r"(?:am|is|are) "
_WEEKS = r"(?:(?:about|around|nearly|almost) )?\d{1,2}(?:\+\d)?(?: ?wks?| weeks?| months?)(?: and \d days?)?"
_MIGHT = r"(?:might be |may be |could be )?"
_WITH = r"(?: (?:with (?:twins|triplets)|again))?"
_WHOM = r"(?: (?:a baby|a child|twins|triplets|again|our \w+|my \w+|in \w+))?"
_POSITIVE = r"(?:due date is|positive pregnancy test|pregnancy test (?:was|is|came back) positive)"
_LOSS = r"(?:had|have had|has had) (?:an? )?(?:miscarriage|stillbirth|abortion|termination|baby last \w+)|miscarried"
_BIRTH = r"(?:gave|given) birth|lost (?:the|our|my|her|a) (?:baby|pregnancy)|delivered (?:my|our|her|the|a) \w+"


def _pregnancy(*parts: str, form: str = "{}") -> Rule:
    return rule("pregnancy", *parts, form=form)


RULES = (
    _pregnancy(
        WHO, ADVERBS, rf"(?:{_IS})?", ADVERBS, rf"(?P<what>{_MIGHT}(?:{_WEEKS} )?pregnant\b{_WITH})",
        r"(?! (?:any ?more|any longer))",
    ),
    _pregnancy(WHO, ADVERBS, _IS, ADVERBS, rf"(?P<what>expecting{_WHOM})(?=\s*(?:$|,|and\b|so\b|but\b))"),
    _pregnancy(r"\b(?P<who>i) am ", ADVERBS, rf"(?P<what>{_WEEKS} (?:gone|along)\b|in my \w+ trimester)"),
    _pregnancy(rf"\b(?P<what>{_POSITIVE}.*)"),
    _pregnancy(WHO, ADVERBS, _IS, ADVERBS, r"(?P<what>breast-?feeding)\b"),
    _pregnancy(WHO, r"(?:have |has )?", ADVERBS, rf"(?P<what>{_LOSS}|{_BIRTH})\b", form="ended: {}"),
    _pregnancy(WHO, _IS, r"(?P<what>no longer pregnant|not pregnant (?:any ?more|any longer))\b", form="ended: {}"),
    _pregnancy(r"\b(?P<what>(?:my|our) (?:baby|twins|son|daughter) (?:was|were) born\b.*)", form="ended: {}"),
)  # fmt: skip
