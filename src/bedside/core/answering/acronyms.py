"""Acronyms as people at home write them: which are read in small letters, what they mean, which are none."""

COMMON_ACRONYMS = frozenset(
    """
    adhd afib aids als aml asd bpd bph bppv cfs ckd cll cml copd covid cpap crps ct dka dvt ecg eeg ekg gad gerd
    gord hcv hiv hpv hsp hsv ibd ibs itp jra ldl mri mrsa msa nafld nash ocd pad pcod pcos pku pmdd pms pots psa psp
    ptsd rls rsv sars sids sle tb tbi tia tmd tmj tss uti utis
    """.split()
)
"""Acronyms that people write in lower case, and that are no English word."""

FIRST_MEANINGS: dict[str, str] = {
    "adhd": "attention deficit hyperactivity disorder",
    "afib": "atrial fibrillation",
    "als": "amyotrophic lateral sclerosis",
    "bp": "blood pressure",
    "bph": "benign prostatic hyperplasia",
    "ckd": "chronic kidney disease",
    "copd": "chronic obstructive pulmonary disease",
    "covid": "coronavirus disease",
    "dvt": "deep vein thrombosis",
    "ecg": "electrocardiogram",
    "eeg": "electroencephalogram",
    "ekg": "electrocardiogram",
    "gerd": "gastroesophageal reflux disease",
    "gord": "gastroesophageal reflux disease",
    "hbp": "high blood pressure",
    "hcv": "hepatitis C",
    "hiv": "human immunodeficiency virus",
    "hpv": "human papillomavirus",
    "hsv": "herpes simplex virus",
    "ibd": "inflammatory bowel disease",
    "ibs": "irritable bowel syndrome",
    "mrsa": "methicillin resistant Staphylococcus aureus",
    "ocd": "obsessive-compulsive disorder",
    "pcos": "polycystic ovary syndrome",
    "pku": "phenylketonuria",
    "pms": "premenstrual syndrome",
    "ptsd": "post-traumatic stress disorder",
    "rls": "restless legs syndrome",
    "rsv": "respiratory syncytial virus",
    "sids": "sudden infant death syndrome",
    "sle": "systemic lupus erythematosus",
    "std": "sexually transmitted disease",
    "stds": "sexually transmitted diseases",
    "sti": "sexually transmitted infection",
    "tb": "tuberculosis",
    "tbi": "traumatic brain injury",
    "tia": "transient ischemic attack",
    "tias": "transient ischemic attacks",
    "tmj": "temporomandibular joint disorder",
    "uti": "urinary tract infection",
    "utis": "urinary tract infections",
}
"""What an abbreviation means when a person at home writes it, in any case of letters."""

CAPITAL_MEANINGS: dict[str, str] = {
    "AS": "ankylosing spondylitis",
    "CF": "cystic fibrosis",
    "CP": "cerebral palsy",
    "HD": "Huntington disease",
    "MD": "muscular dystrophy",
    "MS": "multiple sclerosis",
    "OA": "osteoarthritis",
    "PD": "Parkinson disease",
    "RA": "rheumatoid arthritis",
}
"""What two capitals mean to a person at home; in small letters they are words."""

NOT_ABBREVIATIONS = frozenset(
    """
    a am an and any as asap at be but by can cdc do doctor dr ed er fda for fyi go gp he help hi how i icu id if in
    info is it lol me mri my need nhs nih no not nurse of oh ok omg on or pa please pls pm rn so thanks the they tv
    uk up us usa va was we what when who why with yes you your
    """.split()
)
"""Capitals that are shouted words, places or people of the surgery, folded."""
