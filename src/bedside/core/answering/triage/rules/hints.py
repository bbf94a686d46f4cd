"""Crises that are only hinted at: black humour, envy of the dead, a plan told beside the point, a trace found by others.

These cues are the loosest; each joins a turn of speech to what gives it away. Sources: as in `crises`.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

HEARS = Light.QUESTION | Light.HYPOTHETICAL | Light.FEAR | Light.IDIOM | Light.ANIMAL
TOLD = HEARS | Light.UNREAL
PLAIN_MATTERS = """
test|tests|scan|appointment|injection|exam|class|colonoscopy|vaccine|jab|prep|physio|exercises|gym|diet|marathon|interview
holiday|vacation|travel*|flight|wedding+speech
cream|rash|cough|reflux|fever|antibiotics|laxative|laxatives|menopause
"""

RULES = (
    rule(
        "hint-of-a-plan",
        "suicide",
        """
        going|will|gonna|planning|plan|intend .. do it ~ weekend|when|while|tonight|tomorrow|friday|saturday|sunday|monday|tuesday|wednesday|thursday|after|once|before|soon|properly|right|shuts|alone|asleep
        do it .. this|on|next|by .. weekend|friday|saturday|sunday|monday|tuesday|wednesday|thursday|tonight|night
        do it .. when|while|once .. parents|mother|everyone|wife|husband|flatmate|they|kids|house .. at|out|away|asleep|gone|sleep|work|leave|empty|bed
        wait*|plan|planned|holding+on|staying|stay|hang+on|hanging+on|only+here|still+here|alive|here .. until|till|for .. dog|cat|mother|parents|kids|grandmother|daughter|son|exams|birthday|christmas|wedding|graduation .. die|dies|died|gone|dead|grown|over|passed|leave|leaves|alone ~ i|my|me
        only|just .. here|alive|staying|reason .. because|for|is .. dog|cat|mother|kids|daughter|son|cats|pets
        not .. intend|plan|planning|mean|expect|expecting .. come|coming|be|being|wake|waking|return|arrive|get|getting|survive|live|find|found .. back|down|home|on+it|up|here|found|off|again|through
        i .. not .. be .. coming|be+back|come+back|coming+back|coming+home|on+it
        not .. hanging|hang|stick|sticking|staying|stay .. around|about ~ i|to+choke|for+it|much|longer|see|find
        i will .. be .. gone|dead|out+of+the+way|out+of+it|history|no+more
        forum|site|website|subreddit|discord|chat+room|group+chat|thread|telegram ~ method|methods|ways+to|tell+you+how|sanctioned|pro+choice|how+to+do+it|peaceful|partner
        ordered|bought|got|order .. stuff|it|package|parcel|kit|powder ~ comes|arrives|arrived|coming|delivered|delivery ~ forum|method|tuesday|plan|end|finally|then|ready
        got .. it .. sorted|planned|figured|worked+out|all+planned ~ results|choke|go|date|when|way|plan|die
        gas ~ flame|unlit|unlighted|oven|cooker|hob|sealed|windows+shut|windows+closed ~ stand|count|breathe|head|sit|sleep|turn+on|i+just|how+long
        head in .. oven
        bag|bags .. tape|elastic|cord|valve|hose|helium
        plastic .. bag ~ head|over|face|tape|sleep|tie
        tape ~ bag|exhaust|windows|doors|vents|car
        measured|measure|measuring|timed|timing|timetable|checked|scouted|visited|recce|looked+at ~ gap|fence|quarry|drop|height|bridge|trains|train|cliff|beam|hook|rope|roof|edge|tracks|patrol*|cctv|barrier
        timetable|times .. trains|train|freight|express ~ night|know|stop|slow|learn*|memor*
        gap|hole .. in .. fence|railings|barrier ~ quarry|bridge|tracks|railway|line|cliff|measured|know|went|through
        charcoal|barbecue|bbq|generator|disposable ~ tent|room|bathroom|car|caravan ~ pain|painless|nothing|quick|sleep|feel|leave|peaceful|windows|sealed
        instant|instantly|instantaneous|painless|quick ~ train|jump|bridge|fall|gun|rope|hang*|shot|bullet|cliff|thing ~ is|would|does|are
        bleed|blood|cut|cuts|wrist|wrists .. more|faster|quicker|out|better ~ warm|hot|bath|aspirin|water
        warm|hot .. bath|water ~ bleed|cut|wrist|wrists|veins|razor|blade|faster
        every .. pay|week|day|time|shop .. buy|bought|get|order .. packs|packets|boxes|packet|pack|box
        different .. shops|shop|pharmacies|chemists|supermarkets ~ packs|packets|pills|boxes|buy|bought|limit|16|32
        shoebox|biscuit+tin|drawer|jar|carrier+bag .. full
        full .. of .. pills|packets|boxes|blister* ~ shoebox|drawer|tin|jar|enough|time|now
        under .. tongue|pillow|mattress ~ keeping|keep|kept|save|saving|hide|hiding|pills|morphine|stash
        tucking|cheeking|spitting|palming|pocketing .. my|the|her|his|it|them ~ pills|morphine|medicine|tongue|keep*|save|saving|later
        early .. release|exit|checkout|departure|ending|night+forever ~ life|consider*|sentence|meaning|drift|want
        intentional*|deliberate*|purpose|purposely|purposefully ~ took|taken|had|swallowed|ate|drank|drink|used|injected|overdid|doubled|skipped ~ pills|{drug}|insulin|dozen|all|whole|lot|bleach|beta|boxes|packet
        second|another|other|next|third|again .. attempt|try|go+at+it|goes ~ i|my|me|kill|overdose|succeed|rope|pills|last
        attempt .. number|# ~ my|i
        succeed|success|successful|fail|failed|botched|messed+up|survived .. this+time|attempt|last+time|suicide|killing|trying+to+die|even+that|even+dying|at+dying
        cannot|not .. even .. die|kill+myself|do+that+right|end+it ~ properly|right|even|i
        then .. the .. reservoir|bridge|river|cliff|quarry|tracks|sea|train|lake|rope|end
        """,
        unless=PLAIN_MATTERS
        + """
        heating|boiler|engineer|leak ~ gas
        bbq|barbecue ~ food|chicken|sausage*|burger*
        accident*|mistake
        tape ~ ankle|knee|kinesio|measure|worm|test
        do it ~ doctor|nurse|surgeon|surgery|gp
        iv|drip|ostomy|colostomy|stoma|urine|catheter .. bag
        cut+back|breastfeed*
        quick+question|quick+one ~ train
        driving .. test
        ivf|smoking|pregnan*|conceive
        heart+attack .. survived
        first+aid
        symptom|symptoms ~ gone
        pack|packs|packets ~ cigarettes|crisps|sweets|gum
        """,
        hears=HEARS,
        span=16,
    ),
    rule(
        "hint-of-hate-for-life",
        "suicide",
        """
        existence|life|birth|me+being+born|being+born ~ mistake|typo|error|waste|curse|punishment|prison|sentence|torture ~ my|whole|just|a|delete|eraser|cannot|done|serve
        hate|hated|hating|loathe|resent|despise .. being|to+be .. alive|here|living|existing|awake|conscious|me
        hate .. that .. i .. am|was|exist ~ alive|here|born|still|breathing
        wish|should|better|shame .. been|was|had .. aborted|miscarried|stillborn|never+born|not+born
        never .. meant .. last|live|be+here|exist|be+born|make+it|survive|grow+old|get+old
        not .. meant|built|made|cut+out|supposed|designed .. this+world|live|be+alive|for+life|life|be+here|exist|living ~ i|me
        done .. pretending|fighting|trying|living|existing|breathing|struggling|surviving
        should|ought|supposed|wish|meant .. have|to|it .. died|been+me|killed|dead ~ instead|me|i|that+crash|crash|my+brother|with+them|with+him|with+her|too
        should .. have .. been .. me
        died instead
        put .. that .. right ~ died|die|crash|mean
        correct*|fix|fixing|rectify|undo .. that|mistake|the+mistake ~ born|aborted|alive|existence|plan*|die|life
        why .. so .. hard|difficult|long .. die|end|kill
        hard|difficult .. to .. die ~ why|so
        envy|envious|jealous|jealousy|lucky ~ dead|died|die|dying|terminal|bodies|corpses|cut+people+down|funeral|coffin|graves|graveyard|cemetery|suicid*|down
        rather|sooner|prefer|better|belong|put .. in .. ground|grave|coffin|cemetery|morgue|urn|earth|box|hole ~ me|i|be|he|she
        in the ground ~ sooner|rather|soon|be|better|already
        strength|energy|stomach|will|courage|heart|puff .. for .. another|any+more|it+anymore|living|more+of+this ~ not|no|have
        have+not|no|lost|without .. strength|will|energy|stomach|heart .. for .. another|winter|christmas|year|this+life|life
        want|need|wish .. brain|head|mind|thoughts|noise|everything|me|pain .. shut|stop|quiet|silent|end|go+quiet ~ forever|good|ever|one+way|only+way|permanently
        only|just .. one|1 .. way .. do|stop|end|out|fix|that|left|to
        only one way
        one way .. out|to+stop|to+end|to+do+that
        kindest|nicest|decent|noble|unselfish|best|right|only .. thing .. i .. can|could .. do ~ die|stop|go|gone|leave|disappear|carers|family|kids|everyone|them|end
        until|till .. it|i|they|this .. kills|kill|drop|die|dead|stops|starve ~ goal|starv*|ana|drink*|drinking|want|not+the+weight|keep|going+to|aim|plan
        pray|prayed|pray*|wish|hope|hoping|dream ~ be+hit|get+hit|hit+by|run+over|struck|get+cancer|have+cancer|catch+something|aneurysm|heart+stop|heart+to+stop|plane+crash|get+shot|get+stabbed|be+murdered|get+murdered|not+survive
        light|calm|free|peaceful|happy|relieved .. i .. feel ~ funny|strange|weird|odd|since|decided|said|everyone|last|now+that
        said .. what .. needed|wanted|had .. say .. everyone|them|all|people|to
        last bit|part|step|hurdle ~ just|only|left|now
        final|last .. semester|chapter|act|season|page|lap|round|level|episode|verse|stop ~ life|my+life|of+my|me|i
        last .. breath|meal|supper|cigarette|drink|walk|sunset|swim|bath ~ then|tonight|my|before|planned|friday|tomorrow
        that .. will .. be .. that ~ open|off|whisky|beside|pills|cold|i
        heating .. off ~ window|open|cold|winter|whisky|sleep
        my turn|time .. now|next|to+go|to+leave ~ leaves|left|died|everyone|fine|dead|gone
        everyone|everybody|they .. leaves|left|leave|dies ~ my+turn|i+will+too|me+too|so+will+i
        if .. you .. catch|get|know|take .. my|what .. meaning|drift|mean|i+mean ~ life|release|out|gone|longer|end|soon|way|sleep
        go|die|leave|end|be .. together ~ both|wife|husband|us|we ~ gentlest|pact|bed|hands|hand|pills|painless|peaceful|way
        all|we|us|kids|children|baby .. sleep|asleep .. together|forever|car|never ~ nobody|hungry|sad|wake|kids|peace|end
        death|dying|suicide|it .. pact
        death|dying|suicide|the+end|being+dead .. is|feels|sounds|seems|looks|would+be .. only|comfort|comforting|nice|peaceful|friend|beautiful|relief|release|better|appealing|attractive|restful|welcome|answer
        think|thinking|thought|thoughts|obsess*|daydream*|fantas* .. about .. death|dying|being+dead|my+funeral|suicide|my+own+funeral|not+being+here|ending ~ all|every|always|constantly|lot|keep|cannot|time|day|nice|comfort
        world|planet|house|home .. quieter|lighter|kinder|nicer|better|happier ~ without me|him|her
        think|thinking|thoughts .. about .. the+end|ending+things|ending+it ~ lot|lately|always|more|every|cannot|keep
        already .. died|dead ~ feel|feels|inside|nobody|just
        flirt* .. with .. death|idea
        living|life|alive|breathing|existing ~ chore|effort|exhausting|too+much|overrated|scam|boring|pointless|joke|worst|optional|choice ~ cannot|not|i|just|just+want|over|done|end|rather|out
        rot|rotting|decay|decompos* .. in .. bed|room|ground ~ want|until|just|let+me
        tired|exhausted|weary|sick .. of .. waking|being+alive|being+here|being+me|existing|breathing|living|surviving|life|the+world|this+world|carrying+on|holding+on
        tired .. of .. being .. alive|here|me|awake|strong
        bone|soul .. tired ~ end|sleep|rest|stop|living|life|not
        want .. rest|peace|sleep|oblivion|nothingness|silence|darkness .. forever|eternal|permanent|finally|for+good|never+ending
        rest .. in .. peace ~ i|me|want|soon|finally
        """,
        unless=PLAIN_MATTERS
        + """
        last .. cigarette|drink ~ quit|sober|months|years|surgery|alcohol+free
        grie*|bereave*|condolence*
        afraid|scared|terrified|fear|anxiety .. death|dying|die
        hate .. being .. here ~ hospital|ward|clinic
        ground ~ fell|foot|injur*
        heart ~ attack
        night+shift|shift|baby|newborn|toddler .. tired
        box|coffee
        one way .. to .. lower|reduce|treat
        """,
        hears=HEARS,
        span=16,
    ),
    rule(
        "hint-left-for-others",
        "suicide",
        """
        not .. open|come|enter|go ~ call|ring|police|999|911|ambulance|door|upstairs|bathroom|garage|shed|room ~ note|sign|paper|left|says|said|wrote|text|please
        note|paper|sign .. under|on .. door ~ police|open|sorry|call|not
        not .. come|came|been .. out .. room ~ days|nights|since ~ paper|note|goodbye|quiet|answer|locked
        spare|house|front|back .. key|keys|door ~ under|pot|mat|unlocked|police|find|whoever|neighbour|open ~ fault|sorry|done|goodbye|last|never|find|love
        nobody|no+one|not .. fault|blame ~ yours|hers|his|anyone|please|not|mine|this|i
        countdown|counting+down|days+left ~ instagram|status|profile|bio|story|says|posted|snapchat|tiktok|facebook|whatsapp
        status|bio|profile|story|caption|playlist|post|tweet ~ goodbye|last|final|end|life|gone|death|die|tired|forever|see+you
        deleted|deleting|deactivated|wiped|closed|cleared .. socials|instagram|facebook|accounts|profiles|account|snapchat|everything|tiktok|photos ~ paid|told|love|thank*|best|goodbye|said|gave|phone|quiet|past+tense|back
        past tense
        spoke|speak*|talk*|wrote .. past .. tense
        what .. happens .. kids|children|dog|cat|baby|mother .. if i .. go|die|am+gone|end|left
        his|her|their|my .. last .. night|day|message|sunset ~ tonight|says|is|friend|told|posted
        giving|gave|given .. things|belongings|clothes|tools|animals|stuff .. to|away ~ low|depress*|quiet|calm|sold|hopeless|withdrawn|alone
        best .. part|thing .. of|in|about .. my|his|her .. life ~ told|said|was|were|past|goodbye|deleted|wrote|texted
        paid|returned|gave .. me|us|her|him|back ~ back|tenner|debt|owed|borrowed ~ deleted|goodbye|best|last|suddenly|thank*|then
        letters|letter|notes|note|video|videos|envelope|envelopes ~ for+after|afterwards|locker|for+when|in+my+locker|in+my+drawer|addressed|sealed|stamped|after+i|to+be+opened|safe+place|each+of
        written|wrote .. to .. my|everyone|each|them ~ letters|letter|after|locker|done|goodbye|last
        made .. me .. promise|swear ~ stash|not|plan|pills|tell|hurt|secret|die
        promise*|swore|sworn .. not .. tell|say ~ hurt*|die|pills|stash|cut*|plan|kill*|scared|friend|she|he
        got|has|have|keeps|hiding .. stash|plan|note|date|method ~ told|she|he|promise|hold|i|know
        sold|selling|shot|sent+off .. herd|flock|sheep|cows|cattle|farm|tools|boat|horses|pigeons ~ pray|goodbye|shook|calm|said|god|before|alone|quiet|note|him
        seeing|see|meet|be+with|meeting .. him|god|lord|jesus|maker|her .. before+you|soon|sooner|tonight|before+long ~ father|pray|said|i+will|says
        hug|hugged|shook|kiss|kissed .. hand|me|us|kids|everyone|goodbye ~ like+he|like+she|like+the|last|longer|never|ages|goodbye|before+you|forever|strange|unlike
        asking|asked|asks|ask .. how .. high|far|deep|many|much|long ~ up|floor|window|drop|pills|roof|river|jump|take|he|she
        top .. of .. silo|crane|mast|tower|pylon|building|gantry|scaffold*|chimney|dam|bridge|carpark|multi+storey|flats|stairs+threat ~ come+down|ringing|rang|neighbour|he|she|him|man|phone|talk|says
        will .. not .. come down ~ roof|silo|tree|bridge|crane|tower|ledge|top|mast
        hid|hidden|hide|locked|removed|took+away|thrown|gave .. knives|knife|scissors|razors|blades|pills|rope|guns ~ pictures|images|thoughts|myself|from+me|baby|birth|belly|head|her|him|safe|urge*
        pictures|images|thoughts|flashes|visions|scenes .. come|pop|flash|enter|keep|in|into .. head|mind ~ knife|belly|baby|drown*|stairs|window|hurt*|blood|hanging|my+own|dead
        talk+me+out|talked+me+out|stop+me|talk+me+down|change+my+mind|give+me+one+reason|one+good+reason|reason+not+to|give+me+a+reason|convince+me .. of|not|why|from|it|before|to
        section|sectioned|sectioning|locked+up|put+away|committed|hospitalised|hospitalized ~ if|they|will|afraid|tell|truth|honest ~ me ~ i|go|say|tell|use|boot|plan
        how .. do .. i|we|you .. talk|speak|stop|get|keep|help .. him|her|them|friend|someone ~ ledge|bridge|suicid*|roof|alive|down|edge|gun|pills
        """,
        unless=PLAIN_MATTERS
        + """
        plan .. to .. lose|quit|save|move|retire|travel|eat|run|exercise|study|manage
        lost .. brother|sister|son|daughter|husband|wife|mother|father|friend .. suicide
        to suicide
        garage|door|jar|bottle ~ stiff|stuck
        toddler|thrown+up|ate|chew*
        status ~ hiv|epilepticus|carrier|immunity|vaccin*
        nobody .. fault .. tested
        fault ~ car|insurance|accident
        scaffold ~ fell
        last .. period|smear
        how .. high ~ fever|temperature|pressure|sugar|dose
        asked how .. long|much ~ pain|nurse|doctor|gp
        """,
        hears=TOLD,
        span=22,
    ),
)
