"""Tells questions about an illness that is already known from a description of what is happening now.

Somebody who names a diagnosis, a gene or a scan and asks what it means uses the same words as somebody in danger
("stiff", "cannot see", "seizures"). Small signs that only add up are not enough against that, nor are the rules in `LOOSE`,
whose words tell a lasting state as well as a new one; every other rule still is.
When it fails: a known illness that turns bad, told without one word of haste.
"""

import re
from collections.abc import Sequence

_KNOWN = re.compile(
    r"\b(?:syndromes?|syndroms?|diseases?|disorders?|dystrophy|cancer|carcinoma|leuk(?:a)?emia|tumou?rs?|lymphoma|inherited|hereditary|genetic|genes?"
    r"|mutations?|carriers?|diagnos\w+|dialysis|arthritis|colitis|parkinsons?|alzheimers?|dementia|sclerosis|diabetes|diabetic|botulism|epilepsy|amaurosis"
    r"|\w+(?:itis|osis|opathy|emia|aemia|plasia|trophy)|(?:scan|mri|test|tests|biopsy|doctor|doctors|they|specialist|dermatologist|neurologist) (?:\w+ ){0,3}"
    r"(?:says?|said|shows?|showed|called|call|found|told|think|thinks)|(?:was|were|been) (?:just )?told|comes? along with|preemie)\b"
)
_ASKS = re.compile(
    r"\b(?:what|whats|which|how|why|is|are|can|could|will|does|do|should|any) (?:\w+ ){0,8}?(?:it|this|that|illness|cure|treat\w*|cause\w*|mean|genes?|else"
    r"|chances?|problems?|damaged?|worse|tricks?|be|kids|child|do|recover|need)\b"
)
_HASTE = re.compile(
    r"\b(?:sudden(?:ly)?|right now|just now|tonight|today|this morning|this evening|minutes?|an hour|hours? ago|help me|help us|urgent|emergency"
    r"|getting worse fast|soaked|not stopping|starting|ran out|run out|swelling up|turned|wont stop|cannot stop|passed out|unconscious|not breathing|cannot wake|blue|grey|collapsed"
    r"|want to die|kill|end it|goodbye|suicid\w*|no point|burden|give up|cannot go on)\b"
)


LOOSE = frozenset(
    "fit-now decisive-fit stroke-one-side stroke-named after-birth-bleeding stroke-side-of-body stroke-speech pregnancy-bleeding baby-floppy "
    "child-red-flags wound-after-operation dose-doubled rash-no-fade legs-lost weakness-climbing muscles-failing jaundice-bleeding "
    "liver-or-salt confusion-new sickle adrenal thyroid transplant shunt heart-device decisive-spine decisive-brain sight-lost "
    "newborn-yellow newborn-unwell after-birth-ill pregnancy-danger blood-lost-inside cord-pressed-by-cancer stent-or-graft "
    "decisive-baby baby-not-feeding child-limp-joint cauda-equina-bladder head-injury bite-bad ovary-or-pelvis infection-deep "
    "clot-leg stoma catheter temporal-artery severe-skin-reaction tetanus on-the-floor-long urine-stopped".split()
)
"""Rules that a question about a known illness holds back."""


def asks_about_known_illness(words: Sequence[str]) -> bool:
    """Returns whether the message names an illness or finding as known, asks about it, and shows no haste."""
    text = " ".join(words)
    return bool(_KNOWN.search(text) and _ASKS.search(text)) and not _HASTE.search(text)
