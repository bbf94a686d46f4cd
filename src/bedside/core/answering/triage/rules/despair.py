"""Crises in looser words: wishes for death, farewells, hopelessness, fear of oneself.

Where `crises` knows whole phrases, these rules know the kinds of words that come together in them. Sources as there.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

ANYHOW = Light.QUESTION | Light.HYPOTHETICAL | Light.FEAR | Light.IDIOM | Light.ANIMAL

RULES = (
    rule(
        "despair-wish",
        "suicide",
        """
        wish|wishing|wished|hope|hoping|pray|praying|prayed|rather|want|wants|wanted|wanting|love|long|longing|desire|crave|dream|dreaming|daydream*|fantas*|beg|begging ~ die|dead|death|dying|killed|nonexist*|non+existence|oblivion|suicide|coma|never+born|never+been+born|not+exist|stop+existing|cease|end+me|not+wake|never+wake|not+be+alive|not+be+here
        wish|wishing|hope|hoping|want|pray ~ truck|lorry|bus|car|train|cancer|lightning|plane|accident|heart+attack|bomb|terminal ~ hit|hits|run|kill*|take*|crash*|me|over
        wish|wishing|hope|want|pray .. would|could|to .. vanish|disappear|fade+away|cease
        want|need|wish .. out .. life|world|this
        want|wants .. out
        want|wants|wanted .. it|life|everything|all|this|suffering|pain .. over|end|ended|done|stop .. with|forever|good|now|life
        life|everything|it ~ want ~ over
        would|should|could .. not|never .. have been|be|exist .. born|alive
        better .. alive|me|dead|gone|without|off ~ family|everyone|kids|world|they|people|children|wife|husband|all
        deserve .. die|dead|death|better+than+me
        """,
        """
        i|me|my|myself|he|she|her|his|him
        """,
        unless="""
        long dead
        dead .. years
        hair|eyebrows|roots
        die|dead|dying ~ phone|battery|plant|plants|laptop|car|skin|leg|arm|tired|laugh*|embarrass*|coffee|food|pizza|nap|curry|chocolate
        dying ~ chest|breath*|flu|fever|throat|hangover|scared|afraid|worried|fear|terrified
        wants .. get|go .. out
        want .. get|take|come|move|find|pull|come|work|eat|sleep|rule|stay|hang|make|carry .. out
        want .. it|pain|cold|flu|cough|this .. over with
        wish .. cold|flu|headache|cough|pain .. would
        not want .. die
        cat|dog|pet ~ die|dying|death|dead
        heart_attack|stroke ~ risk|family|prevent*
        before .. died|die
        since|after|when .. died|death|dies|passed
        grie*|bereave*|funeral|mourn*
        want|wants .. to live
        lost|losing|loss .. to|by|after suicide
        family history
        disappear|vanish ~ beach|week|holiday|weekend|island
        health anxiety
        wake .. anaesthetic|anesthetic
        """,
        span=14,
        hears=ANYHOW | Light.PAST,
    ),
    rule(
        "despair-hopeless",
        "suicide",
        """
        life|living|live|existence|everything|future|it+all|being+alive|alive ~ pointless|meaningless|worthless|hopeless|empty|unbearable|not+worth|no+point|no+meaning|no+purpose|ruined|nothing+left|no+hope|useless|without+hope|joke|torture|hell
        worthless|hopeless|useless|pointless|burden|failure|waste+of+space|trapped|unlovable|disgusting|waste+of|empty|despair|broken|loser|desperate ~ i|me|my|feel*|am|family|everyone|life ~ anymore|better|without|alive|gone|die|live|end|everyone|life|family|nobody|noone|disappear|cannot|exist|stop|tonight|living|deserve|alone|forever|world|carry
        no|zero|lost|lack|without .. will|wish|desire|reason|reasons .. live|living|carry|keep|continue|exist|stay
        nothing|no+one|nobody .. left|to .. live|living|stay|me|hope
        given|give|giving|gave .. up .. life|living|hope|everything|myself
        what .. point .. living|life|anymore|going|trying|existing|being|carrying|waking|me
        what is the point ~ rather|exist*|live|anymore|life|dead|die|go
        rather .. not .. exist|live|be+here|wake|alive
        tired|exhausted|sick|done .. of|with .. living|life|existing|fighting|everything|trying|pretending|being+alive
        cannot|not .. keep|carry|go|take|do|continue|handle|face|bear .. going|on|this|it|living|another|tomorrow|like .. anymore|longer|day|any+more|sorry|like+this|tomorrow
        cannot .. take|do|bear|stand|face|cope|handle .. anymore|another+day|any+longer|tomorrow|living
        not|cannot .. see|imagine|picture .. myself|me|future|tomorrow|here|way|reason|point|light .. here|next|alive|out|future|being|forward|anymore|living|months|years|christmas
        not .. see .. future
        no way out
        lost|losing|no|without .. all|any|hope .. hope|tonight
        lost .. hope
        not|cannot .. get|make .. through|it ~ tonight|night|today|week|another
        no future
        end of .. rope|tether
        nothing .. for me ~ here|left
        nobody|noone|no+one .. needs|wants|loves|misses|remembers|cares ~ me|i|anymore
        without me ~ world|everyone|family|kids|they|life|better|fine|okay|spinning|easier|on
        okay|fine|better|cope|manage .. without .. him|her ~ said|says|insurance|papers|will|told|asked
        not .. belong .. here|planet|world|anywhere|earth
        no .. fight|strength|energy .. left
        want .. all|everything|mind|head|thoughts|noise|world .. quiet|silent|silence|stop|still
        being alive|existence|existing|living|life ~ hurts|painful|exhausting|unbearable|agony|torment|pain|hard
        doing .. them|everyone|family|people .. favour|favor
        like .. ghost
        make .. it .. official
        deserve .. better .. mother|father|wife|husband|parent|me ~ here|gone|without|kids
        why .. should|do|must|would|keep|even .. keep|go|carry|stay .. living|on|alive|trying|going
        sleep .. forever
        permanent .. silence|sleep|end|peace|rest
        not .. come|wake .. back|up .. ever|again|sleep
        not .. around .. longer
        picked|chosen|choose|chose|set|found .. place|date|day|spot|method|time|way ~ over|die|end|tomorrow|tonight|goodbye
        no .. other|another .. way|option .. out|but
        end|ending|stop|finish .. my|the|all|this|our .. suffering|misery|pain|existence|life|lives|torment .. way|only|for+good|forever|tonight|now|myself|once
        only way .. out|peace|end|stop|escape
        nobody|noone|no+one|who .. would|will|even .. care|notice|miss|cry|mind .. gone|died|die|dead|disappeared|tomorrow|me|was|were|if
        world|everyone|family|kids|they|people|all|parents|children .. better|happier|fine|easier|cope|free|relieved .. without|off|if+i|gone|dead .. me|i|died|was|were|gone|dead
        without me .. better|happier|easier|fine
        if i .. gone|died|die|dead|disappeared|vanished|was+not+here ~ better|care|notice|miss|relief|relieved|easier|happier|nobody|cry|cope|insurance|money|fine|free
        """,
        unless="""
        looks|looking|look|pale|grey|white|stomach .. like .. ghost
        living|live with .. parents|mother|father|flatmates|roommates|inlaws|housemates
        itch*|eczema|diet|gym|exercise|job|course|homework|snor*|noise|rash|acne|periods|cramps ~ cannot|pointless|hopeless|useless
        hay fever
        i am hopeless at
        useless .. cream|medicine|inhaler|doctor|gp
        cannot take .. medicine|ibuprofen|paracetamol|aspirin|tablets|it+with|statins|antibiotics
        psoriasis|eczema|coffee|chocolate|snoring|hay+fever
        cannot do .. exercise|push|squat*|gym|sit|yoga
        no point .. calling|antibiotics|wait*|taking
        reason .. rash|pain
        cannot go on .. holiday|trip|pill|date
        empty stomach
        breath*|air|chest ~ cannot
        rope|tether .. with
        sex life|work+life|social+life|shelf+life|battery+life|half+life|married+life
        """,
        span=12,
        hears=ANYHOW | Light.IDIOM,
    ),
    rule(
        "despair-unsafe",
        "suicide",
        """
        not|never|cannot|hardly .. feel|am|be|keep|trust|stay|feeling .. safe|alone|myself .. myself|alone|tonight|with|own|me
        not|cannot .. trust|keep .. myself
        unsafe .. with|around|alone|by .. myself
        do|doing|done .. something .. stupid|silly|bad|drastic|terrible|awful|myself|regret|irreversible|permanent|reckless|to+myself
        do .. to myself
        going|might|will|could|scared|afraid|want .. hurt|harm .. myself
        scared|afraid|frightened .. of .. myself|my+thoughts|own+thoughts|own+mind
        dark|bad|intrusive|scary|horrible|those|suicidal|same .. thoughts ~ myself|end*|die|hurt*|again|back|act|tonight|life|knife|bridge|baby|harm*|death|louder|winning|stop
        have|has|got|made|making .. plan ~ means|how|method|date|tonight|end|pills|rope|and|die|suicid*|when|kill*
        plan ~ means|die|death|end+it|end+my+life|kill*|suicid*|pills
        written|wrote|write|writing|leaving|left|made|updated|sorted|finished .. will|note|notes|letter|letters ~ goodbye|kids|everyone|parents|mother|family|sorry|funeral|affairs|them|tonight|die|gone|when+i+am
        gave|giving|given|give .. away .. my|dog|cat|everything|stuff|things|belongings|possessions|her|his|all
        affairs .. order
        stop|stopped|refus* .. eating|drinking|food ~ until|die|dies|death
        paid|settled|sorted .. bills|affairs|debts|everything|funeral ~ trouble|after|gone|burden|nobody|kids|die|goodbye|no+one|note
        planned .. my .. funeral|death
        my last .. day|night|message|words|goodbye|christmas|birthday ~ bye|goodbye|end|tonight|sorry|everyone
        counting .. my .. pills
        stopped|stop|quit|refus*|not|skipping .. eating|drinking|insulin|dialysis|medicine|food|tablets|pills|treatment ~ fade|die|over|purpose|want|end|slowly|deserve|waste|care|hope|go|let|myself
        """,
        """
        i|me|my|myself|he|she|his|her|him
        """,
        unless="""
        old|spare|broken .. crutches|clothes|wheelchair|frame|toys
        accident*|lifting|gym|running|football|workout|sport|exercise|yoga ~ hurt|harm
        give .. away .. cold|germs|flu
        birth|meal|diet|care|treatment|family|fitness|workout|holiday|payment|health|insurance|lesson|pension
        plan ~ pregnan*|baby|holiday|weight|training|exercise|trip|conceive
        kitchen+safe
        ramadan|fast|fasting
        appetite ~ cold|flu
        not alone
        will have
        is .. safe .. to|for
        gave .. blood
        """,
        span=14,
        hears=ANYHOW,
    ),
    rule(
        "despair-farewell",
        "suicide",
        """
        goodbye|bye|farewell|adieu ~ i+am+done|had+enough|done|time|sorry|love|everyone|tired|enough|cannot|go|forever|world|all|finished|tonight|nobody|life|forgive|over|kids|anymore|last
        time 2|to .. go .. bye|goodbye|now+forever|home+to
        sorry|forgive ~ everyone|everything|all|mother|father|kids|family ~ anymore|goodbye|bye|cannot|gone|forever|do+this|it+is+time|love|last
        tell .. my|the|them|her|him .. wife|kids|mother|family|love|children|parents|husband ~ sorry|loved|love|gone|goodbye|fault
        do|take|say|look .. last|final .. goodbye
        text|texted|message|messaged|email|post|posted|letter|wrote|called|saying|video ~ goodbye|farewell
        jesus|god|heaven|lord ~ calling|home|ready|meet|join|tablets|pills|soon
        joining|join|be+with|see|seeing|meet .. him|her|them|wife|husband|son|daughter|baby|mother|father|again ~ heaven|soon|tonight|other+side|dead|late|pills|ready|decided|die|grave
        """,
        unless="goodbye ~ surgery|job|team|colleagues|cake|food|leaving+do\nmoving .. to|house|abroad|away\nthanks to all\nhealth+visitor|midwife|nurse|physio|counsellor|teacher|therapist|preschool|book\nthanks+bye|thanks+for+help|thank+you+bye|cheers|helped|see+you|later|appointment|ok+bye|sugar|carbs|smoking|cigarettes|weight|coffee|gluten|winter|summer\nnursing home\nsorry .. bother|long|late|spelling|english|message|disturb*",
        span=14,
        hears=ANYHOW,
    ),
    rule(
        "despair-attempt",
        "suicide",
        """
        tried|attempted|attempting|nearly|almost|about|tries|trying|attempt|failed|close .. od|overdose|hang|hanging|jump|jumped|kill|killed|end|ended|drown|suicide|did+it|slit|did+myself|gas|do+it ~ night|morning|i|he|she|my|myself|himself|herself|last|yesterday|today|tonight|this|friend|son|daughter|wife|husband|brother|sister|mother|father
        suicide|suicidal ~ attempt|attempts|attempted|try|tried|threat*|threaten*|plan*|planning|now|tonight|next|again|today|want*|feel*|feeling|thought*|think*|consider*|since|friend|boyfriend|girlfriend|husband|wife|son|daughter|mother|father|brother|sister|am|is|my
        suicidal
        rehears* .. it|head|mind|death|write|letter|goodbye
        by .. time|when|if .. you .. read|reading|see|hear .. this
        why .. am .. i .. alive|here|living|breathing|born
        looking|look|searching|find|found .. tall|high|tallest|highest .. building|buildings|bridge|bridges|place
        drove|driving|drive .. at|towards|into .. wall|tree|truck|lorry|barrier ~ swerv*|purpose|almost|nearly|want*|accelerat*
        plan .. is|set|ready|made|fixed ~ friday|saturday|sunday|monday|tuesday|wednesday|thursday|tonight|tomorrow|weekend|date|birthday|christmas
        last time .. hear|see .. me
        last time .. you|they|anyone .. hear|see
        head|brain|mind .. tells|telling|says|keeps .. do it
        wish_to_die|want_to_end
        googl*|search*|research*|looking|reading|watched|looked|learned|learnt|youtube .. how|ways|methods|up .. hang|die|kill|noose|suicide|overdose|painless*|jump|drown|knots
        """,
        unless="""
        breastfe*|wean*|smok*|diet|marathon|house
        doing .. brilliantly|well|great|better
        peer+support*|supporter|figures|study|paramedic|condolence*|course|aider|enzym*|inhibitors
        father's|mother's|brother's .. suicide
        returns .. to work
        prevent*
        rates|statistics|squad
        risk|early+warning|risk+factors|warning+signs ~ suicid*
        suicid* ~ records|insurance|policy|poster
        suicide ~ died|lost|loss|bereav*|grie*|funeral|anniversary
        committed|commits .. suicide ~ years|last|when|before|ago
        used to .. suicidal
        end|ended ~ relationship|marriage|shift|antibiotics|course
        hang|hanging ~ picture|out|coat|washing|curtain|up
        jump|jumped .. rope|trampoline|fence
        """,
        span=14,
        hears=Light.FEAR | Light.HYPOTHETICAL,
    ),
    rule(
        "despair-third-person",
        "suicide",
        """
        {loved}|roommate|flatmate|colleague|student|patient|cousin|uncle|aunt|ex|neighbour|neighbor|classmate|teenager|teen ~ suicide|suicidal|noose|overdosed|goodbye|hang+himself|hang+herself|end+it|end+things|kill+himself|kill+herself|kill+themselves|not+want+to+live|wants+to+die|want+to+die|take+his+life|take+her+life|better+off+dead|not+be+here|not+want+be+here|nothing+to+live|no+reason+to+live|jump|hurt+himself|hurt+herself|harm+himself|harm+herself|gun|rope ~ says|said|saying|told|texted|posted|messaged|wants|want|threaten*|talks|talking|going|keeps|going|wrote|phone|found|bought|got|has|will|answering|locked|wrote|plans|planning|try|tried
        """,
        unless="died|passed|funeral|lost|grie*|bereav*|years+ago|anniversary|prevent*\nrope+jump|jump+rope|trampoline|bungee|nail|massage\nknee|ankle ~ jump\npuppy|dog|cat ~ jump",
        hears=ANYHOW,
    ),
    rule(
        "despair-help",
        "suicide",
        "i|we|my .. need|want .. help ~ myself|suicid*|end|die|hurt*|harm*|thoughts|alive|crisis|cannot+cope\nmental|psychiatric .. breakdown|crisis|emergency ~ i|he|she|my|having|in\nhaving .. breakdown ~ hurt*|die|end|cannot|help|safe",
        unless="nervous+breakdown ~ years",
        hears=Light.FEAR,
    ),
)
