"""How people ask about an illness now: patterns over folded text, each with how strongly it speaks for the type."""

CARE_CUES: dict[str, tuple[tuple[float, str], ...]] = {
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
}
