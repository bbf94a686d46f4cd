"""Crises of suicide, in whole phrases. `means` knows the ways; what is only hinted at is left to the sheet of points.

After the public guidance of the 988 Lifeline, Samaritans, the Columbia protocol's questions in lay words, and NICE NG225.
A past attempt alone is no crisis; the wish coming back is. Fear of oneself counts, so does a question about means.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

ANYHOW = Light.QUESTION | Light.HYPOTHETICAL | Light.FEAR
WANT = "want|wanted|wants|wish|wishing|wished|going|ready|plan|plans|planning|planned|thinking|think|thought|thoughts|need|might|tempted|decided|hope|hoping|about|try|trying|tried|like|feel|considering|contemplat*|would|better|rather|prefer|should|deserve|just|urge|urges|keep|say|says|said|told|threaten*|gonna|intend*|urges|dream*|fantas*|imagin*|scared|afraid|could"

RULES = (
    rule(
        "suicide-overdose",
        "overdose",
        """
        overdos*|od ~ i|purpose|deliberate*|intentional*|want*|think*|going|plan*|took|taken|just|tonight|pills|paracetamol|he|she|daughter|son|friend|him|her|hour|take|how|my|attempt*
        took|taken|swallowed|swallow|downed|take|takes|taking|swallowing .. pills|paracetamol|ibuprofen|medicine|antidepressants|bleach|bottle|box|packet|everything|handful|all|whole|#many_pills|aspirin|insulin|morphine|antifreeze|poison|xanax
        injected .. insulin
        drank|drink|drunk .. bleach|antifreeze|poison|weedkiller
        hang|hanged|hanging|slit|slashed|jumped|stabbed|shot|cut|poisoned ~ wrists|wrist|himself|herself|balcony|rope|purpose|bridge
        mixed|mixing .. pills ~ alcohol|vodka
        """,
        """
        purpose|deliberate*|intentional*|suicid*|goodbye
        want*|wish|hope|hoping|trying|tried|going .. die|dead|kill*|end|sleep|over|death
        not .. want|care .. live|wake|anymore|alive|exist|be|more
        kill* .. myself|herself|himself
        end .. it|life|everything|all
        left|wrote|letter|note .. note|letters|goodbye
        after .. argument|row|fight|breakup|broke|split|dumped
        regret* ~ pills|now|it|took|overdose
        end .. life
        wrists
        hate .. life|myself
        note
        never .. wake
        attempt*
        """,
        span=40,
        hears=Light.HYPOTHETICAL | Light.FEAR,
        unless="sick|doctor note\naccident* ~ took|overdose|swallowed|drank|taken",
    ),
    rule(
        "suicide-kill-self",
        "suicide",
        f"""
        kill|killing|hang|hanging|shoot|shooting|drown|drowning|unalive|off|offing|gas|gassing|suffocate|strangle|end|ending|yeet|electrocute|murder|stab|poison|starve|starving|delete|deleting|neck|necking|jump|throw|throwing|chuck|hurl|burn|slit .. myself
        {WANT} .. harm|hurt|cut|overdose|destroy .. myself
        harming|hurting myself ~ think*|thought*|urge*|want
        """,
        unless="asked if|whether .. thought|thoughts .. hurting|harming ~ midwife|visitor|nurse|doctor|form\nasked if|whether .. hurting|hurt|harming|killing|harm ~ not|never|no\ncould kill myself for\ncut myself shaving\nneck .. pain|stiff\nthrow myself into work|it\nend up\nrun off myself\nburn|burned .. oven|iron|stove|hob",
        hears=Light.QUESTION | Light.FEAR,
    ),
    rule(
        "suicide-kill-self-told",
        "suicide",
        """
        {intent} .. kill|killing|hang|hanging|shoot|shooting|drown|drowning|unalive|off|end|ending|hurt|hurting|harm|harming|jump|cut|cutting|stab|gas|starve|overdose|poison|suffocate .. {themself}
        {intent} .. end|take|ending|taking .. his|her|their .. life
        going|will|might|tried|trying|try|attempt*|threaten* .. kill|hang|shoot|drown|harm|hurt .. {themself}
        cut|cuts|cutting|slit|slits|slashed|burn*|scratch*|harm* .. {themself}
        jumped|jumping|jump ~ bridge|balcony|roof|window|train|building ~ purpose|himself|herself|die|deliberate*|trying
        overdosed ~ {themself}|purpose|deliberate*
        """,
        unless="on .. iron|oven|hob|stove|kettle\nhanged|hung\ncut ~ shaving|accident*|cooking|kitchen|chef\nkilled\nhair",
        hears=ANYHOW,
    ),
    rule(
        "suicide-want-death",
        "suicide",
        """
        want|wants|wanted|wish|wishes|wishing|wished|ready|going|hope|hoping|deserve|deserves|rather|prefer|need|needs|plan|planning|try|trying|longing|desperate|beg|begs|pray|praying|think*|decided+to .. die|dead|disappear|death
        wish|wishes|wished|hope|hoping|pray|praying .. i|he|she|my .. dead|die|died|born|wake|heart+stops|stop
        want|wants|thinking|think|thought|thoughts|fantas*|dream*|wish .. dying
        not|never .. want|wants|wanting|wanna .. live|alive|exist|existing|around|wake|here|be|breathing|living|life
        not .. live|living|exist|alive .. anymore|more
        want* .. be|being .. dead|gone|nonexistent
        want* .. it|everything|all|pain|life .. end|over|stop .. forever|all|forever|ended
        want* .. stop .. forever|living|existing|breathing
        want* .. disappear .. forever|world|completely|good|earth
        want* .. sleep .. never|not|forever .. wake|forever
        sleep .. never wake
        not .. wake up ~ tomorrow|wish|hope|again|want|morning|pray*|pills
        wish .. never .. born|woke|existed
        better off .. dead|without
        better .. if .. was|were .. dead|gone|not
        would .. be|better .. dead|gone ~ better|rather|everyone
        rather be dead
        rather die
        tired of life|living|being|existing|alive|everything ~ life|living|alive|existing|give|end|anymore
        sick of life|living|being ~ life|living|alive
        done with life|living|everything
        life .. not .. worth
        not worth living
        death .. only|relief|welcome|way|easier|release
        die ~ want
        be dead .. myself
        """,
        unless="lol|haha ~ die ~ period|hungover|stone|diet\ngoing|am|about .. die|dying ~ panic|heart_attack|palpitations\npanic .. feel* .. die|dying\nscared|afraid|worried|terrified ~ mother|father|husband|wife|son|daughter|dog|cat|baby ~ die|dying\nrather die than .. dentist|gym|presentation|karaoke|sprouts|exam\ndie ~ hair|eyebrows|roots|blonde\nheld|touched|moved|fed|cuddled|picked+up|put+down ~ be\ndisappear ~ beach|holiday|week|weekend\nlive ~ with|near|abroad|together|house|parents|city|flat\nlike|feel* .. dying|die ~ chest|breath*|flu|cold|throat|fever|hangover|heart|pain\nwants .. die down\nphone|battery|car\nstop .. bleeding|itching|coughing|hurting",
        hears=ANYHOW,
    ),
    rule(
        "suicide-no-reason",
        "suicide",
        """
        no|not|cannot|nothing|without|any .. reason|point|purpose|use|left|see .. live|living|going|go|here|life|alive|being|existing|on
        cannot .. see .. point|future|way
        nothing|nobody .. live .. for
        nothing left .. live|me
        cannot .. go on|take|cope|carry|continue|live|do ~ anymore|forever|like|this|longer|on ~ anymore|end|stop|forever|die|goodbye|sorry|live|suicid*|pills|tired|go|gone|over|dead|carry|life|living
        cannot .. live like|with .. this|anymore
        nobody|noone|no+one|who|nobody .. care*|notice*|miss*|mind .. if|die|gone|dead|died|disappeared
        nobody .. miss .. me
        world .. better .. without
        burden .. everyone|family|them|all|kids ~ die|dead|end|better|gone|without|anymore
        i am .. burden
        goodbye|farewell ~ everyone|letter|letters|note|message|messages|video|kids|posted|texts|world|family|posts
        suicide note|letter
        left|found|wrote|written|writing|leaving|leave .. note|letters|notes ~ {someone}|kids|pills|goodbye|bottle|disappear|dead|family|each|suicid*|children|everyone
        giving|gave|given .. away .. stuff|things|possessions|belongings|everything|clothes|pets
        not|no|cannot|any .. other|another .. way|way+out|option
        no way out
        """,
        unless="notes .. for|from .. appointment|meeting|class|doctor|gp|consult*\nbaby clothes|toys|things ~ gave|giving|given ~ charity|nursery|friend\nbaby .. clothes|cot|pram|toys\nreason for|why .. rash\ncounsellor|teacher ~ farewell|left|goodbye\nno point in .. antibiotics|taking|calling\nno use .. cream\nno other symptoms\nnote ~ doctor|sick|fit|gp|school|work\ncannot .. stand .. weight\nleft .. note .. pharmacy\ngoodbye to carbs|sugar|smoking\nno other way to|of",
        hears=ANYHOW,
    ),
    rule(
        "suicide-end",
        "suicide",
        """
        end|ending|finish|finishing .. it .. all|now|tonight|myself|everything|forever|soon|today
        end|ending|finish|finishing|finished .. it|things|everything ~ want|think*|going|pills|life|tonight|plan*|ready|thought*|rope|soon|consider*|tempted|all|might
        end|ends|ending|take|taking|took|finish .. my|both|our|own .. life|lives
        ending .. life|lives|own
        leave|leaving .. this|the .. world|earth
        exit bag
        way|ways .. die
        die .. sleep ~ purpose|want|how|pills
        meet .. maker
        check|checking out ~ life|permanently|early|good
        be .. with|join|joining|see|seeing .. late|dead|deceased|heaven|again ~ decided|soon|ready|want*|tonight|late|wife|husband|going|join
        catch|catching .. bus ~ soon|suicid*|forum|gonna|final
        suicide
        """,
        """
        want|wants|think*|thought*|going|plan*|ready|tonight|life|lives|i|he|she|my|commit*|attempt*|consider*|contemplat*|try|trying|tried|note|decided|soon|bag|about|talk*|all
        """,
        unless="""
        no rush|hurry
        doing .. brilliantly|well|great|better
        peer+support*|supporter|figures|study|paramedic|condolence*|course|aider|enzym*|inhibitors
        father's|mother's|brother's .. suicide
        end|ending ~ relationship|marriage|course|contract|pregnancy|month|call|antibiotics|job|treatment|book|film
        suicide ~ prevent*|squad|rates|statistics|poster|awareness|number
        suicide ~ died|lost|bereav*|risk|factors|signs|grie*|anniversary
        figures|study|paramedic|colleague+returns|returns+to+work|father's|condolence*|enzym*|inhibitors|aider|course|training|volunteer*|leaflet|newsletter|assembly
        """,
        span=12,
        hears=Light.HYPOTHETICAL | Light.FEAR,
    ),
    rule(
        "suicide-word",
        "suicide",
        """
        suicidal
        suicide ~ want*|think*|thought*|plan*|commit*|attempt*|consider*|contemplat*|try|trying|tried|note|going|about|mind|feel*|need|ideation|pact|do
        suicidal ~ thought*|feel*|again|since
        """,
        "i|my|me|he|she|friend|husband|wife|son|daughter|mother|father|brother|sister|her|his|feel*|him|again|want*|we|partner|boyfriend|girlfriend|patient|roommate|every|thoughts",
        unless="helpline .. people\npeople who feel suicidal\nvolunteer\ndoing .. brilliantly|well|great|better\npeer+support*|supporter|figures|study|paramedic|condolence*|course|aider|enzym*|inhibitors\nfather's|mother's|brother's .. suicide\nreturns .. to work\nprevent*\nrates|statistics\nsuicide .. died|lost\nrisk|early+warning|risk+factors ~ suicid*\nsuicidal ~ records|insurance\ndied by suicide\nlost .. suicide\ndoing .. brilliantly|well|great|better\npeer+support*|supporter|condolence*|course|aider\nlost|losing .. to|by suicide\nfather|mother|brother|uncle|aunt|friend|son|sister|grandfather .. committed suicide ~ years|when|before",
        span=20,
        hears=Light.FEAR,
    ),
    rule(
        "suicide-back",
        "suicide",
        "kill|hang .. myself|himself|herself\nsuicid*|overdose*|attempt*|self+harm*|cut+myself",
        "those|same|dark|bad|old|the|these .. thoughts|feelings|urges ~ back|return*|again|returned\nplanning|thinking .. it|about .. again\nwant .. again\nback|again ~ thoughts|feelings|urge*|feel\nplanning .. now|again",
        hears=Light.PAST | Light.FEAR,
    ),
    rule(
        "suicide-wrists",
        "suicide",
        "slit|slits|slitting|slashed|slashing|slash|cut|cutting|cuts .. my|her|his|their .. wrist|wrists|veins|throat\nwrist|wrists|veins ~ slit*|slash*|open",
        "i|my|her|she|he|his|feel*|want*|sister|brother|daughter|son|friend|wife|husband|mother|father|their",
        unless="accident*|glass|falling|fell|tin|mower|window|saw|broken|washing",
        hears=ANYHOW,
    ),
    rule(
        "suicide-overdose-worded",
        "overdose",
        "overdosed|overdose",
        "i|my|daughter|son|friend|she|he|took|taken|wife|husband|sister|brother|girlfriend|boyfriend|her|his|mother|father|roommate",
        "today|just|hour|hours|minutes|now|tonight|ago|took|taken|wants|going|threaten*|want|earlier|morning|help|trying|tried|plan*|think*",
        unless="accident*|mistake|heroin|fentanyl|opioid*|fear|double|treated|dose|child|toddler|year+old|vitamin|caffeine|someone\noverdose ~ what|how is\nrecords|insurance|happily|decade|travel",
        span=20,
        hears=Light.FEAR,
    ),
    rule(
        "suicide-means",
        "suicide",
        """
        painless|painlessly|easiest|quickest|best|fastest|peaceful|quick|easy|cleanest|surest|peacefully .. way|ways|method|methods|to ~ die|kill|suicide|death|end|go|myself
        painless|peaceful|quick|easy .. death|suicide
        ways|way|how|method|methods .. die|kill .. myself|painless*|without|quickly|peacefully|pain
        how .. kill|hang|poison|overdose|unalive|off .. myself|yourself
        how .. tie .. noose
        noose
        how .. many|much .. kill .. me|myself|yourself|adult|person
        how .. many|much .. pills|paracetamol|medicine|insulin|morphine|sleeping|aspirin|xanax|ibuprofen|amitriptyline|tramadol ~ die|kill|overdose|wake|lethal|fatal|dead|death|od
        lethal|fatal|deadly .. dose|amount|overdose ~ me|my|myself|i|someone|insulin|morphine|paracetamol
        would|will|could .. kill .. me ~ jump*|pills|many|definitely|dose|storey|floor|floors|enough|amount|instantly|paracetamol|take|hang*|drink
        jumping|jump .. kill .. me
        jump*|overdos*|pills|hang* ~ definitely|would|will|surely|instantly ~ kill me|myself
        enough .. kill .. me|myself
        helium|nitrogen .. exit|bag|suicide|hood|die
        exit bag
        how .. long .. die ~ starv*|hang*|carbon_monoxide|drown*|bleed*|cut*|wrists|overdose|insulin
        pills .. not .. wake
        suicide forum|method|methods|pact|plan|bridge
        how .. do it ~ who|find|working|planned|would
        """,
        unless="end ~ period|pregnancy|course|shift|diet\nallerg*|penicillin|peanut*\ngerms|bacteria|virus|lice|mosquito*|weeds|mould|mold|fungus|worms|pain ~ kill*\nkill .. pain\nmy+dog|cat|mice|rats|wasps\nquick|easy|easiest|best|quickest way .. end .. cold|flu|cough|hiccups\nwould salt|it kill me to|if i ate ~ one",
        hears=ANYHOW,
    ),
    rule(
        "suicide-plan",
        "suicide",
        """
        rope|noose|gun|pistol|rifle|shotgun|razor|razors|blade|blades|knife|pills|tablets|helium|petrol|bullets|bullet|morphine|insulin|revolver
        bridge|roof|ledge|train|tracks|rails|cliff|platform|balcony|lorry|traffic|truck|bus|motorway|edge|river|rooftop|railway|car|tube|subway
        """,
        """
        lap|hand|ready|lined|tonight|saving|saved|stockpil*|hoarding|collecting|loaded|counting|counted|bought|stash*|hidden|staring|mouth|front|got+out
        goodbye|letters|note|kids ~ letters|written|wrote|note|goodbye
        jump|jumping|step|stepping|throw|walk|walking|standing|stood|sitting|drive|driving|crash|crashing|swerve|swerving|driving|veer*|drove
        """,
        """
        die|dead|suicid*|kill*|end|goodbye|letters|hurt|alive|live|over|life|quiet|point|anymore|way|note|go+when|do+it|whisky|whiskey|vodka|drunk|loaded|alone|lap|rope|done|sorry|despair|hopeless|tonight|jump
        keep|keeps|want*|think*|thought*|urge*|going|wall|front|lorry
        """,
        unless="got .. hold .. pills|tablets\nswing|climbing|tent|washing|boat\nclimbing|bouldering|sailing\nbridge ~ tooth|dental|teeth|nose\nrazor burn|bumps\njump* rope\njump* ~ trampoline\nfear|phobia .. driving|heights|bridges\nsugar|diabetic|diabetes\nmarathon\nfell|fallen|crashed|accident|accidentally|toddler\nswallow*|allerg*",
        span=30,
        hears=ANYHOW,
    ),
    rule(
        "suicide-place",
        "suicide",
        "standing|sitting|stood|am .. bridge|ledge|roof|cliff|rooftop|edge|tracks|platform|parapet\njump|jumping .. off|from|front|under .. bridge|roof|cliff|train|building|balcony|window|lorry|bus|tube|overpass\nwalk|walking|step|stepping|run|running|throw|jump .. front|into .. lorry|train|traffic|bus|car|truck|road|cars|tube\ncrash|crashing|drive|driving|swerve|swerving .. car|into|off .. wall|tree|bridge|cliff|river|oncoming|lorry|road\none step .. quiet|over|done|gone\nyeet .. bridge\ntrain tracks .. thinking",
        "i|my|he|she|want*|keep|keeps|think*|thought*|friend|urge*|kicked|wanna|son|daughter|husband|wife|just|they|thinking",
        unless="ran into|fell\nbungee|diving|swim*|hiking|photo\ncar ~ sick\nfear .. of\nafraid of heights\nhurts|knee|pain ~ running\ncommute",
        hears=ANYHOW,
    ),
    rule(
        "suicide-hidden",
        "suicide",
        """
        working|worked .. out .. how|when .. do|would
        who|would .. find .. me|body|my
        how .. i .. do .. it ~ find|tonight|planned|plan|thought
        thoughts|thinking ~ ending|end|dying|death|dead ~ i|my|always|keep|constant*|every
        insurance|family ~ accident|gone|dead|if+i ~ money|kids|better
        stopped|stop|refusing|quit|not .. taking|eating|drinking|insulin|dialysis|medicine|food|eat ~ want|die|over|end|hope|deserve|on+purpose
        hope .. heart .. stop*
        hope .. i|my .. not|never|die|stop*
        not .. deserve .. food|live|life|alive|to
        do not .. anymore ~ live|care|alive
        do it|this tonight
        going|about .. do it ~ help|now|tonight|goodbye|really|time
        tonight .. do it|is the night
        nobody .. find .. me
        ready .. go ~ saving|pills|morphine|tired|die|alone|visits|note
        go .. when .. ready
        disappear .. forever
        i .. hate .. myself|life ~ die|dead|wish|end|cut|hurt|anymore|so
        nobody .. cares .. if|die
        cannot .. do .. this .. anymore
        cannot .. take|bear|handle .. it|this|life .. anymore
        keep myself safe
        not|cannot .. trust .. myself
        not .. safe .. myself|with|alone
        what .. i .. might|will|could .. do .. myself
        what .. i .. do .. myself
        afraid|scared .. what .. i .. do
        what .. i .. do .. to myself
        """,
        unless="dog|cat|puppy|allerg*|nut|gluten|swallow|sugar|homework\ndo this tonight .. exercise\nwill|plank|commute|work+shift",
        hears=ANYHOW,
    ),
    rule(
        "crisis-help",
        "suicide",
        "crisis|suicid* ~ help|now\nneed|want .. someone .. talk .. now|urgently|please ~ die|end|hurt|cope\ncannot .. keep .. safe\ntalk .. ledge",
        "i|me|my",
        unless="midlife|identity|hypertensive|sickle|energy|financial|cost",
    ),
)
