"""Crises said plainly: first what leaves no doubt in whatever light, then plain words for an act, a plan or a parting.

Sources: as in `crises`. The first rule hears even a message that says "I'm fine" beside it, for many do.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

HEARS = Light.QUESTION | Light.HYPOTHETICAL | Light.FEAR
TOLD = HEARS | Light.RESOLVED

RULES = (
    rule(
        "plain-wish-now",
        "suicide",
        """
        i .. want|wanting|need|like|going|ready|planning|rather|should|might|will|deserve .. suicide|kill+myself|hang+myself|shoot+myself|drown+myself|end+my+life|take+my+life|take+my+own+life|end+it+all
        just|still|really want to .. die|suicide|be+dead|kill+myself|end+it+all|not+exist
        better of|off .. dead|ded|death
        killing|kill|end|ending .. myself ~ thinking|plan*|tonight|today|now|going|thoughts
        put to sleep .. like .. dog|animal|pet
        quiero|kiero .. morir|morirme|matarme|suicidarme
        """,
        "i|me|my|myself|want|id|be|quiero|kiero",
        unless="""
        not|never .. want|going|planning .. kill|die|suicide|end|hang
        could|would|will .. kill|shoot myself for|if
        used to
        years|decades .. ago|later
        """,
        span=14,
        hears=TOLD,
    ),
    rule(
        "plain-wish",
        "suicide",
        """
        not|never .. want .. any more|another .. days|mornings|tomorrows|years|birthdays
        not want anymore|more .. days|mornings|tomorrows|years|birthdays
        wants|want|asks|begs|wish* .. be .. let .. go
        why .. will|do|can .. not .. let .. her|him|me .. go|die
        not let me wake
        relief|nice|lovely|wonderful|grateful|happy|glad ~ heart ~ stopped|stop|stops|gave+out ~ night|sleep|simply|just|if
        not .. plan|planning|expect|intend|bother|count|counting .. see|seeing|reach|reaching|make|making .. christmas|birthday|summer|tomorrow|spring|easter|winter
        dark|bad|black thoughts .. not|ending|dying|death|here|living|myself
        not|never .. feel|am|is safe .. on|with|alone .. own|myself|himself|herself|me
        i .. not safe .. alone|myself|own
        afraid|scared|frightened .. of|from myself
        head|mind|brain|thoughts ~ say|says|tell|tells|telling ~ rope|die|kill|jump|knife|pills|end+it|myself
        i .. problem ~ remove|get+rid+of|solve|fix|eliminate ~ problem|myself|for+good|know+how
        only|one thing .. keeping|stopping|keeps|stops|holding .. me .. from|alive|here|doing|going
        decided .. not .. need|want|going .. find out|stay|wait|carry
        wish|wishes|wished .. not alive|living|born|survived
        survived|alive|lived|failed ~ wish+i+had+not|should+not+have|regret|attempt
        my .. attempt .. failed|did+not+work
        if i die .. glad|happy|relief|fine|good
        glad|happy|relieved ~ if i died|die|dead
        know .. where|when|how ~ i .. will|would|am+going .. do it
        have .. everything .. i .. need .. do it
        nobody|no+one .. would .. care .. if .. died|gone
        no point to|in .. me|being|living
        it|this .. ends tonight|today|tomorrow
        not .. try .. stop me
        not .. leave .. me .. alone ~ thoughts|tonight|myself|scared
        scared|afraid|frightened .. what .. i .. do ~ alone|myself|tonight|left
        wanting .. to .. die|be+dead
        god|allah|jesus|church|islam .. forgive|forgives|allow .. suicide
        tell .. i|you|someone|wife|husband|mother|father ~ you|i .. suicidal
        threaten* .. jump|to+jump|kill*|suicide|hang
        i cannot go on
        mental|psychiatric health .. crisis|emergency
        i .. am|having .. in .. crisis
        least painful .. way|method|death
        peaceful|painless|gentle|dignified .. exit|departure
        exit ~ painless|peaceful|pharmacies|ingredients
        skip|skipping|stop|stopping|miss|missing|leave ~ insulin|dialysis|steroids ~ easy+way|way+out|blame|blames|quietly|let+go|natural
        """,
        unless="""
        scared of myself ~ public|mirror
        cannot go on .. holiday|trip|date|pill|bike|plane
        point .. being .. rude|vegan|early|late|careful
        let .. go ~ home|outside|out|work|school|toilet
        exit ~ wound|sign|site
        labour|labor|waters
        not safe .. drive|driving|walk|walking|stairs
        """,
        span=16,
        hears=TOLD,
    ),
    rule(
        "plain-wish-in-past-words",
        "suicide",
        """
        nobody|no+one|noone|who .. care|notice|cry|mind|miss .. if .. i .. died|was+dead|was+gone|disappeared|killed+myself
        if i died|die .. tonight|tomorrow|sleep|now ~ glad|happy|relief|fine|good|care|notice|okay|better
        i .. survived|woke|lived .. wish|wished|regret|gutted|angry .. not|had|i
        survived .. wish .. i .. not
        wish .. i .. died|was+dead|were+dead
        should have .. died ~ i|me
        i tried .. kill|hang|drown|end|suicide ~ last+night|yesterday|today|this+morning|again
        not afraid .. to die|of+dying .. want
        want .. i .. die|dead
        how high ~ over|instantly|certain|sure
        my death .. look|seem
        not .. be alive .. on|by|at|when|for|then|next
        not .. last .. until|till .. then|that
        bit|bite|biting|cut|hit|burnt|burned|punched .. myself .. till|until|again|purpose|deliberate*
        what|scared|afraid .. i .. do .. if .. left|am .. alone
        makes|make .. heart .. just stop
        playlist|songs|music|hymns|readings .. my|own funeral
        funeral ~ mine|my+own
        know .. where .. when .. do it
        """,
        unless="""
        deposit|booking|holiday
        film|novel|character
        mother's|father's|gran*|uncle's .. funeral
        long|covid .. survived
        bit|burn* ~ oven|iron|tongue|cheek|lip|accident*
        battery|supplies|prescription|milk ~ last
        """,
        span=16,
        hears=TOLD | Light.PAST,
    ),
    rule(
        "plain-act",
        "overdose",
        """
        took|taken|take|swallowed .. all|al .. my|the|her|his .. pills|medicine ~ sorry|goodbye|bye|love|forgive|end|tired|want*|die|nobody|help+me
        took|taken|swallowed|take .. too+much|too+many|lot|loads|overdose|all ~ purpose|deliberate*|intentional*|meant+to
        i .. attempted .. last night|yesterday|today|again
        taken|took an od
        took|swallowed .. them .. all ~ i|me|just|now|sorry|she|he
        my plan is ready|set|made
        letters|letter|note .. are|is written ~ paid|done|ready|sorted|goodbye|tonight
        tonight .. will|would .. be .. his|her|my .. last
        stop .. from killing|hurting|harming|hanging .. themselves|himself|herself
        ready to go .. be .. with my|him|her
        stockpil*|stashing|hoarding ~ comfort|case|drawer|know|there|ready|when|safe|reassur*
        which .. strong|strongest|dangerous ~ pills|medicine|ones ~ deleted|asked|photos|goodbye|her|his
        look|looking|looked|stare|staring ~ pillow ~ cot|crib|baby|thought
        make|making|made|have .. look .. like .. accident
        coroner|inquest ~ tell|tells|told|say|know ~ parents|family|mother|wife|husband|kids ~ how|exactly|happened|purpose
        """,
        unless="""
        toilet|loo|food|stockpil* .. food
        antibiotics|course|as+prescribed|as+directed|finished
        accident*|mistake ~ took|taken|swallowed
        prevent*|pharmac*|shortage|brexit|legal
        died|death ~ our|my+late
        """,
        span=18,
        hears=HEARS,
    ),
    rule(
        "plain-injury-found",
        "self_harm",
        """
        she|he|daughter|son|girl|boy|friend|pupil|student|sister ~ told|tells|says|said|admitted .. she|he cuts
        fresh|new|more|lots+of|deep|rows+of|lines+of .. cuts|scars|marks|burns .. her|his|my|their .. thigh|thighs|arm|arms|wrist|wrists|forearm|forearms
        i .. cut again|deeper
        i cut .. last+night|again|tonight ~ urge|myself|sleep|cry
        found|find|finding .. razor|razors|blades|blade ~ room|tissues|bloody|blood|pillow|bed|bag|drawer|mattress
        """,
        unless="cat|dog|thorn*|bramble*|rose|glass|fell|accident*|shaving|work|barbed|toddler|mouth|operation",
        hears=HEARS,
    ),
    rule(
        "plain-parting",
        "suicide",
        """
        i .. not .. be .. around .. take|need|use|see|finish|collect|pay
        not .. need|needing .. appointment|prescription|ticket|place ~ staying|stays|give+it|somebody|someone
        when|once i .. gone .. will|tell|explain|who|my|they|someone|look
        when i am gone .. tell|explain|look
        said|saying|made .. my goodbyes|peace|farewells ~ horses|dog|dogs|cat|animals|morning|today|waiting|hardest|after|last|now|everyone|kids|ready
        waiting until|till|after .. wedding|christmas|birthday|funeral|holidays ~ spoil|ruin|peace|then+i
        not .. be|being .. bother|burden|trouble|nuisance|worry .. much|longer|anymore|soon
        farewell|goodbye|goodbyes ~ poem|classmate|classmates|each|essay|drawing ~ student|pupil|handed|name|son|daughter|he|she
        ready .. be with my|him|her|jesus|god
        hears|hear|hearing|voice ~ calling|calls|telling|wants|asking ~ join|come|follow|him|me|her
        """,
        unless="""
        leaving|left .. job|work|team|company|school|office
        cake|colleagues
        holiday|abroad|away|moving|moved|moves|travel*|trip|emigrat*|retire*|maternity|leave+work
        appointment|scan|results ~ waiting
        birth|labour|labor|midwife
        hospice|palliative|terminal|funeral+plan
        cat|dog ~ put+to+sleep|put+down|died|vet
        """,
        span=18,
        hears=TOLD,
    ),
)
