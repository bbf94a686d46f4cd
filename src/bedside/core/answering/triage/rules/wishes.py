"""Crises told as a wish: not to wake, not to exist, to be with the dead, to be no burden, to be gone by a day.

Few of these name death. Each cue holds the turn of speech together with the person who speaks, so that it stands alone.
Sources: as in `crises`; the Columbia protocol counts a wish to be dead as the first of its signs.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

HEARS = Light.QUESTION | Light.HYPOTHETICAL | Light.FEAR | Light.IDIOM | Light.ANIMAL
ILL = """
anaesthetic|anesthetic|operation|surgery|biopsy|gastroscopy|mri .. scared|nervous|worried|afraid
phone|battery|printer|laptop|wifi|car ~ dead|die|dies
"""

RULES = (
    rule(
        "wish-taken",
        "suicide",
        """
        pray*|ask*|beg*|wish*|hope*|hoping|want|better|waiting|ready|if|why|wonder* .. god|lord|allah|bhagwan|jesus|maker|reaper|death|nature|angels|universe .. take|takes|took|call|calls|called|collect|fetch|finish|come|comes|remember* ~ me|us
        {wish} ~ hit|hits|take|takes|took|kill*|ran|run|flatten*|finish|get|gets|got ~ truck|lorry|bus|car|train|meteor|lightning|cancer|heart_attack|stroke|plane|asteroid|van|something|someone|crash|accident|virus|covid ~ me
        truck|lorry|bus|car|train|meteor|lightning|cancer|something ~ hit|hits|took|takes|got|ran ~ me ~ ok|okay|fine|mind|happy|glad|relief|good|care|shame|cool|complain
        hope|hoping|wish|wishing|pray|praying .. is .. cancer|terminal|fatal|malignant
        hope|hoping|wish|pray*|want .. operation|anaesthetic|surgery|scan|heart|tumour|cancer|lump|covid|infection|illness ~ kill*|finish*|not+wake|not+come+round|end+it|fatal
        switch|turn|shut|power|put .. me|myself .. off|out|down ~ good|permanently|forever|wish|just|want|switch|like
        like|want|wish|ready|could .. switch|shut|turn|power .. off|down ~ permanently|forever|good|decision|for+good
        off switch
        wake|woke|waking|awake .. disappoint*|gutted|annoyed|angry|wishing|regret*|devastated ~ i|me|morning|again|every
        disappoint*|gutted|angry|annoyed|sad|cry|crying|hate|hated|hating .. when .. wake|woke
        disappoint*|gutted|angry|annoyed|hate|sorry|upset|regret* .. i .. woke|wake|survived|alive|breathing|still+here|lived
        hate waking up
        wake|woke .. still .. here|alive .. disappoint*|angry|hate|damn|unfortunately|gutted
        should|wish|would .. have .. let .. me .. die|go|drown|bleed
        regret*|wish|angry|hate|sorry|why .. they|he|she|doctors|ambulance|paramedics|operation|surgeon|anyone ~ saved|save|resuscitat*|brought+me+back|revived|found|pump*|cut+me+down|rescued ~ me|my
        hope|hoping|hoped|wish|wished|want*|pray* .. not|never .. come .. round|back|out|through ~ it|operation|anaesthetic|surgery|coma|i|me
        hope|hoping|hoped|wish|pray|want|wanted|would|could|rather|just .. not|never .. wake .. up ~ i|me
        sleep|asleep|bed|close+my+eyes .. not|never .. wake|open .. up|them ~ i|me|want|just|could|wish|hope|would
        sleep .. not .. have .. wake
        sleep .. through .. rest .. life
        sleep .. long|never|forever|eternal*
        lie|lay|curl|lying|laying|sit .. down|up ~ not|never .. get|move|rise .. up|again|ever
        not .. mind|care|object|bothered|complain .. if .. i .. die|died|wake|woke|gone|live|lived|killed|dead|end
        not .. care .. whether|if .. live|die|wake|alive
        stopped|stop|not|without .. look*|seatbelt|helmet .. both|when|on ~ cross*|road|hoping|hope|drive|ride
        cross|crossing|walk|road .. without .. looking
        want|like|wish|just|need|ready .. stop .. being|existing|living|breathing ~ me|i|here|alive|anymore|person
        before i stop
        {wish} .. not|never .. be|being|exist|existing|have+existed|have+been+born|continue|go+on ~ here|alive|anymore|exist*|born|person|at+all
        not .. want|wish .. be|being .. here|alive|around|person|me|conscious ~ anymore|tomorrow|i|just
        not .. be here .. anymore|longer
        cease .. exist|be
        want .. not .. exist
        easier|better|simpler|nicer|nice|peaceful ~ not+exist|to+be+dead|being+dead|not+being+here|not+being+alive|if+i+was+not+here|if+i+were+not+here
        would|will|just|could|want|rather|wish|like|going .. slip|fade|drift|melt|float|evaporate|dissolve .. away|off|quietly|out ~ quietly|forever|i|never|nobody|want|rather|just
        rather|want|wish|need .. vanish|evaporate|cease|dissolve|be+erased|be+deleted|be+gone ~ i|me|just
        erase|delete|uninstall|remove .. myself|me .. from|existence|world|life|earth|everyone
        """,
        unless=ILL
        + """
        want|wants .. to live
        afraid|scared|terrified|worried|anxious|nervous .. not|never|of .. wak*|die|dying
        alarm|appointment|shift|early
        disappear|slip ~ beach|week|holiday|weekend
        slip* disc|disk|road|ice
        not .. want .. be .. here ~ waiting|hospital|ward|clinic|work|school|party|all+day
        hope|hoping ~ not .. cancer
        urine|toilet|loo|pee|snor*|noise|pain|cough*|itch*|baby ~ wake|wakes|woke|waking
        switch ~ medicine|pill|tablets|pills|formula
        lie down ~ dizzy|breath*|stiff|back|knee
        turn* .. off ~ light|notifications|phone|machine|alerts
        stopped looking ~ after|himself|herself|for
        helmet|seatbelt .. should|law|fit|size
        """,
        span=16,
        hears=HEARS,
    ),
    rule(
        "wish-to-join-the-dead",
        "suicide",
        """
        join|joining|follow|following|reunited|reunite|be+with|being+with|see|meet|go+to|going+to|hold .. him|her|them|wife|husband|grandmother|grandfather|mother|father|son|daughter|baby|brother|sister|friend|harold|jesus|god|lord|angels
        """,
        """
        heaven|soon|spring|side|again|grave|sky|stars|late|up+there|afterlife|next+life|own+hand|together|angels|paradise|before+long
        passed|died|dead|lost|gone|buried|widow*|without+him|without+her|little+reason|no+reason
        """,
        """
        i want|wish|would|long|just|should|going|am+ready|could|hope|need|plan|will|think
        want .. be|go ~ heaven|with
        ready .. join|follow|be
        """,
        unless="""
        doctor|gp|hospital|visit*|hospice|funeral|nurse|specialist|consultant|appointment|clinic|school|christmas+dinner
        birth|labour|labor|scan|dentist|therapist
        not .. want .. join|follow|die
        """,
        span=12,
        hears=HEARS,
    ),
    rule(
        "wish-old-and-ready",
        "suicide",
        """
        had .. enough|my+fill|my+time|good+innings|my+turn|a+good+run ~ living|life|world|sleeping|pills|quite|old|long|finished|go|sufficient|reasonable
        lived|living|been+here|been+around|hung+around|stayed .. long+enough|too+long|quite+enough|far+too+long
        lived long enough
        outlived|overstayed .. my|everyone|welcome|usefulness|use|purpose|time|friends
        ready|time|waiting|want|prepared|happy|content|hoping|like .. to go .. now|soon|when|already|quietly|home|on+my+own+terms
        i .. am .. ready .. to go|die|leave
        time .. for+me|i .. go|went|goes|left
        time for me to .. go|leave
        my time .. come|is+up|now|over|here|was
        waiting .. die|death|for+the+end|to+be+called|to+go
        not|no|nobody|little|hardly|nothing .. left|much ~ live|living|stay|wake|get+up|go+on|reason|point .. for|me|left|to
        no|not|little|nothing|less|hardly .. reason|point|purpose|sense|use .. go|going|carry|carrying|keep|keeping|get|getting|stay|staying|be|wake|waking|live|living|exist|try|trying ~ on|here|up|alive|life|anymore|living|i|longer|me
        little .. reason|point|left
        go|gone|die|leave|end .. by .. own|my .. hand|terms|choice
        own hand
        on my own terms
        not waiting .. for .. it|cancer|disease|illness|nature|that .. take|kill|finish ~ me
        i .. am .. going .. to take myself
        no use|good .. to .. anyone|anybody|man|myself ~ i|am
        nobody|no+one .. needs|asks|asking|wants|visits|calls|rings .. me|for+me
        help .. me .. die|go|to+die
        let me die|go|end
        """,
        unless=ILL
        + """
        ready .. go|leave ~ home|hospital|school|work|bed|toilet|back|holiday|airport|gym|out
        time to go ~ doctor|hospital|a&e|back|gp|bed|er
        no|not .. point|reason|sense|use ~ antibiotics|calling|taking|waiting|vaccine|seeing|gp|doctor
        reason|purpose .. for .. rash|test|call|visit
        not waiting|wait ~ appointment|gp|list
        enough ~ sleep|water|iron|protein|vitamin
        waiting .. die .. down
        long enough .. antibiotics|course
        mother|father|gran*|wife|husband .. died|passed
        """,
        span=16,
        hears=HEARS,
    ),
    rule(
        "wish-no-burden",
        "suicide",
        """
        burden|weight|drain|millstone|liability|nuisance|hindrance|deadweight|dead+weight|waste|leech|parasite|disappointment|embarrassment|inconvenience ~ everyone*|everybody|them|family|kids|neck|necks|space|oxygen|air|shoulders|wife|husband|mother|father|parents|people|friends ~ i|me|my|tired|being|being+a|to|only
        waste of space|oxygen|air|skin
        oxygen thief
        dead weight
        get|getting|keep|out .. out .. of .. everyone*|their|your|her|his|the .. way|hair ~ i|me|better|gone|good|time|want|soon|finally
        relief .. for|to .. everyone|everybody|them|family|all|literally|wife|husband|kids|mother|parents|people
        relieved .. if|when|once .. i|me
        doing|do|be+doing .. everyone|world|kids|family|them|wife|husband|people|mother|parents|you|all|her|him .. favour|favor|service|kindness
        favour|favor|kindness ~ kids|everyone|world|them|family ~ i|me|my|doing
        worth .. more .. dead|gone|than+i+am|than+me|without
        insurance|payout|pension|super ~ worth|better+off|need+me|than+me|if+i|kids|wife|family|missus|looked+after|set+up|sorted|cover .. me|i|drunk|gone|dead|am|accident
        cry|cries|sad|upset|grieve|miss|hurt|mourn|shocked ~ week|day|days|while|bit|month|months|first|year .. then|and|but ~ easier|fine|better|over|move|forget|get|happier|normal|on
        they|he|she|kids|everyone|wife|husband|family|baby|mother|parents|children|dog|people .. would|will|could|can|all|is|are|be|might|deserve ~ better|happier|fine|easier|ok|okay|cope|manage|thrive|free|relieved|simpler|quieter|lighter|kinder|nicer|grand ~ without|if+i|when+i|once+i|off .. me|gone|dead|was|were|died|disappear*|left|went|stopped|not
        better off|without .. me|without
        better off .. if|once|when .. i|me
        better|happier|easier|fine|lighter ~ without me|us
        family|life|lives|kids|things|everyone|home|house ~ easier|better|calmer|happier ~ without|minus .. me|i
        if|when|once|after .. i .. disappear*|gone|died|die|dead|vanish*|was+not+here|were+not+here|not+around|stopped+existing|never+existed|went|dropped+dead|left|jumped|kill* ~ relief|better|easier|happier|notice|noticed|care|miss|matter|bother|weeks|find|mind|cry|upset|sad|fine|favour|world|funeral|blink|different|difference|dogs|dog|cat|kids
        nobody|no+one|noone|none .. would|will|is+going+to|even .. notice|miss|care|cry|blink|mind|realise|realize|look|bother|find|ask|remember ~ i|me|gone|weeks|days|died|honestly|if|until|smell|funeral|disappear*
        anyone|anybody|they|someone|people .. even|really|actually|ever ~ notice|care|miss|cry|come .. if|that ~ i|me|funeral|gone
        would anyone .. notice|care|miss|cry|come
        who would .. notice|miss|care|cry|come
        face ~ cat|cats|dog ~ eat|before|found
        world|planet|place ~ better ~ without ~ me|i|people+like+me
        i .. make|ruin|ruined|spoil|poison|destroy .. everything|everyone|lives|life ~ better|gone|without|end|stop|die|hate
        one less|fewer .. mouth|problem|thing|person|burden|person+to
        """,
        unless=ILL
        + """
        burden .. disease|illness|proof|tumour|viral|nhs|symptom
        insurance ~ travel|cover|dental|claim .. appointment|surgery|pregnan*
        better off .. without .. gluten|dairy|sugar|alcohol|it|him|her|medicine|them
        weight ~ lose|gain|loss|kg|stone|pounds|bmi|lifting|diet|carry*
        relief .. for .. pain|itch*|cough|everyone+with|cramps|headache|migraine|hay|arthritis
        notice ~ scar|spot|spots|wig|limp|rash|acne|hearing+aid|smell
        waste ~ time|money|medical|hospital|clinical|disposal|appointment
        drain ~ cleaner|surgical|surgery|wound|abscess
        cancer|tumour|chemo ~ drain|weight
        carer*|caring ~ burden
        """,
        span=16,
        hears=HEARS,
    ),
    rule(
        "wish-gone-by-a-day",
        "suicide",
        """
        not|never|doubt|hardly .. be|am|expect|plan|planning|intend|going|around|see|seeing|here|alive|exist|need|needing ~ around|here|alive|exist|needing|need .. christmas|birthday|month|summer|tomorrow|weekend|week|morning|longer|anymore|spring|easter|long|much|past|then|soon|friday|monday|tuesday|wednesday|thursday|saturday|sunday|results|graduation
        not .. around|here|alive .. christmas|birthday|summer|spring|easter|weekend|results|graduation|to+see|for+it|for+that|longer|anymore|much
        not .. plan|planning|intend*|expect*|bother*|going .. needing|need|living|live|being|be|be+around|wake|waking|reach*|see|make|making ~ past|after|beyond|longer|anymore|tomorrow|here|alive|month|christmas|birthday|then|next
        not .. need|needing|want .. them|it|that|this|anything|those|money|mine ~ where .. going
        not|nothing .. need*|matter .. where .. i|he|she .. going
        where|there .. i|he|she .. am|is|are|going .. not|nobody|no+one .. need*
        not .. need .. it|them|these|those|anything|this .. anymore|longer|after|soon ~ gave|give|giving|have|gone|friday|tomorrow|guitar|dog|keys|pills|medicine
        not|never|doubt .. make .. it|to|past|through|until ~ 18|19|20|21|25|30|40|50|18th|21st|birthday|christmas|morning|sunrise|graduation|new+year|weekend|end+of|adulthood|tonight|summer|finals
        not|never .. live|reach|see|turn|hit|survive .. 18|19|20|21|25|30|40|birthday|christmas|tomorrow|new+year|another|morning|next|this ~ i|my|me|want
        not|never .. want|wish|need|see|face|do|bear|stand .. another .. birthday|year|christmas|day|morning|winter|summer|sunrise|week|night
        gone by .. morning|christmas|then|tomorrow|friday|weekend|monday|spring|time
        will|would|to .. be .. gone|dead|away+forever|over .. soon|tomorrow|tonight|by|before|friday|christmas|morning|monday|weekend|anyway|long
        be dead|gone .. soon|by|before|anyway|tomorrow
        tonight|today|tomorrow|friday|saturday|sunday|monday|tuesday|wednesday|thursday .. is .. the .. day|night|end|one ~ i|it|finally|my
        tonight is .. the|my .. night|last
        last|final .. night|day|sunset|sunrise|birthday|christmas|weekend|meal|week ~ on+earth|alive|ever|this+is
        my final night|sunset|sunrise|birthday|christmas|weekend|meal|week|days
        chosen|picked|settled+on|decided+on|set|fixed|circled|marked .. date|day|14|1|2|3|4|5|6|7|8|9|10|11|12|13|15|16|17|18|19|20|21|22|23|24|25|26|27|28|29|30|31|tree|bridge|spot|method|funeral|song|songs|music|hymns|reading|place|time ~ i|have|already|my|calm|now
        calm|peaceful|peace|relieved|serene|lighter|better|free|happy|happier ~ since|now+that|because|finally .. i .. decided|made|chose|chosen|picked|know|set
        calm|peace|lighter|serene .. since|now .. decided|decision|made|chose|date|plan|picked
        made|come|came|reached .. decision|mind|peace ~ die|end+it|calm|leaving|final|goodbye|not+dramatic
        no more .. birthdays|tomorrows|mondays|mornings|waking
        no|anymore .. birthdays|tomorrows|mondays|me ~ more|me|anymore
        there will .. not|no|never .. be .. next|a+next|another .. time|year|week|christmas|me|birthday
        planned|planning|plan|plans .. funeral|own+death|to+die|how+i+die|way+out|exit|my+exit|my+end
        countdown|counting+down|count+down|days+left|weeks+left ~ i|my|me|until|end|die|over|days
        """,
        unless=ILL
        + """
        eczema|acne|psoriasis|rash|snoring|braces|stoma|catheter
        another .. sprout|salad|needle|film|dentist
        holiday|vacation|abroad|appointment|moving|travel*|flight|honeymoon|university+next|covid+jab|vaccine|fly
        wedding|baby|due+date|induction|caesarean|c+section|party|anniversary|ivf|embryo|operation+date|surgery+date|transfer|exam+date|booked
        not|cannot make it ~ clinic|appointment|surgery|work|gp|doctor|class|school|session|toilet|loo|stairs
        doctor|receptionist|gp|nurse|consultant|dr|therapist|pharmacist ~ not .. here|be|in|around
        last .. night|week|weekend ~ ate|had|went|fell|started|woke
        not .. here|need .. until|before
        prescription|repeat ~ early|away|collect
        terminal|hospice|palliative ~ mother|father|grandmother|grandfather|she|he|wife|husband
        counting .. calories|carbs|contractions|kicks|blood
        not see .. tomorrow .. appointment
        """,
        span=16,
        hears=HEARS,
    ),
    rule(
        "wish-told-in-slang",
        "suicide",
        """
        ctb
        catch|catching|caught .. the .. bus ~ soon|final|last|gonna|want|ready|finally|forum|method|done|tonight|life|anymore
        top|topping|topped|off|offing|offed|neck|necking|roping|yeet|yeeting|delete|deleting|deleted|uninstall|merc|clap|dome .. myself|himself|herself|themselves
        do|doing|did|done .. myself|himself|herself|themselves .. in
        do|doing|did .. away .. with .. myself|himself|herself|themselves
        self delet*|destruct|terminat*|kill|exit|yeet|murder
        log|logging|logged|clock|clocking|check|checking|checked|opt|opting|tap|tapping|sign|signing|bow|bowing|peace|peacing|cash|dip|dipping ~ out|off ~ life|permanently|world|irl|earth|existence|planet|soon|tonight|done|it+all|good|forever|everything
        i .. am .. checking|clocking|opting|logging|bowing|peacing|tapping .. out|off
        alt f4
        rage .. quit ~ life
        quit|quitting|unsubscrib*|resign*|cancel*|exit|exiting|leave|leaving|delete .. life|living|existence|existing|earth|this+planet|this+world|the+world|being+alive|humanity|from+life
        kick .. bucket .. already|soon|want|wish|myself
        six|6 feet .. under|deep|down
        pull .. plug ~ me|myself|on+me|life
        pull .. trigger ~ i|just|myself|courage|tonight|could|cannot|almost|finally|guts
        eat|swallow|swallowing|taste .. bullet|gun|barrel|lead
        bullet ~ brain|head|mouth|temple|skull|solve|fix|name|me
        brains .. out|wall|ceiling
        blow|shoot|blowing .. head|brains ~ off|out|my|his|her
        long walk .. off|pier
        take|taking .. easy|coward|final|permanent|only .. way|exit|route|option .. out|now|left
        permanent|final .. solution|exit|way|sleep|rest|decision|nap
        long|big|eternal|dirt|forever|permanent .. sleep|nap ~ want|need|take|ready|soon|tonight|i
        game over .. for|me|tonight|life
        game .. end .. myself
        cannot .. do .. life
        life .. is .. over|done|finished ~ my|i|me|for
        over .. for .. me ~ it|all|is
        ending .. it|things|everything|myself|me
        end .. me|myself|my+life|my+suffering|my+misery
        just kill|end|shoot .. me
        someone|somebody|please .. kill|end|shoot|murder .. me
        suicide ~ szn|season|mode|time|speedrun|arc|era|tonight|o'clock|jk|unless|hours|mood|vibes
        roll .. over .. and .. die
        dig|digging .. my|own .. grave
        join .. 27|club
        """,
        unless=ILL
        + """
        check|checking|checked|logging|log|sign|signing|clock* ~ hospital|hotel|ward|website|app|portal|basket|email|account|shop|work|shift|book|results|symptoms
        top .. myself .. up
        bus ~ late|stop|school|work|hospital|run|running
        quit|leave|leaving|cancel* ~ job|smoking|appointment|hospital|house|gym|vaping|husband|wife
        plug ~ tooth|ear|wax|charger|mucus|nose
        end .. up
        suicide ~ mission|squad|prevent*|died|lost
        shoot me .. pain|look|message|text|email
        sleep ~ apnoea|apnea|toddler|baby|training|hygiene
        sinus|migraine|headache|tooth* ~ head|kill*
        kill me .. would|could|can
        coffee|deadline|exam
        """,
        span=16,
        hears=HEARS,
    ),
)
