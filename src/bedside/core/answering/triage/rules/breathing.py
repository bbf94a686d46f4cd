"""Emergencies of breathing: not breathing, choking, asthma, blue lips, clots in the lung, allergic swelling.

After the public warning lists of NHS 111, Asthma + Lung UK, the American Red Cross and FARE (anaphylaxis).
"""

from bedside.core.answering.triage.rule import rule

RULES = (
    rule(
        "choking",
        "choking",
        """
        choking|chocking|choked|chokes
        something|stuck|lodged .. airway|windpipe
        {someone}|throat|food|meat|grape|sweet ~ stuck|lodged|blocking|blocked ~ breath*|talk|speak|cough|purple|blue|airway|windpipe|choke
        cannot .. speak|talk|cough|breathing .. stuck|food|eating|swallow*
        grabb*|clutch*|holding|pointing .. throat ~ cough*|cannot|red|speak|talk|breath*|face|eating
        wrong|down .. way|pipe|hole ~ cannot|noise|purple|blue|talk|breath*|cough*|eating|face|red
        stuck .. throat ~ breath*|talk|speak|cough*|blue|purple|saliva|spit|cannot|gagging|drool*
        cannot .. swallow .. saliva|spit|own|drool
        inhaled|inhale|breathed|swallowed ~ wheez*|coughing
        inhaled|inhale|aspirated|choke*|spluttering|splutter* ~ denture*|teeth|crown|cap|lid|pill|sweet|cork|battery|bone|food|puce|purple|blue|beetroot|crimson|piece|bit
        inhaled|inhale|breathed .. lego|bead|nut|peanut|toy|coin|popcorn|seed|small|piece|carrot|grape|tooth|pea
        """,
        """
        {someone}|i|me|my|help|now|stuck|blue|purple|grape|food
        """,
        unless="nearly choking\nchoking ~ feeling|sensation ~ months|anxiety|weeks\nchoked ~ up|interview|tears\nlast weeks ~ chok*",
    ),
    rule(
        "not-breathing",
        "not_breathing",
        """
        not_breathing
        cannot|not .. see|feel|tell|hear|sure .. breathing
        no pulse|heartbeat
        cannot .. find|feel .. pulse|heartbeat
        agonal
        gasp*|gurgl*|snoring|rattl* ~ weird|strange|noises|noise|sounds ~ not|unconscious|blue|wake|respon*
        barely|hardly|scarcely|only|slow|slowly|shallow|stops|stop|few|stopped .. breathing ~ {someone}|blue|minute|drunk|now|wake|responding|drowsy|medicine|morphine|is
        breathing ~ stopped|stops|pauses|slow|barely|stopping|agonal|shallow
        is|looks|think .. dead
        apnea|apnoea .. baby|newborn
        """,
        unless="sleep+apnea|sleep+apnoea\nsnor* ~ partner|night|cpap\nbreathing slow .. exercise|down\ndead ~ tired|battery|phone|skin|leg|serious|set|end|beat|in|sea|tooth",
    ),
    rule(
        "asthma",
        "asthma",
        """
        asthma attack
        inhaler|reliever|ventolin|salbutamol|albuterol|nebuli* ~ not|no|without|nothing|lost|empty|every|puffs|stopped|useless|ran|out|isn|barely|still|run|keep|forgot
        asthma*|wheez*|copd ~ worse|bad|severe|speak|talk|cannot|breath*|blue|attack|tight*|struggl*|exhaust*|sentence
        """,
        """
        attack|speak|talk|sentence|cannot|breath*|tight*|chest|wheez*|help|helping|working|work|blue|struggl*|severe|worse|puffs|does|gasp*
        """,
        unless="asthma .. well controlled\nas+kid|flu+jab|vaccin*\nused .. attacks",
    ),
    rule(
        "cannot-breathe",
        "breathing",
        """
        cannot|hardly|barely|not|unable|can .. breathing
        can .. not|hardly|barely|no .. breathing|breath
        cannot|can|not .. get|draw|take|catch|suck|pull .. air|breath|oxygen|breaths
        not .. enough|any .. air|oxygen|breath
        suffocating|smothering|smothered
        gasping
        drowning ~ breath*|lungs|lying
        fight*|struggl*|gasp*|desperate|battling .. breath|air|breathing|breathless
        cannot|too|not|unable|hardly|barely .. breathless|finish|complete|speak|talk|say|get .. speak|talk|sentence|sentences|words|word|breath|breathing
        """,
        unless="nose|nostril|blocked|stuffy|congest*|sinus|smell\ncannot breathing .. life|work|stress\ntight jeans\nbreathing exercises",
    ),
    rule(
        "breathless-with-signs",
        "breathing",
        """
        breathless|breath
        breathing ~ fast|rapid|hard|heavy|heavily|quick*|laboured|labored|noisy|shallow|difficult*|trouble|worse|struggl*|bad|funny|weird|quickly
        panting|gasping|gasps
        #fast_breathing
        """,
        """
        #fast_breathing|pneumonia
        rest|sitting|lying|speak|talk|sentence|sentences|blue|lips|grey|confus*|drows*|sweating|chest|pale|sudden*|worse|severe*|very|badly|extremely|flat|fainted|faint*|dizzy|clammy|calf|blood|swollen|covid|pneumonia|fever|#fever|shivering|copd|loo|toilet|bathroom|heart|racing|pregnant|surgery|operation|rib|ribs|morning|tonight|minutes|tongue|lips|rash|hives|mottled|night|walk|walking|unable|cannot|stand
        """,
        unless="unfit|climbing|stamina|running|exercise|workout|jog*\nanxious|anxiety ~ breath*",
        span=15,
    ),
    rule(
        "blue",
        "breathing",
        """
        blue|purple|navy ~ lips|lip|face|tongue|fingernails|nails|around|skin|fingertips|gums|mouth
        {someone} .. blue|purple
        turning|turned|going|went|gone|goes .. blue|purple ~ {someone}|lips|face|mouth|around|cannot|help|he|she|is
        """,
        """
        {someone}|i|my|breath*|look|looks|lips|face|tongue|fingernails|nails|fingertips
        """,
        unless="lipstick|dye|jeans|ink|blueberr*|cold ~ swimming|hands|fingers|feet\nraynaud*\nvein|veins|bruise*|varicose|pen|toilet|inhaler\neyes",
    ),
    rule(
        "stridor",
        "breathing",
        "stridor\nrasping|whistling|crowing|squeaky|raspy|screech*|noisy|harsh|grating|squeal* ~ breath*|breathing|inhale*|noise|air\nbarking|croup|barky|seal ~ breath*|rest|blue|drool*|calm|ribs|struggl*|noise|rasp*|suck*|worse",
        "{someone}|breath*|breathing",
    ),
    rule(
        "drooling-throat",
        "breathing",
        "drool*|dribbl*|swallow|saliva|spit",
        "throat|fever|#fever|neck|jaw|tongue|voice|abscess|tooth",
        "leaning|swallow|fever|#fever|sitting|breath*|muffled|swollen|swelling|open|stridor|hot|cannot",
        unless="teeth*|itis ~ fine\nfish bone ~ fine",
        span=20,
    ),
    rule(
        "neck-abscess",
        "breathing",
        "abscess|dental|tooth|wisdom|tonsil*|quinsy|jaw|toothache ~ swell*|swollen|pus|infect*|abscess\ntooth abscess",
        "swallow*|breath*|eye|neck|open .. mouth\ncannot .. open|swallow|breathing\ntongue|fever|#fever",
        span=20,
    ),
    rule(
        "anaphylaxis-throat",
        "allergy",
        "{airway} ~ {swell}\nlips|face|eyes|mouth|cheeks|eyelids ~ swell*|swollen|puff*|balloon*|bigger|blow*+up|fat\nthroat ~ tight*|clos*|itch*|scratchy|lump|narrow*|constrict*\nthroat attack\nangioedema|angioedema ~ throat|face|tongue|attack|swell*|lips",
        "breath*|swallow*|wheez*|voice|hoarse|hives|rash|itch*|vomit*|faint*|dizzy|tight*|allerg*|tablet|pills|sting|stung|bee|wasp|nut|nuts|peanut*|shellfish|prawn*|shrimp|ate|eating|eat|fish|egg|milk|antibiotic*|penicillin|amoxicillin|medicine|sesame|cashew|bitten|kiwi|strawberr*|ibuprofen|lisinopril|ramipril|closing|tongue|sudden*|minutes|talk|speak|latex|injection|vaccine|speech|new|fast|quickly|icatibant|attack|starting|hereditary",
        unless="cold|tonsil*|strep|dentist|teeth|tooth|sore+throat|mumps|botox|filler|cortis* ~ throat|face|lips|swollen\nitchy eyes ~ sneez*\nhay fever\ntonsillitis\nglands",
        span=25,
    ),
    rule(
        "anaphylaxis-tongue",
        "allergy",
        "tongue ~ swell*|swollen|swelling|bigger|thick|huge|puff*\nthroat ~ closing|closed|closes|swelling|tightening|swelled|swell*\nlips|tongue .. bigger|swell*",
        unless="tonsil*|strep|bit .. tongue|bitten|burnt|ulcer|pierc*|cold|glands|sore+throat",
    ),
    rule(
        "anaphylaxis-signs",
        "allergy",
        "hives|rash|welts|itch*|allerg*|blotch*|urticaria|flush*|red",
        "breath*|wheez*|throat|tongue|faint*|dizzy|vomit*|lips ~ swell*|swollen|tight*|cannot|clos*|{sick}|breathless|wheez*|faint*\nfaint*|faint|clammy|floppy\nbreathless|wheezing|fainted|fainting|collaps*|dizzy\ncannot .. breathing\nstruggl* .. breath*\nthroat|tongue|lips ~ swell*|clos*|tight*|swollen|tingl*",
        "bee|wasp|sting|stung|nut|nuts|peanut*|cashew*|walnut*|almond*|shellfish|prawn*|shrimp*|crab|ate|eaten|eating|food|antibiotic*|penicillin|amoxicillin|medicine|pills|sesame|egg|milk|dairy|allerg*|fish|minutes|sudden*|injection|vaccine|all+over|ant|hornet|everywhere|kiwi|cannot",
        unless="hay+fever|mild",
        span=30,
    ),
    rule(
        "anaphylaxis-food",
        "allergy",
        "ate|eating|eaten|had|swallow*|stung|sting|bite|took|taking|given|after .. nut|nuts|peanut*|cashew*|walnut*|hazelnut*|pistachio*|almond*|shellfish|prawn|prawns|shrimp|shrimps|crab|lobster|bee|wasp|hornet|sesame|penicillin|amoxicillin|antibiotic*|egg|eggs|fish|kiwi|mustard|milk|wasps|bees|allergic\nallerg* ~ ate|eaten|stung|kissed|exposed|reaction",
        "swell*|swollen|breath*|wheez*|throat|tongue|faint*|puff*|collaps*|vomit*|floppy|dizzy|pale|hives|tight*|closing|cough*|cannot",
        unless="mild|last+weeks|hay+fever|yoghurt|food+poisoning|dodgy|undercooked|off|bad|raw|coconut",
        span=20,
    ),
    rule(
        "anaphylaxis-named",
        "allergy",
        "having|going|in|into|is|goes|has|think ~ anaphylaxis|anaphylactic\nsevere allergic reaction\nepipen|autoinjector|jext|auviq|adrenaline ~ used|gave|given|still|injected|just|twice|help|now|using|expired|work*|second",
        unless="carry|prescription|renew|replace|travel|expire|last|month|get+new",
    ),
    rule(
        "clot-lung",
        "breathing",
        "{chest} ~ {pain}\nbreathless\ncough* .. blood\ncannot .. breathing|air\n{chest} tight*",
        "calf|leg ~ swollen|swell*|pain*|hurts|red|sore|hot|tender|bigger\nflight|flew|plane|surgery|operation|clot|clots|dvt|cast|birth|pill|bedrest|replacement|caesarean|postpartum|hip|knee|cancer|immobil*",
        "breath*|cough*|chest|sharp|inhale|faint*|blood|sudden*|swollen",
        unless="years|months\nflu",
        span=30,
    ),
    rule(
        "clot-leg",
        "clot",
        "calf|leg|thigh|shin|arm ~ swollen|swell*|bigger|swelled",
        "red|hot|warm|pain*|hurts|tender|sore|flight|surgery|cast|pill|throb*",
        "breath*|chest|sudden*|flight|surgery|operation|cast|birth|clot|plane|one|only|side|cannot",
        unless="twist*|ankle|mosquito|insect|bite|both|sprain*|gym",
        span=25,
    ),
    rule(
        "coughing-blood",
        "breathing",
        "cough*|hack* ~ blood|clots|bloody",
        "lot|lots|cup|spoon*|bright|fresh|breath*|chest|pure|clots|amount|mouthful*|calf|big|tablespoon|handful|large|again|since|now|morning|i+am|he+is|she+is|today|much",
        unless="streak|streaks|tinge|speck*|spot|spots|nosebleed",
    ),
    rule("oxygen-low", "breathing", "#low_oxygen", unless="copd+normal|usual|target|altitude|baseline"),
    rule(
        "sickle-chest",
        "breathing",
        "sickle",
        "chest|breath*|fever|#fever|stroke|weak|erection|spleen|pain*",
        "chest|breath*|fever|#fever|severe|terrible|bad|crisis|unbearable|headache|weak*",
    ),
)
