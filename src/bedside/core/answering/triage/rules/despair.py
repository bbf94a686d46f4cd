"""Crises in looser words: wishes for death, questions of method, means at hand, farewells, hopelessness.

Where `crises` knows whole phrases, these rules know the kinds of words that come together in them. Sources as there.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

ANYHOW = Light.QUESTION | Light.HYPOTHETICAL | Light.FEAR | Light.IDIOM | Light.ANIMAL
OTHERS = """
people ~ die|kill*|dead|year|many
each|per|every .. year
children|toddler|dog|cat|dogs|cats|kids|germs|bacteria|virus|lice|mosquito*|weeds|mould|mold|fungus|worms|ticks|fleas|rats|mice|bugs ~ kill*|die|deadly|lethal|poison*
novel|thriller|story|character
"""

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
        """,
        span=14,
        hears=ANYHOW | Light.PAST,
    ),
    rule(
        "despair-method",
        "suicide",
        """
        hang|hanging|drown|drowning|jump|jumping|jumped|wrist|wrists|vein|veins|artery|overdose|overdosing|od|pills|paracetamol|ibuprofen|aspirin|insulin|morphine|codeine|oxycodone|opioids|xanax|diazepam|benzos|antidepressants|amitriptyline|propranolol|medicine|sleeping|starve|starving|starvation|bleed|suffocat*|strangl*|asphyxiat*|helium|nitrogen|exhaust|carbon_monoxide|charcoal|noose|gun|bullet|building|bridge|train|cliff|storey|storeys|stories|floor|floors|cyanide|bleach|antifreeze|rope|razor|shoot|shooting|bullet|gunshot|crash|crashing|bag|exit|hypothermia|freeze|freezing|knife|poison|potassium|fentanyl|heroin|drugs|combination|cut
        """,
        """
        die|dies|death|killing|kill+me|kill+myself|kill+someone|kill|you|yourself|him|her
        kill|fatal|lethal|deadly|deadliest|dead
        painless|painful|quick|quickly|quickest|fast|fastest|instant|instantly|sure|peaceful|peacefully|hurt|easiest|easy|guarantee*|certain|undetected|definitely|effective
        end it|life|things|me
        stop|stops .. heart
        bleed|bleeding .. out
        long .. take|takes
        """,
        """
        how|which|what|will|would|is|are|does|can|could|best|tell|enough|many|much|long|way
        """,
        """
        die|dies|dead|death|kill|fatal|lethal|deadly|deadliest|end
        stop|stops .. heart
        bleed|bleeding .. out
        hanging|drown|drowning|hang|jump|jumping|jumped|strangl*|suffocat*|overdosing|noose|wrists
        """,
        unless=OTHERS
        + """
        prevent*|safe|safely|store|antidote|treat*|recover*|symptoms|signs|rescue|save
        allerg*|asthma|swimming|pool|exam|homework|quiz|essay|study
        pain|headache|cold|cough|ache|fever|infection|hiccups|wart|warts|fungal|flu|migraine ~ kill|quick*|fast*|easy|easiest|instant*|effective
        knee|trampoline|rope+jump|jumping+jacks|high+jump|long+jump
        toddler|baby|child|son|daughter|dog|cat|kid|puppy
        die .. from|of
        accident*
        works|work|act|acts ~ quick*|fast*
        end of life
        hospice|palliative|morphine addictive
        how does
        """,
        span=14,
        hears=ANYHOW,
    ),
    rule(
        "despair-method-asked",
        "suicide",
        """
        shoot|shooting|hang|hanging .. yourself|myself|oneself
        bag .. head
        peaceful|painless|quiet|gentle|final .. exit|way+out|end|ending
        crash* .. mph|wall|tree
        jump* .. floor|storey|building|bridge
        took|take|taking .. all .. of these|them|my
        """,
        """
        how|which|what|is|does|would|will|can|could|if
        """,
        """
        quick|hurt|painful|instant|fast|work|peaceful|painless|long|sure|survive|end|exit|definitely
        """,
        unless=OTHERS + "knee|trampoline|course|antibiotics|doctor|pharmacist|vitamin*|supplement*",
        span=12,
        hears=ANYHOW,
    ),
    rule(
        "despair-means",
        "suicide",
        """
        noose
        razor|blade|blades|knife ~ stop|cannot|keep ~ picking|holding|looking|thinking|reaching|staring|touching
        blade|razor|knife .. in|to .. my .. hand|wrist|arm|throat|skin
        bag ~ head|plastic|over ~ head|quick|suffocat*|tape|helium
        charcoal|tape|hose|exhaust ~ car|bathroom|room|windows|bought
        pills|medicine|tablets|bottle ~ photo|picture|locked|pic ~ sorry|herself|himself|bathroom|room|door|goodbye|said|sent
        enough ~ #many_pills
        #many_pills ~ enough|kill|die|lethal|fatal|do+it|work
        empty .. bottle|packets|packet .. pills ~ note|purpose|goodbye
        i|he|she|husband|son|brother|father|friend|got|have|has|with|my|bought|loaded .. gun|pistol|rifle|shotgun|revolver|firearm
        gun|pistol|rifle|shotgun|revolver ~ loaded|lap|hand|mouth|head|next|beside|bed|table|drawer|thinking|using|use|use|closet|ready|bullets|trigger
        i|he|she .. have|has|got|bought|found .. rope|noose|ligature
        rope|ligature|belt ~ bought|ready|tied|tying|neck|beam|tree|garage|attic|tonight|door|hanging|holding
        pills|paracetamol|tablets|morphine|insulin|antidepressants|medicine|everything ~ counted|counting|lined|saved|saving|hoard*|stash*|stockpil*|collecting|ready|poured|row|crushed|laid ~ tonight|enough|die|sleep|go|end|home|forever|hand|me|bed|goodbye|vodka|whisky|whiskey|wine|alone|death|calling|final
        knife|razor|blade ~ wrist|wrists|throat|hand|holding|neck ~ i|my|me|want|she|he|tonight|his|her
        garage|car ~ engine|exhaust|hose ~ running|locked|himself|herself|fumes|pipe|door|myself
        """,
        unless="""
        nail|massage|glue|heat|staple|stun|bb|toy|nerf|temperature|water|spray
        gun ~ shot|range|wound|ear|ears|hearing|loud|ringing
        jump|skipping|climbing
        seat|conveyor
        chef|cooking|shaving|accident*|slipped
        generator|mechanic
        carbon monoxide detector
        """,
        span=15,
        hears=ANYHOW,
    ),
    rule(
        "despair-place",
        "suicide",
        """
        standing|sitting|stood|sat|am|at|up|climbed|waiting|on|went|gone|is|by|over|walking|walked|heading ~ bridge|ledge|rooftop|parapet|tracks|railway|rails|cliff|overpass|railing|motorway
        edge .. of|roof|building|platform|cliff|bridge
        on|off|from .. roof
        drive|driving|drove|swerve|swerving|crash|crashing|steer|steering|veer|veering .. off|into|over .. cliff|bridge|wall|tree|river|lorry|truck|traffic|road|ravine|lake|oncoming|pole|barrier
        step|stepping|stepped|walk|walking|throw|throwing|run|running|jump|jumping|jumped|lie|lying|fall|falling|dive .. front|into|onto|under|in|off|out|from .. traffic|train|bus|lorry|truck|tracks|cars|road|tube|bridge|roof|window|balcony|building|cliff|subway|metro|platform|motorway|highway|overpass
        nearly|almost|about|want|wanted|going|thinking|urge|thought .. jump|jumped|jumping
        top|roof|edge .. of ~ storey|carpark|car+park|building|stairs|cliff|tower|flats
        platform ~ trains|train|stood|standing|hour
        cliff|cliffs|bridge|tracks|bridges ~ drove|sat|walked|went|drive|sitting|stood|parked
        """,
        """
        want*|wanna|think*|thought*|urge*|keep|keeps|end|die|anymore|goodbye|alone|cannot|going|tonight|over|quiet|easy|easier|bye|nobody|jump*|depress*|stand*|sitting|help|crying|cry|cries|life|now|he|she|will|would|not|tempted|imagin*|nearly|almost|sorry|now|here|right|come|down|ledge|edge|top|trains|sat|drove|parked|stood
        """,
        """
        i|me|my|he|she|friend|husband|wife|son|daughter|brother|sister|father|mother|they|someone|boyfriend|girlfriend|roommate|flatmate|neighbour|colleague|patient|ex|standing|now|tonight|sitting
        """,
        unless="""
        fell|fallen|slipped|tripped|accident*|injur*|hurt|hurts|broken|broke|landed|ladder|tiles|repair*|sprain*|bruis*|sunstroke
        bungee|parkour|skipping|diving|swim*|hiking|photo|trampoline|training|marathon|race
        bridge ~ tooth|teeth|dental|crown|denture|nose
        sick|nausea|dizzy|vertigo|fear|phobia|heights
        knee|ankle|hip|back|calf ~ jump*|running|walking|driving
        commute|travel|bus+stop
        hit+by|struck+by
        """,
        span=12,
        hears=ANYHOW,
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
        unless="thanks+bye|thanks+for+help|thank+you+bye|cheers|helped|see+you|later|appointment|ok+bye|sugar|carbs|smoking|cigarettes|weight|coffee|gluten|winter|summer\nnursing home\nsorry .. bother|long|late|spelling|english|message|disturb*",
        span=14,
        hears=ANYHOW,
    ),
    rule(
        "despair-overdose",
        "overdose",
        """
        took|taken|swallowed|downed|necked|take|taking|swallow|ate|drank|popped|had|taking|overdosed|od|injected|washed ~ pills|paracetamol|ibuprofen|medicine|antidepressants|bottle|packet|box|everything|handful|all|#many_pills|insulin|morphine|aspirin|lot|lots|loads|bunch|sleeping|bleach|antifreeze|codeine|xanax|stash|cabinet|prescription|month
        od|overdose|overdosed
        swallowed|drank|swallow|ate|drink ~ razor|blades|batteries|glass|poison|cleaner|bleach|detergent|antifreeze|{toxic}
        """,
        """
        not|nobody|no|dont .. want|need|call|tell|save|let .. save|help|anyone|stop|wake|ambulance|live|anymore
        hoping|hope|wish|want*|trying|try|tried|going|wants|meant|so+that .. not|never|die|sleep|end|dead|wake|forever|stop|od|overdose|gone
        purpose|deliberate*|intentional*|suicid*
        tried|attempted|trying|want|going|plan*|threaten*|thinking .. od|overdose
        goodbye|sorry|bye|forgive|letter|die|death|to+die|fight|argument|breakup|dumped|broke+up|row|regret*|sad|depress*|cannot+cope|hate+myself|hate+life|hate+my+life|alone|over|enough|anymore|note
        """,
        unless="accident*|mistake|headache|pain|toothache|prescribed|as+directed|forgot|realising|realizing|wrong|toddler|instead|missed\ntaken .. antidepressants .. weeks|months|years|for|since\nhangover\nfood\nfear|scared .. overdose|od\ndepress* .. taken|take|taking|took .. medicine|pills ~ weeks|months|years\nod ~ eye|vitamin",
        span=20,
        hears=Light.HYPOTHETICAL | Light.FEAR | Light.RESOLVED,
    ),
    rule(
        "despair-all-the-pills",
        "overdose",
        """
        took|taken|swallowed|downed|necked|take|taking|swallow|swallowing .. all|whole|entire|everything|bunch|bottle|packet|handful|box|loads .. my|the|of|her|his ~ pills|medicine|antidepressants|paracetamol|{pills}
        i|he|she|have|has|just .. taken|took|swallowed .. something ~ sleep|back|goodbye|sorry|dizzy|regret|die|wake
        take|taking|took .. them|it .. all ~ cope|cannot|end|going|sleep|die|tonight|sorry
        collecting|collected|gathering|buying .. painkillers|pills|paracetamol|medicine ~ months|weeks|enough|secretly|stash|years|end|die
        saving|saved|hoard*|stockpil*|stash* ~ pills|medicine|morphine|paracetamol|insulin
        """,
        unless="accident*|mistake|course|antibiotics|prescribed|mixed|forgot|confused|toddler|baby|child|grandmother|nan|pain|headache|dosette|missed\nsaving .. money|account|time",
        hears=Light.QUESTION | Light.RESOLVED,
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
        "despair-baby",
        "psychosis",
        """
        thoughts|thought|images|imagine|imagining|picture|picturing|visions|urge|urges|flashes|dream|keep+thinking|thinking|afraid|scared|terrified|want|tempted|going|might|could|impulse|impulses ~ dropping|drop|smother*|drown*|shak*|hurt*|harm*|throw*|stab*|suffocat*|kill*|burning|hitting|hit|choking|strangl*|leave|squeez*|slam* ~ baby|newborn|him|her|child|twins|daughter|son|infant|kids|children|toddler
        nearly|almost|just|have|might|could .. shook|shake|shaken|smacked|dropped|throw|thrown|hit|snap|snapped ~ baby|him|her|newborn|kid|child|crying
        pillow ~ face|baby|daughter|son|over|smother*
        """,
        unless="wake|respond*|unconscious\nshaking ~ fever|cold\nchoking ~ food|grape|hazard\ntwins ~ vaccin*\nmedicine|vaccine|breastmilk|drug|dye|flight|x+ray|alcohol ~ hurt|harm\naccident*|fell",
        hears=Light.FEAR,
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
    rule(
        "despair-help",
        "suicide",
        "i|we|my .. need|want .. help ~ myself|suicid*|end|die|hurt*|harm*|thoughts|alive|crisis|cannot+cope\nmental|psychiatric .. breakdown|crisis|emergency ~ i|he|she|my|having|in\nhaving .. breakdown ~ hurt*|die|end|cannot|help|safe",
        unless="nervous+breakdown ~ years",
        hears=Light.FEAR,
    ),
)
