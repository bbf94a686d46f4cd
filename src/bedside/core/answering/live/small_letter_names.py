"""Finds people who are named in small letters, as a ward types: "how is smith doing", "pulse of smith", "smith sats".

A word counts where grammar puts a person and it is a common given name or surname; one that is no listed name counts
where hardly anything but a person stands ("how is okonkwo doing", "the pulse of okonkwo") and it is no word of a ward
and no illness.
Names that are everyday words ("rose", "young") count where a person is asked after. Who acknowledged, and whoever has
a staff's title, is nobody whose readings are asked for. When it fails: a rare name in another place ("okonkwo sats"),
a thing that a ward speaks of and this list does not ("how is the wiring doing" names none, "how is wiring doing" may).
"""

import re
from collections.abc import Callable, Iterator

from bedside.core.answering.live.signal_words import scores_named, signals_named
from bedside.core.answering.small_words import SMALL_WORDS, STORY_WORDS
from bedside.core.memory.rules.medical_words import is_condition
from bedside.core.privacy.eponyms import EPONYM_NOUNS, EPONYMS, NOT_A_NAME
from bedside.core.privacy.given_names import AMBIGUOUS_NAMES, GIVEN_NAMES
from bedside.core.privacy.surnames import SURNAMES, WORD_SURNAMES

_WORDS_FIRST = frozenset(
    """
    april art august autumn bell bill black cook cross dawn day don fields gay gene hall harding jan june king knight
    ko lamb lane le march marks max may mayo miles min ng nova page pant pat peg price ray rice sharp skip sky star
    stone summer ty walker ward weeks wells will winter wise york
    """.split()
)
"""Listed names that a ward says as words: months, measures, lines, aids to walk."""
_WARD_WORDS = frozenset(
    """
    abdomen access admission adrenaline age airway anaesthesia analgesia ankle anxiety apex appearance appetite arm
    arrival art aspirate asthma baby back bag balance bandage baseline bath battery bed belly bipap bite bladder bleed
    blister blood bloods bone bottle bottom bowel bowels brace brain breakfast breath breathing bruise bubs bum cable
    callus cancer cannula canula cap cast catheter cbg chart charts chest child circulation clinic clot coccyx color
    colour concern consciousness continence cough course crp crutch crutches cuff culture cultures curve day death
    delirium dextrose diagnosis diet dinner discharge discomfort drain drains dressing drip ear ears ecg edema ekg
    elbow electrode emergency epidural equipment everything exercise extremities eye eyes face family feed feeds feet
    finger fingers flap flaps flow fluid fluids food foot forehead function gait gas gases graft groin gums gut gvd
    haemoglobin hair hand handoff handover hands head hearing heart heel heels height heparin hip hoist hospital
    hunger icp ileostomy incision infection infusion input insulin intake interest itch jaundice kiddo kidney kidneys
    knee labs lactate lead leads leg legs levo life limb limbs line lines lips liver lunch lung lungs machine mask
    meds memory migraine mobility monitor mood morale mouth muscle nails nausea neck neuro newborn night node norad
    nose note number numbers nurse nutrition obs oedema op output oxygen pacemaker pacing pad pads pain patient
    patients peep perfusion person physio picc pillow plan plaster platelets pneumonia position posture potassium
    power pressure pressures probe prognosis progress pt pts pump pupil pupils rash recovery reflexes renal rest
    review rhythm room round rounds sacrum saline saturations scab scan scar schedule sedation seizure seizures sensor
    sepsis shift shoulder sickness sight signal significance sinus site skin sleep smell sodium sore speech spleen
    splint sputum staff staples status stitch stitches stoma stool stools strength stroke stump supper support surgery
    suture sutures swallow swelling tank tap taste team teeth tension theatre theirs therapy thing things thirst
    throat thrush toddler toe toes tolerance tone tongue trace trache trachea tracheostomy trachy traffic tremor trend
    trends troponin tube tummy tumor tumour ulcer ulcers unit urea urination urine use valve vein vent ventilation
    ventilator vision voice volume vomit walk walker ward water wave waveform weakness wean weather wee weight
    workload wound wounds wrist
    aspirin digoxin morphine paracetamol warfarin
    """.split()
)
_ROLES = frozenset(
    """
    anybody anyone aunt auntie baby bedside bloke boy boyfriend brother bub chap child consultant cousin dad daddy
    daughter doc doctor dr dude everybody everyone family father fella fiance fiancee friend gentleman girl girlfriend
    gramps gran grandad granddaughter grandfather grandma grandmother grandpa grandparents grandson granny guy hubby
    husband infant kid kids lady man miss missus mister mom mommy mother mr mrs ms mum mummy mx nan neonate nephew
    niece nobody nurse parent parents partner people prof reg registrar relative relatives roommate sister somebody
    someone son toddler twin twins uncle visitor visitors wife wifey woman
    """.split()
)
_NO_NAME = SMALL_WORDS | STORY_WORDS | NOT_A_NAME | _WARD_WORDS | _ROLES
_LISTED = (GIVEN_NAMES | SURNAMES) - _WORDS_FIRST - SMALL_WORDS - _ROLES
_PERSONAL = (_LISTED | AMBIGUOUS_NAMES | WORD_SURNAMES) - _WORDS_FIRST - _ROLES
"""Names with those that are everyday words too, for where a person is asked after."""
_ENDS_LIKE_A_WORD = re.compile(
    r"(?:ing|ed|est|ly|ive|able|ible|ous|ics?|tion|sion|ness|ment|ity|ance|ence|ure|ism|ia|emia|aemia|itis|osis|pathy"
    r"|logy|graphy|ship|ful|less|age|al|gen|gram|ine|ate|oid|ol|ide|pap|ula|ysm|thorax|num|rubin|cillin|mycin|s)$"
)
_STAFF = r"(?<!\bdr )(?<!\bdr\. )(?<!doctor )(?<!nurse )(?<!sister )(?<!prof )"
_NAME = rf"{_STAFF}(?P<name>(?:[od]')?[a-z][a-z-]{{1,20}})(?: (?P<second>[a-z][a-z-]{{1,20}}))??"
_ASKED_AFTER = r"(?:doing|getting on|getting along|feeling|sleeping|coping|holding up|faring)"
_STATE = (
    r"(?:today|tonight|overnight|now|been|sleep|going|stable|unstable|better|worse|improving|deteriorating|febrile"
    r"|afebrile|septic|hypoxic|tachycardic|bradycardic|tachypn\w+|hypotensive|hypertensive|confused|awake|alert|breathing"
    r"|desaturating|all right|alright|sick|unwell|well|okay|ok|safe|critical|at all|this|last|in the|at|after|since)"
)
_ENDS = r"(?=\W*$|[,;.?!]| (?:now|today|please|pls|plz|tonight|overnight|at|in|over|last|this|right|since|yesterday)\b)"
_HOW = r"\bhow(?:'s|s| is| are| was| were| did| has)(?: (?:baby|little|old))?"
_SHORT_FORM = r"(?:rr|hr|bp|sats?|spo2|pulse|temp|temperature|obs|vitals|news2?|heart rate|blood pressure|oxygen|o2)"
_OPENS = r"^\W*(?:(?:what(?:'s|s| is| are| was| were)?|show(?: me)?|give me|get|check|and|any)\s+){0,2}(?:the )?"
_SEEN_BY = re.compile(
    r"\b(?:acknowledg\w*|seen|saw|silenced?|answered|respond\w*|came|called|paged)\b"
    r"|\bsee (?:the|that|this|an) al(?:arm|ert)\b"
)
_AS_LISTED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_HOW} {_NAME}(?= {_STATE}\b|\W*$|,)",
        rf"\b(?:is|was|has|had|did|does|are) (?:baby |little |old )?{_NAME}(?= \w)",
        rf"\b(?:of|for|from|about|on) (?:baby |patient |pt |old |little )?{_NAME}{_ENDS}",
        rf"{_OPENS}{_NAME} (?={_SHORT_FORM}\b)",
        rf"^\W*(?:latest |current |last |check )?{_SHORT_FORM} (?!(?:of|for|on)\b){_NAME}\W*$",
        rf"^\W*(?:and|or|what about|how about) {_NAME}\W*$",
        rf"^\W*{_NAME}(?=[:,] \w)",
        rf"^\W*{_NAME}(?= (?:is|has|was|looks|seems|keeps)\b)",
    )
)
_AS_PERSONS = (
    re.compile(rf"{_HOW} {_NAME}(?= {_ASKED_AFTER}\b)"),
    re.compile(rf"{_HOW} {_NAME}(?= (?:today|tonight|now|been)\b|\W*$)"),
    re.compile(
        rf"\b(?:is|was) {_NAME}(?= (?:still )?(?:stable|febrile|septic|awake|improving|deteriorating|ok|okay)\b)"
    ),
    re.compile(rf"\b(?:of|for) {_NAME}{_ENDS}"),
)
_AS_ANYBODY = (
    re.compile(rf"{_HOW} {_NAME}(?= {_ASKED_AFTER}\b)"),
    re.compile(rf"\bhow did {_NAME}(?= (?:sleep|do|cope)\b)"),
    re.compile(rf"\b(?:is|was) {_NAME}(?= (?:still )?(?:a?febrile|hypoxic|awake|asleep|unwell|poorly|tachycardic)\b)"),
    re.compile(rf"\b(?!temp){_SHORT_FORM} of {_NAME}{_ENDS}"),
    re.compile(
        rf"^\W*(?:is|was) {_NAME}(?= (?:still )?(?:(?:un)?stable|septic|deteriorating)"
        r"(?: (?:now|today|tonight))?\W*$)"
    ),
)
_LEAST_LETTERS = 4
"""Of a name that is not listed: what is shorter is an abbreviation of the ward."""
_OWNER = re.compile(rf"{_STAFF}\b(?P<name>[a-z][a-z-]{{1,20}})(?!{EPONYM_NOUNS})(?:'s\b|'(?= \w))")
_WHOSE = re.compile(rf"{_STAFF}\b(?P<name>[a-z][a-z-]{{1,20}})s (?=(?:latest |last |current )?{_SHORT_FORM}\b)")
"""A possessive that is typed without its apostrophe: "johns pulse"."""


def named_in_small_letters(folded: str) -> Iterator[str]:
    """Yields the people that a folded question names, perhaps more than once.

    >>> set(named_in_small_letters("how is smith doing?")), set(named_in_small_letters("how is breathing?"))
    ({'smith'}, set())
    """
    if _SEEN_BY.search(folded):
        return
    for pattern in (_OWNER, _WHOSE):
        yield from (one["name"] for one in pattern.finditer(folded) if one["name"] in _LISTED - EPONYMS)
    for patterns, is_name in ((_AS_LISTED, _is_listed), (_AS_PERSONS, _is_personal), (_AS_ANYBODY, _is_anybodys)):
        for pattern in patterns:
            yield from _named(pattern, folded, is_name)


def _named(pattern: re.Pattern[str], folded: str, is_name: Callable[[str], bool]) -> Iterator[str]:
    for one in pattern.finditer(folded):
        if is_name(one["name"]) and (one["second"] is None or _is_personal(one["second"])):
            yield one["name"]


def _is_listed(word: str) -> bool:
    return word in _LISTED and not _is_measured(word)


def _is_personal(word: str) -> bool:
    return word in _PERSONAL and not _is_measured(word)


def _is_anybodys(word: str) -> bool:
    """Returns whether a word that is no listed name may be one: it is none of everyday or a ward, nor built so."""
    if len(word) < _LEAST_LETTERS or _is_measured(word):
        return False
    return not (is_condition(word) or word in _NO_NAME or word in _WORDS_FIRST or _ENDS_LIKE_A_WORD.search(word))


def _is_measured(word: str) -> bool:
    return bool(signals_named(word) or scores_named(word))
