"""Crises in sayings: what people say instead of the word, each enough by itself.

Euphemisms, farewells and confessions heard by crisis lines, in everyday words. Sources as in `crises`.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

ANYHOW = Light.QUESTION | Light.HYPOTHETICAL | Light.FEAR | Light.IDIOM | Light.ANIMAL | Light.PAST

RULES = (
    rule(
        "saying-farewell",
        "suicide",
        """
        goodnight|night .. forever
        see .. you .. other side
        be|my|the|will .. last .. birthday|christmas|night|day|time|post|message|summer|week ~ decided|ever|see|will|want
        dead .. by .. morning|tomorrow|monday|tonight|weekend|then|christmas
        gone .. by|before .. morning|tomorrow|monday|tonight|weekend|birthday|christmas
        not .. make .. it .. monday|tomorrow|morning|weekend|christmas|next|end
        not .. be here|around ~ tomorrow|monday|weeks|next|christmas|much|weekend
        tell .. my .. children|kids|family|wife|husband|mother|parents|daughter|son ~ tried|love|loved|sorry|fault
        love you .. sorry
        missing|left|gone ~ letter|note ~ phone|wife|husband|son|daughter|mother|father
        wrote|writing|written|made .. will ~ 13|14|15|16|17|goodbye|sad|everyone|teen
        cleaned|cleared .. desk|room ~ not|said|goodbye|sorry
        follow|join|joining .. her|him ~ died|dead|die|wife|husband|soon
        last .. time .. see|hear .. him|her|me|us
        """,
        unless="job|resign*|holiday|exam|phone|battery|appointment|hospital|holidays|period",
        hears=ANYHOW,
        span=20,
    ),
    rule(
        "saying-no-future",
        "suicide",
        """
        no .. tomorrow|future .. me|us
        too .. late .. me
        past|beyond .. point|help|saving ~ help|saving|i|am|me|return
        disappointed|sad|angry|upset|gutted .. still .. alive|here|breathing
        wake|woke|waking .. disappointed|sad .. alive
        should .. have .. died|killed
        deserve .. rot|suffer|burn|nothing
        the void
        i am .. nothing|nobody|worthless|poison|done|over|finished|mistake|failure ~ nothing|poison|world|everyone|better|remove|mistake|earth
        trade .. places .. live|life|dying
        wish|pray|hope|asked|beg|begged .. god .. take
        god .. please|just .. take .. me
        god|lord .. takes|take .. me
        remove .. me|myself .. from
        let me .. die|go ~ begged|please|wife|just|beg
        better of dead
        wish .. was not .. here|alive|born
        cba|cannot+be+bothered|cannot+be+arsed ~ living|life|alive|anymore
        cannot .. do|face|live .. life|tomorrow|myself|shame|guilt|without+her|without+him
        live with .. what .. i .. did|myself|shame
        heart .. gives|give .. out ~ hope|hoping|pray|wish|asleep
        so it|that .. kills .. me
        stop .. my .. heart ~ how|can|want|pills
        do not|not .. want .. future
        getting .. older ~ cannot|not ~ see|imagine|picture
        closer .. to .. doing .. it
        """,
        unless="pregnan*|caffeine|coffee|smoking|palpitations|chocolate|racing\nlate ~ vaccin*|start|learn|brace|treat*\ncannot do .. push|exercise|yoga|gym\npizza|dentist",
        hears=ANYHOW,
        span=16,
    ),
    rule(
        "saying-stop-me",
        "suicide",
        """
        stop me
        talk me .. out
        talk .. someone|anybody|anyone ~ before .. i .. do|something
        before .. i .. do .. something
        reason|reasons .. not .. to .. do|die|jump|go|end|kill|it
        reason .. to .. live|stay
        i|we .. have .. plan ~ not|ok|okay|help|am
        not ok|okay .. plan
        that .. would .. do .. it ~ pills|vodka|tablets|alcohol|gun|rope|enough
        sitting|here|alone|holding|standing .. with .. knife|blade|razor|gun|pills|rope
        i have .. blade|noose|pills+ready|gun
        pills .. in .. my .. mouth|hand
        pills|tablets .. kicking|kick .. in
        coward .. way
        nembutal|pentobarbital
        which|what .. way ~ cut ~ down|across|vein|wrist
        cutting .. down|across .. vein|wrist ~ quick*|better|how
        planning|plan|going|want .. use .. potassium|insulin|gun|rope|helium|gas
        garage|car .. engine ~ on|running|sitting|windows|hose
        killed myself
        let go .. wheel
        drown|drowning .. purpose|bath|myself ~ possible|can|want|how|purpose|thinking
        feel like .. jumping
        fatal|lethal|deadly ~ how|together|mix|combine ~ much|many|pills|alcohol|valium|diazepam|xanax|codeine|vodka|tablets
        """,
        unless="stop me .. from|sleeping|eating|drinking|working\ntoilet|snoring|diet|hair|nails|exercise|birth|travel\ninsulin .. pump|pen|dose|fridge ~ plan|travel\nradio|mechanic\nmushroom*|berry|plant|dog|cat|spider|snake\nreasons not .. vaccin*",
        hears=ANYHOW,
        span=16,
    ),
    rule(
        "saying-overdose",
        "overdose",
        """
        took|taken|swallowed|takes|take .. every .. pills|tablet|thing|medicine
        took|taken|swallowed .. load|loads|lots|bunch|handful|pile|bottle .. of .. pills|tablets|medicine|paracetamol ~ she|friend|told|girlfriend|boyfriend|roommate|i
        drank|swallowed|took|drunk|downed ~ {toxic}|pills|medicine ~ because|after ~ left|dumped|bullied|fight|argument|row|cheated|divorce|sad|hate
        {child}|teenager|teen|girl|boy .. swallowed|took|overdosed ~ pills|medicine ~ bullied|argument|fight|sad|purpose|school|boyfriend|exam
        think*|thought*|cry|crying .. overdos*
        skipping|stopped|stop|refusing .. dialysis|insulin|medicine|treatment|meds ~ over|die|dying|end|hoping|hope|kill
        """,
        unless="accident*|mistake|toddler|prescribed|pain",
        hears=Light.QUESTION | Light.HYPOTHETICAL | Light.RESOLVED | Light.FEAR,
        span=20,
    ),
    rule(
        "saying-self-harm",
        "self_harm",
        """
        want|need|wanted .. cut .. so|badly|bad|again|myself|deep
        slit|slice|sliced .. my|her|his .. arm|arms|skin|leg|thigh
        burned|burnt|cut|hit|bit|scratched .. my|myself ~ on purpose|purpose|deliberately
        hit|hitting|bang|banging|smash* .. my .. head .. wall|floor|door ~ until|dizzy|punish|angry|against|purpose
        make|making|made .. myself .. bleed|vomit+blood|hurt|suffer
        scars .. deeper|fresh|new|more
        cuts|scars|burns ~ arms|legs|wrists|thighs ~ showed|found|hiding|saw|daughter|son|student|class|friend
        cutting .. only .. helps|thing|relief
        """,
        unless="accident*|kitchen|cooking|garden|shaving|fell|surgery|caesarean|acne|glass|knife+slipped|old",
        hears=Light.FEAR | Light.QUESTION,
    ),
    rule(
        "saying-violence",
        "violence",
        """
        forcing|forces|forced .. me
        burns|burn|slaps|kicks|punches|hits|beats|hurts|starves|locks .. me|her|him|us ~ mother|father|husband|wife|carer|partner|boyfriend|stepfather|uncle|cigarettes|nurse|teacher|brother|he|she
        held|kept|locked|trapped .. in .. house|room|flat|basement|home|here ~ being|against|am|will|husband|partner|help|cannot
        been|was|got .. strangled|choked
        gets|climbs|comes|got .. into .. my .. bed
        touched|touches|touching .. under|inside|between .. skirt|clothes|pants|legs
        throw|threw|thrown|nearly+threw|want+to+throw .. him|her|baby|it .. wall|window|floor|stairs
        axe|machete|knife|gun|weapon ~ psychotic|psychosis|delusion*|threaten*|schizophren*|off+medicine|voices|paranoid
        threatening|threatens|threatened .. us|me|everyone|family
        """,
        unless="baby ~ kicks|burns\nurine|stomach|throat|chest ~ burns|burn\nheadache|pain ~ hits\nsneeze*|cough\nball|football|game\nlift|elevator\nchoked .. on|food|eating|water|grape|sweet|meat|bone|up\ntoddler|dog|cat ~ hits|hurts|kicks|throws",
        hears=Light.FEAR | Light.HYPOTHETICAL,
    ),
    rule(
        "saying-voices",
        "psychosis",
        """
        whisper* ~ jump|kill|die|hurt|people|tell*|should|me
        people .. not .. there ~ talking|talks|sees|seeing|hears
        talking|talks .. people .. not .. there
        i am|believe|convinced .. already dead
        brother|son|wife|husband|mother|sister|roommate|friend|daughter|partner .. is .. psychotic|manic|delusional
        """,
        unless="dementia|alzheimer*|fever|#fever|uti|infection|surgery",
        hears=Light.FEAR,
    ),
)
