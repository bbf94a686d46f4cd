"""Crises of harm: to oneself without the wish to die, from others, to others, and at the command of voices.

After NICE NG225 (self-harm), the NHS pages on postpartum psychosis, and the public guidance of domestic violence helplines.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

RULES = (
    rule(
        "self-harm",
        "self_harm",
        """
        cut|cutting|cuts|hurt|hurting|harm|harming|burn|burning|burns|scratch*|punch*|hit|hitting|bang* .. myself|meself
        cutting|cut|cuts|slicing|burning .. my .. arm|arms|legs|thighs|wrist|wrists|thigh|skin|leg|stomach
        self harm*|harmed|injur*
        self cutting
        razor .. again
        {loved}|teenager|child|teen|he|she ~ cuts|scars|burns|cutting|marks ~ himself|herself|arms|wrists|legs|thighs
        """,
        """
        again|purpose|deliberate*|urge|urges|relapse*|want|wanted|cannot+stop|could+not+stop|feel|feeling|deserve|tonight|every|worse|deeper|thinking|numb|punish|relief|release|need|keep|started|started|hate|secretly|himself|herself|hiding|cannot|found|did+it|stop|think|now|been|is|last+night|everyday|angry|cope
        """,
        unless="""
        shaving|shave|cooking|knife+slipped|accident*|oven|iron|kitchen|gardening|football|gym|pan|stove|glass|paper|tin|hob|grinder|saw|workout|lifting|running
        cut|cutting .. hair|calories|carbs|sugar|nails|food|out|down|back|onions|tree|grass
        why .. people
        do not|never .. self harm
        bleeding|squirting|spurting|pouring ~ stop
        tattoo|piercing
        how .. fade
        """,
        span=20,
        hears=Light.FEAR,
    ),
    rule(
        "despair-self-harm",
        "self_harm",
        """
        cutting|self+harm|self+harming|self+harmed|self+injury|self+injuring|sh|selfharming
        cut|cuts|cutting|carv*|burn|burns|burning|scratch*|stab*|punch*|hit|hurt|hurting|harm|harming .. myself|himself|herself|themselves
        cut|cuts|cutting|scars|slicing|carv*|burn|burns .. all+over|on|my|her|his|up .. arm|arms|thigh|thighs|leg|legs|wrist|wrists|stomach|skin|forearm|forearms
        cigarettes|lighter|razor|blade|blades ~ burn*|cut*|skin|arm|arms|myself
        hurt|hurting|harm|harming|punish*|punishing .. myself
        cut .. too deep
        cutting|cuts|self+harm|self+harming ~ deep|deeper|worse|again|stopped|fat|relapse*|bone
        slashed|slashing|slash .. my|her|his .. arms|wrists|legs|arm|leg
        urge|urges|relapse*|tempted .. cut|cutting|harm|hurt|burn|self
        scratch*|cut*|bite|biting|pick* ~ until ~ bleed|bleeds|blood
        """,
        """
        keep|keeps|cannot+stop|can+not+stop|stop|again|purpose|deliberate*|urge|urges|relapse*|got|so|every+night|every+day|when+i+am|upset|feel|feeling|deserve|worse|deeper|punish*|relief|release|cope|coping|hate|secret*|hiding|hides|daughter|son|started|is|friend|need+to|want+to|wanting|tonight|been|sad|angry|numb|better|strong|sister|brother|teen|teenager|girlfriend|boyfriend|found|too|slash*|until|cousin|back
        """,
        unless="""
        board|disinfect|chopping
        fence|tetanus|nail|wire|rock|rocks
        shaving|shave|cook*|slipped|accident*|oven|iron|kitchen|garden*|football|gym|pan|stove|glass|paper|tin|hob|grinder|saw|workout|lifting|running|squat*|exercis*|yoga|sport|fell|falling|barbed|thorn*|cat|dog|knife
        cut|cutting ~ hair|calories|carbs|sugar|nails|onions|tree|grass|salt|caffeine|down|back+on|alcohol|smoking|teeth|tooth
        why|people ~ self
        tattoo|piercing
        bleeding|squirting|spurting|pouring ~ stop
        used+to|years+ago|as+teenager
        not|never .. self
        scars ~ fade|cream|old|surgery|acne
        itch*|eczema|rash ~ scratch*
        """,
        span=14,
        hears=Light.FEAR,
    ),
    rule(
        "postpartum-psychosis",
        "psychosis",
        "baby|newborn|birth|postpartum",
        "devil|evil|possessed|demon|demons|voices|satan|replaced|swapped|chosen|jesus|poisoning\nthoughts|urge*|visions|images .. hurt*|harm*|kill*|drown*|throw*|smother*|shaking|stab*\nhurt*|harm*|smother*|drown*|kill* .. baby|him|her|it\nalone .. him|her|baby ~ scared|hurt*|afraid|safe|trust\nseeing|hearing .. things|voices\nparanoid|manic|delusion*|hallucinat*\nslept|sleep ~ days|nights ~ devil|strange*|talking|racing|special|god|energy|weird|spying|watching",
        unless="colic\nbaby .. voices .. respond",
        hears=Light.FEAR,
        span=35,
    ),
    rule(
        "despair-baby",
        "psychosis",
        """
        thoughts|thought|images|imagine|imagining|picture|picturing|visions|urge|urges|flashes|dream|keep+thinking|thinking|afraid|scared|terrified|want|tempted|going|might|could|impulse|impulses ~ dropping|drop|smother*|drown*|shak*|hurt*|harm*|throw*|stab*|suffocat*|kill*|burning|hitting|hit|choking|strangl*|leave|squeez*|slam* ~ baby|newborn|him|her|child|twins|daughter|son|infant|kids|children|toddler
        nearly|almost|just|have|might|could .. shook|shake|shaken|smacked|dropped|throw|thrown|hit|snap|snapped ~ baby|him|her|newborn|kid|child|crying
        pillow ~ face|baby|daughter|son|over|smother*
        """,
        unless="kidney*|damaged|bladder|infection\nwake|respond*|unconscious\nshaking ~ fever|cold\nchoking ~ food|grape|hazard\ntwins ~ vaccin*\nmedicine|vaccine|breastmilk|drug|dye|flight|x+ray|alcohol ~ hurt|harm\naccident*|fell",
        hears=Light.FEAR,
    ),
    rule(
        "psychosis-commands",
        "psychosis",
        """
        voices|voice ~ tell*|say*|command*|order*|kill*|die|hurt*|jump|want* ~ kill*|hurt*|die|jump|do|me|things|stab|harm|myself|him|her|obey
        voices ~ kill*|hurt*|die|harm|jump
        command* voices|hallucinat*
        hearing|hear|hears .. voices
        """,
        "i|he|she|me|him|her|my|they|telling|tell|say",
        unless="wife|husband|late|died|passed|lost|grie* ~ voice\nvoice ~ hear .. voice\nvoices .. video|tv|neighbours",
    ),
    rule(
        "despair-voices",
        "psychosis",
        """
        voice|voices|god|jesus|satan|devil|demon|demons|angel|angels|allah|spirits|entity|radio|tv|aliens|whispers|lord ~ tell*|told|say*|says|order*|command*|want*|wants|must|calling|making|whisper*|ask*|instruct* ~ kill*|hurt*|die|harm|cut|jump|sacrifice*|stab|burn|myself|himself|herself|him|her|end|punish*|cleanse|attack|knife|baby|home|do+things|bad+things|obey
        hearing|hears|hear .. voices
        hearing|hears|hear .. things|people+talking|someone+talking ~ not+there|nobody|real|kill|hurt|tell*
        """,
        unless="late|died|passed|lost|grie* ~ voice\nhear .. voice ~ miss|late|wife|husband\nradio|tv|youtube ~ health|news|advert|programme",
        hears=Light.FEAR,
    ),
    rule(
        "despair-delusion",
        "psychosis",
        "cameras|chip|neighbours|government|tv|aliens|radio|microchip|implant|internet|police|people|they|fbi|mi5 ~ controlling|watching|reading|spying|implanted|following|poisoning|tracking|plotting|inserting",
        "walls|thoughts|mind|fire|kill|stop|attack|knife|my+head|brain|hurt|real|everywhere|phone|me|him|her",
        unless="diet|weight|glucose|monitor*|documentary|programme|film|news|series|food+poisoning",
        span=12,
    ),
    rule(
        "despair-mania",
        "psychosis",
        "manic|mania|psychotic|psychosis|delusion*|paranoid|off+medicine|off+his+medicine|off+her+medicine|bipolar|schizophren*\nslept|sleep ~ days|week|nights|weeks ~ not|has|no|without",
        "fly|god|jesus|devil|demons|spent|invincible|special|spying|naked|knife|dangerous|police|chosen|evil|voices|violent|spending\npeople|they|someone ~ coming|after|watching|following",
        unless="stable|lithium+level|years|diagnosed",
    ),
    rule(
        "harm-others",
        "others",
        """
        want*|going|think*|thought*|plan*|urge*|urges|will|might|could|keep|scared|afraid|voices|tempted|ready|tell*|fantas*|command*|gonna|would .. kill|killing|hurt|hurting|stab|stabbing|shoot|shooting|strangle|strangling|smother|smothering|drown|drowning|harm|harming|shake|shaking|murder|poison|attack|throw|throwing|choke|burn|kidnap .. him|her|them|baby|mother|father|wife|husband|son|daughter|someone|people|neighbour|neighbor|boss|everyone|kids|children|partner|everybody|brother|sister|boyfriend|girlfriend|newborn|ex|colleague|colleagues|classmates|teacher|my
        have|got .. knife|gun ~ him|her|wait*|kill|them
        shoot up .. school|work|office
        lose|losing .. it ~ baby|shake|crying
        """,
        unless="could|would .. strangle|kill|murder .. for\nlevel|game|controller|player|enemy|mates\nafraid|scared|worried .. hurt .. feelings\nthrow|throwing .. up|ball\nwould .. hurt .. baby ~ take|eat|medicine|sex|if\nhurt|harm .. baby ~ medicine|ibuprofen|eat|drink|sex|dye|alcohol|breastfeed*|vaccine|take|taking\nmy+back|knee|leg|shoulder|stomach|head|chest ~ kill*|hurt*\nburn .. my\nhurt|harm|burn|attack|choke .. my .. arm|leg|back|knee|ankle|head|foot|hand|wrist|shoulder|finger|mouth|tongue|neck|eyes|kidneys|liver|stomach|heart\nshake .. my|someone .. hand\nboss|mother is kill\nshaking ~ fever|cold\nwill .. it|this .. hurt|harm",
        hears=Light.FEAR,
    ),
    rule(
        "psychosis-danger",
        "psychosis",
        "believes|thinks|convinced|says|saying|paranoid|delusion*|hallucinat*|manic|psychotic|psychosis|raving",
        "spying|poison*|cameras|following|chip|god|jesus|fbi|cia|mi5|aliens|devil|possessed|government|kill|chosen|microchip*|messages|tv|demons|implanted|invincible|fly",
        "slept|sleep|days|knife|locked|hurt|violent|dangerous|barricad*|eating|naked|screaming|aggressive|stopped|medicine|police|eat|jump|kill|after|us|me|food|roof|window",
        unless="documentary",
    ),
    rule(
        "violence-home",
        "violence",
        """
        {someone}|he|she|ex|stepdad|stepfather|stepmother|uncle ~ strangl*|beat|beats|beating|hitting|hits|punch*|rap*|kick*|choked+me|threaten*|molest*|abus*|slapp*|stalk*|hit ~ me|us|mother|sister|brother|kids|children|her|him
        raped|sexually+assaulted|assault|abused|molested
        touches|touched|touching .. me|my|her ~ night|uncle|private*|inappropriate*|stepdad|tell|private_parts|coach|teacher|priest|stepfather|father|wrong|secret|brother|cousin
        says|said|threaten*|going|will .. kill .. me|us|her
        domestic violence|abuse
        forced .. sex|himself
        locked|hiding .. bathroom|room|in|from ~ hitting|him|her|scared|husband|partner|dad|father|violent|beating|boyfriend|mother
        afraid|scared .. he|my|of .. husband|partner|kill|boyfriend|ex ~ kill|hurt|me|home|violent|us
        kill me .. if
        """,
        "me|i|my|her|we|us|mother",
        unless="going to kill me ~ one of these\nhoovering|ironing|commute|stairs|heat|shoes|back\nboss|teacher|manager|coach\nasthma|heart|panic|asthma|anxiety|migraine|gout+attack*\nbaby|toddler|son|daughter|grandson|nephew|puppy ~ kick*|hits|hit|hitting\nkick* ~ baby|ball|#weeks|feeling\nchok* ~ food|grape|eating|sweet\ndrug abuse|substance\nheart beat*|beats\nbeat .. cancer|eggs|depression|addiction|odds\nhit .. head|puberty|gym|knee\nthreaten* miscarriage|life\nheadbutt",
        hears=Light.FEAR,
    ),
    rule(
        "violence-threat",
        "violence",
        """
        he|she|husband|wife|boyfriend|girlfriend|partner|ex|father|stepfather|stepdad|mother|brother|uncle|someone|man|son ~ hit|hits|hitting|beat|beats|beaten|beating|choked|chokes|choking|strangled|strangles|punched|punches|kicked|kicks|slapped|slaps|threatened|threatens|threatening|raped|rapes|abused|abuses|abusing|molested|molests|molesting|forced|forces|stalking|hurts+me|hurts+us|locked|burnt|belt|touches|touched|touching|gropes|groped ~ me|us|sister|brother|kids|mother|daughter|son|child|children
        i|me|was|been|got|being|my+friend|daughter|she|he|sister|son .. raped|sexually+assaulted|sexually+abused|molested|assaulted|groped|drugged|spiked+and+raped|trafficked
        touching|touches|touched .. my .. sister|little|daughter|son|brother|private_parts|private|child|niece|nephew|body
        someone|he|uncle|stepdad|teacher|coach|cousin|man|neighbour|priest|stepfather .. touching|touches|touched|touch|abusing|abuses|hurting|hurts .. sister|daughter|son|brother|child|kids|me|niece|kid|girl|boy|little
        says|said|threatens|threatened|threatening|going|will|swears|swore|promised .. kill .. me|us|her|him|them|everyone|all
        knife|gun|bat|hammer|machete ~ kill|threaten*|scared|hurt|us|wife|husband|everyone|locked|house|outside
        so|really|very .. angry .. hurt|kill|hit
        going|want|wants|will|might|afraid|scared .. hurt|kill|hit|stab|shoot|attack|murder .. wife|husband|boyfriend|girlfriend|partner|someone|somebody|him|her|them|people|everyone|mother|father|boss|kids|ex
        scared|afraid|terrified .. go|going|to+go|of+going .. home
        comes|came|gets|climbs|sneaks|come .. into|in .. my|her .. room|bed ~ night
        abusive|violent ~ husband|wife|partner|ex|boyfriend|girlfriend|father|mother|relationship|marriage|dad|home|man
        feel like|urge .. strangling|killing|hitting|hurting|stabbing|punching|smothering|to+strangle|to+kill .. my|him|her|them|someone|people|baby
        hits|hit|beats|hurts|hurting|beating|bruises|bruised|punches|kicks .. grandmother|mother|sister|brother|wife|aunt|friend|kids|children|daughter
        passport ~ taken|took|locked|keep|keeps|let
        not .. let .. me|her|us .. leave|out|go ~ house|home|flat|room
        finish me off
        beaten|hit|abused|hurt|attacked|raped|assaulted|strangled|threatened|controlled|choked .. by .. husband|wife|partner|boyfriend|girlfriend|father|mother|ex|stepfather|uncle|brother
        had sex with me
        sex ~ drugged|asleep|forced|without ~ me|her|consent|my
        burn|blow|bomb|shoot .. school|house|office|church|everyone|work|place|mosque ~ down|up|them|all|everyone|going|want
        pictures|photos|videos|nudes ~ threatens|threatening|blackmail*|wants|send ~ man|me|online|i|he
        grab*|held|holds|squeez*|hands ~ throat|neck ~ me|my|her
        outside .. my .. door|house ~ hammer|knife|bat|gun|ex|husband|he
        i .. got|was|have+been .. raped
        not safe .. at+home|home|house|here
        """,
        unless="""
        violent .. shakes|shaking|shivers|cough*|vomiting|diarrhoea|fit|seizure|headache
        powder|plant|caterpillar|battery
        one of .. days
        hoovering
        boss|teacher|coach|manager .. kill
        asthma|heart|panic|anxiety|migraine|gout ~ attack*
        ball|football|tennis|cricket|rugby|car|bike|door|tackle|swing|toy|accident*|playing|judo|boxing|karate|trampoline ~ hit|kicked|hits|punched|hurts|kick|burns|burned
        baby|toddler|puppy|bump|pregnan* ~ kick*|hits|hit
        head|chest|back|leg|knee|tummy|stomach|throat|ear|tooth|foot|arm|urine ~ hurts|hurt|hurting|burns
        choking|choked|chokes ~ food|grape|sweet|eating|help|breath*|apple|meat|bone|nut
        chest|breath* ~ attack
        hurt|hurts .. feelings
        kick*|hit .. habit|gym
        beat* .. cancer|odds|eggs|depression
        heart|heartbeat
        lightning
        hit|banged|bumped ~ head
        bee|wasp|dog|cat|snake|jellyfish|shark ~ attack*|hurt*|stung|bit
        sunburn|oil|water|kettle|iron ~ burn*|burnt
        eczema|itch*
        locked .. jaw|knee
        """,
        hears=Light.FEAR | Light.HYPOTHETICAL,
    ),
)
