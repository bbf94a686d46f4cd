"""Crises said in passing: in an image, a joke, a question about others, or as one thing too many at the end of a list.

Sources: as in `crises`. What is innocent in the same words (a clinic, a garden, a school trip) silences the cue.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

HEARS = Light.QUESTION | Light.HYPOTHETICAL | Light.FEAR | Light.IDIOM | Light.ANIMAL

RULES = (
    rule(
        "aside-on-leaving",
        "suicide",
        """
        picking|choosing|choose|deciding|decide|torn .. between .. garage|woods|rope|bridge|pills|train|gun|river
        not|never .. deserve .. air|oxygen|breathe|breath|kindness|space|live|life|love|to
        stop .. ride|world|bus|train .. get|wanna|want
        get .. off ~ ride|world|planet|permanently
        collect|count|list|run|running|ran .. reasons|not ~ none|left|zero|not+to
        cancel|cancelling|end|unsubscribe|return|refund .. subscription|contract|membership|lease ~ existence|life|living|exist*
        exist*|life|living ~ costs|cost|price|expensive ~ too+much|cancel
        would i|he|she remarry
        you .. find|marry|meet .. someone|another|again ~ after+me|when+i|if+i|deserve
        settled|decided|chosen|picked .. on .. birthday|friday|monday|sunday|christmas|date|day|anniversary
        turn|hit|reach .. 18|21|25|30|40|50 .. out|done|gone|over
        one way .. i said|ticket|trip
        one .. way .. ticket|trip
        no wish|desire|intention|will .. see|wake|live|be|go|stay|anywhere|continue
        lost .. wish|will|desire .. be|live|go|anywhere
        not .. last .. until|till|that+long|the+week|the+night|long|much ~ i
        i .. not .. see .. out|in .. week|year|night|month|winter|another
        peaceful|quiet|that|this .. feeling ~ nothing .. after|ever|forever
        nothing .. after .. ever|forever|it
        a very tall|permanent|final|quick solution
        found .. solution|option|answer|way+out ~ tall|final|permanent|top+shelf|gin|rope|bridge|did+not+mention|tired|peace
        place .. fit|belong ~ coffin|grave|ground|box
        coffin|casket|urn|headstone|memorial|gravestone|obituary|eulogy|hearse ~ my|i|me|name|bench|fit|about|soon|write|wrote|chosen|picked
        name .. on .. memorial|headstone|bench|gravestone|grave
        leave|leaving|left|exit .. field|stage|building|party|game|arena|table|table .. good|permanently|forever|now ~ time|i|strikes|done
        time|want|ready .. leave .. for good
        no|anymore .. business|use|place .. here|earth|world
        died|dead|die|gone ~ lucky .. ones
        die|died|dead|gone .. lucky|luckier|fortunate .. ones|one
        i will not last ~ until|till|then|long|week|night|much
        not last .. until|till .. then|that|tomorrow|monday|christmas
        no more .. business|use|work|place .. here|earth|world
        nothing .. to anyone|anybody
        i am .. nothing|literally+nothing|no+one ~ anyone|pills|better|nobody|right+there
        remember .. me .. laughing|smiling|happy|well|like|as
        on my way|coming|omw|going .. be+with|see|to+you|join .. you|u|him|her ~ grandmother|mother|father|soon|heaven|x|nana
        see .. you|u .. soon .. grandmother|nana|mother|father|x|baby|angel
        out .. of .. cheer|hope|options|road|rope|reasons|chances|time ~ i|now|remember|goodbye
        no pulse .. no problems
        counting|count .. down|the .. days ~ no+pulse|end|until+i|over|left
        lucky|luckier .. ones ~ died|dead|gone
        swap|trade|change .. places|tonight|with ~ dead|died|lucky|dying
        let .. go .. of .. mine|life|rope|straws|it ~ water|like|drown*
        mask .. is .. off ~ note|shirt|fridge|pretending
        note .. on .. fridge|table|pillow|door|desk|bed|mirror|dash ~ i|my|me
        wearing .. my|his|her .. good|best|sunday|favourite|wedding .. shirt|dress|suit|uniform|clothes
        more selfish|selfish .. make|making|force|keep .. me .. stay|here|live|alive
        is it selfish|wrong|a+sin|cowardly .. to|if|want .. die|go|leave|end|stop|not
        is it selfish
        make|making|keep|keeping|force .. me .. stay|live|here|alive ~ selfish|cruel|unfair|why|stop
        cannot|will+not|not .. be .. worse .. than .. this|here|life|house|living ~ burn|hell|pills|death|there|sin|haram
        haram|sin|hell ~ kill*|suicid*|pills|myself|burn|end|die|own+life|care|taking
        told .. cat|dog|him|her|god .. sorry|goodbye|bye ~ i|going|knew
        knew .. i .. really .. going|do|mean
        say .. that .. when .. cuts|finds|buries|gone
        cut|cuts|cutting|cutting .. me|him|her .. down
        lump|nothing .. left .. but .. die|end|go
        tried .. last .. night|week|time ~ woke|wake|again|gutted|failed|did+not
        going again
        i know .. which|exactly .. pillar|tree|bridge|train|beam|drop|dose|vein|spot|cliff|where|when|platform
        know .. what .. potassium|insulin|morphine|propofol|fentanyl|digoxin .. does
        asking .. strange|odd|weird .. things|questions ~ remarry|deeds|will|hair|after|gone
        where .. will|deeds|policy|papers|passwords|documents|money|insurance .. is|are ~ told|rang|asked|loves|love|showed|calm|sheepdog|dog
        retiring|retired|moving|travelling|leaving .. i .. am .. 2*|3*|4*
        work it out .. monday|later|soon|when
        giving|gave|given .. my|his|her .. tools|kit|collection|boots|instruments|animals|stock|gear .. to|away
        in .. her|his|their|my|my+wife's .. name ~ pension|house|all|everything|today|one+way
        they|kids|children|he|she .. happier|better .. with .. new|another|different .. mother|father|wife|husband|family|one
        looking .. for .. new|another .. mother|father|home|family ~ before+i+go|them|kids
        before i go
        book|pay|hire|arrange|email|ask .. someone|police|stranger .. find .. me
        timed|scheduled|delayed .. email|message|text|post ~ find|police|girls|when|gone|after|goodbye|so+it
        so .. it .. is .. not .. my|the .. girls|kids|wife|mother|daughter ~ find|finds
        heart .. to .. stop ~ want|wish|my
        want .. my heart .. stop
        bring .. it about
        """,
        unless="""
        eulogy ~ dreading|nerves|read|reading|speech|give|giving|writing
        beta blocker
        clinic|hospital+bed|ward+round+time|infection|antibiotics|cough|fever|cream|medicine .. works|rash|smoking|alcohol|vaccine
        garden*|football|cricket+match|holiday|job|school|gym+membership|netflix|gluten|sugar|carbs
        died|condolence*|bereave*|grie*
        divorce|separated
        battery|phone|printer
        palpitations|ablation|pacemaker
        umbilical
        """,
        hears=HEARS,
        span=16,
    ),
    rule(
        "aside-on-means",
        "suicide",
        """
        {drug}|dosette ~ emptied|emptying|tipped|poured|crushed|lined+up|in+a+mug|in+a+bowl|in+a+pile|laid+out|popped+out|right+there|right+here|next+to+me|in+front+of+me|in+my+hand|after+isha|top+shelf ~ i|my|me|dark|the|pills
        put|kept|bought|hidden|got|keep|have .. poison|pesticide|weedkiller|phenyl|acid ~ cupboard|shed|tomorrow|debts|debt|wife|kitchen|bag|under|ready|compensation|harvest|loan
        drunk|drank|drink|swallowed|took|consumed ~ phenyl|acid|pesticide|poison|harpic|bleach|weedkiller ~ dowry|fight|fights|because|husband|in+laws|quickly|shame|exam|debts
        compensation|ex+gratia ~ wife|family|poison|gone|farmer|debts
        how much|many .. {drug} ~ until|till|stop|just|before
        what .. dose|amount|quantity|strength .. kills|kill|fatal
        dose .. kills
        {drug} .. kills
        fall|drift|go|falling|just .. asleep|sleep ~ mix|benzos|methadone|{drug}|is+it+true|want+to+go|how+i
        how i .. wanna|want|would+like|will|choose .. go|die|leave
        that is how .. i
        scored|bought|got|picked+up .. enough ~ certain|sure|make|forever|end|sleep
        make|be|being .. certain|sure ~ enough|floor|scored|dose|which|means
        top shelf ~ gin|vodka|option|options|one|found
        phenyl ~ drank|drunk|drink|mouth|i
        which floor|bridge|platform|building|train|tree|height|pills
        distance .. to|from .. ground|floor|window|roof ~ enough|floor|halls|thinking|balcony
        storey|floor ~ enough|high|survive ~ 4th|5th|sixth|fifth|fourth|6th|window|ground|jump
        muzzle|barrel ~ chin|mouth|temple|head|teeth
        front of .. metro|train|tube|subway|lorry|bus|truck ~ go|think|every+day|want|today|step
        yellow line
        go|goes|going|went|jump|climb .. over .. side|rail|railing|edge ~ night|watch|ship|says|saying|he|she|i
        tip|tipping|push|pushing|roll*|driv* .. pram|buggy|car|us ~ canal|river|lake|sea|water|following|follow|after
        idea|thought|thoughts|urge .. tipping|pushing|jumping|ending|hanging|stepping|driving|drowning|letting
        cannot|not .. shake .. idea|thought|feeling ~ end|tip*|jump*|die|pram|gone|hurt*|hanging
        face|head|mouth .. under|go+under|beneath ~ bath|water ~ longer|let|each+time|hold|stay
        fan ~ ceiling|looking|look|hang*|dupatta|rope
        cable|charger|cord|laces|dupatta|saree|sari|tubing ~ pillow|hidden|under|neck|fan|mattress|smiled
        ladder|stool|chair|rope|branch|tree ~ oiled|kicked|kick|tested|same|father+did|did+it|ready|neck
        tree|bridge|place|spot .. where .. father|brother|mother|uncle|friend|he|she .. did|died|jumped|hanged
        crash|driv*|drove|wrap .. car|it|lorry ~ belt+off|on+purpose|purpose|tell|without+a+belt|no+belt|seatbelt|accident|deliberate*|pillar|tree|90|100
        pump|line|drip|insulin|oxygen .. is .. off|out ~ take+me|ketones|let|nature|before|on+purpose|fault|die
        ketones|sugar|sugars|sepsis|infection|cancer|virus|illness|it|disease .. take|takes|finish .. me|him|her ~ like|want|let|let+it|wish|hope|quicker|before
        let .. nature .. do|take|finish|run
        leaving|leave|ignoring|left .. it ~ ketones|sugars|sugar ~ nature|rest|die|over
        let nature do
        take .. me|him|her .. quicker|faster|sooner ~ stop*|medicine|like|pills
        stop* .. his|her|my|taking ~ hiv|heart|warfarin|medicine|insulin|pills|meds|chemo ~ quicker|sooner|sin|take+him|faster|die|way|nature
        drugs|medicine .. trolley|cupboard|cabinet|room|safe ~ key|keys|walked|stare*|staring|three+times|alone|potassium
        sharps|drawer|knife|knives|scissors .. arms|arm|notice|locked ~ my|i|notice
        blood .. on .. cuff|cuffs|sleeve|sleeves|shirt|tissues|towel ~ she|he|pupil|student|toilet|daughter|son
        begged|asked|pleaded .. me .. not .. tell ~ blood|cut*|arms|teach|pupil|stash|pills
        get the knife|rope|pills|gun|blade
        sit .. on .. my .. hands
        critic|commander|whisper|whispers|narrator ~ knife|pillow|kill|jump|commander|says|end
        pillow ~ quiet|one|baby|him|her|whisper|face|over
        heard|hears|told|says ~ lord|god|jesus|allah ~ asking|asked|asks|wants|abraham|sacrifice|child|boy|baby
        abraham|isaac|sacrifice ~ child|son|boy|baby|asked|daughter
        would|could|can|will .. they|police|anyone|insurance|coroner .. tell|know|prove ~ purpose|deliberate*|suicide|accident|intentional
        wish*|should|hope|would .. caught|got|had .. covid|cancer|it|flu|something ~ died|die|killed|easier|doing+it+myself
        easier .. than .. doing .. it .. myself
        doing it .. myself
        plan .. was .. wait .. dog|cat|mother|until|till|he|she
        wait .. till|until .. dog|cat|mother|grandmother|father .. died|dies|gone|passed
        to+kill|kills|killing .. me .. goal|aim|point|plan|hope
        until|till|til .. it .. kills .. me
        cut+people+down|bodies|corpses|dead ~ envy|envious|jealous|peace*
        envy|envious ~ them|dead|bodies|died|look
        it .. sooner|quicker|faster .. that+way|this+way ~ pills|stopped|sin|warfarin
        gone ~ she|they|he|kids|wife .. pension|insurance|house|money|payout
        be .. hit .. by .. lightning|bus|train|truck|lorry ~ pray|hope|wish|days
        oncoming lane|traffic
        look like an accident
        lines|dozens|cuts|scars|marks ~ sleeves|sleeve
        sleeves .. all|even|in .. summer
        staring .. at .. cabinet|cupboard|trolley|safe
        #many_pills|40|50|60 .. of .. my|his|her .. mother|father|grandmother|husband|wife ~ pills|pressure
        #many_pills|40|50|60 .. of .. the|them ~ kills|dose|enough|got
        """,
        unless="""
        fell|fallen|slipped ~ ladder|stool|chair|tree
        baby|humidifier|giggles|giggly|capsules|son|toddler ~ poured|asleep
        prevent*|barriers|measures|design|study
        accident*|mistake|toddler|headache|toothache
        mosquito*|germs|bacteria|cockroach*|weeds
        shortage|pharmacy|chemist|prescription+ready
        swimming|swimmer|snorkel*
        eczema|cream|psoriasis|sunburn|uv|sun
        nosebleed*|period
        which .. pills .. for|with|safe|interact|take
        tell .. purpose|difference
        sinus|migraine
        """,
        hears=HEARS | Light.PAST,
        span=16,
    ),
)
