"""Poisonings: something swallowed, breathed or taken by mistake, and people poisoned by drink, drugs or fumes.

After the public guidance of America's Poison Centers, the NHS and TOXBASE's public pages. What was taken in order to die
is a crisis and found first, in `crises`.
"""

from bedside.core.answering.triage.rule import rule

RULES = (
    rule(
        "battery-or-magnets",
        "battery",
        "swallow*|ate|eaten|eating|swallowing|ingest*|mouth|nose|ear|inhaled|gulped|missing|throat|up|eat ~ battery|batteries|magnet|magnets",
        unless="phone|laptop|car|charger|mri|hearing+aid .. flat\nprevent",
    ),
    rule(
        "carbon-monoxide",
        "fumes",
        """
        carbon_monoxide ~ alarm|going|beep*|off|poison*|headache|sick|think|boiler|breath*|detector|dizzy|sounding|leak
        headache|headaches|dizzy|sick|nausea|drows*|sleepy|vomit*|ill|unwell|fainted|collapsed ~ boiler|generator|heater|fire|stove|exhaust|fumes|bbq|barbecue|garage|charcoal|engine|furnace|lit|grill|flue|tent|chimney
        fumes|exhaust|generator|charcoal|barbecue ~ drows*|headache|dizzy|collapsed|unconscious|sick|cherry|breath*|garage|inside|tent|cough*
        everyone|all|both|whole|family|we|us .. headache*|sick|dizzy ~ house|heater|boiler|outside|fire|home|heating
        better .. outside|out ~ headache|sick|dizzy
        """,
        unless="install|where|put ~ alarm\ncampfire",
    ),
    rule(
        "fumes-and-headache",
        "fumes",
        "boiler|generator|heater|furnace|exhaust|fumes|bbq|barbecue|charcoal|flue|chimney|engine|stove|fireplace|burner|brazier|hibachi",
        "heads|head ~ banging|pounding|splitting|thumping|bad|sore|hurt*|ache*\nheadache|headaches|dizzy|nausea|vomiting|drows*|sleepy|faint*|collapsed|unconscious|confused|unwell|sick|ill|foggy|cherry",
        unless="campfire|food|ate",
        span=16,
    ),
    rule(
        "gas-and-smoke",
        "fumes",
        "gas|smoke|chlorine|chemical*|fumes|ammonia|solvent*|paint|glue|petrol|bleach ~ leak*|smell*|inhal*|breath*|fire|breathed|mixed|fumes|house|filled|sniff*",
        "dizzy|sick|headache*|cough*|breath*|chest|eyes|faint*|confus*|vomit*|burn*|drows*|throat|hoarse|wheez*|soot",
        "gas|smoke|fumes|chlorine|chemical*|ammonia|bleach|paint|solvent*|petrol|glue",
        unless="trapped|passing+wind|bloat*\nwind|fart*|laughing+gas|anaesthetic\nsmoke|smoking ~ cigarettes|quit|weed|years|giving",
        span=20,
    ),
    rule(
        "cleaners-mixed",
        "fumes",
        "mix*|combined|together|added|plus ~ bleach|ammonia|vinegar|cleaner|cleaners|domestos|chlorine|acid|chemicals",
        "cough*|chest|breath*|eyes|throat|burn*|fumes|dizzy|smell*|sick|gas|feel*|lungs|headache|nose",
        unless="should+never|why",
    ),
    rule(
        "opioid-signs",
        "opioid",
        """
        pupils ~ tiny|pinpoint|small|pin|pinned|pinprick
        heroin|fentanyl|methadone|oxycodone|oxy|morphine|opioid*|opiate*|codeine|smack|percs|percocet|subutex|buprenorphine|tramadol|patch|patches|gear|drugs|pills|ghb|xanax|benzos|snort*|ketamine|used|nitazene*|shot+up|speedball|lean|syrup|hydrocodone|needle|high|cocaine|coke|medicine
        """,
        """
        blue|grey|purple|nodding|unresponsive|unconscious|snor*|gurgl*|drows*|sleepy|slumped|passed|barely|fainted
        cannot|will+not|not .. wake|awake|rouse|respond*
        not_breathing
        breathing ~ slow|shallow|barely|hardly|stopp*
        overdos*
        """,
        unless="sleep apnea\nbaby blue\nhigh+fever|blood|pressure|temperature\nblood pressure|needle stick\nmedicine ~ side+effect*|makes+me|sleepy+drive|hay+fever|make+me|migraine+pills",
        span=30,
    ),
    rule(
        "overdose-signs",
        "opioid",
        "overdos*|od|oding",
        "{someone}|on|heroin|drugs|friend|he|she|think|pills|help|i|child",
        unless="years|ago|scared|fear|prevent*|past|treated",
    ),
    rule(
        "alcohol-poisoning",
        "alcohol",
        "drunk|drank|drinking|alcohol|vodka|whisky|whiskey|spirits|booze|tequila|rum|wasted|hammered|shots|beer|gin|bottle|liquor|plastered|binge|beers",
        "passed|fainted|unconscious|unresponsive|blue|cold|slow|fitting|seizure|clammy|confus*|barely|pale|choking|floppy|collapsed|snoring\ncannot|will+not|not .. wake|stand|rouse|respond*|move|waking|stay|up\nvomit* ~ sleep*|unconscious|asleep|stop|wake|choking|blood|lying|himself|herself\nbreathing ~ slow|irregular|weird|shallow|barely",
        "{someone}|i|mate|roommate|he|she|them|teenager",
        unless="hangover|hungover|water\ntea|milk|juice|bottle ~ feed*|baby|formula\ncold+drink|beer\nyears ago\nwill not drink",
        span=30,
    ),
    rule(
        "drug-toxicity",
        "drugs",
        "mdma|ecstasy|cocaine|coke|meth|speed|ketamine|acid|lsd|shrooms|pill|pills|drugs|molly|spice|cannabis|edible|edibles|gummies|weed|ghb|snort*|amphetamine*|festival|rave|spiked|caffeine|k2|crack|mkat|mephedrone|bath+salts|pre+workout|diet+pills|2cb|energy+drinks|joint|vape|poppers|nitrous",
        "overheat*|hot|seizure|chest|confus*|unresponsive|jaw|agitat*|collapsed|paranoid|hallucinat*|blue|racing|pounding|sense|temperature|#fever|fainted|stiff|twitch*|breath*|vomit*|shaking|heart|unconscious|numb|drows*|freaking",
        "party|festival|rave|took|taken|snort*|smoked|drugs|mdma|ecstasy|cocaine|coke|meth|spiked|edible*|ketamine|lsd|speed|weed|spice|gummies|joint|vape|pills|night|bar|club",
        unless="years|blood+pressure|antidepressants\nprescribed\nquit|quitting|withdraw*|missed|forgot",
        span=25,
    ),
    rule(
        "spiked",
        "drugs",
        "drink|drinks ~ spiked|roofied|drugged\nspiked|roofied",
        unless="fever|temperature|spiked+a|to",
    ),
    rule(
        "child-took",
        "swallowed",
        "{child}|kid|grandson|toddler|baby|months ~ {ingest} ~ {pills}|{toxic}\n{child}|kid|toddler|baby|he|she .. {ingest} ~ {toxic}\n{child}|toddler ~ {pills} ~ missing|open|empty|floor|spilled|found|mouth|hand|playing|handful|all|some",
        unless="can|should|may+i|we .. give|take\nprescribed\nnon toxic\nplaydough\nprevent\nantibiotics ~ course|finish*|taking|days\nfor .. temperature|fever|cold|teething|ear|earache|cough",
        span=20,
    ),
    rule(
        "child-licked",
        "swallowed",
        "{child}|toddler|baby|kid|months|he|she",
        "licked|chewed|chewing|sucked|sucking|bit|bitten|swallow*|ate|eaten|eating|drank|drink|drunk|drinking|mouth|sipped|gulped|got+into|ingested|mouthful",
        "{toxic}",
        unless="prevent\ndrink*|drank|drunk .. juice|milk|squash ~ oven|pool\nswimming\nnon+toxic|toothpaste\nplant+based\nfish oil\nlip balm",
        span=12,
    ),
    rule(
        "adult-swallowed",
        "swallowed",
        """
        drank|drunk|swallow*|sipped|gulp*|ate|eaten|consumed|ingest*|mouthful|tasted|drink|licked|downed|inhaled|chewed ~ {toxic}|mouthwash|silica|ammonia|castor|beans+castor
        """,
        unless="drank|drink|drunk .. juice|tea|wine|coffee|milk|smoothie|cocktail|water ~ cleaner|fuel|detox|cleaning\ndrinking .. battery\nacid+reflux|folic|fatty|lactic|uric|amino|hyaluronic|stomach+acid\nsalmonella|food poisoning\nfluid|fluids ~ plenty|lots|enough|more|intake\nfood|chicken|fish|kebab ~ poison*",
        span=15,
    ),
    rule(
        "mushrooms",
        "swallowed",
        "mushroom*|toadstool*|fungi|fungus|berries|berry|leaf|leaves|plant|seeds|roots ~ ate|eaten|eat|swallow*|chew*|mouth|picked|nibbl*|wild|garden|lawn|foraged|soup",
        "ate|eaten|swallow*|chew*|mouth|eating",
        "mushroom*|toadstool*|wild|garden|lawn|bush|berries ~ wild|picked|vomit*|sick|garden|lawn|foraged|unknown|park|woods|bush|kid|toddler|child|son|daughter|boy|girl|stomach|now|bit\nplant|leaf|leaves|seeds ~ {child}|toddler|poison*|sick|tongue|burn*|kid|vomit*|know\nyellow cap\ntoadstool*",
        unless="strawberr*|blueberr*|goji|shop|supermarket|portobello|salad",
        span=20,
    ),
    rule(
        "too-much-medicine",
        "overdose_accident",
        """
        too much|many .. {pills}
        {pills} ~ too much|many
        {ingest} .. too much|many .. {pills}
        took|taken|take|had|gave|given|swallow*|ingest*|injected|administered ~ #many_pills
        double|triple|twice|extra|3+times|10+times|ten+times|wrong|overdose*|instead|whole|entire|handful|all|bottle|packet|box|week .. dose|medicine|pills|insulin|bottle|patient|paracetamol|day
        {ingest} ~ wrong|double|triple|times|twice|instead|mix*|entire|whole|handful|bottle|packet|someone|mistake|accident* ~ {pills}
        took|taken|gave|given|swallow*|drank|injected|administered|ate ~ handful|bottle|entire|whole|double|triple ~ {pills}|dosette|week
        ml|mg|units|grams ~ instead
        one go|time ~ pills|medicine|days
        days|weeks .. pills|medicine ~ one|once|together
        """,
        """
        {ingest}|injected|administered|had|took|gave|given|taking|mixed
        """,
        """
        paracetamol|insulin|morphine|digoxin|oxycodone|heart|blood|pressure|lithium|iron|metformin|methadone|fentanyl|baby|{child}|grandmother|grandfather|patient|warfarin|dosette|grams|#many_pills|mistake|accident*|without+realising|realizing|methotrexate|codeine|tramadol|antidepressant*|diazepam|sleeping|potassium|handful|bottle|whole|entire|week|wrong|colchicine|propranolol|amitriptyline|sick|dizzy|husband|wife|times|too|instead|triple|toddler
        """,
        unless="vitamin c|d\nmissed|forgot\nantihistamines ~ 2|two\nwould|what if happen\nfinished .. bottle\nhow|can|should .. take\ntwice a day\nwater bottle\nwhole+course|box+of+chocolates|hour|night|life|day|body ~ whole\ntook all ~ course\nwine|whisky|vodka|beer|milk|eye+drops",
        span=25,
    ),
    rule(
        "wrong-medicine",
        "overdose_accident",
        """
        took|taken|gave|given|swallow*|injected|taking|takes|had|overdose|mixed ~ mistake|mistakenly|accident*|wrong|instead|dog|dogs|cat|husband|wife|mixed|someone|else|mother|father|neighbour|again|twice|second|double ~ {pills}
        mixed up|muddled|confused ~ {pills}|methotrexate|medicine|pills ~ took|taken|taking|given|gave|daily|day
        overdos* ~ accident*|mistake|insulin|morphine|paracetamol|warfarin|accidentally
        double|triple|10+times|extra .. dose .. of ~ {pills}
        mistake|mistakenly|accident* ~ drank|took|swallowed ~ {pills}
        daily|everyday|every+day ~ methotrexate ~ instead|mistake|mixed|week
        """,
        """
        mistake|mistakenly|accident*|double|triple|extra|wrong|instead|dog|mixed|else|thinking|muddled|confused|forgot|again|twice|double|accidentally
        """,
        unless="missed|vitamin*\n2|two|one ~ antihistamine*\ntwice a day|daily\nagain tomorrow|today|later",
    ),
    rule(
        "medicine-toxicity",
        "overdose_accident",
        "lithium|digoxin|theophylline|phenytoin|colchicine|methotrexate|metformin|warfarin",
        "yellow|slur*|slurred|tremor*|shaking|unsteady|confus*|vomit*|diarrhoea|halos|drows*|twitch*|mouth|ulcers|bleed*|stagger*|runs",
        "yellow|slur*|slurred|tremor*|unsteady|confus*|staggering|twitch*|coarse|halos|bleed*|drows*|times",
        unless="blood+test|mild",
    ),
    rule(
        "pesticide",
        "fumes",
        "weedkiller|pesticide*|insecticide*|herbicide*|organophosph*|paraquat|fumigat*|roundup|chemical*|crop|field|nerve",
        "face|skin|over|on|spilled|spilt|inhal*|spray*|drift*|breath*|splash*|soaked|mouth|eyes|exposed",
        "drool*|twitch*|sweating|vomit*|breath*|vision|blur*|headache|tight|pupil*|dizzy|cramp*|sick|burn*|saliva*|saliv*|cough*|weak|cannot",
    ),
    rule(
        "methanol",
        "swallowed",
        "homemade|moonshine|bootleg|methanol|arrack|hooch|counterfeit|fake|bali|spirit|home+brew|distilled",
        "drank|drunk|drink|drinks|party|drinking|had|alcohol|spirit|vodka",
        "vision|blind|blur*|snowy|see|vomit*|confus*|breath*|eyes|headache|stomach",
    ),
    rule(
        "foraged",
        "swallowed",
        "foraged|foraging|wild|picked|hedge|hedgerow|woods|forest|garden|unknown+plant",
        "ate|eaten|eating|swallowed|thought|soup|tasted|chewed|salad",
        "vomit*|pulse|dizzy|hallucinat*|stomach|diarrhoea|numb|tingl*|sweating|blurred|confused|slow|sick|cramps",
        unless="strawberr*|blackberr*|apples|tomato*|lettuce",
        span=20,
    ),
)
