"""How people ask for each type of answer: patterns over folded text, each with how strongly it speaks for the type."""

TYPE_CUES: dict[str, tuple[tuple[float, str], ...]] = {
    "symptoms": (
        (
            2,
            r"\b(?:what|which) (?:\w+ )?(?:illness|disease|condition|syndrome|disorder|problem) (?:is|would|"
            r"could|might|acts|looks|does|causes)\b",
        ),
        (2, r"\bwhat (?:could|can|might|would) (?:this|it|that|he|she|i) (?:be|have)\b"),
        (
            2.5,
            r"\b(?:what (?:other )?(?:\w+ )?problems|signs|should (?:i|we|he|she) (?:see|call|go to|worry|"
            r"be worried))\b",
        ),
        (3, r"\b(?:symptoms?|symtoms?|symptons?|warning signs?|signs? (?:of|that|and|i have|to))\b"),
        (
            3,
            r"\bhow (?:do|can|would|will|could|does|did) (?:i|we|you|one|he|she|they|someone|"
            r"a person) (?:know|tell|find out)"
            r" (?:if|whether|that|when)\b(?! .{0,30}\b(?:inherit|contagious))",
        ),
        (3, r"\bwhat (?:does|do|did|is|are|would|will) [^.?!]{0,60}\b(?:look|feel|looks|feels)\b(?: like)?"),
        (2.5, r"\bhow (?:does|do) [^.?!]{0,50}\b(?:show up|present|manifest|appear|affect|start|feel)\b"),
        (
            2,
            r"\b(?:what (?:should|do|can) (?:i|we) (?:look|watch) (?:out )?for|things to watch for|"
            r"red flags?|tell-?tale)\b",
        ),
        (2, r"\bwhat (?:happens|would happen|can happen) (?:to|in|when) (?:your|the|my|a|people|you)\b"),
        (1.5, r"\b(?:could|can|might) (?:it|this|that|these) be\b|\bis (?:it|this|that) (?:a )?(?:sign|normal)\b"),
        (1.5, r"\b(?:effects? of|affects? (?:you|people|the|your|a|my|him|her))\b"),
    ),
    "treatment": (
        (
            2,
            r"\b(?:over the counter|otc|without a (?:script|prescription)|prescri\w+|drops|tablets?|buy|"
            r"inhalers?|thinners?)\b",
        ),
        (
            3,
            r"\b(?:treat(?:ment|ments|ed|ing|able|s)?|therap(?:y|ies)|cures?|cured|curable|remed(?:y|ies)|"
            r"antidotes?)\b",
        ),
        (3, r"\b(?:get|getting|got) rid of\b|\bwhat (?:helps|will help|can help|works|would help|might help)\b"),
        (
            2.5,
            r"\b(?:how (?:do|can|should|could|would|to)(?: (?:i|we|you|one|he|she|they|my \w+|doctors?|people))?"
            r" (?:deal|cope|manage|handle|fix|heal|help|ease|relieve|soothe|stop|lower|reduce|control|"
            r"clear|improve|fight|kill|"
            r"lessen|calm|remove|repair|correct|make (?:it|them|this|the)))\b",
        ),
        (
            2,
            r"\b(?:medicines?|medications?|meds|drugs?|pills?|surger(?:y|ies)|operations?|antibiotics?|"
            r"creams?|injections?|"
            r"vaccines?|shots?|transplants?|procedures?|supplements?|ointments?|chemo(?:therapy)?|"
            r"physio(?:therapy)?|dosage|dose)\b",
        ),
        (
            2,
            r"\b(?:anything|something|what (?:can|could|should|else can|do|would)|is there anything|"
            r"nothing|what) (?:\w+ ){0,4}"
            r"(?:do|done|take|help|try|use|be done|recommend)\b",
        ),
        (2, r"\b(?:relief|relieve|soothe|ease|heal(?:ed|ing)?|go away|make (?:it|this|them) (?:stop|better|go))\b"),
        (
            1.5,
            r"\b(?:options|reversed?|reversible|managed?|manage|management|fix(?:ed)?|correct(?:ed)?|"
            r"repair(?:ed)?|removed?)\b",
        ),
    ),
    "causes": (
        (2, r"\b(?:(?:connected|related|linked|tied) to|come from|from (?:eating|drinking|touching|stress))\b"),
        (
            3,
            r"\b(?:causes?|caused|causing|culprits?|triggers?|triggered|triggering|brings? (?:it |this |"
            r"them )?on|brought (?:it )?on|"
            r"leads? to|reasons? (?:for|why|behind|of)|due to|stems? from|source of|underlying)\b",
        ),
        (2.5, r"\bwhy (?:do|does|did|am|is|are|would|has|have|can)\b|\bhow come\b"),
        (
            2.5,
            r"\bhow (?:do|does|did|can|could|would|is|are)(?: \w+){1,4} (?:get|catch|contract|develop|"
            r"come down with|pick up|"
            r"spread|caught|contracted|transmitted|passed (?:on|around)|happen|acquire|come about|arise|start)\b",
        ),
        (
            2,
            r"\b(?:where does? (?:it|this|that|\w+) come from|what makes|to blame|comes? from|from what|"
            r"responsible for|because of)\b",
        ),
        (1.5, r"\b(?:contagious|infectious|catching|spread(?:s|ing)?|transmi(?:t|ts|tted|ssion))\b"),
    ),
    "prevention": (
        (
            3,
            r"\b(?:stop|keep)s?\b[^.?!]{0,40}\bfrom (?:spread|get|catch|happen|com|develop|return|hav)\w*|"
            r"\bso (?:that )?(?:i|we|he|she|they) (?:don't|do not|dont|won't|doesn't) (?:get|catch|end up|"
            r"have)\b",
        ),
        (
            3,
            r"\b(?:prevent(?:s|ed|ing|ion|able|ative)?|avoid(?:ed|ing)?|ward off|stave off|protect(?:ed|"
            r"ing|ion)?|steer clear)\b",
        ),
        (
            2.5,
            r"\b(?:keep (?:from|it from|them from|myself|my \w+ from|\w+ from (?:getting|coming|"
            r"happening))|lower (?:my|the|your|her|his)"
            r" (?:risk|chances?|odds)|reduce (?:my|the|your|her|his) (?:risk|chances?|odds)|(?:stop|"
            r"keep) (?:it|this|them|myself)"
            r" (?:from )?(?:happening|coming back|getting|returning))\b",
        ),
        (
            2,
            r"\b(?:so (?:that )?i (?:don'?t|do not|won'?t) (?:get|catch|end up)|not (?:to )?(?:get|catch)|safe from|"
            r"vaccin(?:e|es|ated|ation)|immuni[sz]\w+|stay (?:safe|clear|healthy))\b",
        ),
    ),
    "exams and tests": (
        (
            3,
            r"\bhow (?:do|does|will|would|can) (?:the |my |a )?(?:dr|doc|docs|doctor|doctors|hospital|gp|"
            r"they) (?:\w+ )?(?:know|decide|tell|check|find|confirm|say|see)\b",
        ),
        (
            3,
            r"\b(?:diagnos(?:e|es|ed|is|ing|tic)|tests?|tested|testing|exams?|examin\w+|screen(?:ed|ing|"
            r"s)?|scans?|biops(?:y|ies)|"
            r"x-?rays?|mri|ct scan|ultrasound|blood ?work|bloodwork|check(?:ed|ing|s)? for|detect\w*|check-?ups?)\b",
        ),
        (
            2.5,
            r"\bhow (?:do|does|can|would|will|could|did)(?: (?:they|doctors?|a doctor|the doctor|"
            r"my doctor|you|he|she|physicians?|we|i))"
            r" (?:check|look for|find|find out|know|tell|figure out|confirm|determine|spot|work out|"
            r"identify|prove|rule)\b",
        ),
        (
            2,
            r"\b(?:find out (?:if|whether)|rule (?:it |this )?out|be sure (?:i|it|that)|confirm(?:ed)?|"
            r"figure out (?:if|whether|what))\b",
        ),
    ),
    "outlook": (
        (
            2.5,
            r"\b(?:pull through|be (?:the same|ok|okay|fine|alright)|(?:my|his|her|their|your|the) chances|"
            r"how bad|in the end)\b",
        ),
        (
            3,
            r"\b(?:outlook|prognosis|life ?expectanc(?:y|ies)|survival|survive[sd]?|life ?span|mortality|"
            r"terminal|fatal|deadly|"
            r"die (?:of|from)|died|kill(?:s|ed)?|life.threatening|long.term effects?)\b",
        ),
        (
            3,
            r"\bhow (?:long|many (?:years|months)) (?:\w+ ){0,4}(?:live|last|got|have left|take to|left|"
            r"survive|recover|heal)\b",
        ),
        (
            2.5,
            r"\b(?:go(?:es)? away|grow(?:s)? out of|outgrow|get (?:better|worse|over)|gets (?:better|"
            r"worse)|come back|recover(?:y|ed|s)?|"
            r"chances? of (?:survival|living|recover\w*|surviving|dying|it coming)|permanent|lifelong|"
            r"for life|progress(?:es|ion)?|"
            r"what (?:can|should|do) (?:i|we) expect|be ok(?:ay)?|full life|normal life|what(?:'s|"
            r" is) (?:ahead|next)|future)\b",
        ),
        (
            1.5,
            r"\b(?:how (?:serious|bad|dangerous|severe)|make it|expect|over time|later in life|will (?:he|"
            r"she|it|i|they|my \w+) (?:live|die|walk|be able))\b",
        ),
    ),
    "complications": (
        (
            2,
            r"\b(?:end up|hurt(?:s|ing)? (?:my|the|his|her|your)|(?:damaged?|leave|affect) (?:my|the|his|her|"
            r"your|him|me|it|you)|for good)\b",
        ),
        (
            3,
            r"\b(?:complications?|complicate[sd]?|side.?effects?|damage|what (?:else )?can (?:go wrong|"
            r"happen)|what happens if|left untreated|"
            r"untreated|ignor(?:e|ed|ing)|dangers? of|harm(?:ful)?|lead to|turn into|consequences?|"
            r"long.term problems?)\b",
        ),
        (1.5, r"\b(?:dangerous|serious|other problems|risk(?:s|y)? of)\b"),
    ),
    "susceptibility": (
        (2.5, r"\b(?:how likely|which races?|what races?|what age|how old|who (?:\w+ ){0,4}mostly)\b"),
        (2.2, r"\bcan (?:you|people|i|we|someone|he|she) (?:get|catch)\b"),
        (
            3,
            r"\b(?:at (?:higher |high |greater |more |increased )?risk|who (?:gets?|is (?:most |"
            r"more )?(?:likely|prone)|can get|usually gets|tends to)|"
            r"risk factors?|more likely|most likely|likely to (?:get|have|develop|catch)|prone to|"
            r"susceptib\w+|predispos\w+|vulnerable)\b",
        ),
        (
            2.5,
            r"\b(?:(?:my|the|your|her|his|our|what are the|what are my) (?:risks?|chances?|odds) (?:of|"
            r"for|that)|am i (?:at|likely|going to get|more)|"
            r"will i get|can (?:anyone|men|women|children|babies|kids|adults|young people|"
            r"old people) (?:get|catch|have)|what kinds? of people|"
            r"what (?:age|ages|raises|increases|puts))\b",
        ),
    ),
    "inheritance": (
        (
            3,
            r"\b(?:(?:get|got|gets) (?:it|this|that) from (?:both|me|my|his|her|us|our|him|them|the)|"
            r"the next (?:one|baby|child|pregnancy))\b",
        ),
        (
            3.5,
            r"\b(?:inherit\w*|hereditary|heredity|genetic(?:ally)?|passed (?:down|on|along|from|to)|"
            r"pass (?:it|this|that|them|\w+|\w+ \w+)"
            r" (?:down|on|along|to)|runs? in (?:the |my |our |his |her )?famil\w+|familial|in (?:the|my|"
            r"our) (?:genes|blood|family)|carriers?|carry|"
            r"dominant|recessive)\b",
        ),
        (
            3,
            r"\b(?:(?:will|can|could|would|might|does|do|are|is|should|so) (?:my|our|her|his|their|the|"
            r"any|future|other) (?:\w+ )?"
            r"(?:kids?|child|children|baby|babies|sons?|daughters?|grandkids|grandchildren|siblings?|"
            r"sisters?|brothers?|offspring|twins?)"
            r"\b[^.?!]{0,30}\b(?:get|have|inherit|develop|carry|end up|too|also|be affected|at risk))",
        ),
        (
            2.5,
            r"\b(?:chances?|odds|risk|likelihood) (?:of|that|for|is it that)?[^.?!]{0,30}\b(?:kids?|child|"
            r"children|baby|babies|sons?|"
            r"daughters?|grandchildren|siblings?|pregnan\w+|offspring)\b",
        ),
        (
            1.5,
            r"\b(?:famil(?:y|ies) history|planning (?:a )?(?:family|to have)|have (?:kids|children)|"
            r"(?:mother|father|parents?|mom|mum|dad|"
            r"grand\w+) (?:had|has|have) it)\b",
        ),
    ),
    "genetic changes": (
        (
            4,
            r"\b(?:genes?|mutations?|mutated|chromosom\w+|dna|genetic (?:changes?|cause|defect|basis|"
            r"mutation|makeup|abnormality|fault))\b",
        ),
    ),
    "frequency": (
        (3, r"\bhow many \w+ (?:are|have|get|suffer|die|live with)\b"),
        (1.5, r"\bwhich races?\b"),
        (
            3.5,
            r"\b(?:how (?:common|rare|frequent(?:ly)?|often does|widespread|prevalent|unusual)|"
            r"how many (?:people|americans|children|men|women|"
            r"babies|kids|others|cases|folks|adults|patients)|prevalence|incidence|what (?:percent|"
            r"percentage|proportion|number) of|"
            r"one in|1 in|statistics|stats)\b",
        ),
        (1.5, r"\b(?:rare|common|alone with|anyone else|other people (?:with|have|like)|only one)\b"),
    ),
    "research": (
        (
            3.5,
            r"\b(?:research(?:ers|ed|ing)?|clinical trials?|trials?|stud(?:y|ies) (?:on|of|for|about|"
            r"being)|scientists|breakthroughs?|"
            r"new (?:treatments?|drugs?|therap\w+|discover\w+)|experimental|latest (?:on|in|news)|"
            r"stem cells?|being (?:studied|worked on|done to find))\b",
        ),
    ),
    "considerations": (
        (
            3,
            r"\b(?:diets?|dietary|eat(?:ing|s)?|foods?|nutrition\w*|meals?|drink(?:ing)?|avoid eating|"
            r"vegetarian|snacks?|recipes?|menu|consume)\b",
        ),
    ),
    "stages": (
        (
            3.5,
            r"\b(?:stag(?:es?|ing)|phases?|stage (?:\d|one|two|three|four|i+v?)|grades?|how far|(?:has|"
            r"have) (?:it )?spread|metastas\w+)\b",
        ),
    ),
    "support groups": (
        (
            3.5,
            r"\b(?:support groups?|foundations?|charit(?:y|ies)|organi[sz]ations?|forums?|communit(?:y|"
            r"ies)|associations?|"
            r"meet (?:other|others|people)|talk to (?:other|others|people|someone) (?:who|with)|"
            r"where can (?:i|we) (?:get|find|go|turn) (?:\w+ )?(?:help|support))\b",
        ),
    ),
    "information": (
        (
            2.2,
            r"\b(?:what|which) (?:\w+ )?(?:illness|disease|condition|syndrome|disorder) (?:is|would|could|"
            r"might|acts|looks)\b",
        ),
        (2.2, r"\b(?:what (?:could|can|might) (?:he|she|i|this|it) (?:have|be)|one illness|is there one)\b"),
        (3, r"\b(?:vs|versus|same (?:thing )?as|different from|is it a (?:virus|bacteria|cancer|disease))\b"),
        (
            2,
            r"\b(?:information|info|details|more about|learn (?:more )?about|know (?:more )?about|"
            r"tell me (?:\w+ )?about|explain|meaning of|"
            r"definition|stand for|overview|facts|read up|explanation|mean(?:s)?)\b",
        ),
        (
            1.2,
            r"\bwhat(?:'s| is| are| exactly is| on earth is)\b(?! (?:the|my|your|his|her|some|causing|"
            r"wrong|it like|best))|\bwhat kind of\b|\btypes? of\b|\bdifference between\b",
        ),
    ),
}

TYPE_WORDS = {
    "symptoms": "symptoms",
    "treatment": "treatment",
    "causes": "causes",
    "prevention": "prevent",
    "exams and tests": "diagnose",
    "outlook": "outlook",
    "complications": "complications",
    "susceptibility": "at risk",
    "inheritance": "inherited",
    "genetic changes": "genetic changes",
    "frequency": "how many people are affected",
    "research": "research clinical trials",
    "considerations": "eating diet nutrition",
    "stages": "stages",
}
"""The words that the library's own questions use for each type."""
