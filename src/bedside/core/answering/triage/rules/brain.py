"""Emergencies of brain, nerves and senses: stroke, fits, sudden headache, sudden confusion, lost sight, spinal cord.

After the public warning lists of NHS 111, the American Stroke Association and the US National Eye Institute.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

SUDDEN_OR_NOW = """
sudden*|instant*|abrupt*|nowhere|woke|wake|morning|today|hour|hours|minutes|ago|tonight|now|just|since|started|moment|breakfast|lunch|dinner|yesterday|evening|afternoon|night
"""
ONE_SIDED = """
left|right|side|half ~ {arm}|face|body ~ {weak}
left|right|side|half ~ {weak}
half|side .. body|face
{arm} ~ {weak} ~ sudden*|woke|today|morning|now|minutes|hour|ago|face|speech|just
cannot .. lift|raise|move|use|feel|grip|hold .. {arm}
{arm} ~ not|cannot ~ move|lift|work|working|moving|respond|grip
{arm} ~ weak|useless|paralys*|paralyz*|drag*|limp|gone|hangs|hanging|drops|falling|drifts|falls
cannot .. hold|grip|pick|lift .. cup|spoon|fork|pen|phone|things|anything|glass|mug
drop*|dropping|drops ~ things|cup|everything|stuff|fork|spoon|mug|phone
"""
NO_STROKE = """
bell palsy
bells palsy
dentist|anaesthetic|novocaine|filling
carpal
sciatica
raynaud*
"""

RULES = (
    rule(
        "stroke-face",
        "stroke",
        """
        face|mouth|smile|grin|lip|cheek|eyelid|eye ~ closing|droop*|sagg*|lopsided|crooked|uneven|slid*|hanging|paralys*|paralyz*|slipped|drop|dropped|slump*|melt*|fallen|sag|skewed|slack|wonky|twisted|sideways
        face ~ one|left|right|side|half ~ numb|weak|dead|frozen|odd|funny|weird|strange|different|down|pulled|gone|hang*|fell
        mouth|smile ~ one|left|right|side|half ~ down|gone|pulled|hang*|moving|dribbl*
        half|side .. face ~ numb|weak|drop*|frozen|gone|move|moving
        mouth ~ strange|moving ~ answer|speak|fall|fell|move
        cannot .. smile|close .. mouth|properly|eye|side
        dribbling|drooling .. side|corner
        """,
        unless=NO_STROKE,
    ),
    rule(
        "stroke-speech",
        "stroke",
        """
        {speech} ~ {slur}
        slurring|slurred
        cannot .. get|find|say|form|string|make|speak|talk|remember ~ words|word|sentence|sense|properly|speak|names
        words .. not|wrong|cannot ~ out|come|coming|make|making|order
        talking|talks|speaking|speaks ~ gibberish|nonsense|rubbish|jibberish|sense|weird|funny|alien|drunk|strange*
        speech ~ sudden*|gone|went|lost|not|cannot|affected|off|trouble|difficult*|problem*
        not making sense
        cannot speak|talk
        sounds|like|as .. drunk
        """,
        """
        sudden*|today|morning|now|hour|hours|minutes|ago|breakfast|lunch|dinner|woke|since|tonight|started|just|evening|afternoon|night|while|phone
        arm|arms|face|leg|hand|side|smile|mouth|headache|confused|vision|weak*|numb|walk*|balance|vomit*
        she|he|father|mother|wife|husband|grandfather|grandmother|i|my|her|his
        """,
        unless="breath*|asthma|inhaler\n" + NO_STROKE,
        span=30,
        hears=Light.RESOLVED,
    ),
    rule(
        "stroke-one-side",
        "stroke",
        ONE_SIDED,
        SUDDEN_OR_NOW + "face|mouth|smile|speech|slur*|confus*|vision|headache|talk*|words|droop*|dizzy|blurred|legs",
        unless=NO_STROKE + "back+pain|leg+pain\nfell|fall|fracture|cast|injection\nasleep ~ cross*",
        span=25,
        hears=Light.RESOLVED,
    ),
    rule(
        "stroke-side-of-body",
        "stroke",
        "left|right|one|half .. side|body ~ weak*|numb|paralys*|paralyz*|dead|tingl*|gone|useless|move|moving|feel",
        unless=NO_STROKE + "toe|finger|shoulder|knee|mouth|dentist",
    ),
    rule(
        "stroke-balance",
        "stroke",
        "sudden*|instant*|nowhere|once|woke ~ balance|walk|walking|stand|dizzy|spinning|coordinat*|staggering|stumbl*|double|unsteady|falling|veering",
        "double|speech|slur*|vomit*|headache|numb|weak*|vision|sees|seeing|face|straight|swallow*|coordinat*|arm|leg|stand|side|sick",
        span=30,
    ),
    rule(
        "stroke-vision",
        "sight",
        "sudden*|instant*|hour|minutes|ago|woke|nowhere|now|just|today|morning ~ lost|lose|losing|gone|blind*|black|went|cannot|disappear*|missing|dark ~ sight|vision|eye|eyes|see|eyesight|blind",
        hears=Light.RESOLVED,
    ),
    rule(
        "sight-lost",
        "sight",
        "lost|gone|losing|blind ~ vision|sight|eye|eyesight\ncurtain|shadow|veil|shade ~ eye|vision|sight|eyes|down|across|side\ngone blind\ncannot see ~ eye|side|anything|sudden*|one|left|right\ndouble+vision|seeing+double ~ sudden*|today|headache|droop*|now\nvision|eyesight|sight ~ went|gone|black|lost|sudden*|vanish*|missing|disappear*",
        unless="years|glasses|optician|gradually|cataract*|dark+curtains|curtains",
        hears=Light.RESOLVED,
    ),
    rule(
        "sight-retina",
        "sight",
        "floaters|flashes|flashing|cobwebs|specks",
        "sudden*|shower|curtain|shadow|lots|hundreds|burst|new|dark|loads|vision",
        unless="years|migraine",
    ),
    rule(
        "sight-glaucoma",
        "sight",
        "eye|eyes ~ {pain}\neye|eyes ~ red|agony|rock|hard",
        "halo*|haloes|rainbow*|vomit*|nausea\nblur*|vision .. lost|gone|blur*|headache",
        "vomit*|nausea|halo*|haloes|blur*|headache|vision|severe|sudden*",
        span=25,
    ),
    rule(
        "stroke-named",
        "stroke",
        "having|has|have|be|think|mini|suspect*|possible|maybe|is ~ stroke|tia\nstroke now|help",
        unless="stroke ~ last|ago|history|years|after|since|previous|before|rehab|risk",
    ),
    rule(
        "tia",
        "stroke",
        "speech|words|hand|arm|face|vision|leg|side|talk* ~ garbl*|useless|weak|numb|droop*|slur*|went|lost|gone|dead|limp|blank",
        "minutes|hour|hours|today|morning|ago|now ~ fine|normal|okay|ok|gone|better|passed|back|went|resolved|lasted",
        hears=Light.RESOLVED,
        unless=NO_STROKE,
    ),
    rule(
        "thunderclap",
        "head",
        "headache|head|migraine ~ worst|thunderclap|explod*|explos*|sudden*|instant*|pop|popped|seconds|hammer|bat|axe|lightning|hit|struck|bang|snap|burst",
        "worst|thunderclap|sudden*|pop|popped|instant*|seconds|bat|axe|nowhere|lightning|bang|life|agonis*|agoniz*|ever|burst|exploded|snap",
        unless="hit .. head on|against\nusual|always|months|weeks|sinus ~ headache",
        span=15,
    ),
    rule(
        "headache-with-signs",
        "head",
        "headache|migraine|head+pain\nhead ~ hurts|hurting|pounding|splitting|killing",
        "confus*|drowsy|seizure|weak*|slur*|speech|stiff|vision|fainted|collaps*|numb|double|unsteady|droop*|balance",
        "severe|sudden*|worst|terrible|bad|worse|stiff|never|fever|#fever|awful|vomit*|pounding|agony|splitting|excruciat*|unbearable",
        unless="screen|usual|hangover",
        span=25,
    ),
    rule(
        "meningitis",
        "infection",
        "neck ~ stiff*|rigid|bend|move|chin\nlight ~ stand|hurts|hurt|bright|bear|bothers|hate*|sensitive|eyes|painful|tolerate\nphotophobia",
        "{fever}\nheadache\nhead",
        "{fever}\nvomit*|drows*|sleepy|confus*|rash|floppy|seizure",
        unless="slept wrong|funny\nosteo*|whiplash\nmigraines",
        span=30,
    ),
    rule(
        "fit-now",
        "seizure",
        "having|has|have|had|is|another|in|been|just|still|keeps|goes|going|went|stopped|first|took ~ {fit}\n{fit} ~ minutes|now|help|stop|stopped|row|again|blue|continu*|floor\nseizure",
        "{someone}|i|my|minutes|help|now|floor|first|just|epilep*|still|blue|stop\nminutes",
        unless="seizure|fit|fits .. free\nlicence|license\nfit ~ healthy|note|well|keep\nfear|worried\nepilepsy ~ drive|controlled\nlast years|months|seizure ~ ago|2019|childhood\nfit+in|fit+into|fit+for",
        span=25,
    ),
    rule(
        "fit-seen",
        "seizure",
        "shak*|jerk*|twitch*|stiff*|convuls*|thrash*|spasm*|rigid|foam*|froth* ~ eyes|mouth|floor|tongue|body|limbs|whole|uncontrollabl*|biting|bit|respon*|answer|conscious|arms|unconscious|rolled|all",
        "eyes ~ rolled|roll|back|up|fixed|staring\nfoam*|froth*|frothing\nunresponsive|unconscious|respon*|answer*|blue|collaps*|floor|dropped|fell|urine\nbit|biting|bitten .. tongue\nnothing\nuncontrollabl*",
        unless="eyelid twitching",
        span=20,
    ),
    rule(
        "fit-eyes-rolled",
        "seizure",
        "eyes ~ rolled|rolling|rolls|roll|went|flicked|gone|flickering ~ back|head|up|whites ~ shook|shak*|stiff*|jerk*|limp|blue|limbs|floppy|twitch*|foam*|unconscious|cot|floor|head|back",
    ),
    rule(
        "unconscious",
        "unconscious",
        """
        unconscious|unresponsive|unrousable|comatose
        not|will|cannot|stopped .. responding|respond|responsive|rouse|rousing|roused|waking|responds|conscious
        will not wake|rouse|respond|answer|stir|come
        not|stopped .. moving|move|moved|stirring ~ {someone}|floor|lying|ground
        cannot|impossible|not|unable|hard|difficult|trouble .. wake|waken|awaken|rouse|wakes|waking|arouse ~ {someone}|up|him|her|feeds|them
        not|no|never .. answer|answering|react|reacting|respond ~ me|shake|shak*|pinch*|touch|floor|eyes|voice|pain|help|anything
        no response|reaction
        passed out ~ cannot|not
        collapsed ~ not|now|help|minutes|just|floor|street|respond*|suddenly|kitchen|bathroom|bleeding|pain|blue|grey
        {someone} .. collapsed
        dropped .. floor|ground
        only groans|moans|groaning|responds
        found ~ floor|collapsed|slumped|bathtub ~ cannot|not|conf*|cold|respon*|breath*|blood|blue
        eyes open ~ not|no ~ answer|respon*|speak
        going|drifting|slipping .. out|away .. conscious*
        """,
        unless="phone|text|texts|calls|email|messages ~ answer|answering|respond|responding|response\nwake up .. alarm|early|morning|refreshed|tired\nteenager|teen ~ wake ~ school\nnot respond* .. treatment|antibiotics|medicine|text",
    ),
    rule(
        "fainted-now",
        "unconscious",
        "{someone} .. fainted\nfound .. fainted\nfainted",
        "{pain}\nnot|cannot .. wake|up|stand\nhit|head|bleeding|blue|pale|confus*|breath*|chest|minutes|still|again|drunk|heart|pregnant|blood|heat",
        unless="no one\nneedle*|blood+test|vaccin*|jab",
        span=20,
    ),
    rule(
        "confusion-new",
        "confusion",
        """
        sudden*|today|morning|new|since|yesterday|overnight|woke|tonight|hours|now|night|acute* ~ {confused}
        {confused} ~ {fever}|infection|uti|drows*|breath*|fell|head|cold|urine|sweat*|shak*|insulin|medicine
        not|cannot .. recogni*|know ~ me|us|family|wife|own|children|son|daughter|where|day|name|who|he
        not know|knows .. who|where ~ i|is|he|she
        seeing|sees|talking .. things|people|not|there|dead|insects|bugs|spiders ~ not|sudden*|confus*|today|morning|there
        confused
        """,
        """
        sudden*|today|morning|new|since|yesterday|overnight|woke|tonight|hours|now|very|night|extremely
        fever|#fever|infection|uti|drows*|sleepy|breathless|fell|cold|shivering|urine
        """,
        """
        {someone}
        #old_person
        """,
        unless="dose|instructions|letter|results|label|about|doses|results ~ confus*\nconfused about",
        span=25,
    ),
    rule(
        "cauda-equina",
        "spine",
        "numb|tingl*|feeling|sensation|feel|anaesth* ~ private_parts|bottom|groin|genital*|genitals|saddle|vagina|penis|perineum|thighs|buttocks|anus|testicle|down\nprivate_parts|saddle ~ numb|feel*",
        "urine|bladder|bowel*|poo|wetting|wet|soil*|pissed|toilet|leak*|back|leg|legs|sciatica|incontinent|weeing",
    ),
    rule(
        "cauda-equina-bladder",
        "spine",
        "back|sciatica|spine|disc ~ {pain}\nsciatica|slipped+disc\nback",
        "cannot|not|lost|losing|stopped|no|unable|trouble .. urine|bladder|bowel*|poo|wee ~ control|tell|go|feel|need|hold|empty|at\nwetting|soiling|incontinent*\nlost|losing .. control .. bladder|bowel*|urine\nlegs ~ both|weak*|numb|paralys*|buckl*|gone|collaps*",
        unless="no problem",
        span=30,
    ),
    rule(
        "legs-lost",
        "spine",
        "cannot .. move|feel .. legs|leg|arms|body|anything|toes|below|waist\nnumb ~ feet|legs|hands|arms ~ thrown|fell|fall|crash|horse|dive|dived|accident\nnumb ~ legs|waist ~ down|both|fell|fall|neck|crash|accident\nlegs ~ paralys*|paralyz*|dead|stopped|not+working|gone\nno feeling|movement .. legs|arms|waist\nlegs ~ numb ~ fell|fall|neck|crash|accident|dive*|dived|sudden*|back",
        unless="cross*|asleep|dentist|jelly|gym",
    ),
    rule(
        "weakness-climbing",
        "spine",
        "weakness|weak|numb|tingling|paralysis ~ legs|feet ~ spreading|moving|climbing|rising|worse|arms|up|both|walk*",
        "days|today|spreading|worse|breath*|walk|stand|sudden*|swallow|face",
    ),
)
