"""The words by which a question about a patient's readings is read: of persons, alarms, times, courses and bounds.

Each pattern is met with a folded question (`core.text.fold_case`); what they come to is decided in `asking`.
"""

import re

from bedside.core.answering.live import condition_words
from bedside.core.answering.live.asked_date import NOT_READ

PERSON = re.compile(
    r"\b(?:she|he|her|hers|his|him|they|their|them|patients?|pt|pts|(?:mr|mrs|ms)\.?|bed \w+"
    r"|th(?:is|at|e) (?:man|woman|lady|gentleman|child|one|kid|boy|girl|baby)"
    r"|(?:my|our|the) (?:mum|mom|mother|dad|father|husband|wife"
    r"|son|daughter|child|baby|boy|girl|brother|sister|gran|grandma|grandmother|grandad|grandpa|grandfather|partner|uncle"
    r"|aunt|friend|little one)|mum|mom|mother|dad|father|husband|wife|grandma|grandpa|gran|nan|baby)\b"
)
NOW = re.compile(r"\b(?:now|current(?:ly)?|latest|last|recent(?:ly)?|at the moment|so far|still|just now|at present)\b")
_RINGING = (
    r"(?:ring|rings|ringing|rang|rung|sound(?:s|ed|ing)?(?=\W*$| (?:again|off|now)\b)|buzz\w*|chim(?:es?|ed|ing))"
)
_RANG = (
    r"(?:it|that|this|(?:(?:the|her|his|their|this|that) )?(?:monitor|machine|thing)|bed \w+)(?:'s)?"
    r" (?:(?:not|just|still|always|to|keeps?|kept|is|was|has been|did) ){0,3}"
    rf"{_RINGING}\b(?! (?:a bell|true|in (?:the|her|his|my) ears?)\b)"
    r"|what(?:'s|s| is| was)? (?:(?:that|the|this) )?(?:rang|ringing)(?! in\b)|why (?:is|was) (?:she|he) ringing"
    r"|what (?:set|sets|keeps setting) (?:it|that|this|(?:the|her|his|their) (?:monitor|machine|thing)) off"
)
_SILENCED = (
    r"silenced|muted|(?:is|are|was|were) (?:she|he|they|bed \w+|(?:(?:the|this|that|her|his|their) )?"
    r"(?:patient|notices?|notifications?|monitor)) (?:still |now )?(?:paused|on pause)"
    r"|did (?:any|some)(?:one|body) (?:silence|mute|pause) (?:it|her|him|them|the|that)"
)
ALARM = re.compile(
    r"\b(?:alarms?|alarmed|alarming|alerts|alerted|an alert|the alert|that alert|any alert|alert (?:go|went|was|at)"
    r"|went off|going off|go off|goes off|beep\w*|bleep\w*|paged?|(?<!early )warnings?(?! score))\b"
    rf"|\b(?:{_RANG}|{_SILENCED})\b"
)
BY_ALARM = re.compile(
    r"\b(?:(?P<count>\d{1,4}(?:\.\d)?) ?(?P<unit>m|mins?|minutes?|h|hrs?|hours?) (?P<way>before|after)"
    r"|(?:just |right |shortly |immediately )?(?:when|before|at|at the (?:time|moment) of|during|as))"
    r" (?:(?:the|that|this|her|his|its) )?(?:last |latest |newest )?"
    r"(?:alarm|alert|(?:monitor|it|she|he) (?:alarmed|alerted|went off|rang|beeped|bleeped))\b"
    r"(?!.{0,20}\b(?:acknowledged|silenced|stopped|closed|ended|cleared|over|seen)\b)"
)
"""A time that is told by the opening of one alert."""
SEEN_BY = re.compile(
    r"\backnowledg\w*\b|\back(?:ed|'d)?\b"
    r"|\banyone (?:come|came|see|seen|respond\w*|answer\w*)\b"
    r"|\bwho(?:'s| has| have| was)? (?:\w+ )?(?:seen|saw|answered|silenced|responded|dealt|came)\b"
    r"|\bwho (?:\w+ )?(?:turned|switched) (?:it|that|the al(?:arm|ert)) off\b"
)
COUNT = re.compile(r"\bhow (?:many|often)\b|\bnumber of\b|\bcount\b")
_GOING_ON = (
    r"what(?:'s|s| is| has| was|'s been)? (?:been )?(?:happening|going on)(?=\W*$| (?:here|now|just now|today|tonight"
    rf"|overnight|at the moment|in (?:bed|room|bay|cubicle) \w+)\b| (?:with|to|on) (?:this\b|{PERSON.pattern}))"
    rf"|what(?:'s|s| is) the situation(?=\W*$| (?:here|now|with {PERSON.pattern}|in (?:bed|room|bay) \w+))"
    rf"|(?:what(?:'s|s| is) up|wrong) with {PERSON.pattern}"
    rf"|(?:should|need to|must|to) (?:i |we )?(?:need to )?know(?=\W*$| about {PERSON.pattern})"
)
STATUS = re.compile(
    r"\b(?:how(?: is|'s|s| are| was| were|'re)"
    r" (?:she|he|they|the \w+|my \w+|our \w+|bed|mr|mrs|ms|mum|mom|dad|it going|things)"
    r"|how (?:has|have|did) \w+ (?:been|do|sleep)|doing|stable|unstable|deteriorat\w+|worse|worsening|better|improv\w+"
    r"|okay|ok|all right|alright|well|vitals?|vital signs?|observations?|obs|readings?|numbers|status|update|condition"
    r"|overview|summar\w+|sick|safe|handover|sbar|what happened|anything|events?|concern\w*|problems?|worr\w+"
    rf"|chang\w+|night|{_GOING_ON})(?!\w)"
)
HOW = re.compile(r"\W*how(?:'s|s| is| was| are| did| has)\b")
GENERAL = re.compile(
    r"\bwhat(?: is| are|'s) (?:an? |the )?(?:normal|usual|healthy|typical|good|dangerous|safe|average)\b"
    r"|\bwhat does .{1,60} mean\b|\bwhat (?:can )?causes?\b|\bsymptoms? of\b|\btreatments? (?:for|of)\b|\bdefin\w+\b"
    r"|\bhow often (?:should|do|is|are|can|must)\b|\btell me (?:more )?about\b|\bexplain\b"
    r"|\bhow does\b|\brisk factors?\b|\bside effects?\b|\bcomplications?\b"
    r"|\b(?:in|for) (?:an? |the )?(?:children|adults?|bab(?:y|ies)|infants?|toddlers?|pregnancy|elderly|teenagers?)\b"
    r"|\bhow (?:is|are|do you|do i|can|to) .{0,40}(?:treat|measure|diagnos|prevent|calculat)"
    r"|\bwhat(?: is|'s) (?:a |an |the )?(?:news ?2?|mews|pews|qsofa|sirs|sepsis|gcs|spo2"
    r"|early warning score)(?: score)?\W*$"
    r"|\bwhy (?:do|are) (?:(?!the|these|those)\w+ ){0,2}(?:alarms|alerts|monitors)\b(?! (?:keep|still)\b)"
    r"|\balarm fatigue\b|\bhow do (?:\w+ )?(?:alarms|monitors|alerts) work\b"
    r"|\b(?:hospital|icu) (?:alarms|monitors)\b|\bin (?:hospitals|general)\b"
    rf"|{condition_words.GENERAL}"
)
EXTREME = re.compile(
    r"\b(?:highest|lowest|maximum|minimum|max\b|(?<!\d )(?<!\d)min\b|peak\w*|how (?:high|low)|range|worst|best|tmax"
    r"|(?:ever|never) |drop\w*|dip\w*|fall below|fell|spik\w+|desat\w*"
    r"|(?:go|goes|gone|went|been) (?:below|above|over|under))"
)
CHANGE = re.compile(
    r"\b(?:trend\w*|history|going (?:up|down)|gone (?:up|down)|go (?:up|down)|went (?:up|down)|com(?:e|ing) down"
    r"|came down|ris(?:en|ing|e)|rose|fall\w*|fell|dropp\w+|climb\w*|chang\w+|improv\w+|increas\w+|decreas\w+|better"
    r"|worse\w*|deteriorat\w*|stable|course|compared?|settl\w+)\b"
)
PAST_TENSE = re.compile(r"\b(?:was|were|did|had)\b")
UNREAD = re.compile(
    r"\b(?:since|before|after|until|when|while) (?:she|he|they|i|we|you|the|her|his|my|this|that|surgery"
    r"|theatre|lunch)\b"
    r"|\bbefore\W*$|\b(?:that|then)\W*$|\b(?:ago|earlier)\b|\bthe other (?:day|night|morning|evening)\b|\bweekend\b"
    r"|\b(?:last|past|previous|this) (?:\w+ )?(?:months?|years?)\b"
    r"|\b(?:in|last|since) (?:january|february|march|april|june|july|august|september|october|november|december)\b"
    r"|\b(?:at|around|about|during|over|by|since|after|before) (?:lunch\w*|breakfast|dinner\w*|tea ?time|supper\w*"
    r"|bed ?time|handover|the (?:start|beginning|end) of)\b"
    rf"|\b{NOT_READ}\b"
    r"|(?<!every )(?<!each )\b\d{1,4} ?(?:mins?|minutes?|hours?|hrs?|days?|weeks?)\b(?! (?:old|of age|a|per)\b)"
)
"""Times that are named but not read: dates that are none or may be two, those of other events, and what is counted in
minutes or hours without saying from when.
"""
ANOTHER_TIME = re.compile(r"\b(?:the|previous) (?:hour|day|night|shift|morning|evening|week) (?:before|after)\b")
"""A time that is counted from one that was named before it."""
TODAY = re.compile(r"\btoday\b")
TO_CALL = re.compile(
    r"\b(?:should|shall|must|do|need to) (?:i|we) (?:need to |have to |just )?"
    r"(?:call|ring|bleep|page|escalate|worry|tell|inform|act|wait)\b"
)
"""Asks whether somebody is to be called."""
OF_NOW = re.compile(r"\b(?:last|latest|newest|most recent|recent|how old|when (?:was|did|were))\b")
PERCENT = re.compile(r"\d ?%")
LEAST_SATURATION = 50
ONSET = re.compile(
    r"\b(?:how long (?:has|have|is|was)|since when|when did .{1,40} (?:start|begin|come on|go (?:up|down)))\b"
)
SERIES = re.compile(
    r"\b(?:last|previous|past|recent) (?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|few) (?=[a-z])"
)
"""Some readings back: "last 3 temps"."""
COMPARE = re.compile(
    r"\b(?:compar\w+|vs\.?|versus|than|to now|until now|now|currently|at the moment|at present|and today)\b"
)
AVERAGE = re.compile(r"\b(?:average|mean(?! (?:arterial|blood|bp|pressure))|median|typically|usually)\b")
PRESENT = re.compile(r"\b(?:is|are|what's|how's|does|now|currently|'s she|'s he)\b")
BELOW = re.compile(r"\b(?:below|under|less than|lower than|drop\w* to|dip\w* to|fell to|<)\s*$")
ABOVE = re.compile(r"\b(?:above|over|more than|higher than|exceed\w*|greater than|spik\w* to|>)\s*$")
FUTURE = re.compile(r"\b(?:will|going to|tomorrow|gonna|predict\w*|expect\w*)\b")
NUMBER = re.compile(
    r"(?<![\w./:-])(\d{1,3}(?:\.\d{1,2})?)(?![\w.:]*\d)(?!/|st\b|nd\b|rd\b|th\b)"
    r"(?! ?(?:mg\b(?!/dl)|mcg|micrograms?|g|ml|units?|tablets?|doses?|puffs?"
    r"|years?|months?|weeks?|times|minutes?|mins?|hours?|h|days?|l\b|litres?)\b)"
)
MEDICINES = re.compile(r"\b(?:medicines?|medications?|meds|drugs?|tablets?|pills?|prescription\w*)\b")
TO_DECIDE = re.compile(
    r"\b(?:can|could|should|shall|may|must|do|need to) (?:i|we|you|they|she|he|nurses?)(?: \w+)?"
    r" (?:stop|start|give(?! (?:me|us)\b)"
    r"|have(?! [^.?]*\b(?:obs|observations|readings?|vitals?|update|numbers|summary)\b)"
    r"|take|increase|reduce|raise|lower|wean|turn|change|hold|withhold|titrate"
    r"|discharge|extubate|intubate|switch|go home)\b|\bwhat (?:should|shall|do) (?:i|we) (?:do|give)\b"
    r"|\bdoes (?:she|he|the patient) need (?:more|less|any|to|a|an)\b"
)
NOT_TO_DECIDE = (
    "What to give, change or stop is for whoever treats this patient to decide; readings alone do not tell it."
)
NO_DIAGNOSIS = "Readings show signs and make no diagnosis: what is behind them is for a clinician to judge."
NOT_OURS = (
    (TO_DECIDE, NOT_TO_DECIDE),
    (
        re.compile(
            r"\b(?:does|has|is|could|might|may|what if) .{0,40}\b(?:seps[ie]s|septic|heart attack|stroke|pneumonia"
            r"|infect\w+|embol\w+|clots?|bleed\w*|copd|asthma|heart failure|shock|arrhythmia|fibrillation|dying|die)\b"
            r"|\bwhat(?:'s|s| is) wrong with\b"
        ),
        NO_DIAGNOSIS,
    ),
)
