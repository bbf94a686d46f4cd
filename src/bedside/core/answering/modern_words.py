"""Words younger than the dictionaries, which a speller must not take for misspellings, and those of short messages."""

MODERN_WORDS = frozenset(
    """
    abrysvo airpods app apps bluetooth bmi botox cbd chatgpt comirnaty coronavirus covid dupixent eliquis emgality
    entresto entyvio farxiga fitbit google humira ibuprofen iphone jardiance keytruda lexapro lyrica moderna
    monkeypox mounjaro mpox mrna nexplanon norovirus omicron otezla ozempic paxlovid pfizer rybelsus semaglutide
    skyrizi smartwatch spikevax statin statins stelara taltz telehealth tiktok tirzepatide tremfya trulicity vape
    vaping wegovy whatsapp wifi xarelto youtube zepbound zoloft zoom
    """.split()
)

CHAT_WORDS = {
    "bcuz": "because",
    "cuz": "because",
    "meds": "medicines",
    "nite": "night",
    "pls": "please",
    "plz": "please",
    "ppl": "people",
    "prob": "problem",
    "probs": "problems",
    "thru": "through",
    "tho": "though",
    "tmrw": "tomorrow",
    "vits": "vitamins",
    "yrs": "years",
}
"""What short messages shorten."""
