"""Emergencies of what a bite, a wound or a needle may carry: rabies, tetanus, infected blood.

After the public warning lists of the NHS and the CDC (rabies, tetanus, needlesticks).
"""

from bedside.core.answering.triage.rule import rule
from bedside.core.answering.triage.rules.rare import LONG

RULES = (
    rule(
        "rabies-exposure",
        "bite",
        """
        bat|bats ~ bedroom|woke|scratch*|bit|bite|bitten|mark|room|touched|picked|handled|landed|hand|face|asleep|sleeping
        dog|monkey|cat|fox|raccoon|jackal|mongoose|animal|skunk|coyote|wolf|puppy ~ bit|bite|bitten|scratched|licked|nipped ~ stray|street|rabies|rabid|foam*|abroad|holiday|travel*|india|thailand|bali|goa|morocco|turkey|africa|asia|nepal|vietnam|strange*|wild|temple|egypt|philippines|mexico|cambodia|dead|died|raised|dies|acting
        scratch*|bit|bite|bitten ~ water|swallow ~ gag*|gaggy|spasm*|scared|choke*|tingl*
        rabies ~ bit|bite|bitten|scratch*|shot|shots|jab|exposure|bat|dog|monkey
        """,
        unless=LONG
        + "\nbat ~ baseball|cricket|fly|eyelid\nmy+dog ~ vaccin*\npet ~ vaccin*\nbefore .. travel\nvaccine .. before\nfear|phobia",
        span=20,
    ),
    rule(
        "fear-of-water",
        "bite",
        "gag*|gaggy|spasm*|choke*|choking|panic*|throat ~ water",
        "scratch*|bit|bite|bitten|dog|fox|bat|monkey|raccoon",
        unless=LONG + "\nswim*|pool|goldfish",
        span=30,
    ),
    rule(
        "bite-bad",
        "bite",
        "bit|bitten|bite|mauled|savaged|attacked",
        "dog|cat|horse|pig|human|man|person|drunk|rat|seal|monkey|fox|camel|ferret|pitbull|alsatian|rottweiler",
        "face|lip|cheek|nose|eyelid|throat|neck|bone|tendon|deep|torn|ripped|bleed*|swollen|streak*|pus|knuckle*|joint|hole|holes|puncture*|hand|fever|#fever|red|hot|spreading|half",
        unless=LONG + "\nplayful*|bite+nails|nipped",
        span=20,
    ),
    rule(
        "tetanus",
        "sepsis",
        "jaw|face|neck|back|muscles|body|mouth",
        "lock*|locking|stiff|clench*|arch*|spasm*|shut|rigid|seiz*|tight*",
        "rusty|nail|tetanus|wound|cut|thorn|garden*|jabs|spasms|arching|burn|splinter|scratch|soil|manure",
        unless=LONG + "\ntmj|dentist|wisdom\nsplint|guard",
        span=30,
    ),
    rule(
        "needle-or-blood-exposure",
        "illness",
        "needle|needlestick|syringe|sharps|condom|hiv|hepatitis|blood",
        "stuck|pricked|jabbed|stood|trod|stepped|poked|punctured|splash*|split|broke|exposed|raped|unprotected|bitten|spat|dirty|used|scratched",
        "needle|needlestick|syringe ~ park|beach|street|used|dirty|addict|patient|discarded|bin|stranger|someone|positive|hiv|found|junkie|clinic|hospital|ward|drug|tattoo\nhiv|hepatitis ~ positive|exposed|blood|needle|condom|split|broke|splash*|partner",
        unless=LONG + "\nfear|phobia|acupuncture|knitting|sewing\nblood+test|glucose\nundetectable|diagnosed",
        span=20,
    ),
)
