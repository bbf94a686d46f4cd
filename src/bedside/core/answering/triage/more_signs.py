"""More small signs: of the body in trouble in vivid words, and of something taken in that should not have been.

Same idea as `signs`: people name a thing, a deed and a result in words and an order no rule foresaw. Weights were set by
hand and checked on the development set. When it fails: a single sign alone, or a harmless thing told like a dangerous one.
"""

from bedside.core.answering.triage.rule import Rule, rule

POISON_THRESHOLD = 5
SUBSTANCE = 3
"""The sum from which signs are met as a poisoning; a substance must be among them."""


def _sign(name: str, cues: str) -> Rule:
    return rule(f"sign-{name}", "illness", cues)


def _poison(name: str, cues: str) -> Rule:
    return rule(f"poison-{name}", "swallowed", cues)


MORE_SIGNS: tuple[tuple[int, Rule], ...] = (
    (
        2,
        _sign(
            "limb-lifeless",
            """
            {limb}|shin|knee|elbow ~ cold|white|blue|blueish|bluish|black|dusky|grey|marble|mottled|dead|waxy|pulseless
            {limb}|elbow|shoulder|knee|hip|kneecap|jaw|collarbone|neck ~ bent|wrong|angle|deformed|crooked|dislocat*|snapped|backwards|sideways|socket|mangled|crunch*
            {limb}|calf|thigh|neck|ankle ~ twice|double|size|fat|balloon*|huge|tight|tree+trunk
            {limb}|muscle|muscles|shin|skin|toes|stomach|back|bump|calf|thigh ~ wood|rock|board|stone|marble|drum|concrete|plank
            """,
        ),
    ),
    (
        2,
        _sign(
            "chest-caving",
            """
            breastbone|ribs|rib|ribcage|neck|throat|collarbones|tummy|stomach|chest ~ cav*|suck*|sink*|tug*|hollow*|pulls|dip*|retract*|working
            nostrils|nose ~ flar*
            whistl*|squeak*|crow*|bark*|rasp*|grunt*|rattl*|gurgl*|bubbl*|harsh|noise|noisy ~ asleep|sleep*|rest|breath*|breathing|breaths|night|inhale*
            grab*|clutch*|point* ~ throat|neck|chest
            cannot|not .. cough|swallow|speak|cry|shout
            own saliva|spit
            cannot .. hold|lift|keep .. head
            head .. dropping|flopping|lolling|drops|lolls
            """,
        ),
    ),
    (
        2,
        _sign(
            "smoke-or-fire",
            "house|flat|car|kitchen|chip|electrical|bedroom .. fire\nsoot|smoke|flames|explosion ~ nose|nostrils|nostril|mouth|throat|voice|hoarse|cough*|black|face|breath*|inhal*|lungs|trapped",
        ),
    ),
    (
        2,
        _sign(
            "like-a-blow",
            """
            thunderbolt|thunderclap|thunder|explosion|bomb|lightning|hammer|axe|sledgehammer|gunshot ~ head|skull|back|neck|chest|like|pain|behind
            knife|ripping|ripped|tearing|tore|torn|stabbing|skewer|dagger|blade|sharp ~ pain*|hip|stomach|side|back|chest|shoulder|groin|low
            felt .. pop|snap|rip|tear|burst
            """,
        ),
    ),
    (
        2,
        _sign(
            "losing-blood",
            """
            mouth|throat|nose|bowl|toilet|bed|towel|towels|pad|pads|dressing|bandage|shoe|sock|sheets|pants|bucket|sink ~ fill*|full|soak*|red|pour*|mugful|cupful|drip*|spat|spit*|pool
            clots ~ size|plum*|fist|golf|lemon*|egg|liver|big|huge
            black|tar|tarry|maroon ~ stool|poo|diarrhoea|toilet|movement
            spat|spit*|cough*|brought|bring* ~ blood|red|clots|mugful|cupful
            """,
        ),
    ),
    (
        2,
        _sign(
            "pregnancy-trouble",
            """
            #weeks|pregnan*|bump|trimester ~ wiggle*|quiet|less|fewer|nothing|bleed*|blood|gush*|clear+fluid|leak*|waters|swollen|headache|vision|pain*|fell|hit|crash|itch*|contraction*|cramp*
            period ~ late|missed ~ pain*|bleed*|spot*|faint*|shoulder|knife|sharp|one
            """,
        ),
    ),
    (
        2,
        _sign(
            "not-themself",
            """
            not|cannot|hardly|barely|will+not|never|stopped|no+longer .. recogn*|know|knows|focus|smile|stand|sit|walk|wake|stay+awake|respond*|cry|feed|suck|latch|follow|settle
            picking|plucking .. air|sheets|clothes|blanket
            seeing|sees|talking|talks .. things|people|men|insects|spiders|children|nobody|dead|there|two|double
            left|right ~ ignor*|bump*|neglect*|veer*|drift*|lean*|walks+into|doorframe|forgets
            back+to+front|inside+out|wrong+foot|upside+down ~ shirt|clothes|shoes|dress*|jumper|trousers|book|cup
            will+not|does+not|not .. obey|work|hold|grip|carry ~ {limb}
            puce|crimson|beetroot|scarlet ~ face|going|went|turn*|cough*|splutter*
            not with us|it
            slumped|crumpled|went+down|folded|flopped|hit+the+floor|hit+the+deck|out+cold|glassy|glazed|staring|vacant|blank|zombie|ragdoll|rag+doll|lifeless
            words|speech|talking|sentences|voice ~ slurr*|mush|mixed|jumbled|wrong|nonsense|gone|thick|muffled|hoarse|hot+potato|squeak*
            """,
        ),
    ),
    (
        2,
        _sign(
            "blow-or-bite",
            """
            smash*|crush*|run+over|ran+over|knocked+over|hit+by|thrown|trampl*|kicked|trapped|pinned|flipped|wrecked|collided|impal*|stabbed|shot|electrocut*|drown*|submerged|underwater|strangl*|choked|hanged|mauled|gored
            fell|fallen|came+off|dropped|tumbled|jumped|dived|landed ~ storey|floor|metres|feet|ladder|roof|stairs|height|horse|bike|motorbike|tree|wall|scaffold*|quad|window|head|face|back|neck|concrete|steps|trampoline
            chainsaw|circular+saw|table+saw|bandsaw|mower|lawnmower|grinder|machete|axe|blender|mandolin|auger|baler|pto|strimmer
            bit|bite|bitten|stung|sting|fang|fangs ~ snake|adder|viper|cobra|scorpion|spider|jellyfish|dog|bat|monkey|wasp|bee|hornet|fish|tick|urchin|widow|rattler|fox
            """,
        ),
    ),
    (
        2,
        _sign(
            "eye-or-sight",
            """
            retina|retinal ~ off|detach*|torn|tear|coming
            floaters|flashes|sparkles|cobwebs|soot ~ sudden*|new|cloud|shower|curtain|lots|shadow|grey|eye
            {bleed} ~ eye|inside+eye
            curtain|veil|shutter|shadow|fog|grey+out|blind|blacked+out|misty|halo*|haloes ~ eye|eyes|vision|sight|see|side
            eye|eyeball ~ agony|rock|hard|excruciating|pierc*|stuck|metal|splash*|chemical|popped|bulg*|shrunk|misshapen|teardrop|leaking|hit|poked
            floor|walls|ceiling|faces|carpet|room ~ moving|breathing|melting|breathe|move|melt|waving|tilting|spinning
            see*|seeing|vision ~ double|two|half|missing|blank|nothing|gone|black|tunnel|blur*|foggy
            """,
        ),
    ),
    (
        1,
        _sign(
            "force",
            "uneas*|weakness|off+the+scale|never+felt|never+had|never+known|ten+out+of+ten|screaming|howling|sobbing|crying|writhing|curled|doubled|unbelievable|insane|awful|horrible|terrifying|scared|help|please|quickly|panic*|freaking|shouting|yelling|gritting",
        ),
    ),
    (
        1,
        _sign(
            "after-something",
            "had .. baby\nsurgery|operation|operated|birth|delivered|miscarriage|section|chemo|transplant|flight|long+haul|crash|accident|trek|marathon|race|dive|biopsy|colonoscopy|extraction|tooth+out|hysterectomy|replacement|epidural|lumbar|stent|catheter|dialysis|cast|plaster|stung|bitten|fell|fall",
        ),
    ),
)

POISON_SIGNS: tuple[tuple[int, Rule], ...] = (
    (
        3,
        _poison(
            "substance",
            "{household}|{garden}|edible|edibles|gummies|heroin|cocaine|ketamine|mdma|fentanyl|nitrous|balloons|spice|ghb|amphetamine*|powder|baggie|eggs|fumes|cloud|tea_tree|lavender|tree+oil|clove+oil|essential+oil|oil+of|kernels|death_cap|puffer|pufferfish|mercury|tile|harpic|tablet+whole|denture|steradent|dishwashing|carbon_monoxide|exhaust|sedative|tank|poison*|toxic|gas|slime|putty|magnet*|"
            "lantern|glow|antiseptic|tcp|savlon|germolene|calamine|vicks|olbas|bath+bomb|hand+gel|hair+dye|wipes|polish|descaler|pesticide|rat|weed+killer|venom|cleanser|bicarb|varnish|dry+ice|liquid+nitrogen|cinnamon|nutmeg|super+glue|wax+melt|wax+melts|reed|snow+globe|contact+lens+solution|solution|concentrate|powder|granules|crystals|paste|sachet",
        ),
    ),
    (
        3,
        _poison(
            "medicine",
            "{medicine}|#mild_medicine|organiser|organizer|pillbox|blister|strip|dispenser|inhaler|tube+of+cream|hormone|testosterone|patch",
        ),
    ),
    (
        2,
        _poison(
            "taken-in",
            "by+mouth|down+his+throat|down+her+throat|up+his+nose|on+top|came+off|let+off|gassed|snort*|smoked|vaped|soaked|poured|touched|rubbed|squirt*|bubbling|dinner|meal\n{swallowing}|inhal*|breathed|splash*|injected|jabbed|snort*|mixed|gasped|overdos*|poisoned|licked|spilled|spilt|sprayed|huff*|sniff*|leaked",
        ),
    ),
    (
        2,
        _poison(
            "by-mistake",
            "thought|thinking|mistook|mistaken|mistake|accident*|instead|wrong|swapped|mixed|muddled|unlabelled|realised|realized|confused|error|meant|supposed|missing|empty|gone|twice|double|doubled|extra|somebody+else|someone+else|too+much|too+many|overdose*|again|both|all+at+once|whole|handful|half|got+into|got+hold|helped+himself|helped+herself|found|open|opened|lid|cap|unlocked|at+least|how+many|not+sure+how|count|counted|remedy|dose",
        ),
    ),
    (
        1,
        _poison(
            "child", "{small_child}|dementia|#child|toddler|grandmother|grandfather|resident|patient|she+is+7|he+is+4"
        ),
    ),
    (
        1,
        _poison(
            "ill",
            "{poison_signs}|stings|hurts|yellow|tight|chest|woozy|hot|cold|smelling|stumbling|retching|gagging|quiet|tummy|stomach|blue|pale|shaky|jittery|wired|bleeding|white|tongue|throat|lips|eyes|dropped|asleep",
        ),
    ),
    (
        1,
        _poison(
            "now",
            "just|now|minutes|hour|hours|ago|today|tonight|morning|suddenly|since|yesterday|night|while+ago|dinner|breakfast",
        ),
    ),
    (
        -3,
        _poison(
            "asks-only",
            "gp|doctor|consultant|nurse|specialist .. doubled|increased|upped|changed|switched|put|started|gave\nhow+long+does|can+i+take|can+i+use|can+i+drink|can+i+eat|is+it+safe|safe+to|safest|should+i+take|which|recommend*|prevent*|store|stored|storing|dispose|disposal|prescri*|doctor+said|doctor+gave|gp+gave|gp+said|side+effects|side+effect|interact*|benefits|vitamin|brand|better|best|alternative*|expired|expiry|cost|price|label|pregnant+women|breastfeeding|quit|quitting|taper*|wean*|switch*|missed|miss|course|daily|for+years|years+now|months|diet|recipe|healthy|cheap*|natural|remedies|helps|help+with|cream|ointment|treatment|treat|cure|relief|relieve|works|work|nontoxic|non+toxic|harmless|tiny|crayon|playdough|fine+right|happy|playing",
        ),
    ),
    (
        -2,
        _poison(
            "illness-talk",
            "blood+pressure|high+blood|diagnos*|rash|itch*|allerg*|acne|eczema|period|periods|migraine|flu|cold+sore|antibiotic*|infection|cancer|diabet*|cholesterol|arthritis|depress*|anxiety|insomnia|vaccin*|sunburn|gym|workout|weight|knee|shoulder|ankle|wrist|hair|skin+care|moistur*|smoking|syndrome|disease|inherited|gene|scan|test",
        ),
    ),
)
