"""How people say what they cannot take: by name, by what it does to them, as an intolerance."""

from bedside.core.memory.rules.rule import ADVERBS, BE, CLAUSE, HAVE, ME, WHO, Rule, rule

_DEGREE = r"(?:(?:severe|bad|mild|known|serious|slight|terrible|strong|life-threatening|anaphylactic|allergic|nasty) )*"
_A = r"(?:an? )?"
_WORD = r"(?!(?:that|i|and|but|because|it|he|she|they|this|when|so|as|since)\b)[\w-]+"
_THING = rf"(?P<what>{_WORD}(?: {_WORD}){{0,3}}?)"
_ONE = r"(?P<what>(?!(?:to|an?)\b)\w[\w-]*(?: \w[\w-]*)?)"
_HIVES = r"(?:[\w-]+ )?(?:hives|rash|rashes|welts)\b"
_REACTION = r"(?:reaction|anaphylaxis|anaphylactic shock)"
_TOOK = r"(?:take|took|eat|ate|have|had|touch)"
_OFTEN = r"(?:always |once )?"


def _allergy(*parts: str, form: str = "{}") -> Rule:
    return rule("allergy", *parts, form=form)


RULES = (
    _allergy(WHO, r"(?:think i )?", ADVERBS, rf"(?:{BE}|might be |may be )", ADVERBS, r"allergic to "),
    _allergy(CLAUSE, ADVERBS, r"allergic to:? "),
    _allergy(r"(?:^|\bmy )(?:known |drug |food )*allerg(?:y|ies)\s*(?::|-|=|to|include)\s*"),
    _allergy(WHO, ADVERBS, HAVE, _A, _DEGREE, r"allerg(?:y|ies) to "),
    _allergy(WHO, ADVERBS, HAVE, _A, _DEGREE, _ONE, r" allerg(?:y|ies)\b(?! to\b)"),
    _allergy(CLAUSE, _THING, " ", _OFTEN, r"(?:brings?|brought) ", ME, r" out in\b"),
    _allergy(CLAUSE, _THING, " ", _OFTEN, r"(?:gives?|gave) ", ME, " ", _A, rf"(?:{_HIVES}|anaphyla\w+)"),
    _allergy(CLAUSE, _THING, " ", _OFTEN, r"(?:makes?|made) ", ME, r" (?:come out|break out|swell|wheeze)\b"),
    _allergy(CLAUSE, _THING, r" (?:makes?|made) my (?:throat|face|lips|tongue) swell\b"),
    _allergy(
        WHO, ADVERBS, r"(?:come|came|comes|break|broke|get|got) (?:out )?(?:in )?", _A, _HIVES,
        rf" (?:from|with|after|to|when i {_TOOK}) ",
    ),
    _allergy(
        rf"\b(?P<who>i) {_TOOK} ", _THING, r",? (?:and )?(?:i|it) (?:come|came|break|broke|get|got|makes|gives|brings)",
        r" (?:me )?(?:out )?(?:in )?", _A, _HIVES,
    ),
    _allergy(WHO, ADVERBS, HAVE, _A, _DEGREE, _REACTION, r" (?:to|from|after) "),
    _allergy(WHO, ADVERBS, r"(?:react|reacts|reacted) (?:badly )?to "),
    _allergy(WHO, ADVERBS, HAVE, _A, _DEGREE, r"intolerance (?:to|of) ", form="{} (intolerance)"),
    _allergy(WHO, ADVERBS, BE, ADVERBS, r"intolerant (?:to|of) ", form="{} (intolerance)"),
    _allergy(WHO, ADVERBS, BE, ADVERBS, r"(?P<what>[\w-]+?)[- ]intolerant\b", form="{} (intolerance)"),
)  # fmt: skip
