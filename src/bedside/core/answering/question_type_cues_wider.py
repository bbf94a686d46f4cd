"""How people ask for what lies beyond the illness now: its course, its spread in families and in people at large."""

WIDER_CUES: dict[str, tuple[tuple[float, str], ...]] = {
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
