"""Emergencies of bleeding, wounds, bones, head, spine, burns and eyes.

After the public first-aid guidance of the British and American Red Cross, St John Ambulance and NHS 111.
"""

from bedside.core.answering.triage.rule import rule

RULES = (
    rule(
        "bleeding-heavy",
        "bleeding",
        """
        blood|bleed|bleeding ~ spurt*|gush*|pumping|squirt*|pouring|everywhere|soaked|soaking|streaming|jet|jets|pool|puddle|torrent
        {bleed} ~ {lots}
        {bleed} ~ not|will+not|cannot|does+not|nothing ~ stop|stopping|stopped|stops|control|slow|slowing
        cannot .. stop .. bleed*|blood
        bleeding out
        bleed* .. death
        hemorrhage
        losing|lost .. blood ~ lot|lots|so|much|fast|too
        nosebleed|nose ~ bleed*|pouring|blood ~ hour|30|25|20|40|45|50|60|minutes|thinners|warfarin|stop|apixaban|xarelto|eliquis|gush*|pouring|throat|swallow*|half
        soak* .. towel|towels|pad|pads|bandage*|dressing|sheets|shirt|cloth|tea
        tourniquet
        artery ~ cut|sever*|slic*|hit|nick*
        """,
        unless="gums ~ brush*\npaper cut\npiles|haemorrhoids|hemorrhoids ~ spots|few\nblood test|taken|donat*|pressure high\nperiod ~ heavy ~ months|usual|always|every\nbloody hell\n2 minutes|stopped\niron ~ blood\nblood ~ clot*|iron|thick|pressure|count|sugar ~ much",
    ),
    rule(
        "bleeding-after-tonsils",
        "bleeding",
        "tonsil*|tooth|extraction|wisdom|operation|surgery|op|biopsy|c+section",
        "bright .. blood\nspit* .. blood\nblood ~ lots|mouth|pouring|stop|swallow*|clots|throat\nbleed* ~ stop|heavy|heavily|hours|again|wound|soak*",
    ),
    rule(
        "bleeding-on-thinners",
        "bleeding",
        "warfarin|thinner|thinners|apixaban|eliquis|xarelto|rivaroxaban|clopidogrel|dabigatran|anticoagula*|haemophili*|hemophili*|edoxaban|heparin|pradaxa|plavix",
        "bleed* ~ stop|hour|minutes|hours|gums|long\nnosebleed\nhit|bang*|bump*|knock* ~ head|skull\nhead ~ fell|fall|injur*|lump|headache\nfell|fall ~ headache|head|confus*|hard\nbleeding|urine .. blood ~ heavy|red|lots\nblack .. poo",
    ),
    rule(
        "wound-deep",
        "bleeding",
        "stabbed|gunshot|knifed|impaled|bayonet*|gored\nshot ~ gun|leg|chest|arm|stomach|head|he|she|been|got|foot|shoulder|bullet\nbullet|machete|axe ~ {someone}|i|in|my|wound|hit|leg|foot\ngun ~ went|accident* ~ off|shot|leg|foot\nthroat|neck|wrist|artery|groin ~ slashed|slit|cut|sliced\ncut|sliced|gash ~ deep|bone|tendon|chainsaw|saw|glass ~ {bleed}|bone|stop|wide|tendon|gaping|fat|muscle\nknife|glass|screwdriver|nail|stick|pole|fence|rod|spike|stake ~ stuck|sticking|through|embedded|went|lodged|impal* ~ leg|arm|chest|stomach|eye|hand|foot|thigh|neck|back|into|out|him|her|my|head",
        unless="flu shot|jab\nvaccin*\nstabbed ~ toe ~ needle\nshot in hell\nspit\nin shooting pain|pains\ncortisone|steroid|b12|injection\nsplinter|thorn",
    ),
    rule(
        "amputation",
        "bleeding",
        "finger|fingertip|thumb|toe|tip ~ gone|missing|hanging ~ cut|saw|sliced|mandolin*|blade|through|knife|machine|door|chopped|slicer\nchop*|cut|sliced|sever*|lost|ripp*|torn|tore|bit|amputat*|took|sawed|hanging ~ off ~ finger|fingers|toe|toes|hand|foot|arm|leg|thumb|tip|ear|fingertip|penis|limb|end\nsever* ~ finger|fingers|toe|hand|foot|arm|leg|thumb|fingertip\nfinger|thumb|toe|hand|leg|arm|foot ~ hanging|mangled|degloved|crushed|torn|severed|amputated",
        unless="cut off .. dead+skin|nail|nails|plaster",
    ),
    rule(
        "fracture-open",
        "bones",
        "bone|bones ~ sticking|poking|through|see|out|visible|exposed|showing|protruding|coming|jutting",
        unless="density",
    ),
    rule(
        "fracture-bad",
        "bones",
        "fell|fall|crash|accident|hit|broke|broken|hurt|ladder|bike|rugby|football|stairs|tackle",
        "leg|arm|wrist|ankle|hip|thigh|elbow|knee|shoulder|finger ~ wrong|bent|angle|deformed|crooked|shape|shorter|twisted|snapped|white|cold|numb|sideways|backwards|turned",
        unless="years|months",
    ),
    rule(
        "joint-out",
        "bones",
        "elbow|shoulder|knee|kneecap|ankle|wrist|finger|thumb|hip|leg|arm|forearm|shin|collarbone|foot|hand ~ backwards|angle|deformed|misshapen|out+of+socket|popped+out|wrong+way|wrong+direction|pointing+wrong|bent+wrong|like+banana|s+shape|z+shape|zigzag|dislocated",
        unless="years|months|always|turns+out|worked+out|work+out|turned+out|viewing+angle|backwards+walking",
    ),
    rule(
        "hip-fall",
        "bones",
        "fell|fall|fallen|tripped ~ #old_person|grandmother|grandfather|elderly|mother|father|old\nfell|fall|fallen ~ hip",
        "cannot .. stand|walk|move|up|weight|leg|get\nleg|foot ~ shorter|turned|outwards|twisted\nnot .. stand|walk|move|weight",
        unless="months|years",
        span=30,
    ),
    rule(
        "crushed",
        "bones",
        "pinned|crushed|trapped|run+over|ran+over|squashed|buried ~ {someone}|leg|arm|chest|under|car|tractor|machine|beneath|by|hand|i|my|fridge",
        "leg|arm|chest|under|car|tractor|machine|beneath|hand|truck|tree|wheel|door|wall|rubble|pelvis|foot",
        unless="chest pain|crushing\nnerve|feelings|dreams|nerves",
    ),
    rule(
        "crash",
        "bones",
        """
        car|bike|motorbike|motorcycle|bus|truck|lorry|van|scooter|cyclist|bicycle|train|vehicle ~ crash*|hit|accident|smash*|knocked|wreck*|collision|struck|collided|rolled|overturned
        ceiling|wall|wardrobe|bookcase|tree|tv|gate|shelf|fridge|piano|scaffold*|crate|pallet|boulder|rock ~ fell|landed|toppled|collapsed ~ me|him|her|on|us
        fell|rolled|stepped|walked|tripped ~ bonfire|campfire|fire|embers|coals|barbecue
        fell|fallen|jumped|falling ~ roof|ladder|balcony|window|scaffold*|storey|stories|floors|metres|meters|feet|height|tree|cliff|horse|stairs|trampoline|floor
        knocked down
        hit .. windscreen|windshield|dashboard|steering
        rta|mva
        """,
        """
        pain|fire|bonfire|campfire|embers|coals|hurts|hurting|stomach|neck|chest|faint*|cannot|unconscious|bleed*|blood|breath*|numb|confus*|drows*|vomit*|legs|not|back|head|agony|collapsed|move|trapped|pelvis
        """,
        unless="years|months\nhit .. roof\npaper",
        span=30,
    ),
    rule(
        "head-injury",
        "head_injury",
        """
        head|skull|forehead|face|nose|ear ~ hit|bang*|bump*|knock*|fell|fall|injur*|crack*|smash*|whack*|struck|kick*|landed|crash|clash*|trauma|concuss*|dropped|punched|tackle|slammed|split
        concuss*
        fell|fallen|fall|rolled|dropped ~ stairs|bed|table|trampoline|bike|ladder|swing|changing|tree|horse|counter|sofa|couch|highchair|arms|crib|cot
        """,
        """
        {vomit}
        {drowsy}
        {confused}
        sick ~ times|since|twice|again
        fluid|liquid|watery|straw ~ nose|ear|ears|clear|leak*|drip*
        blood ~ ear|ears
        unconscious|fainted|fainting|seizure|knocked
        pupil|pupils
        bruis* ~ behind|eyes|ear|raccoon
        vision|seeing|double|slur*|speech|unsteady|numb|weak|memory|remember|repeating|questions|same
        soft+spot|dent|depress*
        thinner|thinners|warfarin|apixaban|eliquis|xarelto|clopidogrel|rivaroxaban|dabigatran|edoxaban
        wake|waking|awake|blank|staring|limp|crying .. stop
        headache ~ worse|worst|severe|bad|terrible|getting|pounding|splitting
        #young_baby
        """,
        unless="hit the+nail|gym|head+on",
        span=40,
    ),
    rule(
        "head-fluid",
        "head_injury",
        "clear|watery|straw ~ fluid|liquid ~ nose|ear|ears",
        "head|fell|crash|bang*|hit|fall|accident|injury",
    ),
    rule(
        "neck-injury",
        "spine",
        "fell|fall|fallen|dived|dive|diving|crash|accident|landed|rugby|tackle|horse|trampoline|ladder|hit",
        "neck|spine|back ~ {pain}|broken|crack*|snap*",
        "numb|tingl*|cannot|move|weak|legs|arms|paralys*|paralyz*|electric|feel*|severe*|badly|terrible|midline",
        unless="years|months|weeks\nslept",
    ),
    rule(
        "spinal-injury",
        "spine",
        "fell|fall|fallen|dived|dive|diving|crash|accident|landed|tackle|thrown|horse|trampoline|ladder|scrum|wave",
        "arms|legs|hands|feet|body ~ electric|tingl*|numb|weak|cannot|burning|paralys*|paralyz*|shocks|dead|heavy",
        unless="years|months",
        span=20,
    ),
    rule(
        "blow-to-belly",
        "bones",
        "handlebar|handlebars|kick*|punch*|seatbelt|hit|horse|crash|fell|tackle|elbow*|accident|crashed ~ stomach|side|ribs|belly|spleen|liver|flank|kidney",
        "faint*|dizzy|cold|pale|clammy|hard|swollen|shoulder|weak|agony|severe|vomit*|blood|sweating|worse|grey|thirsty|rigid",
        unless="baby ~ kick*|kicking",
        span=25,
    ),
    rule(
        "burn-bad",
        "burn",
        """
        burn|burns|burned|burnt|scald*|boiling_water|fire|flames|kettle|fireworks|firework|explosion|explod*|oven|hob|bbq|petrol|chip+pan|chip+fat|hot+wax|tar|molten|flask|urn|soup
        """,
        """
        face|mouth|throat|airway|neck|eyes|genitals|groin|large|huge|big|whole|peeling|peel*|white|black|charred|leathery|deep|waxy|blistered|blisters|blistering|chest|hands|legs|all|breath*|soot|smoke|back|arms|raw|palm|tummy|stomach
        """,
        """
        burn|burns|burned|burnt|scald*|boiling_water|skin|clothes|raw|caught|splash*|hit|over
        """,
        unless="sunburn|sunburnt\nheartburn\nsmall|slight|minor|tiny|mild ~ burn|burned|burnt|scald\nburnt|burned|burn .. tongue|calories|mouth .. pizza|coffee|finger|out|toast|food\nburns .. urine\nburn* ~ urine|urinating\nrazor burn\nburning+mouth|sensation|feet|feeling\nburn ~ oven ~ finger|water",
        span=20,
    ),
    rule(
        "burn-child",
        "burn",
        "{child}|baby|toddler",
        "scald*|boiling_water|burn|burned|burnt|kettle",
        "spilled|spilt|pulled|over|skin|chest|face|arm|arms|legs|blister*|peel*|poured|bath|hand|hands|tipped|grabbed|red|touched",
        unless="small|slight|tiny|sunburn|nappy",
        span=15,
    ),
    rule(
        "burn-chemical",
        "burn",
        "steam|radiator|molten|acid|chemical|chemicals|bleach|cleaner|lime|cement|ammonia|plaster|alkali|caustic|lye|drain|detergent|battery|solvent|pepper|superglue|capsule|pod",
        "blast|splash*|spray*|squirt*|spill*|spilt|burn*|got|flew|exploded|went|thrown|threw|popped|burst",
        "eye|eyes|face|skin|arm|hand|hands|leg|legs|mouth",
        span=15,
        unless="burning calories",
    ),
    rule(
        "eye-injury",
        "eye",
        "eye|eyes|eyeball ~ metal|glass|nail|stick|stabbed|poked|pierc*|punctur*|cut|hit|grind*|wire|splinter|shard|dart|scissors|firework|paintball|ball|stuck|hook|elbow*",
        "see|vision|blood|bleed*|stuck|blur*|pupil|blind|in|pain*|leak*|jelly|cannot|open|shape|sticking",
        unless="contact+lens|eyelash|dust|stye|optician|glasses",
    ),
)
