"""Emergencies that come from around a person: electricity, water, heat, cold and animals.

After the public first-aid guidance of the British and American Red Cross, St John Ambulance and NHS 111.
"""

from bedside.core.answering.triage.rule import rule

RULES = (
    rule(
        "electric-shock",
        "electric",
        "electrocut*|electric shock\nshock|zap*|electric* ~ mains|socket|plug|wire|wires|cable|outlet|power|voltage|fence|rail|appliance|toaster|kettle|shower|electric*|volts|pylon|electricity\nsocket|mains|plug|wires|outlet ~ thrown|stuck|jolt|fork|finger|knife|touched|zapped|poked\nlightning ~ struck|hit|strike",
        "{someone}|i|me|got|my|heart|burn*|numb|fainted|breath*",
        unless="toothbrush|septic|anaphylactic|static|therapy|charger\nculture shock",
    ),
    rule(
        "drowning",
        "drowning",
        "drown*|under|underwater|submerged|face+down|bottom ~ pool|bath|lake|sea|river|pond|tub\nunderwater|submerged\nwas|went|been|slipped|head under\npulled ~ pool|water|lake|sea|river|bath|pond|tub\nnearly drowned|drowning\ndrown*\ninhaled|swallowed .. water ~ pool|sea|lake|bath",
        "{someone}|cough*|breath*|blue|sleepy|i|unconscious|minute|minutes|water|out|pulled|limp|vomit*",
        unless="drowning in|work|debt ~ work|debt|emails|paperwork\nunder water|weather ~ cold ~ burn\nmyself\nears",
        span=20,
    ),
    rule(
        "heat-stroke",
        "heat",
        "heat|hot|sun|heatwave|roof|sauna|marathon|desert|car|degrees|sunstroke|heatstroke",
        "confus*|collaps*|fainted|unconscious|seizure|sweating|delirious|unresponsive|nonsense|burning|red+hot|staggering|incoherent|dry+skin",
        "confus*|stopped|not|hot|collaps*|vomit*|unconscious|skin|headache|heat*|sun*|temperature|#high_fever|drows*|sense",
        unless="flush*|flashes|menopaus*\nhot+water|tub|chocolate|drink\nhot and cold\nnight sweats",
        span=25,
    ),
    rule(
        "heat-stroke-named",
        "heat",
        "heatstroke\nheat|sun stroke ~ has|have|having|think|is|got\nsunstroke ~ confus*|vomit*|fainted|drows*|think|collapsed\nlocked|left .. hot .. car ~ {child}\n{child} ~ left|locked ~ car ~ hot|sun|heat",
    ),
    rule(
        "hypothermia",
        "cold",
        "#cold_body\nhypothermi*\nfreezing|ice|icy|cold|snow|frozen|outside",
        "shivering|shiver*|mumbl*|slur*|confus*|stiff|drows*|sleepy|unresponsive|pale|blue|unconscious|clumsy|floppy",
        "stopped|not|freezing|hypotherm*|icy|ice|snow|outside|floor|water|night|lake|river|mumbl*|slur*|stiff",
        unless="fever|flu|ice+cream|virus|#fever|hands|sinus|a+cold",
        span=20,
    ),
    rule("hypothermia-baby", "cold", "#cold_body", "{baby}|floppy|drows*|confus*|cold|old|mumbl*|shiver*|#old_person"),
    rule("frostbite", "cold", "frostbit*\nfrozen ~ fingers|toes|nose", "white|black|numb|hard|waxy|blister*|grey|blue"),
    rule(
        "snake",
        "bite",
        "snake|snakes|viper|adder|rattlesnake|rattler|cobra|copperhead|cottonmouth|mamba|krait|python|taipan|boomslang ~ bit|bite|bitten|fang|fangs|struck|got\nsnakebite\nscorpion|jellyfish|stonefish|stingray|octopus|man+of+war|lionfish|widow|recluse|funnel|redback|spider|bat|tarantula ~ stung|sting|bit|bite|bitten|barb|got",
        unless="dog|would+kill|pet\nspider ~ itch*|small|tiny ~ bite|bit\nspider bite .. looks|infected ~ weeks|days ~ mild",
    ),
    rule(
        "animal-bite",
        "bite",
        "bit|bitten|bite|bites|mauled|attacked|savaged|scratched",
        "dog|bat|fox|raccoon|monkey|cat|human|pitbull|shark|bear|croc*|alligator",
        "rabies|foaming|stray|wild|face|neck|throat|deep|bone|bleed*|{child}|muscle|puncture|torn|mauled|acting|bat|spreading|fever",
        unless="my+dog|cat+was|got+bitten\nbit off\nnails",
    ),
)
