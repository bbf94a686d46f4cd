"""Emergencies of infection, metabolism and medicines' worst effects: sepsis, sugar, salts, hormones, hot rigid patients.

After the public warning lists of the UK Sepsis Trust, NHS 111, the American Diabetes Association and MedlinePlus.
"""

from bedside.core.answering.triage.rule import rule

RULES = (
    rule(
        "sepsis",
        "sepsis",
        """
        {fever}
        infect*|uti|pneumonia|wound|abscess|cellulitis|kidney|catheter|sepsis|septic|surgery|cut|operation|chemo|line|urine|flu|covid|bite|ulcer|birth|miscarriage
        #cold_body
        """,
        """
        mottled|blotch*|clammy|marbled
        shivering|shiver*|rigors|shaking|chills|shake|shakes ~ violent*|uncontrollabl*|cannot|bad|badly|severe*|very|confus*|fever|#fever|hard|infect*|uti|stop|so
        {confused}
        going|gonna .. die
        dying
        not|no|nothing|barely|hardly .. urine|peed|toilet ~ day|today|yesterday|hours|since|all|morning
        heart|pulse ~ racing|fast|pounding|thumping
        breathing ~ fast|hard|quick*|rapid*
        {drowsy}
        slur*|slurred
        cannot .. stay|keep .. awake
        #low_pressure
        """,
        """
        {fever}|infect*|uti|sepsis|septic|wound|pneumonia|cellulitis|chemo|surgery|catheter|#cold_body|abscess
        """,
        span=30,
        unless="panic attack\nhot+flush*|hot+flashes\ncoffee",
    ),
    rule(
        "sepsis-named",
        "sepsis",
        "sepsis|septic ~ think|might|could|be|has|signs|getting|worried|have|is|having|red+line|turning|looks|going",
        "fever|#fever|shiver*|confus*|breath*|wound|infect*|heart|cold|clammy|line|mottled|drows*|hospital|help|now|my|he|she",
        unless="last|years|had|months|after|survivor|since ~ sepsis\nsepsis ~ ago|last|years|survivor|recover*",
    ),
    rule(
        "infection-line",
        "sepsis",
        "red|streak|streaks|line|lines ~ spreading|up|tracking|running|creeping|going ~ arm|leg|wound|cut|infect*|foot|hand",
        "fever|#fever|hot|shiver*|infect*|wound|swollen|cut|unwell|bite|pus",
    ),
    rule(
        "infection-flesh",
        "sepsis",
        "spreading|spread|spreads ~ fast|hour|hours|rapid*|quickly|minutes|watch|growing",
        "skin|red|redness|purple|black|leg|arm|wound|blister*|swelling|cut|dusky|groin|cellulitis",
        "pain*|fever|#fever|black|purple|hot|agony|unwell|numb|blister*|sick",
        unless="mild",
        span=30,
    ),
    rule(
        "infection-flesh-named",
        "sepsis",
        "flesh+eating|necroti*\npain ~ worse|out ~ looks|proportion ~ skin|cut|wound|red|leg|arm\nskin|flesh|tissue|edges ~ black|purple|dying|dead|rotting|crackl* ~ wound|cut|fever|#fever|spreading|pain*|foul|smell*",
        unless="iron|toe|toenail|bruise",
    ),
    rule(
        "fever-weak-defences",
        "sepsis",
        "chemo|chemotherapy|neutropeni*|transplant*|immunosuppress*|leukemia|leukaemia|splenectomy|methotrexate|clozapine|carbimazole|no+spleen|spleen|lymphoma|biologics|low+white",
        "#fever|fever|temperature|rigors|chills|shivering|shivers|shaking|sore+throat|temp",
        unless="temperature normal\n36|36.5|36.8|37",
    ),
    rule(
        "rash-no-fade",
        "sepsis",
        "{rash} ~ fade|fading|disappear*|blanch*|blanching|vanish*|glass|tumbler|press*|stays|go\nnon blanching\nglass|tumbler+test|press*",
        "not|cannot|non|stays|does|will|when|under|purple|dark|fails|failed|positive",
        unless="itch*|eczema|acne|weeks|elderly ~ thin",
        span=20,
    ),
    rule(
        "rash-purple-ill",
        "sepsis",
        "purple|dark|blood|bruise* ~ {rash}\npetechi*|purpura|pinprick|pinpricks",
        "fever|#fever|drows*|stiff|vomit*|unwell|floppy|sleepy|hot|headache|spreading|cold|ill|hard|sick|temperature",
        unless="new shoes",
        span=30,
    ),
    rule("fever-extreme", "sepsis", "#extreme_fever\nfever|temperature ~ 105|106|107"),
    rule(
        "fever-with-mind",
        "sepsis",
        "{fever}",
        "stiff .. neck\nseizure\n{confused}\n{drowsy}\nhard|cannot|will+not|difficult .. wake|rouse\nlight .. hurt*|eyes\nbreathless\npurple|blotchy",
        "#fever|#high_fever|fever|temperature|hot|burning ~ high|40|39|41|very|#fever|#high_fever|confus*|drows*|stiff|breath*|cannot|cold|wake|sleepy|rash|floppy",
        unless="playing|drinking+fine",
        span=30,
    ),
    rule(
        "sugar-low",
        "sugar_low",
        """
        #low_sugar
        hypo|hypoglyc*|low+sugar|blood+sugar
        sugar|glucose ~ low|crash*|dropp*|plummet*|dropping|falling|lo
        diabet*|insulin|type+1
        """,
        """
        confus*|unconscious|unresponsive|fainted|seizure|swallow|cannot|will+not|shaking|shaky|drows*|think|sweating|aggressive|dizzy|slur*|weak|passed|collapsed|coming+up|wake|weird|trembling|vision|respond*|strange*|jelly|slurring|rising|nonsense
        """,
        """
        #low_sugar|hypo|hypoglyc*|low|sugar|confus*|unconscious|unresponsive|seizure|swallow|wake|slur*|aggressive|collapsed|fainted|respond*|sweating|slurring|drows*
        """,
        span=25,
        unless="prevent\ndriving rules\nfasting normal",
    ),
    rule("sugar-low-measured", "sugar_low", "#low_sugar", unless="dropped to .. fine"),
    rule(
        "sugar-high",
        "sugar_high",
        """
        #high_sugar
        ketone|ketones|dka|ketoacidosis
        sugar|glucose|meter|bm|monitor ~ hi|high|sky
        type 1
        insulin ~ out|run|stopped|without|missed|no|pump
        drinking|thirsty|thirst|drinks|urine|urinating ~ loads|lots|constant*|excessive*|always|all|gallons|extreme*
        breath|mouth ~ fruity|sweet|acetone|pear
        """,
        """
        {vomit}|{drowsy}
        nausea ~ breath*|stomach|sugar|ketones|drows*
        breath|mouth ~ fruity|sweet|acetone|pear|smell*|nail|deep
        breathing ~ deep|fast|heavy|hard|rapid
        confus*|unconscious|stomach|belly ~ confus*|pain*|hurts|cramp*|unconscious
        confused|unconscious
        ketones ~ high|large|moderate|2|3|4|5|6|over|dark|purple|1.8|1.9|2.5|3.1|3.5|4.2|5.1
        """,
        unless="prevent\nketo diet",
        span=35,
    ),
    rule(
        "sugar-high-measured",
        "sugar_high",
        "#high_sugar",
        "vomit*|drows*|confus*|ketone*|breath*|stomach|thirst*|sick|unwell|weak|sleepy|hours|still|down|insulin|type|feel*|dizzy|meter|reading|hi",
        unless="prediabet*",
    ),
    rule(
        "adrenal-crisis",
        "adrenal",
        "addison*|adrenal|hydrocortisone|steroid|steroids|prednisolone|prednisone",
        "{sick}|diarrhoea|keep+down|keep+anything+down|keep+it+down|keep+hydrocortisone+down|faint*|collaps*|stopped",
        "faint*|weak|confus*|drows*|dizzy|keep+down|cannot|collaps*|fever|pale|stop|stopping|floppy|all",
        unless="cream|nasal|inhaler",
        span=20,
    ),
    rule(
        "adrenal-crisis-down",
        "adrenal",
        "addison*|adrenal|hydrocortisone",
        "vomit*|keep|faint*|collaps*|dizzy|weak|drows*|missed",
    ),
    rule(
        "hot-rigid-medicine",
        "medicine",
        "antipsychotic*|haloperidol|risperidone|olanzapine|clozapine|quetiapine|ssri|sertraline|fluoxetine|tramadol|antidepressant*|mdma|ecstasy|citalopram|escitalopram|venlafaxine|maoi|linezolid|dose|prozac|zoloft|lexapro|metoclopramide|aripiprazole|seroquel|duloxetine|triptan|paroxetine|dextromethorphan|wort",
        "stiff|rigid|twitch*|jerk*|shaking|shak*|tremor*|clonus|spasm*|muscles",
        "fever|#fever|confus*|burning|hot|heart|sweating|agitat*|temperature|delirious|overheat*|racing|pounding",
        unless="nothing new",
        span=30,
    ),
    rule(
        "severe-skin-reaction",
        "medicine",
        "skin|mouth|lips|eyes ~ peel*|blister*|sloughing|falling|raw|shedding",
        "lamotrigine|antibiotic*|carbamazepine|allopurinol|sulfa|medicine|pills|phenytoin|ibuprofen|bactrim|septrin|started|new",
        "fever|#fever|mouth|eyes|spreading|genitals|all|sheets|painful|sore|everywhere|rash",
        unless="sunburn|eczema|athlete|retinol|tretinoin|adapalene|isotretinoin",
    ),
    rule(
        "dehydrated-badly",
        "dehydration",
        "not|no|without|hardly|barely|hasn .. urine|peed|nappy|nappies ~ day|today|hours|since|yesterday|14|12|24|18|10|all|morning|8",
        "{sick}|diarrhoea|drink*|fluid*|confus*|dizzy|sunken|drows*|fever|#fever|keep|mouth|sleepy|weak|baby|dry",
        unless="catheter bag fine\nwet .. fine",
        span=35,
    ),
    rule(
        "cannot-pass-urine",
        "dehydration",
        "cannot|unable|not .. urine|pass ~ all|day|hours|since|12|10|8|at|drop|agony|pain*|burst*|full|catheter|stomach|bladder",
        "agony|pain*|swollen|hours|bursting|full|bladder|stomach|catheter|drop|desperate*|since",
        unless="stone passed",
    ),
    rule(
        "rabies-tetanus",
        "sepsis",
        "jaw ~ locked|lock|stiff|spasm*|clenched",
        "spasm*|stiff|wound|cut|nail|neck|back|swallow|rusty|muscles",
        unless="tmj|jaw+joint|mdma|dentist|antibiotic",
    ),
    rule(
        "eye-socket-infection",
        "sepsis",
        "eye|eyelid|eyes ~ swollen|swelling|bulg*|shut|closed",
        "fever|#fever|temperature|hot",
        "bulg*|look|move|vision|pain*|red|double|see|shut|hot",
    ),
    rule(
        "hot-joint",
        "sepsis",
        "knee|joint|hip|ankle|wrist|elbow|shoulder ~ hot|red|swollen|swelled",
        "fever|#fever|shiver*|unwell|chills",
        "cannot|move|bend|walk|agony|severe|weight|sudden*|replacement|excruciating|unbearable",
    ),
    rule(
        "malaria",
        "sepsis",
        "malaria|africa|nigeria|ghana|kenya|uganda|tropic*|india|travel*|returned|back+from|tanzania|safari|congo|sierra",
        "#fever|fever|rigors|chills|shivering",
        "drows*|confus*|yellow|shak*|rigors|seizure|chills|shivering|headache|vomit*|malaria|dark+urine|bleeding",
        unless="vaccin*|prophylaxis|planning",
        span=30,
    ),
    rule(
        "withdrawal",
        "withdrawal",
        "alcohol|drinking|drink|booze|benzo*|diazepam|xanax|valium|gabapentin|ghb|baclofen|vodka|detox|wine|alcoholic",
        "stopped|stopping|quit|withdrawal|withdrawing|cold+turkey|without|detox|last+drink|ran+out|sober|dry",
        "seizure|shaking|hallucinat*|seeing|sweating|confus*|tremor*|shak*|seizures|bugs|spiders|insects|fever|#fever|dts",
        unless="months|years|blurred",
    ),
    rule(
        "jaundice-bleeding",
        "illness",
        "yellow ~ skin|eyes|whites",
        "confus*|drows*|bleed*|fever|#fever|stomach|vomit*|swollen|shiver*|sleepy|paracetamol",
        "confus*|drows*|fever|#fever|bleed*|severe|rigors|shiver*|sleepy|vomit*",
    ),
    rule(
        "asked-for-ambulance",
        "illness",
        "help ambulance\ni|we .. need|want .. ambulance\nsend .. ambulance\nneed|send|call .. ambulance ~ now|help|quick|please|urgent*|fast\nthis is an emergency\nmedical emergency\nemergency help",
        unless="should|number|when|would|ambulance ~ charge|cost|number",
    ),
)
