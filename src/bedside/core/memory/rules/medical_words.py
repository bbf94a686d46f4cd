"""Tells a medicine or a condition from other things that people take, are on or have.

No list is complete: a medicine is known by name, by the ending of its international name, by its kind ("inhaler") or
by a dose; a condition by its head word or ending. Other words pass only after verbs that leave no doubt.
"""

import re

from bedside.core.text import words

RELATIONS = (
    "son|daughter|child|children|kid|kids|baby|toddler|infant|newborn|boy|girl|husband|wife|partner|boyfriend|girlfriend"
    "|mum|mom|mummy|mother|dad|father|brother|sister|twin|twins|grandmother|grandfather|grandma|grandpa|gran|nan|grandad"
    "|grandson|granddaughter|aunt|uncle|nephew|niece|cousin|friend|patient|mother-in-law|father-in-law"
)
_RELATION = re.compile(rf"\b(?:{RELATIONS})\b", re.IGNORECASE)

_MEDICINES = frozenset(
    "aspirin paracetamol acetaminophen ibuprofen naproxen codeine morphine oxycodone tramadol fentanyl gabapentin "
    "pregabalin warfarin heparin clopidogrel digoxin amiodarone insulin levothyroxine thyroxine lithium valproate "
    "carbamazepine lamotrigine levetiracetam phenytoin topiramate methotrexate azathioprine hydroxychloroquine "
    "sulfasalazine mesalazine prednisone salbutamol albuterol ventolin montelukast cetirizine loratadine "
    "fexofenadine benadryl diphenhydramine melatonin quetiapine olanzapine risperidone aripiprazole clozapine "
    "haloperidol mirtazapine venlafaxine duloxetine bupropion trazodone buspirone methylphenidate ritalin "
    "adderall lisdexamfetamine tamoxifen letrozole anastrozole finasteride dutasteride spironolactone furosemide "
    "bumetanide allopurinol colchicine nitrofurantoin trimethoprim metronidazole vancomycin gentamicin aciclovir "
    "penicillin amoxicillin sumatriptan metoclopramide ondansetron domperidone loperamide senna lactulose "
    "omeprazole tylenol advil nurofen aleve calpol xarelto eliquis ozempic wegovy mounjaro lipitor crestor zoloft "
    "prozac lexapro xanax valium ativan zyrtec claritin synthroid glucophage lantus humalog novorapid humira "
    "enbrel prolia viagra cialis methadone buprenorphine naltrexone roaccutane isotretinoin steroids steroid "
    "statins statin antibiotics antibiotic hrt chemo chemotherapy dialysis oxygen antidepressants antidepressant "
    "antihistamines antihistamine painkillers contraceptive immunosuppressants anticoagulants anticoagulant "
    "diuretics nsaids vitamins supplements iron biologics radiotherapy immunotherapy ssri ssris ramipril "
    "nitroglycerin glyceryl gtn folic zinc wort".split()
)
_MEDICINE_ENDING = re.compile(
    r"\w{2,}(?:pril|sartan|olol|statin|prazole|conazole|mycin|cillin|floxacin|cycline|dipine|xaban|gatran"
    r"|gliptin|gliflozin|glutide|formin|glitazone|triptan|setron|lukast|[xzlt]umab|[xz]imab|tinib|vir|azepam"
    r"|azolam|oxetine|ipramine|triptyline|opram|traline|thiazide|semide|clazide|parin|profen|coxib|sone|solone"
    r"|terol|tropium|barbital|dronate|afil|osin|dopa|giline|caine|tadine|zosin|fibrate|sulfa)s?"
)
_MEDICINE_KIND = re.compile(
    r"\b(?:tablets?|pills?|capsules?|inhalers?|injections?|medication|medicines?|meds|patch(?:es)?|eye drops"
    r"|thinners?|softeners?|killers?|blockers?|inhibitors?|vitamin|supplements?|insulin|hormones?|steroids?"
    r"|antibiotics?|therapy|\d+ ?(?:mg|mcg|micrograms?|g|ml|units?|iu))\b",
    re.IGNORECASE,
)
_UNNAMED = frozenset("medication medications medicine medicines meds tablet tablets pills drugs capsules".split())
_NOT_MEDICINES = frozenset(
    "time care part place note notes turn turns break breaks baths bath shower showers walk walks train photo "
    "photos picture pictures holiday holidays vacation leave diet board edge call duty benefits period phone "
    "waiting blood temperature pulse classes lessons exams tests pride offence advantage action steps advice ages "
    "hours forever everything anything something nothing someone anyone work working feeling having getting being "
    "school college university dating smoking drinking running exercise exercising coughing vomiting bleeding "
    "sleeping eating today yesterday tomorrow again shift shifts nights weekends crutches facebook instagram twitter "
    "youtube myself yourself himself herself really maybe there after before water seriously seconds minutes "
    "chances risks alcohol coffee sugar cigarettes monday tuesday wednesday thursday friday saturday sunday "
    "january february march april june july august september october november december average".split()
)
_CONDITION = re.compile(
    r"\b(?:diabetes|asthma|copd|epilepsy|hypertension|hypotension|cancer|tumou?r|leuka?emia|lymphoma|melanoma"
    r"|disease|syndrome|disorder|failure|deficiency|infection|depression|anxiety|bipolar|schizophrenia"
    r"|psychosis|dementia|autism|adhd|ptsd|ocd|migraines?|sclerosis|palsy|stroke|tia|heart attack|angina"
    r"|arrhythmia|fibrillation|afib|af|murmur|aneurysm|embolism|thrombosis|dvt|clots?|emphysema|pneumonia"
    r"|tuberculosis|tb|hiv|aids|hepatitis|covid|lupus|gout|psoriasis|eczema|rosacea|glaucoma|cataracts?"
    r"|an(?:a)?emia|thalassa?emia|sickle cell|ha?emophilia|reflux|gerd|gord|ibs|ibd|crohn'?s?|coeliac|celiac"
    r"|ulcers?|gallstones?|kidney stones?|cirrhosis|endometriosis|pcos|fibroids?|menopause|pre-?eclampsia"
    r"|osteoporosis|arthritis|fibromyalgia|scoliosis|sciatica|parkinson'?s?|alzheimer'?s?|ms|als|mnd"
    r"|huntington'?s?|down'?s|hay ?fever|sleep apn(?:o)?ea|apn(?:o)?ea|insomnia|narcolepsy|obesity"
    r"|high blood pressure|low blood pressure|high cholesterol|under-?active thyroid|over-?active thyroid"
    r"|thyroid problems?|heart condition|condition|hernia|shingles|herpes|chlamydia|endocarditis|pacemaker"
    r"|transplant|stoma|one kidney|g6pd|porphyria|\w{3,}(?:itis|osis|emia|aemia|opathy|oma|algia|penia|plegia"
    r"|philia|thyroidism|phrenia|ectasis))\b",
    re.IGNORECASE,
)
_BESIDE_CONDITION = re.compile(
    r"\b(?:questions?|appointments?|tests?|scans?|fear|risk|symptoms?|signs?|clinic|nurse|doctor|book|leaflet"
    r"|tablets?|medication|medicines?|pills?|inhalers?|cream|check-?up|review|idea|results?|diploma"
    r"|air conditioning|interest)\b",
    re.IGNORECASE,
)


def names_relation(words_said: str) -> bool:
    """Returns whether the words name a relative or friend."""
    return bool(_RELATION.search(words_said))


def is_medicine(words_said: str) -> bool:
    """Returns whether the words name a medicine or treatment; one long word that is nothing else passes for a name."""
    parts = words(words_said)
    if not parts or set(parts) <= _UNNAMED or names_relation(words_said):
        return False
    if any(part in _MEDICINES or _MEDICINE_ENDING.fullmatch(part) for part in parts):
        return True
    if parts[0] in _NOT_MEDICINES:
        return bool(_MEDICINE_KIND.search(words_said)) and len(parts) > 1
    return bool(_MEDICINE_KIND.search(words_said)) or (len(parts) == 1 and len(parts[0]) > 4 and parts[0].isalpha())


def is_condition(words_said: str) -> bool:
    """Returns whether the words name a lasting condition rather than a complaint of today or a thing."""
    if _BESIDE_CONDITION.search(words_said) or names_relation(words_said):
        return False
    return bool(_CONDITION.search(words_said))


def is_anything(words_said: str) -> bool:
    """Returns whether the words can stand after a verb that leaves no doubt of the kind."""
    return bool(words(words_said)) and not names_relation(words_said) and not set(words(words_said)) <= _UNNAMED
