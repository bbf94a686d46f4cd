"""Words younger than the dictionaries, which a speller must not take for misspellings."""

MODERN_WORDS = frozenset(
    """
    abrysvo airpods app apps bluetooth bmi botox cbd chatgpt comirnaty coronavirus covid dupixent eliquis emgality
    entresto entyvio farxiga fitbit google humira ibuprofen iphone jardiance keytruda lexapro lyrica moderna
    monkeypox mounjaro mpox mrna nexplanon norovirus omicron otezla ozempic paxlovid pfizer rybelsus semaglutide
    skyrizi smartwatch spikevax statin statins stelara taltz telehealth tiktok tirzepatide tremfya trulicity vape
    vaping wegovy whatsapp wifi xarelto youtube zepbound zoloft zoom
    """.split()
)
