"""Crises told by means and places: what is at hand, what is asked about it, where somebody stands, what was just taken.

Sources: as in `crises`; NICE NG225 asks after access to means, and after plans, in every assessment.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

HEARS = Light.QUESTION | Light.HYPOTHETICAL | Light.FEAR | Light.IDIOM | Light.ANIMAL
TOLD = HEARS | Light.UNREAL
MISHAP = """
accident*|mistake|mistakenly|toddler|puppy|by+error
allerg*|vet
"""

RULES = (
    rule(
        "ready-cord",
        "suicide",
        """
        {cord} ~ neck|tied|tie|ties|tying|door|doors|handle|doorhandle|wardrobe|shed|barn|garage|looped|loop|practis*|practic*|rehears*|tried|tore|snapped|round|solution|only|ute|boot|loft|attic|tree|stare|staring|looped|hung|knot|knots|beam|beams|rafter|rafters|banister|hook|pipe|ceiling|bannister|ready|enough|bought|drawer|exhaust
        beam|rafters|rafter|banister|hook ~ barn|garage|loft|check*|strong|hold|weight|keep|look|looking|stare|staring|test*|attic|shed|ceiling|rope
        draw|draws|drawing|drew|doodl*|sketch* .. noose|nooses|hanging|gallows|graves|gravestone|himself+dead|herself+dead|dead+people
        noose*|nooses|gallows|ligature|hangman's
        tie|tying|tied|learn* .. knot|knots|noose ~ around|neck|how|youtube|rope|i|he|she
        around|round .. my|his|her .. neck ~ tied|put|rope|something|belt|scarf|lead|cord|hands|tight*|until|black
        rehears*|practis*|practic*|practice|dry+run|trial+run|test+run .. it|with|for|how|on ~ belt|rope|jump|bridge|done|did|was|night|hang*|it+last|knot|chair
        tried .. with .. sheet|rope|belt|scarf|cord|pills|bag|knife|car|gun|lead
        """,
        unless=MISHAP
        + """
        labour|labor|midwife|womb|hanging+out|baby|umbilical|seat|spinal|conveyor|shingles|waist|trousers|resistance|gym|skipping|washing|tent|vocal|waterbed|wet|rotator|electrical|power|phone|charger
        tie ~ tubes|hair|tubal|tied+tubes|laces
        hook ~ worm|fish|fishing|finger|caught
        scarf ~ cold|warm|neck+rash
        pipe ~ water|burst|smok*
        wire ~ braces|teeth|fence|brace
        lump|swollen|glands|pain|rash|stiff ~ neck
        balance beam
        dog|walk ~ lead|leash ~ park|shoulder
        """,
        hears=HEARS,
        span=16,
    ),
    rule(
        "ready-gun-or-blade",
        "suicide",
        """
        {gun} ~ lap|mouth|head|key|keys|cabinet|safe|loaded|bedside|sleeps|next|drawer|bought|cleaned|cleaning|bullets|hand|father|barrel|chin|temple|borrow*|quicker|alone|closet|licence|license|holding|staring|looking|under|pillow|glove|ready|trigger|one+round|bullet|father's|dad's|grandfather's|service|only+way|solution
        {blade} ~ hidden|hide|hides|hiding|phone+case|pencil+case|mattress|pillow|drawer|taken+apart|unscrewed|right+here|right+next|in+my+hand|under+my|stashed|holding|bathroom+floor|shower ~ i|my|daughter|son|she|he|found|pupil|student
        i .. have|got|holding .. the|this .. {blade}|{gun} ~ talk|someone|please|help|now|hand|stop
        want|wants|urge*|going|need .. open|slice|slit|drag|cut .. wrist|wrists|veins|arms|arm|throat
        open .. my|her|his .. wrists|veins|wrist
        cut .. wires|veins|arteries
        vertical|down+the+road|across+the+street|along|lengthways|longways ~ wrist|wrists|cut|slit|vein|veins|slice
        """,
        unless=MISHAP
        + """
        went+off|hole|spurting|pellet|nail|glue|heat|massage|staple|nerf|shot+wound|club|hearing|ears|range|starting|toy|theragun|bb
        shaving|shave|shaver|cook*|chef|kitchen|carpet|fishing|rash|ingrown|wax
        cut|cuts ~ finger|thumb|tin|glass
        surgeon|surgery|carpal|sprain*|fracture*|cast|tendon
        """,
        hears=HEARS,
        span=16,
    ),
    rule(
        "ready-pills",
        "overdose",
        """
        saving|saved|hoard*|stockpil*|stash*|collected|collecting|squirrel*|hid|hiding|hidden|put+aside|putting+aside|gathered|amassed|built+up|storing+up|save .. {drug}|them
        saving|saved|hoard*|stockpil*|stash*|collected|collecting|squirrel*|hidden|kept|counted|counting|count|lined|have|got ~ {drug} ~ since|enough|shoebox|mattress|sock|know+what|night+before|lined|vodka|whisky|gin|tonight|for+when|courage|hundred*|way+out
        enough .. {drug} .. do|end|finish|kill|stop|sleep|job|never
        stockpil*|stash|hoard* .. of|under|in ~ {drug}
        {drug} ~ worth|supply|stack|hoard|stockpile|shoebox|stash|mountain|pile ~ month's|months|weeks|know|going+to+do|enough|ready|vodka
        know .. what .. i .. going .. do .. with
        know|knows .. precisely|exactly .. what|how .. do|dose|would|it|take ~ i|look|would|soul|nobody|access
        #many_pills ~ in+front|next+to|lined|hand|table|counted|vodka|gin|whisky|wine|tonight|ready|enough
        {drug} ~ vodka|gin|whisky|whiskey|rum|wine|alcohol|bottle+of|litre ~ would+do|do+it|do+that|wake|enough|tonight|ready|front|forever|all+of|with+all|mixed+my|finish|work
        with .. all .. of .. these|them ~ wake|sleep|vodka|tonight|pills
        i|he|she .. have|has|got|bought|ordered .. everything|all|what .. need|needs|ready ~ wardrobe|drawer|bag|shed|hidden|tonight|only|through|set|under|plan|comfort|car|delivered
        knowing .. it|they|pills|rope|gun|there .. is|are|there ~ comfort|comforting|gets|only|calm*|helps|through
        access .. to .. things|drugs|drug|means|lethal|cabinet|pentobarb*|theatre|propofol|potassium|fentanyl|medicine|euthan* ~ i|we|staring|thinking|easy|enough|vet|know
        stare|staring|stared|looking|look|looked|gaze|gazing .. at .. cabinet|pills|rope|beam|knife|blade|razor|bottle|bottles|tracks|edge|drop|river|water|bridge|ceiling+hook|trains|traffic|medicine
        pills|bottle|rope|gun|knife|razor|blade ~ calling|calls|whisper*|tempting|tempted ~ me|my|i
        ordered|bought|buy|order|buying|source .. online|internet|web|dark+web ~ sodium|nitrite|nembutal|poison|pills|kit|helium|pentobarb*|rope|cyanide|drugs+to
        sodium nitrite|nitrate|azide
        nembutal|pentobarbital|pentobarbitone|barbiturates
        """,
        unless=MISHAP
        + """
        chemist|pharmacy|pharmacist ~ today|collected|picked|food|with
        save|saving|saved ~ money|life|time|lives
        drug|pills|medicine ~ expensive|prescription+charge|cheaper
        dosette|travel*|holiday|fridge|insulin+pump|shortage
        hid|hiding|hidden ~ food|yoghurt|child|dog|toddler|swallow
        help .. me .. know .. what
        know .. exactly .. what .. to do ~ seizure|ambulance|cpr|hypo
        nitrate|nitrite ~ urine|water|test|dipstick|angina|spray|ham|bacon
        diabetes|antibiotics ~ ordered|bought|buy
        dialysis water
        """,
        hears=HEARS,
        span=18,
    ),
    rule(
        "ready-question",
        "suicide",
        """
        how .. many|much ~ {drug} ~ would+it+take|does+it+take|to+die|for+good|kg|kilos|stone|weigh|asking+for+me|asking+for+a+friend|sufficient|enough|too+many|certain|not+wake|knock+out|finish|never|do+it|to+end|stop+my|stop+the+heart|fatal|lethal
        what .. quantity|amount|dose|number|strength|combination .. {drug} ~ sufficient|enough|fatal|lethal|certain|sure|needed|required|do+it|kill
        quantity|amount|dose|number .. would|be|is .. sufficient|enough|fatal|lethal|deadly|certain
        which .. of .. my|these|the .. {drug} ~ dangerous|strongest|worst|deadliest|deadly|lethal|kill|fatal|took|lot|all
        {drug} ~ took+the+lot|took+all|took+them+all|took+the+whole|take+the+lot|take+all+of+them|take+them+all|all+at+once|whole+lot|whole+box|whole+packet|all+together ~ if|what|would|dangerous|happen*|wondering|which
        would|will|could .. that|this|it|they|these .. do it|the+job|the+trick|be+enough|finish+me|kill+me|work|end+it|be+fatal ~ {drug}|gin|vodka|mixed|pills|took|drink|jump|bridge|fall|insulin
        mixed|mix|mixing|combined|combine ~ {drug} ~ vodka|gin|whisky|whiskey|rum|wine|alcohol|drink|bottle|litre ~ do+it|enough|wake|happen*|end|kill|forever|would|fatal
        overdose|od .. on ~ {drug} ~ tonight|need+to+know|how+many|quick|hurt|for+sure|enough|tell+me|asking|easily|please
        how .. long .. would|does|will|until .. helium|starv*|dehydrat*|bleed|bleeding|hang*|drown*|exhaust|fumes|ligature|carbon_monoxide|nitrogen ~ take|die|balloons|work|out|lose|unconscious|over
        how long .. helium|nitrogen|starv*|hang*|drown*|hypothermia|bleed|bleeding+out
        how .. long .. without .. insulin|dialysis|food|water|eating|drinking|steroids ~ take|die|last|survive|stopped|stop|lectures|over|end|live|before ~ i|my|me|stopped|just|stop
        stopped|stop|skipped|quit .. insulin|dialysis|eating|drinking|steroids|medicine|food ~ how+long|lectures|takes|slip*|quietly|secret*|tell*|give+up|rather|over|not+for+weight|body|let+nature|want
        drown*|hang*|hypothermia|freezing|bleeding+out|gunshot|overdos*|carbon_monoxide|jumping|suffocat*|helium|starv* ~ peaceful|painless|painful|hurt|hurts|quick|gentle|pleasant|nice+way|like+falling+asleep|black+out|fall+asleep ~ is|does|true|do|heard|if|would|they+say
        how .. high|tall|far|deep|fast|many+floors|many+storeys ~ over|instantly|sure|definitely|die|fatal|certain|drop|fall|jump|survive|be+enough|do+it|kill
        insurance|policy|payout|death+in+service|pension ~ suicid*|himself|herself|own+hand|self+inflicted|own+life|accident|does+it|did+it|if+i|when+i|myself|intentional|deliberate* ~ pay|pays|paid|valid|cover|void|still|claim|family|kids|get|exclu*|look
        organs|organ|body|eyes|kidneys|corpse ~ found+late|if+i|once+i|when+i|useful|after+i|still+be+used|donate|donated|science ~ i|my|found
        would|will|can|does|do|if|when .. i .. do it .. abroad|alone|quietly|somewhere|tonight|in+a+hotel|here|outside|elsewhere|away
        cause+of+death|death+certificate|coroner|inquest|post+mortem|postmortem ~ told|private|kept|secret|hidden|find+out|know|show ~ my|i|me|family|kids|if
        ends|end|ending|takes|took|take .. their|his|her|your .. own+life|life|lives ~ dogs|dog|pets|cat|police|who|alone|what+happens|finds|find|house|body|straight
        dog|dogs|pets|cat|cats ~ someone+living+alone|owner+dies|owner+die|someone+dies|if+i+die|if+i+died|i+am+gone|am+gone|when+i+die|not+found
        googl*|searching|searched|search*|looking+up|looked+up|researching|researched|watching|reading+about|youtube*|asked+google|browsing ~ bridges|heights|knots|painless|trains|cliffs|high+places|lethal|nooses|noose|last+trains|freight|methods|tallest|ways+to|overdoses|ligature*|pain+free|poison*|poisons|hanging|toxicity|suicid*|how+to+die|forums ~ i|he|she|my|guess|again|who's|son|daughter|been|history
        painless|pain+free .. way|ways|method*|death|exit|end*
        would|make|made|could|so|have .. look|seem|pass|appear .. like|as|for ~ accident|natural|heart_attack|cardiac|overdose+accident|fall ~ i|it|would
        look like an accident
        look .. like .. cardiac+event|natural+causes|heart_attack ~ would|know|make
        quicker|quickest|faster|fastest|easier|cleaner|better|surer ~ overpass|rifle|gun|bridge|train|rope|pills|hanging|jumping|drowning|river|cliff
        dignitas|exit+international|euthanasia|assisted+dying|assisted+suicide|maid ~ i+want|for+me|how+do+i|can+i|could+i|do+i+qualify|sign+me|apply|my+own
        """,
        unless=MISHAP
        + """
        mother|father|wife|husband|grandmother|grandfather .. last .. without
        end of life
        register|donor|donation ~ body|organs|organ|science
        died|grie*|bereave*|passed
        legislation|bill|law|lords|parliament|debate|opinion|statistics|proportion|essay|prevent*
        toddler|child|daughter|son|kid ~ dose|paracetamol|ibuprofen
        for .. cold|headache|pain|fever|flu|toothache|sore
        work ~ how+long+does .. take
        balloon
        high ~ temperature|fever|pressure|cholesterol|sugar
        maximum|safe|safely ~ dose|daily
        swim*|pool|first+aid|cpr|lifeguard|fasting|surgery|procedure|colonoscopy|test|scan|hiccups
        gerd|reflux|weight+loss
        plan|bridge ~ teeth|tooth|dental
        """,
        hears=HEARS | Light.PAST,
        span=18,
    ),
    rule(
        "ready-at-the-place",
        "suicide",
        """
        {drop} ~ sat|sitting|parked|standing|stood|stand|waiting|walked|keep+going|drove|drive|on+the|at+the|been+on|been+to|climbed|walking|went|going+to|driven|up+at|down+at|here|top+of|over+the ~ cannot|myself|easy|again|evenings|nights|courage|tonight|last|thinking|think|thought|nobody|stranger|strangers|talking|later|forward|pull|pulled|pulling|legs|stop|jump*|home|chatbot|alone|sad|scared|step|goodbye|crying|every|simple|dark|help|now|hours|call*|tired|end|one
        i am .. on .. ledge|edge|roof|bridge|parapet|tracks|rooftop|platform|cliff|railing|windowsill|window+sill|balcony+rail
        parked .. up|at|by|near .. gap|cliff|bridge|edge|quarry|reservoir|sea|woods|lookout|head|point
        sat|sit|sitting|stood|lay|lie|lying|standing|laid|kneel* .. tracks|rails|railway|railroad|line
        beachy|lovers|golden+gate .. head|leap|gate|bridge
        platform|train|trains|tracks|tube|edge ~ legs|forward|pull|pulled|pulling|urge|stop+me|stopped+me|strangers|step|take+a+step|lean|leaning|so+easy|just+one
        walk|walking|step|stepping|jump|jumping|throw|throwing|dive|lie|lying .. front ~ thinking|think|thought|going|want|might|could|tomorrow|tonight|will|plan*|would|easy|keep|urge*|train|bus|lorry|truck|car
        front of .. the .. 5|6|7|8|9|10|11|12|train|express|tube|lorry
        walk|walking|wade|wading|swim|swimming .. into|out .. sea|water|lake|river|ocean|waves ~ not|never|keep|until|stones|pockets|back|just|want|could|think*|away|end|rest
        stones|rocks|bricks .. pockets|pocket|rucksack|bag ~ river|lake|sea|walk|water|i|my
        how .. easy .. it .. would .. be|to ~ step|jump|end|let+go|fall|river|bridge|just|thinking|stop|all|swerve
        could|would|might|just .. step|walk|climb|jump|slide|tip|lean|let|roll .. off|over|go ~ balcony|railing|rail|ledge|edge|roof|bridge|cliff|barrier|window|platform|kerb|curb
        drove|drive|driving|steer|steering|swerve|swerving|veer|veering|turn|turned|turning|crash|crashing .. oncoming|wall|tree|lorry|lorries|bridge|barrier|cliff|lake|river|pillar|traffic ~ what+if|could|simply|just|accident|want|easy|think*|urge*|wonder*|nobody|keep|tempted|would|imagin*|thought*|speed|fast
        into .. oncoming
        oncoming .. lane|traffic|lorry|truck|car|train|headlights
        take .. my|both|the .. hands .. off .. wheel
        let .. go .. wheel|steering
        sat|sit|sitting|lie|lying|locked .. garage|car ~ engine|running|exhaust|hose|fumes|pipe
        hose|hosepipe|pipe|tube ~ exhaust|car|ute|boot|van|garage|tailpipe
        engine .. on|running ~ garage|door+closed|doors+closed ~ sat|sit|lie|i|he|he's|she
        found .. window|door|place|spot|balcony|roof|way ~ opens|open|nobody|quiet|high|onto|unlocked|jump|out|end ~ he|she|i|patient|that|told|says
        how .. high|far .. drop|fall|down .. is|from
        something .. pulling|pulls|drawing|draws|calling .. me .. over|edge|down|in|under|toward|towards
        """,
        unless=MISHAP
        + """
        podcast|survivors|tourist*|visited
        fell|fallen|slipped|injur*|landed|sprain*|twisted|broken|swollen
        headache|headaches|mechanic|warming|alarm|detector
        bridge ~ tooth|teeth|dental|crown|denture|nose|pose|glute|exercise|yoga
        dizzy|vertigo|phobia|fear+of+heights|afraid+of+heights|anxiety+about
        commute|crowded|rush+hour|tip+toe|calf|cramps|clot|leg+pain
        documentary|film|movie|rescuers
        mind+the+gap|thigh+gap|anion+gap|age+gap
        front ~ tooth|teeth|class|mirror|tv|audience|knee|thigh|people|crowd
        platform ~ shoes|online|learning|diving
        holiday|surf*|snorkel*|triathlon|open+water|cold+water|jellyfish|lifeguard
        window ~ air|ventilat*|mould|draught|cold
        """,
        hears=HEARS,
        span=18,
    ),
    rule(
        "ready-taken-already",
        "overdose",
        """
        i .. took|taken|swallowed|necked|downed|ate|had .. whole+bottle|whole+box|whole+packet|whole+pack|whole+lot|entire+bottle|entire+packet|entire+box|entire+pack|rest+of+the+bottle|all+my|all+of+my|all+of+them|them+all|all+the|the+lot|handful|handfuls|rather+a+lot|everything+in|loads|a+load|a+ton|a+bunch|two+packets|2+packets|2+boxes|3+packets|#many_pills ~ {drug}|bottle|box|packet|packets|lot|boxes|#many_pills|handful|handfuls|cabinet|them+all|all+of+them
        just took|taken .. the .. whole|entire|bottle|lot|everything
        taking|took|taken|swallowed ~ #many_pills ~ mother's|mother|father|grandmother|wife|husband|his|her|their|dad's|mum's|late ~ pills|medicine
        i|me ~ swallowed|took|taken .. lot|lots|loads|all|handful|most .. of .. my|wife|mother|father|husband|grandmother .. late|medicine|pills|mother|wife|husband|sleeping
        took|swallowed|taken|drank ~ two+minds|regret|regretting|scared+now|changed+my+mind|do+not+tell|did+not+work|not+working|still+awake|still+here|still+alive|why+am+i+still|wanted+to+sleep ~ i|my|me
        drink|drank|drinks|swallow*|ate|eat|took|take|consum* .. pesticide|poison|weedkiller|acid|bleach|insecticide|rodenticide|paraquat|phenyl|harpic|rat+poison|organophosphate|sanitiser|sanitizer ~ fight|quarrel|beat|beats|beaten|husband|leave+me|let+me|die|angry|wants|will|says|say|threat*|purpose|argument|after|in+laws|failed|exam|dowry|heartbreak|ashamed
        pump*|pumped .. my|her|his .. stomach ~ why|next|again|time|regret|wish|overdose|tried|should
        next .. time .. will|make|nobody|do|not|it|properly|sure ~ finds|find|sure|properly|right|fail|work|mistake|enough|succeed|done|stomach|tell
        make .. sure .. nobody|no+one|it ~ finds|find|works|time|stop|saves
        tried|attempted .. but .. snapped|tore|broke|failed|stopped|found|interrupted|woke|work|cut|vomited|threw|caught
        rope|sheet|belt|branch|cord|light .. broke|snapped|tore|gave+way|slipped
        it .. did|does .. not .. work ~ pills|tried|woke|still+here|still+alive|rope|again|overdose
        """,
        unless=MISHAP
        + """
        without realis*|realiz*|thinking
        lost count|track
        realising|realizing|miscount*|muddled|twice|instead|denture|washing
        pain|headache|toothache|tooth|migraine|antibiotics|course|vitamin*|vitamins|gummies|laxatives|prescribed|forgot*|as+directed|period|over+the+day|cold
        did+not+work .. for|antibiotics|cream|inhaler
        belt ~ seat|conveyor
        next time .. appointment|gp|doctor|i+see
        child|daughter|son|baby ~ swallowed|ate|drank
        confused|dementia
        """,
        hears=HEARS | Light.RESOLVED,
        span=20,
    ),
)
