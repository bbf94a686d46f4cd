"""Self-harm in any form, refusal of what keeps one alive, voices that command, and danger to a child, in everyday words.

Told by the one who does it, or by a parent, teacher or friend who saw. Sources: as in `crises`, and NICE NG225 on self-harm.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

HEARS = Light.QUESTION | Light.HYPOTHETICAL | Light.FEAR | Light.IDIOM | Light.ANIMAL
INNOCENT = """
shaving|shave|cook*|slipped|accident*|oven|kitchen|garden*|football|pan|stove|tin|hob|grinder|saw|fell|falling|barbed|thorn*|cat|dog|eczema|psoriasis|itch*|tattoo|piercing|rose|roses|brambles|surgery|c+section|stretch|sunburn|surgeon
leaflet|assembly|newsletter|statistics|policy|research|study
"""

RULES = (
    rule(
        "injury-own-hand",
        "self_harm",
        """
        burn|burns|burning|burnt|burned|cut|cuts|cutting|carv*|scratch*|slice|slicing|stab*|snap*|singe* .. my|her|his|the .. arm|arms|thigh|thighs|skin|leg|legs|wrist|wrists|hips|stomach|hand|hands|chest|ankles|forearms ~ works|helps|relief|calm*|quiet|loud|numb|upset|angry|punish*|deserve|control|straightener|straighteners|lighter|cigarette|cigarettes|razor|blade|compass|sharpener|purpose|feel+something|feel+anything|feel+better|feel+alive|secret*|again|deliberate*|need|urge*|when|stressed|every+night|hide|hiding|release
        burn|burning|cut|cutting|hit|hitting|punch*|bite|biting|bang*|scratch*|starv*|pinch*|slap*|whip*|bruise|bruising|hurt|hurting|harm|harming|pull*|poke|stab* .. myself|himself|herself|themselves|walls
        hits|hitting|bangs|banging|punch*|smash* .. my+head|his+head|her+head ~ wall|walls|purpose|keeps|keep|again|deliberate*|angry|upset|meltdown|stressed|i
        cut|went|gone|slic* .. too .. deep ~ time|i|again|she|he|this|bleeding
        relapse*|slipped|did+it+again|gave+in|broke+my+streak|started+again ~ thighs|thigh|arms|arm|wrist|wrists|blade|razor|scars|cut|cuts|skin|stitches|blood|sheets|legs|cutting|clean|hips
        days|weeks|months|year clean .. cut|self|blade|thighs|razor|scars
        clean .. from|of .. cutting|self
        urge|urges|need|want|craving|itching|tempted|itch|temptation .. cut|bleed|burn|hurt|blade|self+harm|razor|slice|see+blood|feel+pain ~ i|my|me|again|so|bad|myself|tonight
        see .. myself|my .. bleed|blood ~ need|want|like|calm*|relief|deserve
        bleed|bleeding|blood ~ purpose|deliberate*|make+myself|makes+me+feel|feel+calm|feel+real|feel+alive|feel+better|relief+from|release
        pain .. makes|helps|keeps|only|is .. feel|me|thing ~ alive|real|something|cut*|burn*|deserve|numb|myself
        deserve .. pain|punish*|hurt|it|suffer ~ cut*|burn*|hit*|myself|me|blade|skin
        only thing .. helps|works|calms|stops ~ cut*|blade|razor|burn*|pain|blood|hurt*|bleed*|hitting|straightener
        sh .. again|relapse*|urges|scars|clean|tonight|addict*
        self .. harm*|harming|injur*|mutilat* ~ i|my|daughter|son|she|he|pupil|student|friend|again|started|sister|brother|found|been|girlfriend|boyfriend
        """,
        unless=INNOCENT
        + """
        proud|celebrat*|chip
        baby|toddler|crash|cot|crib|kettle|crib ~ head|pulled|bang*
        scald
        not|never|no .. hurt|harm|harming|cut|cutting .. myself|himself|herself|themselves
        gym|workout|yoga|sport|lifting|running|exercis*
        hair ~ pull*|cut|cutting
        nail|nails|toenail ~ cut*|bit*
        allerg*|rash|hives
        used+to|years+ago|as+a+teenager|since+2
        bang*|hit|bumped ~ cupboard|door|car|ladder|ceiling
        cut .. back|down|out
        urine|peeing ~ burn*
        pulled|pulling ~ muscle|tooth|hamstring
        scars .. fade|cream
        """,
        span=18,
        hears=HEARS,
    ),
    rule(
        "injury-seen-on-another",
        "self_harm",
        """
        daughter|son|pupil|student|girl|boy|she|he|friend|sister|brother|niece|nephew|stepdaughter|stepson|child|teenager|teen|girlfriend|boyfriend|wife|husband|patient|classmate|granddaughter|grandson|roommate|flatmate|tutee|cousin
        """,
        """
        sleeves|sleeve|hoodie|bracelets|wristbands|plasters|bandages|bandage|tights|jumper ~ summer|hot|heat|heatwave|always|hide|hides|hiding|never|roll|pull*|even|under|swim*|arm|arms|wrist*
        lines|marks|scars|cuts|scratches|burns|gashes|slashes|scabs|slits ~ arm|arms|thigh|thighs|wrist|wrists|inside|row|rows|parallel|straight|dozens|fresh|neat|hid|hiding|legs|stomach|hips|forearm*
        razor|blade|blades|sharpener|knife|scissors|bloody|blood+on|bloodstain*|stained ~ found|hidden|room|drawer|case|tissues|towels|sheets|bedroom|bin|pillow|unscrewed|dismantled|pencil|diary|bag|under
        scissors|razor|blade ~ herself|himself
        """,
        """
        saw|seen|found|noticed|spotted|fresh|hid|hiding|hides|hide|refus*|secret*|says|said|cry*|wears|wearing|wear|rolled|showed|not+talk|cat+did|lied|lies|denies|again|locked|bathroom|pulls|pull|won't|will+not|covered|caught
        """,
        unless=INNOCENT
        + "itchy|tonsils|throat|op|insect|bites|nosebleed*|period|bruis* .. easily|fever|rash|bleeding .. gums|teething|toddler|newborn|baby\nstretch .. marks",
        span=24,
        hears=HEARS,
    ),
    rule(
        "injury-by-refusing",
        "suicide",
        """
        stopped|stop|stopping|skip*|refus*|quit|quitting|not|given+up|declin*|missed|missing|without|off .. insulin|dialysis|eating|eat|ate|food|water|drinking|drink|chemo|antirejection|warfarin|steroids|oxygen|inhalers|treatment|medicine|pills|sessions
        """,
        """
        not for weight
        body .. give+up|shut+down|stop|fail|quit|go
        slip|fade|drift .. away|off|quietly
        give|gave|giving|given .. up ~ body|life|want
        let .. it|nature|myself|me|the+disease|diabetes .. take|go|happen|kill|end|win|finish|die
        had .. enough .. wants|want|finished|life|over|living|die
        want*|wish*|hoping|hope|ready|trying|rather|waiting .. it|this|to|him|her|life|me .. finished|over|end|ended|stop|go|die|done|dead|slip
        want* .. to .. die|go|stop+living
        on purpose
        deliberate*|intentional*
        nobody|no+one|without .. knows|telling|noticed ~ daughter|wife|family|doctor|mother|knows|i
        do .. not .. want .. lectures|saving|saved|stopping|help|treatment|to+live
        punish*|deserve|waste .. food|myself|eat|air
        not .. worth|deserve .. it|saving|food|living|eating|the+insulin
        how .. long .. takes|will+it+take|would+it+take|until|before|does+it+take|have+i ~ die|i|takes|over|just|end|kill
        tired of .. fighting|living|it+all|life|being
        """,
        """
        i|my|me|he|she|father|mother|husband|wife|patient|grandmother|grandfather|friend|son|daughter|brother|sister
        """,
        unless="""
        puppy|dog|cat|pet|allerg*|intoleran*
        gluten|dairy|sugar|meat|alcohol|caffeine|smoking|vaping|coffee|carbs
        toddler|baby|newborn|fussy|picky|autis*
        weight .. loss|lose
        vomit*|diarrh*|sore+throat|nausea
        fasting|ramadan|colonoscopy|surgery|operation|fast+before
        shortage|run+out|ran+out|afford|pharmacy
        hospice|palliative|end+of+life|last+days|dying+naturally
        safe|safely|side+effect*|taper*|wean*|once
        """,
        span=20,
        hears=HEARS | Light.PAST,
    ),
    rule(
        "voices-in-other-words",
        "psychosis",
        """
        do it do it
        do it .. do it .. coward|now|now+do
        voice|voices|whisper*|he|she|they|presence|shadow|tv|radio|telly|god|angel|demon*|devil|man|head|mind ~ tells|telling|told|says|saying|say|keeps|scream*|shout*|order*|command*|whisper* ~ jump|kill|killing|cut|hurt|die|do+it|end+it|worthless+and|stab|burn|drown|hang|coward|be+clean|cleanse|sacrifice|must+die|deserve+to+die|walk+into
        hear|hears|hearing .. him|her|them|voice|voices|whispers|someone|people ~ kill|coward|do+it|all+day|telling|jump|worthless|hurt|die|shut+up|not+there|louder|nobody+else
        so .. he|they|it|voice|voices .. shuts|shut|stops|stop|quiet* ~ up|going|do|it|tonight|kill|hear|only+way
        believe|believes|think|thinks|convinced|certain|sure|know|says|swears ~ swapped|replaced|changeling|impostor|imposter|possessed|not+my+baby|not+his+baby|not+her+baby|switched|demon|devil|evil|cursed|antichrist ~ baby|child|daughter|son|she|he|him|her|wife|husband|newborn|real+one
        get|bring .. real .. one|baby|her|him .. back
        hold|push|put|keep|dunk .. him|her|it|baby .. under|underwater|in+the+bath+and|bath
        going|go|goes|take|taking|send|sending|bring .. home|heaven|be|him|her|them|kids|baby .. jesus|god|heaven|lord|angels ~ together|baby|kids|soon|tonight|us|all|with+me|both
        take .. kids|children|baby|them|him|her|family .. with me
        drown|drowned|smother*|kill|killed|suffocate|gas|poison .. them|him|her|kids|baby|children|us|family ~ safer|first|peace|heaven|better|sleep|save|together ~ i|if+i|we
        take .. them|her|him|kids|baby .. with .. me ~ die|end|go|heaven|leave+them|cannot+leave|behind
        die|death|dead|go ~ together|with+me ~ baby|kids|children|both+of+us|all+of+us
        pictur*|imagin*|images|vision*|thoughts|intrusive|see+myself|dream* .. drop|dropping|throw|throwing|smother*|drown*|stab*|shak*|hurt*|hurting|suffocat*|pushing .. baby|him|her|newborn|child|son|daughter|pram|toddler
        dropping|drop|throw|throwing|smother*|drown*|shake|shaking|push|pushing|stab* .. my|the .. baby|newborn|pram|son|daughter|infant|child ~ down|stairs|window|think*|want|urge*|after+her|after+him|river|pictur*|balcony|monster|crying|stop|scared+i|going+to
        """,
        unless="""
        film|movie|song|advert|podcast|choir|singing|hoarse|lost+my+voice|news
        fever|breath*|seizure|fit|cold|vaccine|jelly
        grie*|died|late
        doctor|gp|midwife|nurse|dietitian|teacher ~ tells|told|says|said
        hearing aid
        bath ~ time|temperature|safety|oil|rash
        not .. wake|breathing
        bottle|bottles|milk|feed ~ shake|shaking
        """,
        span=18,
        hears=HEARS,
    ),
)
