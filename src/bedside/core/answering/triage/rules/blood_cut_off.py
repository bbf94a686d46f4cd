"""Emergencies of a part that is cut off from its blood: limbs, what hangs or is choked, what is twisted; and assault.

After the public first-aid guidance of the British and American Red Cross, St John Ambulance and NHS 111.
"""

from bedside.core.answering.triage.rule import rule

RULES = (
    rule(
        "limb-cold",
        "limb",
        "leg|foot|arm|hand|toes|fingers|feet ~ white|pale|blue|cold|grey|mottled|purple|marble",
        "cold|numb|pain*|hurts|pulse|agony|feel|move|ice|icy",
        "sudden*|pulse|numb|pain*|severe|move|cannot|agony|one|excruciating|hours|today",
        unless="raynaud*|winter|cold+weather\nin the cold\nstairs\nasleep",
        span=15,
    ),
    rule(
        "compartment",
        "limb",
        "cast|plaster|splint|crush*|fracture*|broke|broken|calf|shin|forearm|kicked|surgery",
        "pain* ~ unbearable|severe|worse|excruciating|morphine|painkillers|out|stretch*|terrible|increasing|agony|killing|awful\ntight* ~ hard|wood|rock|unbearable\nagony",
        "numb|move|tingl*|pale|cold|blue|hard|feel|wood|stretch*|tight*|swollen|wiggle",
        span=25,
    ),
    rule(
        "cast-too-tight",
        "limb",
        "cast|plaster|splint|bandage|boot",
        "fingers|toes|hand|foot ~ blue|white|cold|numb|purple|pale|black|swollen",
        unless="sticking plaster",
        span=15,
    ),
    rule(
        "hanging",
        "hanging",
        "hanged|hung|strangl*|noose|choked ~ himself|herself|themself|cord|rope|found|cut|neck|blind|curtain|down\nblind cord ~ neck",
        "{someone}|breath*|neck|unconscious",
        unless="picture|hung+up|over|washing|curtains+fell",
    ),
    rule(
        "assault",
        "bleeding",
        "beaten|attacked|punched|kicked|assaulted|mugged|stamped ~ head|stomach|up|unconscious|face|ribs|belly|repeatedly",
        "unconscious|bleed*|vomit*|breath*|faint*|drows*|confus*|cannot|blood|severe|pregnant|pain|urine",
    ),
    rule(
        "testicle-torsion",
        "torsion",
        "testic*|ball|nut|nuts|groin|scrotal|bollock|bollocks|goolies|nads|nutsack|sack ~ {pain}|swollen|swelling|agony|excruciating|killing|hard|twisted|kick*|high|tender",
        "sudden*|severe|vomit*|sick|nausea|woke|swollen|agony|agonising|agonizing|terrible|minutes|hours|hour|high|excruciating|hard|ago|started|worst|up|twist*|unbearable|bad|badly|pain|awful|morning|tonight|killing|ball|today|football|red|night|awful|screaming",
        unless="months|vasectomy|itch*\nwatch football\nate|eaten|eat .. nut|nuts\nallerg*",
        span=25,
    ),
    rule(
        "priapism",
        "torsion",
        "erection|priapism|hard|boner ~ hours|hour|viagra|away|6|5|4|painful|agony|down\npenis ~ stuck|foreskin|broken|snapped|popped|crack*|fracture* ~ swollen|swelling|purple|back|sex|snap|bent\nforeskin ~ stuck|cannot|back ~ swollen|behind|swelling|over|forward",
        unless="cannot|trouble|not .. get|keep|maintain .. erection|hard\nrock+hard|hard+to|poo",
    ),
)
