"""Signs that need no second one: any of these, said of someone now, is an emergency.

Words that lay people seldom use lightly. Sources as in the files of each part of medicine.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

RULES = (
    rule(
        "decisive-spine",
        "spine",
        """
        paralysed|paralyzed|paralysis|paraplegic|quadriplegic
        cannot|not|unable|stopped .. move|feel|lift|moving|lifting|feeling .. legs|feet|foot|arms|toes|leg|arm|hand|hands|fingers
        numb ~ private_parts|genitals|genital|groin|saddle|perineum|waist|vagina|penis|buttocks|bottom|anus
        wet|wetting|soiled|soiling|pooped|poo|urine|peed|messed .. myself|himself|herself|pants ~ without|noticing|notice|feeling|realising|knowing|back|legs|numb|suddenly|now
        back ~ cannot|unable ~ urine
        lost|losing|no .. control .. bladder|bowel|bowels
        """,
        unless="sleep paralysis|paralysed+by+fear|paralyzed+by\nbell palsy|palsy\ndentist|anaesthetic|injection|raynaud*|asleep|cross*|pregnan*|years|months|stroke ~ numb|move|feel|lift|paralys*\npotty|toddler|cough*|sneez*|laugh* ~ wet|urine|pants",
        hears=Light.RESOLVED,
    ),
    rule(
        "decisive-brain",
        "stroke",
        """
        pupil|pupils ~ bigger|blown|unequal|different|uneven|larger|dilated|fixed
        face|mouth ~ half|one|side ~ moved|moving|moves|frozen|froze|dropped|gone|numb|falling|sagging|paralys*
        cannot|not|unable|lost .. speak|talk|read|write|smile|swallow|understand ~ sudden*|numb|arm|properly|migraine|anymore|just|now
        eyesight|vision|sight ~ black|gone|blind|vanish*|lost
        double vision
        vision|sight|eyesight ~ loss|lost ~ sudden*|one|since|morning|today|half
        seeing double
        forgot|forgets|not+know .. where .. i|he|she|am|is ~ same|asking|sudden*|question|confused
        asking|asks .. same .. question
        words ~ jumbled|mixed|wrong|slurred|slur*|scrambled|gibberish
        calls|calling .. wrong .. name
        """,
        unless="dentist|bell|glasses|contact|lenses|drunk|nervous|shy|english|laryngitis|lost+voice|dyslexi*|cataract*|optician|child+learning|school",
        hears=Light.RESOLVED,
    ),
    rule(
        "decisive-head",
        "head",
        """
        headache|migraine ~ worst|unlike|never|explod*|instant*|thunderclap|seconds ~ ever|life|before|numb|had|came|hit|known|sudden*
        clear|watery ~ fluid|liquid|drip|dripping|discharge ~ nose|ear ~ hit|head|fell|kick*|crash|bang*|injury|accident|punch*
        shunt ~ headache|vomit*|drows*|sleepy|blocked
        """,
    ),
    rule(
        "decisive-fit",
        "seizure",
        """
        fit|seizure ~ first ~ time|ever|never
        fits|fit|seizure ~ keep|keeps|coming|another|row|cluster|back+to+back|stop|stopping|after
        convulsing|convulses|fitting
        status epilepticus
        tongue .. bitten ~ shak*|jerk*|woke|seizure|confused
        """,
        unless="fitting ~ clothes|dress|shoes|mask|bra|coil|kitchen|room|fitted\nfit ~ keep|healthy|get|gym|feel|stay\nepilep* .. controlled\nseizure|fit .. free",
    ),
    rule(
        "decisive-heart",
        "heart",
        """
        aneurysm|aorta|aortic ~ pain|burst|ruptur*|back|stomach|tear|dissect*|leak*
        heart ~ stopped|stops|stopping
        heart ~ flip*|flop*|skip*|pound*|rac* ~ floor|carpet|woke|fainted|collapsed|blackout|unconscious|ground
        between shoulders|shoulder+blades ~ pain ~ sweating|pale|sudden*|sick|vomit*|breathless|dizzy|grey
        angina ~ back|worse|rest|nothing|spray|more|again|often|wakes
        ventricular .. tachycardia|fibrillation
        pressure ~ arm|sweating|jaw|neck ~ chest|high|heavy|dull|left
        lightheaded|dizzy|faint ~ beta blockers|pulse|heart+rate
        """,
        unless="aneurysm ~ scan|surveillance|stable|monitor*|screening|operated|repaired",
    ),
    rule(
        "decisive-breath",
        "breathing",
        """
        air hunger
        #slow_breathing
        peak flow ~ low|normally|half|dropped|50%|wheez*|30|40|red|zone
        might|think|looks|seems .. dead ~ not|move|moving|breath*|he|she|is
        through .. straw
        stridor
        drowning .. lungs
        blue ~ lips|lip|tongue|face
        breathless|gasping ~ since|sudden*|now|today|woke|worse|after|very|so|really|rest|lying|sitting|walk*|birth|section|operation|surgery|chest|clot|flight|tonight|morning|cannot|heart|pregnan*|cough*|fever|wheez*
        breath ~ cannot|catch|short|lost|hard|out|losing
        """,
        unless="unfit|stairs|running|bus|exercise|exercising|jog*|gym|sport|climb*|uphill|hike|football|anxi*|panic|nose|blocked|slightly|mild|bit|cold|bad+breath|smell*|breath+holding|hold+breath|stamina|years|months|cycling|swim*",
    ),
    rule(
        "decisive-belly",
        "belly",
        """
        stomach ~ rigid|board|rock|wooden|solid
        peritonitis
        pulsing|pulsating|throbbing|beating ~ lump|mass|stomach
        bolus|food|meat|steak ~ stuck ~ drool*|swallow|saliva|spit|gullet|throat|chest
        stomach ~ stab*|sudden*|severe|agony|worst|excruciating ~ faint*|collaps*|pale|sweating|vomit*|shoulder|back|grey
        yellow|jaundice* ~ fever|#fever|shiver*|shaking|rigors|confused
        """,
        unless="abs|abdominals|six+pack|workout|constipat*",
    ),
    rule(
        "decisive-bleeding",
        "bleeding",
        """
        bleeding|blood ~ mouth|throat ~ after|tonsil*|surgery|operation|keeps|lots|fresh|bright|swallow*|tonsillectomy
        vein|artery|varicose ~ burst|bleed*|blood|cut|spurt*
        blood|bleed* ~ clot ~ not|will not
        cough*|vomit*|throw*|spit*|urine|poo ~ blood ~ lots|clots|cup|cupful|mouthful*|bright|faint|dizzy|since|keeps|fresh|again
        cheek|ear|nose|lip|scalp|face|skin|muscle|nail|hand|leg ~ ripped|torn|hanging|off ~ open|off|dog|bite|bit|machine|half|hanging
        """,
        unless="gums|brush*|floss*|hangnail",
    ),
    rule(
        "decisive-injury",
        "head_injury",
        """
        fell|fallen|tumbled|dropped|rolled ~ stairs|downstairs|ladder|roof|window|balcony|horse|bike|bed|table ~ vomit*|drows*|sleepy|confused|unconscious|blood|headache|limp|floppy|fainted|strange
        electrocut*
        stab|gunshot|bullet .. wound
        deep .. cut|wound|gash
        knife|blade|glass|nail ~ in|stuck ~ leg|arm|back|chest|stomach|hand|foot|neck ~ pull|remove|take|stuck|his|her|my
        stuck|caught|trapped|pulled .. arm|hand|leg|foot|finger|fingers .. machine|door|blender|mixer|press|rollers|mower
        chemical|acid|bleach|cleaner .. eye|eyes
        sudden blindness
        nearly|almost .. drowned
        hypothermia|hypothermic
        heatstroke
        electric|mains .. shock
        black eyes|eye|bruis* ~ both|behind|ears|drip|clear
        leg|foot ~ turned|twisted|shorter|rotated ~ fell|fall|hip|out|outwards
        floor ~ night|hours|since|yesterday|cannot|morning ~ up|get|old|elder*|grandmother|grandfather|mother|father|cold|found|lying|neighbour|neighbor
        hit|blow|landed|kicked|punched|tackled ~ neck|spine|back ~ tingl*|numb|weak|electric|cannot
        """,
        unless="slept on floor\nmonths|years\nstatic|toothbrush|therapy",
    ),
    rule(
        "decisive-infection",
        "sepsis",
        """
        rigors|rigor
        catheter|urine|uti|wound ~ shivering|shaking|rigors|chills ~ hot|fever|blocked|cold|confused
        cancer|transplant|steroids|immunosuppress* ~ #fever|fever|39|38.5|shivering
        sepsis|septic ~ think|is|has|have|getting|going|worried|could|might|looks
        {rash} ~ purple|bruise|bruises|blood|dark|fade|vanish*|blanch* ~ fever|#fever|neck|light|headache|cold|ill|unwell|sleepy|vomit*|press*|glass|spreading|hates
        bruise like rash
        rash ~ blister*|peel* ~ fever|#fever|antibiotic*|antibiotics|medicine|mouth|all+over
        red ~ streak|streaks|line|lines ~ up|spreading|arm|leg|fever|#fever|tracking
        """,
        unless="years|months|survivor|sepsis+six",
    ),
    rule(
        "decisive-ketones",
        "sugar_high",
        "#high_ketones\nketones|ketone ~ high|large|purple|positive|dark|rising\ndka|ketoacidosis ~ think|have|has|is|again|going|in|again\npump ~ failed|blocked|stopped|broken|off ~ ketones|sugar|vomit*|sick|insulin",
        unless="keto+diet|keto|diet|fasting ~ ketones\ntrace|negative",
    ),
    rule(
        "decisive-pressure",
        "heart",
        "#low_pressure ~ faint*|dizzy|weak|grey|cold|confused|pressure|reads|reading|is\n#very_high_pressure ~ #weeks|pregnan*|postpartum|birth|headache|vision|chest|confused",
        unless="always|usual|normal .. low|athlete\nno symptoms|feel+fine ~ medicine",
    ),
    rule(
        "decisive-allergy",
        "allergy",
        "allerg* ~ stung|sting|ate|eaten|swallowed ~ pen|epipen|nothing|what\nallerg* ~ gave|given|injected|took ~ penicillin|antibiotic*|amoxicillin|contrast|latex|nuts|injection|jab\nallerg* ~ ate|eaten|stung|drank|had|eating|took|bitten|touched ~ doom|weird|swell*|itch*|throat|hot|funny|tingl*|scared|sick|faint|dizzy|vomit*|rash|hives|tight|cough*|nut|nuts|peanut\nface|lips|eyes|tongue ~ blew|blown|balloon*|swelled|swollen|puffed|huge|double ~ up|dye|after|bite|sting|food|medicine|size|balloon|out|sudden*|minutes\nstung|sting|bitten .. in .. mouth|throat|tongue|neck\nbee|wasp|hornet|sting|stung ~ faint|fainted|dizzy|weird|breath*\nuvula|tongue ~ huge|swollen|swelling|big|bigger",
        unless="last|years|months|hay+fever|mild|cold|tooth|teeth|dentist|salt*|mornings|pierc*|mumps",
        span=30,
    ),
    rule(
        "decisive-baby",
        "baby",
        """
        {baby}|months|toddler|child ~ limp|floppy|lifeless|unresponsive|mottled|blue|grey
        {baby}|months ~ bloody|blood|jelly ~ poo|nappy|stool|diarrhoea|scream*
        {baby}|months ~ jerk*|twitch*|stiffen*|spasm*|shaking ~ arms|clusters|eyes|dazed|legs|rolled|body|all
        {child}|toddler|baby|months ~ stuck|swallowed|inhaled|lodged ~ throat|nose|airway|marble|coin|bead|toy|battery|magnet|bone|pin
        stopped|stops|pauses|forgets .. breathing
        """,
        unless="sticker|hair|reflux ~ mild\nsplinter",
    ),
    rule(
        "decisive-pregnancy",
        "pregnancy",
        "placenta ~ not|out|still|retained|stuck|bleed*|abruption\ncord ~ hanging|out|visible|prolapse|between\nbaby|head|foot|feet|bottom|bum|arm|hand ~ coming|sticking|out|first|crowning ~ see|now|first|out|feel|vagina|stuck\nwaters|water ~ broke|broken|gone|went|leaking|gush* ~ #weeks|early|green|brown|blood|cord|pregnan*|before\n#weeks|pregnan*|trimester|ivf ~ bleed*|blood|collaps*|faint*|agony|convulsing|severe|unconscious",
        unless="37|38|39|40|41 ~ waters|water\nspotting|light|nose|gums|blood+test|blood+pressure|blood+group|blood+sugar|bloods",
        span=30,
    ),
    rule(
        "decisive-named",
        "illness",
        "adrenal crisis\nanaphylactic shock\nheat stroke\nheatstroke\nmeningitis ~ think|could|might|signs|is|worried|has|suspect\nblood clot ~ think|lung|leg|could|swollen|might\nappendicitis ~ think|could|might|is|burst|has|pain\nectopic ~ think|could|might|is|pain|bleeding\ninternal bleeding\nbroken neck|back|skull|pelvis|hip|femur\npunctured lung\ncollapsed lung\nbrain bleed\ntorsion\ngangrene\nnecroti*\ncompartment syndrome\ntetanus ~ jaw|spasm*|stiff\nrabies ~ bit|bite|bitten|scratch*",
        unless="years|ago|last|had|history|vaccin*|booster|jab|removed|afraid|recover*|healed|torsion+bar|negative|ruled",
        hears=Light.PLAIN,
    ),
)
