"""Crises told by what people do before: farewells, last messages, arrangements, things given away, cover stories.

The same acts are innocent in a will at the solicitor's or before a journey, so each cue wants a second sign by its side.
Sources: as in `crises`, and the warning signs that the 988 Lifeline and Samaritans list.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

HEARS = Light.QUESTION | Light.HYPOTHETICAL | Light.FEAR | Light.IDIOM | Light.ANIMAL
TOLD = HEARS | Light.UNREAL
INNOCENT = """
solicitor|lawyer|attorney|probate|executor|notary|terminal|hospice|palliative|living+will
holiday|vacation|travel*|abroad|trip|health+visitor|midwife|physio|moving+house|new+job|leaving+do|retire*|retirement|party|card|nursery|school+trip|emigrat*
goodbye|bye ~ carbs|sugar|smoking|party|gluten|coffee|alcohol|cake|doctor|nurse|caffeine
"""

RULES = (
    rule(
        "parting-words",
        "suicide",
        """
        bye|goodbye|farewell|goodnight|good+night|so+long|peace+out|signing+off|au+revoir|adios|night+night ~ everyone|all|world|forever|anymore|sorry|done|cannot|enough|love|mess|never|friends|guys|reddit|this+is|i+tried|family|cruel|life
        sorry .. for .. the .. mess|pain|trouble|everything|burden|inconvenience|state|clean ~ goodnight|goodbye|bye|everyone|leave|leaving|cause|causing|caused|find|finds|i|mother|all|tonight|gone|forgive
        sorry for .. mess|everything|what+i+am|all+the
        sorry .. to|for .. whoever|the+person|the+driver|the+train ~ find|finds|me|driver
        whoever .. finds|find|found|reads|finding .. me|this|body|my
        forgive me .. for|god|mother|kids|please|everyone|all
        please .. forgive .. me
        tell|let .. mother|father|kids|wife|husband|them|everyone|parents|daughter|son|family|sister|brother|boyfriend|girlfriend|dog|her|him|children .. i|im|that+i|know|know+i|it+was .. sorry|love|loved|forgive|not|tried|proud
        tell .. them|kids|mother|father|parents|wife|husband|son|daughter|family|everyone .. sorry|love|loved|fault|tried
        love .. you|u|them|all|everyone .. forever|always|goodbye|bye|sorry|remember ~ tell|sorry|bye|goodbye|sent|text*|answering|picking|read|reply*|last
        thank* .. you|u|everyone|all .. for .. everything|all|being ~ real|bye|phone|off|sorry|goodbye|answering|posted|low|last|love|was|has+been
        last|final .. message|post|text|words|thing|tweet|conversation|email|letter|video|call|story ~ i|my|ever|will|write|send|this|sent|from|goodbye|you
        last .. person|one|people|human|voice|bot .. i|ever .. talk|speak|tell|message|hear|see
        will|would .. not|never .. see|hear|bother|trouble|speak|be|have|need|worry ~ me|from+me|you|anyone|her|him|burden|problem|put+up .. again|anymore|longer|soon|much|ever
        not .. have|need|got|going .. put|worry|deal|bother|look|care|listen|cope|be+ashamed ~ me|him|her|my .. longer|anymore|soon|again|more
        put up with me|him|her ~ longer|not|anymore|soon
        rid|shot .. of .. me
        miss .. me .. when .. gone|dead
        sorry .. when .. gone|dead
        you|they|everyone|he|she .. will|be .. sorry|regret ~ when .. i|am|gone|dead|find
        remember .. me .. when|as|by|fondly|happy|kindly
        see you|u .. other|next|on+the .. side|life
        nobody|no+one .. is .. coming ~ goodnight|glad|sorry|tonight|alone|good|goodbye|help|save
        wanted|want|ought|felt|needed|need|thought|just|had .. tell|someone|somebody|one|anyone|say|know ~ one+person|someone+to+know|someone|somebody|a+soul ~ before|here|stop|goodbye|go|gone|do|cancelled|cleared|know|end|leave
        want* .. someone|somebody|one+person .. know .. here|existed|was|lived|before|that|why
        not|never .. told|tell .. soul|anyone|anybody ~ until|know+precisely|plan|do|look|end|going|i+know
        this .. is .. it .. for+me|goodbye|bye|everyone|now|finally
        this is .. goodbye|my+goodbye|farewell|the+end
        by .. time .. you|u|anyone|they .. read|see|find|get|hear
        i|he|she .. said|wrote|posted|texted|sent|left|writing|write|wrote|recording|recorded .. goodbye|goodbyes|farewell|farewells
        say*|said .. goodbye|goodbyes|farewell|bye ~ everyone|kids|family|friends|dog|one+last|world|to+me|me|properly|weird|all|before
        goodbye|farewell|suicide|last|final .. note|notes|letter|letters|video|videos|message|messages|post|text|email|texts|essay
        note|notes|letter|letters|video|videos|voice+note ~ writing|wrote|written|write|left|leave|finished|addressed|sealed|hidden|each|for+my|for+the ~ kids|children|goodbye|sorry|parents|each|everyone|mother|done|daughter|son|family|wife|husband|tonight|now|drawer|gone|dead|after|pillow|bed|desk|will
        done with|w .. everything|everyone|all|life|world
        """,
        unless=INNOCENT
        + """
        our .. dog|cat|horse|rabbit
        essay ~ word|mean|ideation|about
        colleagues|surgery|cake
        note|letter ~ doctor|sick|fit|gp|school|work|referral|appointment|clinic|hospital|consultant
        sorry for ~ long|post|question|english|typos|rambling|delay|loss|silly|bothering
        last|final .. message|call|letter|email|conversation ~ doctor|hospital|clinic|surgery|gp|nurse|insurance
        thank* .. everything .. doctor|advice|help|nhs|team
        not hear ~ ear|ears|hearing|deaf
        look .. after .. diet|feet
        remember me .. last|call|prescription
        done with .. antibiotics|course|treatment|chemo|exams|work
        died|funeral|passed|bereave*|grie*|condolence*
        """,
        span=14,
        hears=TOLD,
    ),
    rule(
        "parting-arrangements",
        "suicide",
        """
        cancelled|cancelling|paid|closed|closing|cleared|clearing|deleted|deleting|sold|selling|wiped|settled|settling|sorted|sorting|put|handed|returned|packed|emptied|tidied|cleaned|destroyed|burnt|transferred|signed|labelled|labeled|updated|written+down|wrote+down|arranged|changed ~ milk|gas|bills|rent|browser|history|accounts|account|passwords|password|debts|affairs|papers|paperwork|insurance|subscriptions|subscription|funeral|plot|pension|house|flat|photos|search|diary|diaries|laptop|deeds|fridge|beneficiary|will|lease|netflix|savings|room|desk|facebook|instagram|phone
        affairs|papers|things|house|paperwork|everything .. in order
        rehom*|rehome ~ dog|dogs|cat|cats|pets|rabbit|horse|budgie|parrot
        found|find|finding|worked+out|work+out|arranged|asked|ask|who|someone|somebody|anyone .. home|have|take|takes|look*|feed|feeds|care|cares|adopt|keep|get|gets .. dog|dogs|cat|cats|pets|kids|children|rabbit|horse|budgie|hamster|parrot|hens|fish|her|plants
        made|make|making|writing|wrote|written|signed|updated|update|sorted|drafted|doing .. a+will|my+will|his+will|her+will|will+online|wills|will+last
        bought|wrapped|written|wrote|signed|sent .. presents|gifts|cards|card|letters .. early|ahead|advance|years|until|up+to|18
        presents|gifts|cards ~ early|advance|ahead
        gave|giving|given|give|handed|handing|sent|left|leaving|gifting|transferred ~ guitar|records|record|keys|watch|ring|jewellery|jewelry|car|games|console|xbox|playstation|ps5|bike|dog|cat|dog's|lead|pets|collection|savings|money|clothes|possessions|belongings|stuff|tools|books|laptop|medals|camera|phone|hoodie|shirt|trainers|everything|50|100|200|500|drink
        keys .. and .. dog*|cat*|lead
        """,
        """
        tell .. one|somebody|someone .. person|before
        before .. i|he|she .. go|goes|leave|do|left
        so .. nobody|they|no+one|kids|wife|mother|everyone ~ have|worry|trouble|find|clean|sort|deal|bother|easy|easier
        mess|calm|peaceful|peace|gone|goodbye|forever|permanently|spring|chills|worried|low|depress*|suicid*|hopeless|strange|odd|weird|paranoid|suddenly|unlike|secret*|redundancy|bipolar|die|dying|dead|death|end|ends|alone|tired|enough|done|lonely|breakup|overdose
        good bye
        for good
        own life|hand
        not|off|stopped .. picking|answering|replying|reply|responding|answer|phone|reading|moving|eating
        not .. need|needing|want|around|here|be ~ it|them|anymore|going|where|longer|around|here|christmas|around+at
        friday on
        if|when|after|once .. i|he|she .. gone|dead|die|not|end*|go|do|leave|happens|jump
        in case|without .. me|something|anything
        after .. me|i+am+gone|my+death
        no .. longer|reason|use .. here|need|for
        quiet|withdrawn ~ then|week|days|now|weeks
        first thing .. in .. my+head|mind
        brush .. teeth
        ready .. now|go|to+go
        one .. last .. time
        """,
        unless=INNOCENT
        + """
        adhd|dementia|alzheimer*|hoarding
        hospital ~ operation|surgery|stay|admitted|admission|appointment
        toddler|swallowed|ate|eaten|chewed
        died|funeral+is|passed|bereave*|grie*
        ransom|scam
        will not
        allerg*
        pregnan*|vet
        medicine|dose|injection|vaccine ~ gave|given|give
        """,
        span=26,
        hears=HEARS,
    ),
    rule(
        "parting-cover-story",
        "suicide",
        """
        told|tell|lied|said .. wife|husband|mother|father|partner|parents|boss|family|them|everyone|kids|gp|doctor|therapist|roommate|nurse|counsellor
        """,
        """
        going|off|out|gone .. walk|fishing|drive|hunting|camping|shop|shops|run|hike|friend's|work|sleepover ~ not|lied|lie|without|instead|actually|really|parked|bridge|woods|river|rope|pills|never|one+way|rods
        ok|okay|fine|better|well|great|good ~ was+not|am+not|is+not|not+true|lied|lie|rehears*|plan*|rope|belt|pills|pretend*|truth
        was|am|is .. fine|ok|okay|better ~ not .. i|rope|tonight|plan|true
        """,
        unless=INNOCENT + "pain|chest|rash|fever|blood+test|symptoms|cough|diet|smoking|alcohol|ankle|knee",
        span=12,
        hears=HEARS,
    ),
    rule(
        "parting-of-another",
        "suicide",
        """
        {kin}|husband
        """,
        """
        not|stopped|off|never|cannot|nobody .. picking|answering|replying|reply|responding|answer|reach|home|read|pick|find|get+hold|seen|heard|come
        phone|mobile .. is .. off|dead|switched|voicemail
        straight .. voicemail
        missing .. from|since|person|hours|night
        vanished|disappeared|gone+quiet|locked|left+the+house|walked+out|driven+off|drove+off
        """,
        """
        goodbye|farewell|goodbyes|suicid*|overdose|self+harm
        sorry|love|hugged|hugging|kissed|thank*|forgive|take+care|look+after|drink+on+me ~ forever|always|ages|everything|kids|mother|tell|last|long|note|text|texted|message|left|posted|all|everyone|without+me|goodbye
        not|will .. put|have|worry .. me|longer
        note|letter|will|keys|wallet|wedding+ring ~ left|table|behind|bed|found|wrote|kids
        depress*|low|bipolar|redundan*|hopeless|breakup|fired|debts|debt ~ not|phone|said|since|he|she|after|left|sent
        gave|sent|transferred|given .. everyone|me|us|away ~ money|everything|drink|last|guitar|50|100
        end .. it|things|life|all
        no point
        bridge|cliff|rope|pills|gun
        """,
        unless=INNOCENT
        + "doctor|gp|surgery|receptionist|clinic|nurse|pharmacy ~ answer*|picking|reply*|phone\nbreath*|chest|stroke|fell|seizure",
        span=30,
        hears=TOLD,
    ),
)
