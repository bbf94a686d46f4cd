"""Poisonings told in any words: any eater, any way of taking in, any substance; doses doubled, swapped or given to another.

Asked after `poisonings`, whose rules name the better advice. After the public guidance of America's Poison Centers and the
NHS. When it fails: a harmless thing in an unlisted name, swallowed, and told in the words used of dangerous ones.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

HARMLESS = """
non+toxic|nontoxic|harmless|crayon|crayons|playdough
should|can|could|may .. take|drink|eat|give
prevent
prescribed .. for
years ago
swimming pool
acid reflux
vaccin*
"""
FOODS = """
drank|drink|drunk|drinking ~ juice|tea|coffee|milk|smoothie|water|wine|beer ~ plant|oil|vinegar|cleaner|detox|lead|vitamin
castor|olive|cooking|fish|coconut ~ oil
mushroom|mushrooms ~ pizza|risotto|shop|supermarket|soup|button
chew*|bit|bitten|biting ~ nail|nails|lip|cheek|tongue
hot wax|pool
vitamin c|d|b12
omega|probiotic*|collagen|protein
sunflower|pumpkin|chia|flax|sesame seeds
kiwi|apple|apples|grape|orange|melon ~ seeds|pips|seed
apple|spinach|lettuce|kale ~ leaf|leaves
salad leaf|leaves
plant based|milk
eat|eating|ate|eaten ~ diet|healthy|vegan
"""
TAKEN = "took|taken|take|taking|gave|given|giving|had|swallow*|injected|administered|necked|popped|been|used|put|downed|drank|applied|dosed|stuck|got"

RULES = (
    rule(
        "swallowed-household",
        "swallowed",
        """
        {swallowing}|drink|swallow ~ {household}
        {swallowing} ~ hearing+aid|disc|disk|sink|under+sink|bit+into|creosote
        bit .. through|into ~ {household}|{garden}|tablet|capsule
        {swallowing}|drink ~ bottle|cup|mug|glass|liquid|stuff|something|tin|can ~ cleaning|shed|garage|unlabelled|unlabeled|unknown|poison*|chemical*|workshop|garden|thinking|thought|mistake|accident*
        """,
        unless=HARMLESS
        + FOODS
        + "battery|car|phone ~ flat|charge\nnail ~ bit|bite|biting\nmouth|lips|tongue ~ sore|dry\nmouth ulcer|ulcers\npoisoning",
        span=15,
    ),
    rule(
        "swallowed-garden",
        "swallowed",
        """
        {swallowing}|eat ~ {garden}
        foxglove*|hemlock|nightshade|yew|laburnum|oleander|aconite|monkshood|daffodil*|datura|death_cap|toadstool*|lily ~ salad|soup|tea|smoothie|stew|dinner|meal|sandwich|supper|curry
        """,
        "{small_child}|he|she|i|we|husband|wife|mother|father|grandfather|grandmother|friend|everyone|they|dad|patient|resident|lad|our|his|her|my|me|us|brother|sister|mate",
        unless=HARMLESS
        + FOODS
        + "strawberr*|blueberr*|raspberr*|blackberr*|goji|supermarket\nlegs|ankles|arm|arms|nettle|nettles|rash .. plant\nbulb ~ light\nstress|hospital|private ~ leave",
        span=20,
    ),
    rule(
        "ate-and-ill",
        "swallowed",
        "ate|eaten|swallowed|drank|chewed|licked|sipped ~ {garden}|{household}",
        "dizzy|breathless|vomiting|drooling|unsteady|twitching|drowsy|collapsed|fainted|hallucinating|blurred",
        unless=HARMLESS + FOODS,
        span=15,
        hears=Light.QUESTION,
    ),
    rule(
        "odd-sweets",
        "drugs",
        "sweets|chocolate|chocolates|brownie|brownies|cookie|cookies|bears|gummies|candy|lollies|fudge|flapjack|cake",
        "seeing|floor|walls|room|ceiling|faces|giggling|giggly|wobbly|drowsy|sleepy|eyes|pupils|stoned|spaced|staring|hallucinat*|unsteady|floppy|stumbl*|paranoid",
        "things|gave|work|party|moving|melting|breathing|red|glazed|teenager|brother|drawer|stash|cannot|after|since|had|ate|room|rave|festival|homemade|funny",
        unless="diabet*|sugar|birthday|allerg*|migraine",
        span=20,
    ),
    rule(
        "child-got-into",
        "swallowed",
        "{small_child}",
        "{access}|at|been|how+many ~ {household}|{garden}|{medicine}|alcohol|vodka|wine|gin|whisky|rum|beer|edible|edibles|gummies|gummy|weed|hash",
        """
        swallow*|ate|eaten|eating|drank|drunk|licked|chew*|sucked|sucking|gulp*|sip*|bit|bitten|missing|gone|empty|emptied|lid|cap|into|hold|found|opened|raided|helped|handbag|purse|mouth|spilled|scoffed|gobbl*|crunch*|spat|tast*|unlocked|mistake|accident*|wrong|half|whole|handful|burst|pull*|peeled|at+my|at+the|at+his|at+her|at+our|how+many|how+much|handful|left|swig*|munch*|took|playing
        """,
        unless=HARMLESS
        + FOODS
        + "antibiotic*|amoxicillin|augmentin|course|dentist|nappy|pharmacist|gp|flavour|refuses|spits\nhair|scalp|skin ~ shampoo|soap|dye|lice\nnail polish ~ remove\nleft .. days\ntook .. to|photo\nbath|shower ~ soap|shampoo ~ eyes\nmelatonin ~ sleep|bedtime",
        span=25,
    ),
    rule(
        "child-ate-cream",
        "swallowed",
        "{small_child}|#child|toddler|baby|months",
        "ate|eaten|eating|swallow*|sucked|licked|squirted|squeezed|drank|drunk|chew*|guzzl*|scoff*",
        "cream|ointment|lotion|balm|rub|gel|lipstick|candle|wax|toiletries|makeup|mascara|foundation|moisturiser|sudocrem|bonjela|deep+heat|oil|drops|wipes|powder|talc|nappy+cream|tube",
        unless=HARMLESS
        + FOODS
        + "ice+cream|cream+cake|cream+cheese|sour+cream|whipped|doctor|eczema\nfeeding|breastfeed*|nipple\nrash",
        span=12,
    ),
    rule(
        "child-and-missing-medicine",
        "swallowed",
        "{small_child}|he|she",
        "{medicine}|gummies|gummy|edible|edibles|brownie|vape|nicotine|battery|thc|cbd",
        "missing|gone|empty|emptied|lid+off|cap+off|open|handbag|purse|got+into|got+hold|found ~ {medicine}|my|the|a|gummies|gummy|edible|edibles|vape|pack|packet|bottle|strip|blister|foil|at+least\nin+his|in+her .. mouth|hand ~ {medicine}\nchewed|scoffed|crunched|necked",
        unless=HARMLESS
        + "prescription ~ lost|renew|ran|run\nfound ~ helpful|helps|works|good|out\ngone ~ doctor|away|hospital\npain|rash|fever|cough .. gone\nhours|appointment",
        span=20,
    ),
    rule(
        "skin-or-breath",
        "fumes",
        """
        breathed|inhal*|huff*|sniff*|breathing .. in|fumes|cloud|dust|powder|spray|vapour*|vapor*|gas|smoke|mist|mask|lungful ~ {household}
        breathed|inhal*|huff*|lungful|whiff|puff|huffing|blast|overcome|overpowered ~ fumes|cloud|spray|vapour*|gas|smoke|mist|powder|chemical*|aerosol|duster|lighter|petrol|solvent*|chlorine|ammonia|paint|varnish|exhaust
        {household} ~ splash*|blew|blown|squirt*|soaked|drenched|spilled|spilt|spray* ~ eye|eyes|face|skin|mouth|hand|hands|arms|legs|clothes|over|him|her|me
        wolfsbane|monkshood|aconite|oleander|hemlock|datura|hogweed|brugmansia|manchineel|foxglove*|caterpillar* ~ handled|touched|picked|brushed|pruned|cut|sap|strimm*
        slurry|silo|manhole|sewer|septic|grain|confined|tank|tanker|cesspit|digester ~ collaps*|dropped|up|gas|overcome|fainted|unconscious|answer*|pit|fell|fumes
        hydrofluoric|hf|paraquat|phenol|organophosph*|mercury|cyanide ~ skin|finger|hand|glove|arm|splash*|spill*|broke|broken|snapped|carpet|on|spray*|exposed|touched|face
        """,
        "raw|pit|up|{poison_signs}|chest|eye|eyes|skin|throat|hurts|sore|lungs|finger|hand|glove|carpet|breath|stings|sting*|pain*|cannot|mouth|face|saliva|water*|tight",
        unless="inhaler|steam ~ menthol|eucalyptus|vapour\nvegan|cook*|hay+fever|pollen|paint ~ pictures\nhand+washing|dish+soap|cigarette ~ quit|smok*\nshampoo|soap ~ eyes\nhair dye ~ rash|itch*",
        span=25,
    ),
    rule(
        "spraying-crops",
        "fumes",
        "spray* ~ crop*|field|cotton|rice|orchard|vines|vineyard|plants|garden|roses|farm|weeds|greenhouse|insects|mask|trees|paddy|cockroach*|ants|bugs|wasps",
        "saliva|drool*|sweating|twitch*|vomit*|blur*|see|pupils|breath*|dizzy|water*|headache|shak*|cramps|sick|weak|chest|unconscious|confus*",
        span=30,
    ),
    rule(
        "gas-smelt",
        "fumes",
        """
        smell*|smelt|whiff|leak* ~ gas|rotten+eggs|fumes|burning+plastic
        carbon_monoxide|co|monoxide ~ alarm|detector|sensor|beep*|went|going|sounding|ppm
        alarm|detector ~ carbon_monoxide|monoxide|gas|beep*|co
        """,
        "dizzy|headache*|head|sick|nausea|drows*|sleepy|faint*|woozy|vomit*|ill|weak|foggy|confus*|wobbly|tired|throbbing|beeping|sounding|strong|went+off|going+off|kitchen|lightheaded|hurts|ppm|chirp*",
        unless="battery|batteries ~ low|change|replace\ninstall|chirp* ~ minute\npassing|fart*|wind|stomach|bottom\nwhere|should .. put|fit|go\nbloat*",
        span=25,
    ),
    rule(
        "engine-or-burner-indoors",
        "fumes",
        "garage|tent|caravan|van|cabin|shed|room|indoors|inside|bedroom|boat|awning|camper|house|hut|car|basement|bathroom|kitchen",
        "generator|bbq|barbecue|barbeque|charcoal|coals|grill|heater|stove|engine|exhaust|boiler|burner|geyser|paraffin|kerosene|gas+fire|fire+pit|brazier|hob|flue|water+heater|firewood|hibachi|mower|disposable",
        "headache*|dizzy|sick|drows*|sleepy|vomit*|nausea|faint*|collaps*|unconscious|woozy|confus*|cherry|wobbly|wake|weak|muzzy|foggy|splitting|pounding|throbbing|head",
        unless="food|ate|meat|years\nmigraine* .. years\ncooking smell",
        span=35,
    ),
    rule(
        "dose-doubled",
        "overdose_accident",
        f"""
        {TAKEN} ~ twice|double|doubled|doubling|triple|tripled|again|extra|both|repeated|second+time|2+lots|2+doses|2+days|another+dose|too+much|too+many|overdose*
        double|doubled|doubling|tripled|quadruple* ~ dose|doses|dosed|up|{{medicine}}
        twice|double|triple|2+lots|both+lots|extra|too+many|too+much|again|overdose*|10+times|ten+times|100+times|times+too ~ {{medicine}}
        another|more|further|2nd|second ~ forgot|forgotten|forgetting|already|realised ~ {TAKEN}
        methotrexate|alendron* ~ every|daily|days|instead|weekly
        days|weeks ~ worth|supply|doses|dosette|compartment*|blister* ~ {TAKEN}
        morning|evening|night|bedtime|tomorrow|lunchtime ~ pills|medicine|dose|doses|ones ~ morning|evening|night|instead|wrong|together|too|both|as+well|already|again|same ~ {TAKEN}
        """,
        "{medicine}",
        unless=HARMLESS
        + "doctor|gp|consultant|nurse|hospital|clinic|they|surgery .. doubled|double|increased|upped\ntwice|3+times|times|4+times .. a day|daily|weeks\nmissed|forgot ~ dose|pill|take ~ should|can|do\nfinished ~ course\nboth ~ knees|legs|arms|ears|eyes|feet|hands|sides\nagain ~ prescribed|doctor|pharmacy|prescription\ndouble ~ appointment|vision|check\nback+pain|period ~ again\ntoo much vitamin\nstomach|side+effects ~ again\nmissed .. dose\nextra weight|care",
        span=20,
    ),
    rule(
        "medicine-mistaken",
        "overdose_accident",
        f"""
        {TAKEN} ~ wrong|mistake|mistook|mistaken|mixed|mix+up|muddled|confused|swapped|accident*|error|instead|each+others|each+other|someone+else*|somebody+else*|not+his|not+hers|not+mine|thinking|thought|meant|else ~ {{medicine}}
        took|taken|taking|swallow*|popped|necked|drank|injected ~ my|his|her|their .. husband|wife|mother|father|brother|sister|grandmother|grandfather|dog|cat|partner|son|daughter|neighbour|flatmate|roommate|dads ~ {{medicine}}
        {{medicine}} ~ instead|mistake|mistook|swapped|wrong|mixed+up|muddled|accident*|meant+for|belong*|in+error ~ {TAKEN}
        husbands|wifes|mums|dads|sons|daughters|nans|dogs|cats|brothers|sisters|neighbours|grandmas|grandads|moms ~ {{medicine}} ~ {TAKEN}
        resident|patient|client|room ~ given|gave|administered|received|got|had ~ wrong|room|else|another|different|meant|swapped|mistake|error|other|someone|somebody|21|double|twice
        """,
        f"{{medicine}}|tablet|dose\n{TAKEN} ~ wrong",
        unless=HARMLESS
        + "antihistamine|antihistamines ~ 2|two|one\ndoctor|gp|hospital|nurse|pharmacist|paramedic* .. gave|given|prescribed|put\nmissed|forgot ~ should|can\nthought|thinking .. about|of\nwrong ~ diagnos*|pharmacy|something\ninstead ~ should|can|could|better|switch*|try\nvitamin c|d\nmissed ~ dose\naccident at\nchanged|switched",
        span=20,
    ),
    rule(
        "dose-misread",
        "overdose_accident",
        "ml|mg|mcg|units|micrograms|milligrams|mls|spoon*|teaspoon*|puffs|drops|grams|pumps",
        "instead|rather+than|should+have+been|supposed|meant|wrong|misread|misplaced|decimal|10+times|ten+times|too+much|overdose*|mistake|accident*|error|over+dose|not|times+the|extra+zero",
        f"{TAKEN}",
        unless="supposed .. take|be .. effect\nhow|can|should\nblood+pressure|blood+sugar|fasting|weigh*|cholesterol|hba1c|tsh|ferritin|water|caffeine\nnot .. helping|working|work|help",
        span=14,
    ),
    rule(
        "paracetamol-adds-up",
        "overdose_accident",
        "paracetamol|codamol|cocodamol|codydramol|solpadeine|lemsip|cold+sachets|sachets|dayquil|nyquil|panadol|percocet|vicodin|ibuprofen|nurofen|aspirin|aleve|naproxen|excedrin",
        "#many_pills\nplus ~ paracetamol|cold|codamol|lemsip|ibuprofen|nurofen\n8|9|10|12|14|16|18|20|24 .. a+day|day|24|pills|hours|in\nadding|adds .. up\nmore than ~ packet|8|maximum|max|recommended|supposed|limit|dose\nover .. limit|max|maximum\nevery .. hour|2|two|hours ~ days|all|since|yesterday\ntwice|double|triple .. dose|amount|max|maximum\npopping like|every",
        "taking|took|taken|been|had|having|popping|popped|eating|swallow*|adding|days|realised|realized|gave|given",
        unless="can i|you\nmaximum dose|is|per\nshould\n500mg twice",
        span=30,
    ),
    rule(
        "own-dose-and-ill",
        "overdose_accident",
        "digoxin|lithium|theophylline|colchicine|methotrexate|flecainide|amiodarone|phenytoin|carbamazepine|valproate|verapamil|diltiazem|propranolol|clonidine|baclofen|insulin|morphine|oramorph|fentanyl|patch|patches|methadone|oxycodone|gliclazide|glipizide|potassium|amitriptyline|clozapine|quetiapine|pregabalin|levothyroxine|warfarin|zopiclone|diazepam",
        "doubl*|twice|extra|too+many|too+much|wrong|mistake|two|2x|several|still+on|another|2+on|3+on|every+day|instead+of+weekly|levels|level ~ {poison_signs}|sleepy|odd|runs|worried|hours|today|now|blurry|yellow\nstumbl*|stagger*|trembling|slurr*|slur*|slurry|yellow+halos|ringing|seeing+yellow|pinpoint|drowsy|unrousable|rousable|wake",
        unless="years|months\nprescribed\nsecond+dose|double ~ vaccin*|appointment\ncan|should .. take\nside effects",
        span=20,
    ),
    rule(
        "sea-toxins",
        "swallowed",
        "barracuda|grouper|snapper|reef|pufferfish|puffer|fugu|ciguatera|mussels|clams|oysters|shellfish|scallops|cockles|tuna|mackerel|sushi|fish|whelks|winkles|sardines|crab|amberjack|mahi",
        "tingl*|numb|hot+things|reversal|cold+feels|feel+cold|feels+hot|burn*|flush*|metallic|peppery|paralys*|weak|lips|tongue|face+red|bright+red",
        "ate|eaten|eating|had|after|dinner|lunch|supper|meal|from|caught|hours|minutes|holiday|house|restaurant|tongue",
        unless="fish oil|tank|hook|bone\nyears",
        span=25,
    ),
    rule(
        "beans-and-company",
        "swallowed",
        "kidney+beans|beans|red+beans|courgette|zucchini|gourd|potatoes|elderberr*|rhubarb|cassava|nutmeg|honey|almonds|kernels|stew|soup|picked|wild+garlic|greens|foraged|meal|dinner|barbecue|buffet",
        "raw|uncooked|undercooked|bitter|green|wild|foraged|slow+cooker|picked|uncooked|soaked|sprouted",
        "sick|vomit*|ill|dizzy|cramps|diarrhoea|hallucinat*|numb|confus* ~ all|both|everyone|whole|us|hours|hour|minutes|dogs|since|now",
        span=25,
    ),
    rule(
        "botulism",
        "swallowed",
        "home|homemade|canned|jar|jarred|tin|bulging|fermented|preserved|cured|honey|garlic|pickled|botox|heroin|injecting",
        "eyelids|eyelid|droop*|double+vision|seeing+double|blur*|swallow*|slurr*|floppy|weak ~ eye*|swallow*|speech|arms|breath*|vision|droop*|mouth|neck|cry|suck*|constipat*|double|dry",
        unless="years|known",
        span=35,
    ),
    rule(
        "auto-injector-slip",
        "overdose_accident",
        "epipen|epipens|pen|injector|autoinjector|adrenaline|jext|needle|syringe|vaccine|wormer|paint+gun|grease+gun|tranquil*|euthan*|insulin",
        "leg|thigh|arm|stomach|thumb|finger|hand|myself|himself|herself|wrong+end|accident*|slipped|toe",
        "injected|fired|went|jabbed|stuck|stabbed|shot|pricked|discharged|misfired|triggered|set",
        hears=Light.ANIMAL,
        unless="ballpoint|ink|teach*|train*|how to\npaper|insect\nblood+sugar|glucose ~ finger|test*",
        span=15,
    ),
    rule(
        "drug-and-ill",
        "drugs",
        "{street} ~ took|taken|had|ate|eaten|smoked|vaped|snort*|dropped|done|did|doing|necked|swallow*|injected|shot|inhal*|huff*|hit|high|stoned|dabbed|gave|spiked|bag|line|lines|tried|trying\ntook|taken|necked|dropped|popped|swallowed .. something|pill|pills|tab|tablet ~ club|party|festival|rave|gig|stranger|mate|someone|dealer|guy|bar|night\nspiked|roofied|legal+high|legal+highs|research+chemical*|party+drug*|magic+mushroom*",
        "{poison_signs}|chest|jaw|hot|overheat*|temperature|paranoid|panicking|freaking|wake|blue|sense|aggressive|rigid|eyes+rolling|unresponsive|passing|cool|respond*|fitting|jerk*|fainted|stopped|fast|bpm|moving|talk|stand|walk|move|limp|boiling|clench*|bleeding|snoring|gurgling|scared|black",
        unless="years|months\nprescribed\nquit|quitting|withdraw*|missed|forgot|weaning|taper*\ncoconut|olive|cooking|essential|fish .. oil\nhigh+blood|blood+pressure|high+cholesterol\ncold weather\ncream|inhaler\nadhd ~ prescribed|started|medication\ng+force|acid+reflux|coke+zero|diet+coke\nspeed ~ internet",
        span=25,
    ),
    rule(
        "child-and-alcohol-or-drug",
        "alcohol",
        "{small_child}|#child|14|13|15|12|11|teenager|toddler|pupil|underage",
        "drank|drunk|drinking|sip*|swig*|gulp*|downed|necked|ate|eaten|eating|swallow*|smoked|vaped|got+into|took|taken|had|finished ~ vodka|gin|rum|whisky|whiskey|wine|beer|cider|alcohol|alcopop|champagne|liqueur|baileys|brandy|tequila|sambuca|spirits|prosecco|cannabis|weed|edible*|gumm*|brownie*|spice|vape|vapes|thc|hash|pill|ecstasy|ketamine|cocaine|nitrous|sanitiser|sanitizer|perfume",
        unless="vinegar|breastfeed*|breast\nginger beer\nroot beer|alcohol+free|non+alcoholic\ngummy bear|vitamin|vitamins\nmother|father|husband|wife .. drank|drunk|drinking\nyears ago|counsel*|talk to\nwhile+pregnant",
        span=15,
    ),
    rule(
        "thinking-it-was-drinkable",
        "swallowed",
        "thought|thinking|mistook|mistaken|mistake|accident*|unknowingly|realised|realized|noticed|unlabelled|unlabeled|labelled|looked+like|mixed+up|instead|wrong",
        "drank|drunk|gulp*|gulps|swig*|sip*|swallow*|mouthful|mouthfuls|downed|tasted",
        "bottle|cup|mug|glass|flask|jug|can|water|lemonade|squash|juice|drink|beaker|tumbler",
        "cleaner|chemical*|fluid|liquid|solution|burn*|throat|stings|spirit|spirits|fuel|oil|poison*|shed|garage|descal*|wash|sick|vomit*|bleach*|solvent|detergent|soap",
        unless="prevent\npregnan*|alcohol+free|caffeine|expired|sell+by|best+before|tea|coffee",
        span=25,
    ),
)
