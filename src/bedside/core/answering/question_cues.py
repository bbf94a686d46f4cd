"""How a question announces itself in a long message, and the courtesies that say nothing: patterns over folded text."""

REQUESTS = (
    r"\b(?:i(?:'d| would| just)? (?:really )?(?:like|want|need|wish|love|hope|am trying|'m trying|"
    r"was hoping)(?:ed|ing)? to"
    r" (?:know|learn|find|ask|understand|see|get|hear)|wondering|curious|any (?:info\w*|ideas?|advice|"
    r"suggestions?|help|thoughts|clue|tips)|"
    r"please (?:tell|let|help|advise|explain|send|give|share|provide|inform)|tell me|let me know|"
    r"my question|question is|need (?:to know|info\w*|"
    r"advice|help)|looking for|can (?:you|anyone|someone|somebody)|could (?:you|anyone|someone)|"
    r"does any(?:one|body)|do you (?:know|have)|"
    r"is there an?y?|are there any|what about|want to know|don'?t know (?:what|how|if|why|whether)|"
    r"not sure (?:what|how|if|why|whether)|"
    r"worried (?:that|if|about)|(?:info|information) (?:on|about|for|regarding))\b"
)
"""A sentence with one of these asks, whatever its mark."""

STARTERS = (
    r"(?:what|whats|what's|how|hows|how's|why|when|where|who|which|whose|is|are|am|was|does|do|did|can|"
    r"could|should|would|will|"
    r"has|have|any|isn't|isnt|aren't|don't|doesn't|won't|might|may)"
)
"""First words of questions."""

RUN_ON_STARTERS = (
    r"(?:what (?:is|are|can|could|should|would|causes?|does|do|happens|kinds?|types?|helps?)|whats|what's|"
    r"how (?:do|does|can|could|"
    r"should|long|likely|common|is|are|would|will|did|many|much|serious|often|to|come)|why (?:do|does|is|"
    r"are|am|did|would)|"
    r"is (?:it|there|this|that) (?:a|an|any|something|anything|possible|safe|normal|true|dangerous|ok|"
    r"okay|contagious|curable|treatable|"
    r"hereditary|genetic|serious|inherited|likely|passed|going)|are there|(?:can|could|should|will|do|"
    r"does|would) (?:i|it|he|she|they|this|that|my|"
    r"you|we|anyone|someone)|who (?:gets|is|can)|where can|any (?:info\w*|ideas?|advice|suggestions?|tips|"
    r"cure|treatment))"
)
"""Where a question starts inside a sentence that ran on without a stop."""

COURTESIES = (
    r"^(?:(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|dear(?: (?:sirs?|"
    r"madam|doctors?|dr|all|team|friends?))?)"
    r"(?: (?:there|all|everyone|everybody|guys|folks|doc|doctor|team|sir|madam))*)\b[\s,.!:;-]*",
    r"\b(?:many |much |big )?(?:thanks?|thank you|thx|ty|cheers)(?: (?:you|so|very|a|lot|lots|much|again|"
    r"kindly|in|advance|for|your|any|all|the|"
    r"help|time|reply|answer|advice|reading|info|information|bunch|million|guys|everyone))*\b[\s,.!]*",
    r"\b(?:kind|best|warm|many)? ?regards\b[\s,.!]*|\b(?:yours )?(?:sincerely|faithfully|truly)\b[\s,.!]*|"
    r"\b(?:god bless(?: you)?|blessings|"
    r"take care|best wishes)\b[\s,.!]*",
    r"\b(?:sorry (?:for|about) [^.?!,]{0,60}|excuse my [^.?!,]{0,30}|(?:any|your) (?:help|advice|info\w*|"
    r"reply|response|input) (?:would|will|is|"
    r"are)[^.?!]{0,60}(?:appreciated|great|helpful|welcome|grateful))\b[\s,.!]*",
    r"^(?:subject|message|question|re|q)\s*:\s*",
)
"""Greetings, thanks, apologies and sign-offs."""

LEAD_INS = (
    r"^(?:(?:and|so|but|also|ok|okay|well|now|anyway|um|please|just|basically|actually|then|first(?:ly)?)\b[\s,]*)+",
    r"^(?:(?:i|we)(?:'d| would| just| really|'m| am| was)* ?(?:like|want|need|wish|love|hope|wonder|"
    r"hoping|wondering|curious|trying|asking)(?:ed|ing)?"
    r"(?: to)?(?: (?:know|learn|find out|ask|understand|see|get|hear|figure out))?(?: (?:you|someone|"
    r"a bit|a little|some|more|any))?"
    r"(?: (?:info(?:rmation)?|details|advice))?(?: (?:about|on|if|whether|regarding|of|for))?)\b[\s,:]*",
    r"^(?:(?:can|could|would|will|do|does|did)(?: (?:you|anyone|anybody|someone|somebody))(?: (?:please|"
    r"kindly|out there|here|possibly|possible))*"
    r" (?:tell|explain|advise|help|give|send|let|know|share|clarify|provide|inform|say)(?: (?:to|me|us|"
    r"with|know))*(?: (?:please|some|any|a bit|more))*"
    r"(?: (?:info(?:rmation)?|details|advice))?(?: (?:about|on|if|whether|regarding))?)\b[\s,:]*",
    r"^(?:please )?(?:tell|explain|advise|let|help|send|give)(?: (?:to|me|us|know|"
    r"understand))+(?: (?:please|some|any|more))*"
    r"(?: (?:info(?:rmation)?|details|advice))?(?: (?:about|on|if|whether|regarding))?\b[\s,:]*",
    r"^my (?:main |first |other )?question (?:is|was)\b[\s,:]*",
)
"""What stands before the question proper."""

PERSON_FACTS = (
    r"\b(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)[- ]?(?:years?|yrs?|y|months?|mos?|"
    r"weeks?|wks?|days?)[- /]?(?:olds?|o)\b",
    r"\b\d{1,2} weeks pregnant\b|\bpregnan(?:t|cy)\b|\bbreast-?feeding\b|\bnursing mother\b|\btrying to conceive\b",
    r"\b(?:newborn|infant|baby|toddler|teenager|teen|elderly)\b",
)
"""Facts of a person that change an answer: age, pregnancy, infancy."""
