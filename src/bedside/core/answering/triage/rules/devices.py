"""Emergencies of people who live with a tube, a pump, a machine or a repair: it blocks, comes out, stops or gets infected.

After the public carer guidance of the NHS, the National Tracheostomy Safety Project and Shine (shunts).
"""

from bedside.core.answering.triage.rule import rule

BROKEN = "block*|blocked|clog*|plugged|out|off|fell|fallen|dislodged|pulled|stuck|fail*|stopped|stopping|empty|cut|dead|died|broken|broke|beep*|alarm*|alarming|leak*|cracked|snapped|split|disconnected|displaced|kinked|tugged|ripped|slipped|low|flat|working|running"
YEARS = "years|months\nclean|cleaning ~ how\nwhich|best|brand|insurance|travel|fly|holiday"

RULES = (
    rule(
        "airway-tube",
        "breathing",
        "trachy|trachi|trache|trach|tracheostomy|tracheotomy|laryngectomy|trachey|tracky",
        f"{BROKEN}|mucus|bleed*|blood|breath*|blue|suction*|catheter|struggl*|whistling|cannot|gasp*|grey",
        unless=YEARS,
    ),
    rule(
        "breathing-machine",
        "breathing",
        "concentrator|ventilator|bipap|vent|oxygen+machine|oxygen+cylinder|oxygen+tank|home+oxygen|portable+oxygen|cylinder|nippy|oxygen",
        f"{BROKEN}|power|electricity",
        "power|empty|off|stopped|fail*|cylinder|breath*|blue|blueish|lips|spare|battery|backup|ran+out|run+out|running+out|died|alarm*|grey|gasp*|minutes",
        unless=YEARS + "\nair vent|diving",
        span=25,
    ),
    rule(
        "shunt",
        "head",
        "shunt|hydrocephalus|evd",
        "headache|head|vomit*|sick|drows*|sleepy|sleeping|eyes|fever|#fever|swollen|bulg*|seizure|confus*|irritable|lethargic|block*|squint|scream*|wobbly|red|leak*",
        unless=YEARS + "\ndiagnos*",
    ),
    rule(
        "feeding-or-drain-tube",
        "belly",
        "peg|gastrostomy|feeding+tube|g+tube|ng+tube|nasogastric|jejunostomy|mickey|nephrostomy|chest+drain|drain|suprapubic|picc|hickman|central+line|portacath|port|fistula|dialysis+line|line",
        "out|pulled|blood|bleed*|fever|#fever|shiver*|rigor*|shak*|cough*|breathless|pain*|leak*|spurt*|gush*|snapped|burst|pouring|swollen|hot",
        "peg|gastrostomy|tube|nephrostomy|chest|suprapubic|picc|hickman|central|portacath|fistula|dialysis|chemo|flush*|catheter",
        unless=YEARS + "\nout .. clinic|hospital|next\ndrain cleaner\ncold+line|helpline|online",
        span=15,
    ),
    rule(
        "catheter",
        "dehydration",
        "catheter|urostomy",
        "rigors|freezing|block*|drain*|empty|nothing|no+urine|bypass*|blood|clots|fever|#fever|shiver*|confus*|pain*|agony|swollen|pulled|rigor*|bursting|headache|sweating|stopped",
        "pain*|agony|hours|since|nothing|swollen|fever|#fever|shiver*|confus*|clots|hard|bursting|sweating|pounding|flush*|pulse|freezing|rigors|heart|not|no|tight|blood|rigor*|block*",
        unless=YEARS,
        span=25,
    ),
    rule(
        "dysreflexia",
        "spine",
        "dysreflexia\nquadriplegic|tetraplegic|tetraplegia|quadriplegia|paraplegic|spinal+injury|spinal+cord+injury|c4|c5|c6|c7|t2|t3|t4|t5|t6",
        "headache|sweating|flush*|blotchy|goosebumps|pressure|pounding|red+face|#high_pressure",
        unless=YEARS,
    ),
    rule(
        "heart-device",
        "heart",
        "lvad|icd|defibrillator|pacemaker|pacer",
        "burst|open|poking|exposed|alarm*|alarming|shock*|shocked|fired|zapp*|fainted|dizzy|stopped|breathless|swollen|pus|chest|beep*|kick*|driveline|battery|low+flow|collaps*|blackouts|hiccup*|thump*",
        unless=YEARS + "\ncheck|appointment\nhob|phone|microwave",
        span=20,
    ),
    rule(
        "insulin-pump",
        "sugar_high",
        "pump|omnipod|cannula|insulin|pod",
        "fail*|blocked|block*|kinked|fell|broke|broken|ran+out|run+out|no+insulin|without|stopped|lost|occlu*",
        "ketone*|vomit*|sick|thirsty|sugar|#high_sugar|breath*|high|hours|type",
        unless=YEARS + "\nheart pump|breast",
        span=20,
    ),
    rule(
        "stoma",
        "belly",
        "stoma|ileostomy|colostomy|ostomy",
        "black|purple|dusky|nothing|prolaps*|bleed*|blood|stopped|no+output|not+working|blocked|vomit*|swollen|agony|watery|dark|hours",
        "black|purple|dusky|vomit*|pain*|cramp*|swollen|pouring|bleed*|blood|hours|dizzy|dark|prolaps*|sick",
        unless=YEARS,
        span=20,
    ),
    rule(
        "stent-or-graft",
        "heart",
        "stent|stents|graft|bypass|valve|angioplasty|angiogram",
        "chest|stopped ~ clopidogrel|plavix|ticagrelor|brilinta|thinners|aspirin|tablets|pills\n{pain}|tight*|pressure ~ chest|back|stomach|leg|arm\nfever|#fever|rigor*|shiver*|breathless|cold|swollen|bleed*|groin|blood",
        "chest|sweating|breathless|fever|#fever|shiver*|cold|numb|white|pain*|groin|lump|bleed*|blood|tight*|swollen",
        unless=YEARS + "\nneed|having|booked|waiting ~ stent|bypass|angiogram",
        span=20,
    ),
    rule(
        "wound-after-operation",
        "bleeding",
        "stitches|staples|wound|incision|c+section|caesarean|surgery|operation|sutures|drain|op|hysterectomy|bypass",
        "open|opened|burst|popped|split|gaping|guts|bowel|inside|intestine*|pus|foul|smell*|gush*|pouring|soak*|hole",
        "guts|bowel|inside|insides|intestine*|see|fever|#fever|gush*|pouring|soak*|shiver*|bulg*|hanging|out|hot|spreading|fluid|bowels",
        unless=YEARS + "\nitch*|mild",
        span=20,
    ),
    rule(
        "transplant",
        "sepsis",
        "transplant|transplanted|new+kidney|new+liver|donor+kidney",
        "pain*|tender|fever|#fever|urine|swollen|vomit*|keep|yellow|breathless|shiver*|rejection|diarrhoea|missed",
        "fever|#fever|less|no|not|stopped|tender|swollen|cannot|tacrolimus|rejection|keep|sick|days|shiver*|cough*",
        unless=YEARS + "\nlist|waiting|hair",
        span=25,
    ),
)
