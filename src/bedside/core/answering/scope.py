"""Tells questions that no health library can answer, and that must not be guessed at.

A dose, a change of a medicine, a diagnosis of this very person, somebody's record, a price: for each there is somebody
else to ask, and the answer names them. Decided by words alone, before any searching. A general question on the same
subject ("how is the dose of warfarin watched?") is in scope as long as it asks for no number for a person.
"""

import re
from dataclasses import dataclass

from bedside.core.text import fold_case


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """Why a question is declined: a stable name, and the sentences that say so and whom to ask."""

    name: str
    said: tuple[str, ...]


_RULES: tuple[tuple[OutOfScope, tuple[str, ...]], ...] = (
    (
        OutOfScope(
            "courtesy",
            (
                "Hello, and you are welcome.",
                "Ask a health question, and it is answered from cited sources.",
            ),
        ),
        (
            r"^\W*(?:(?:hi|hello|hey|good (?:morning|afternoon|evening)|ok(?:ay)?|great|thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|cheers|bye|goodbye|there|that (?:was|is) "
            r"(?:very )?(?:helpful|great)|that helped(?: a lot)?|for (?:your|the) (?:help|answer))\W*)+$",
        ),
    ),
    (
        OutOfScope(
            "dose",
            (
                "The library holds no medicine doses, so this is not answered here.",
                "A pharmacist, the leaflet in the pack or the prescriber can tell the right dose for you.",
            ),
        ),
        (
            r"\b(?:what|which|right|correct|recommended|usual|normal|max|maximum|max\.|safe|starting|daily|proper|exact)\b[^.?!]{0,40}\b(?:dose|dosage|dosing|mg|milligrams?)\b(?! ?/| per d|[^.?!]{0,30}\b(?:radiation|x-?rays?|scan|it feel)\b)",
            r"\b(?:dose|dosage|dosing)\b(?! of (?:radiation|x|the ordinary)\b)[^.?!]{0,25}\b(?:of|for|should|is|would|do i|does)\b[^.?!]{0,60}\?",
            r"\bhow (?:much|many)\b(?! (?:hours|days|weeks|months|years|times|people)\b)[^.?!]{0,60}\b(?:mg|mcg|milligrams?|units?|tablets?|pills?|capsules?|puffs?|drops|ml|doses?)\b",
            r"\bhow (?:much|many|often)\b[^.?!]{0,50}\b(?:can|should|do|could|may|to|is safe to)\b[^.?!]{0,20}\b(?:take|give|inject|use)\b(?=[^.?!]*"
            r"\b(?:\w+(?:cillin|mycin|statin|pril|sartan|olol|azole|prazole|idone|profen|triptyline|pam|lam|formin|gliptin|xaban|mab|parin|one|ine|ol|il)|insulin|"
            r"tylenol|aspirin|advil|motrin|medicine|medication|drug|pill|tablet|steroid|antibiotic)\b)",
            r"\bhow (?:much|many|often)\b[^.?!]{0,20}\b(?:\w+(?:cillin|mycin|statin|pril|sartan|olol|azole|prazole|profen|pam|lam|formin|gliptin|xaban|parin|cet|mol|nol)|insulin|tylenol|"
            r"aspirin|advil|motrin|medicine|medication|antibiotic|melatonin|warfarin|steroid)\b[^.?!]{0,60}\b(?:take|give|inject|use|safe|have|need|enough)\b",
            r"\b\d+ ?(?:mg|mcg|units?)\b(?! ?/| per d)[^.?!]{0,60}\b(?:enough|too much|too little|right|safe|ok|okay|normal|high|low)\b",
        ),
    ),
    (
        OutOfScope(
            "dose change",
            (
                "Starting, stopping or changing a medicine is a decision for you and your prescriber; "
                "the library cannot make it.",
                "Please do not change how you take it before you have asked a prescriber or pharmacist.",
            ),
        ),
        (
            r"\b(?:should|can|could|may|do|is it (?:safe|ok|okay|fine) (?:to|if))\b[^.?!]{0,25}\b(?:i|he|she|we|my \w+)?\b[^.?!]{0,15}\b(?:stop|double|halve|increase|decrease|lower|raise|skip|"
            r"cut|reduce|taper|split|up|change|switch|adjust|quit|come off|wean)\b(?! (?:smoking|drinking|eating|breastfeeding)\b)[^.?!]{0,30}\b(?:dose|dosage|medicine|medication|meds?|pills?|tablets?|insulin|mg|taking|prescription|"
            r"\w+(?:statin|pril|sartan|olol|prazole|idone|triptyline|formin|xaban|parin)|warfarin|prednisone|steroids?|antidepressants?|thyroxine)\b",
            r"\b(?:missed|forgot|skipped)\b[^.?!]{0,60}\b(?:pill|tablet|dose|medicine|meds?|insulin|warfarin|\w+(?:statin|pril|sartan|olol|prazole|formin|xaban))\b",
            r"\b(?:forgot|missed)\b[^?!]{0,60}\b(?:take both|double up|take two|take it late)\b",
            r"\b(?:go up|go down|cut down|cut back|step down|move up)\b[^.?!]{0,15}\bto \d+ ?(?:mg|mcg|units?|pills?|tablets?)\b",
            r"\b(?:come off|coming off|wean(?: off)?|taper)\b(?! (?:in|on)\b)[^.?!]{0,25}\b(?:to \d|by myself|on my own|plan|slowly)\b",
            r"\b(?:plan|schedule|steps?)\b[^.?!]{0,25}\b(?:coming off|to come off|for stopping|to stop taking|to taper)\b",
            r"\b(?:can|could|is it (?:safe|ok|okay|fine) to|should) (?:i |he |she |we )?(?:take|mix|combine|use|drink)\b[^.?!]{0,60}\b(?:with|while (?:i'm |i am |he's |she's )?(?:on|taking)|and|together|alongside)\b"
            r"[^.?!]{0,40}\b(?:\w+(?:cillin|mycin|statin|pril|sartan|olol|prazole|profen|pam|lam|formin|xaban|parin|triptyline|oxetine|traline|pram|dol|cet)|insulin|warfarin|aspirin|"
            r"ibuprofen|tylenol|alcohol with|lithium|prozac|zoloft|xanax)\b",
        ),
    ),
    (
        OutOfScope(
            "diagnosis",
            (
                "Nobody can tell from a message which illness a person has, so no diagnosis is given here.",
                "A clinician who can examine you is the right person to ask.",
            ),
        ),
        (
            r"\b(?:what|which) (?:illness|disease|condition|disorder|thing|is wrong|(?:do|might|could) (?:you think )?(?:i|he|she|we|they) (?:have|has|got))\b(?! (?:cause|is caused))[^.?!]{0,40}"
            r"\b(?:do i have|have i got|wrong with me|i have|he have|she have|has he|has she|wrong with (?:him|her|my \w+))\b",
            r"\b(?:what(?:'s| is)|whats) wrong with (?:me|him|her|my)\b",
            r"\b(?:can|could|will|please)? ?(?:you )?diagnose (?:me|him|her|my|this)\b",
            r"\b(?:what|which)(?: on earth| the hell)? (?:have|has|did) (?:i|he|she|my \w+) (?:got|caught)\b\W*(?:$|[?.!])",
            r"\bam i (?:going to die|dying)\b|\bhow long have i got\b|\bwill i (?:die|survive|be ok|make it)\b",
            r"\bdo i have (?:cancer|a tumou?r|it|this|hiv|aids|ms|als)\b",
            r"\bis (?:this|it|that|my \w+) (?:cancer|cancerous|a tumou?r|malignant|hiv)\b",
        ),
    ),
    (
        OutOfScope(
            "record",
            (
                "Personal records and test results are not in the library.",
                "The clinic or laboratory that did the test can explain the result to you.",
            ),
        ),
        (
            r"\b(?:my|his|her|their|'s) (?:\w+ ){0,3}(?:results?|records?|chart|file|scan|mri|x-?ray|biopsy|blood ?work|labs?)\b[^.?!]{0,40}\b(?:ready|back yet|look up|pull up|access|in yet)\b",
            r"\bwhat (?:did|does|do|was) (?:my|his|her|their) (?:\w+ ){0,4}(?:results?|tests?|scan|mri|x-?ray|biopsy|labs?|report|blood)\b",
            r"^\W*(?:did|has|have|which|who)\b[^.?!]{0,30}\b(?:dr\.? [a-z]+|the clinic|the nurse|nurse on|my doctor|the hospital|my surgeon|the ward)\b[^.?!]{0,40}\b(?:send|sent|sign|signed|ward|say about me|wrote|write|"
            r"receive|received|night)\b",
            r"\b(?:look up|pull up|show me|access|read|tell me)\b[^.?!]{0,30}\b(?:record|chart|medical file|test results?|lab results?)\b",
        ),
    ),
    (
        OutOfScope(
            "logistics",
            (
                "Prices, insurance, appointments and addresses are not in the library.",
                "The clinic, the insurer or a patient advice service can answer this.",
            ),
        ),
        (
            r"\bhow much (?:does|do|will|would|is|are)\b[^.?!]{0,60}\b(?:cost|costs|price|charge|pay|charged)\b",
            r"\b(?:price|cost|costs|cheapest|cheap|afford|coupon|discount)\b[^.?!]{0,60}\b(?:of|for|in|at|to get|surgery|treatment|test|insulin|drug|near)\b",
            r"\b(?:insurance|medicare|medicaid|aetna|blue cross|insurer)\b[^.?!]{0,50}\b(?:cover|covers|pay|pays|deny|denied|approve|claim)\b",
            r"\b(?:cover|covered|covers|pay for|paid)\b[^.?!]{0,40}\b(?:insurance|medicare|medicaid|insurer)\b",
            r"\b(?:book|make|schedule|reschedule|cancel)\b[^.?!]{0,25}\b(?:appointment|consultation slot)\b",
            r"\bbook (?:me|us|him|her|my \w+) (?:in|on|an?|for)\b|\b(?:sick note|doctor'?s note|fit note|prescribe me|send me|order me|refill my|renew my)\b",
            r"\b(?:phone number|address|opening hours|open (?:today|on|tomorrow)|closest|nearest|near me|in my area|best (?:doctor|hospital|surgeon|clinic))\b",
        ),
    ),
    (
        OutOfScope(
            "not human health",
            (
                "This is not a question of human health, so the library has no answer to it.",
                "Ask a health question, and it is answered from cited sources.",
            ),
        ),
        (
            r"\b(?:is (?:that|it|this) legal|legal in|my rights|unfair dismissal|fired (?:while|for|because))\b",
            r"\b(?:in|by|before) (?:20[3-9]\d|21\d\d)\b|\bexact year\b",
            r"\b(?:leaking (?:tap|pipe|roof|boiler|radiator|gutter|tyre)|kitchen tap|my phone (?:is|won|keeps|screen)|wifi|won'?t charge|car (?:engine|won)|flat tyre|tax return)\b",
            r"^\W*(?:why |what |how |is |does |can |should )?(?:\w+ ){0,3}my (?:\w+ )?(?:dog|cat|puppy|kitten|horse|rabbit|hamster|parrot|goldfish|cow|goat|bird|pet|guinea pig|ferret|chicken|tortoise)"
            r"(?:'s \w+)? (?:keeps?|is|has|have|was|ate|won'?t|needs?|gets?|eat|limp\w*|sneez\w+|vomit\w+|scratch\w+ (?:his|her|its))\b(?![^?]*\b(?:me|my|i|us|human)\b)",
            r"\b(?:can|should|could) i sue\b|\b(?:lawsuit|malpractice|lawyer|attorney|court case|legal action|compensation claim)\b",
            r"\b(?:share price|stock market|bitcoin|lottery|world cup|python script|javascript|homework essay|horoscope|capital of)\b",
            r"\bweather (?:forecast|is|today|tomorrow|this week)\b|\brecipe for\b|\bwho won\b|\bwrite (?:me |us )?an? (?:\w+ )?(?:poem|song|essay|story|letter)\b",
        ),
    ),
)

_COMPILED = tuple((reason, tuple(re.compile(pattern) for pattern in patterns)) for reason, patterns in _RULES)


def out_of_scope(text: str) -> OutOfScope | None:
    """Returns why the question is declined, or None. Looks at the first and last 2,000 characters of a long text."""
    folded = fold_case(text)
    if len(folded) > 4000:
        folded = folded[:2000] + " " + folded[-2000:]
    if "?" not in folded:
        folded += "?"
    for reason, patterns in _COMPILED:
        if any(pattern.search(folded) for pattern in patterns):
            return reason
    return None
