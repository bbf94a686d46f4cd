"""The words that `spelling` mends slips into, and the English words it must not take for such slips."""

KEY_WORDS: frozenset[str] = frozenset(
    """
    agony alarm alcohol allergic allergy ambulance anaphylactic anaphylaxis antidepressants antifreeze anymore
    appendicitis appendix asthma batteries battery bitten bladder bleach bleed bleeding blind blood blurred breath
    breathe breathing breathless bridge bulging burned chest children choked choking clammy closing collapse collapsed
    confused confusion contractions convulsing convulsion cough coughing crushing cutting daughter dehydrated detergent
    diabetes diabetic diarrhoea dizzy drooped drooping drowned drowning drowsy ectopic electrocuted emergency epipen
    excruciating fainted fainting fentanyl fever floppy gasoline goodbye grandfather grandmother hallucinating hanging
    harming headache heroin herself himself hives husband ibuprofen infected infection inhaled inhaler insulin jaundice
    ketones kidney killing lethargic magnets medication meningitis miscarriage monoxide mushrooms myself nausea newborn
    numbness overdose overdosed overdosing oxygen palpitations paracetamol paralysed paralyzed peanut peanuts penicillin
    pesticide petrol pills poison poisoned poisoning prawns pregnant pressure purple radiating rattlesnake responding
    scalded seizure seizures sepsis severe shaking shellfish shivering shoulder shrimp slurred slurring speech spreading
    squeezing stabbed stomach stroke sudden suddenly suicidal suicide swallow swallowed swallowing sweating swelling
    swollen tablets temperature testicle testicles thoughts throat tightening tightness toddler tongue unable unalive
    unbearable unconscious uncontrollable uncontrollably unresponsive vision vodka vomit vomited vomiting wasp weakness
    weedkiller wheezing whiskey whistling wrists
    """.split()
)
"""Words that decide about life, in their unfolded spelling."""

REAL_WORDS: frozenset[str] = frozenset(
    """
    ambiance bakeries batten battered batterer batterers battering batters berthing bitter bitterly bittern bland
    bleaching bleating bleep bleeping blend blending blessing bling blink blond bloom blued breach breached breaches
    breaching breadth breed breeding bride bridle britten brood bugging bulking bullying bungling burdened buttery
    chalking chatting cheat chert chess chomping choosing chucking chugging chunking clasping cloaking clocking clogging
    cloning clothing clotting clouding clough clowning cloying coaching coking collages collared collated collates
    collusion compulsion conclusion conjured constructions consulting contracting contractors contradictions contraption
    contraptions contusion conversing conversion cooked coupling coursing courting crest crouching cruising crunching
    crusading cushing deferment dehydrator deterrent deterrents diabolic dialectic diameter diameters dianetics dietetic
    disowned diuretic downing draining droning emergence emergent entropic faulting fiver flaunting flinging flirting
    flitting fringing fronting haggling hamming handing handling harding haring harping haunting haves heartache herein
    heroic heron hides hikes hines hires inaction inception indebted indented indicted inducted induction infarction
    inferred infested inflated inflation inflected inflection inflections inflicted infliction infraction injections
    inserted insertion inspected inspection insulting insuring intention inulin invented invention inverted invested
    kindling kinney kipling lethargy magnetic magnetics magnetism magneto mediation medicating meditation meditations
    overcome overcoming overdone overjoyed overtone overused patrol pawns penicillium petrel pleasure poignant poisson
    polls prison prisoner rescinding resounding sallow scaled scalloped scarring schelling scolded scurried scurrying
    seating seedling selling shading shagging shallower shallows shaming shaping sharing shavings shearing sheathing
    sheeting shelling shelving shilling shimmering shouldst showering shredding skilling slacking slugging smacking
    smearing smelting snacking snaking sneaking sodden sourcing spanking sparking sparring spearing speeding spelling
    spellings spending spurred spurring squaring squeaking stacking staking stalling starring stealing steaming sterling
    stilling stirring stoke streaking strobe strode strove stubbed swearing sweeping sweeting swilling swirling tables
    tabletop tabletops temperate tentacle tentacles testable testifies textiles threat unbeatable unbreakable unreadable
    unstable unusable usable virion visiting waistline waists weariness wellness wheeling whelping whirling whisked
    whisker whiskers whiskies whisking whizzing wrestling writs
    """.split()
)
"""Common words within reach of a key word that mean something else."""
