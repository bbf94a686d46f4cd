"""What a notice says. What shows on a lock screen names the bed, since somebody has to go there, and nothing else of
the patient: no name, no id, no value, no score, unless details are asked for. The page behind the link says the rest.

An SMS is one message of at most 160 characters of GSM 03.38; what it cannot hold is written in plain letters. Of what
does not fit, details go first, then the link; the reference and how to acknowledge always stay. Without a link it says
in words where to look.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from bedside.core.alerts.alert import Alert

SMS_LENGTH = 160
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = frozenset("^{}\\[~]|€")
_PLAIN = str.maketrans(
    {
        "\u2265": ">=",
        "\u2264": "<=",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u2019": "'",
        "\u2018": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2026": "...",
        "\u2082": "2",
        "\u00b0": "",
        "\u00a0": " ",
        "\u202f": " ",
        "\t": " ",
    }
)
_BOARD = "See the ward board."
_TECHNICAL = frozenset("sensor_silent sensor_lost sensor_flat sensor_noisy implausible clock_skewed".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What is to be said of an alert: ``kind`` as in a notice, ``times`` how often it was told before."""

    alert: Alert
    kind: str
    times: int = 0
    ward: str = ""
    bed: str = ""
    reference: str = ""
    code: str = ""
    """The number to answer with, where an answer reaches us."""
    page: str = ""
    details: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A notice's subject and body."""

    subject: str
    body: str


def words(occasion: Occasion, *, short: bool) -> Words:
    """Returns what to send: ``short`` for an SMS, else for a mail."""
    subject = _subject(occasion)
    return Words(subject, _sms(occasion, subject) if short else _mail(occasion, subject))


def gsm(text: str) -> str:
    """Returns the text in characters of GSM 03.38; what has no likeness there becomes a question mark.

    >>> gsm("SpO₂ ≥ 92 %, 38.4 °C 心")
    'SpO2 >= 92 %, 38.4 C ?'
    """
    return "".join(one if one in _GSM or one in _TWICE else "?" for one in text.translate(_PLAIN))


def gsm_length(text: str) -> int:
    """Returns how much of an SMS a text takes: some characters count twice."""
    return len(text) + sum(one in _TWICE for one in text)


def place_of(ward: str, bed: str) -> str:
    """Returns where the patient lies, in words.

    >>> place_of("A", "7"), place_of("", "7"), place_of("", "")
    ('ward A bed 7', 'bed 7', 'a patient without a bed')
    """
    if not bed:
        return f"a patient without a bed, ward {ward}" if ward else "a patient without a bed"
    return f"ward {ward} bed {bed}" if ward else f"bed {bed}"


def _subject(occasion: Occasion) -> str:
    alert, priority = occasion.alert, occasion.alert.priority.upper()
    if alert.patient_id is None:
        return f"Bedside: over: {alert.reason}" if occasion.kind == "closed" else f"Bedside {priority}: {alert.reason}"
    place = place_of(occasion.ward, occasion.bed)
    if occasion.kind == "closed":
        return f"Bedside: {place}: alert over, the patient may still need somebody"
    what = "sensor alert" if alert.rule.partition(":")[0] in _TECHNICAL else "patient alert"
    news = "worse: " if occasion.kind == "worsened" else "still unseen: " if occasion.times else ""
    return f"Bedside {priority}: {place}: {news}{what}"


def _details(occasion: Occasion) -> str:
    alert = occasion.alert
    return f"{alert.patient_id}: {alert.reason}" if occasion.details and alert.patient_id is not None else ""


def _sms(occasion: Occasion, subject: str) -> str:
    answer = f"Seen? Reply OK {occasion.code}." if occasion.code else "Acknowledge it there."
    answer = "" if occasion.kind == "closed" else answer
    tail = f"Ref {occasion.reference}"
    head = _ended(_shortened(subject, SMS_LENGTH - 2 - gsm_length(tail) - (gsm_length(answer) + 1 if answer else 0)))
    kept = [head, "", "", answer, tail]
    where = (gsm(one) for one in (occasion.page, _BOARD) if one)
    kept[2] = next((one for one in where if gsm_length(one) <= _left(kept)), "")
    kept[1] = _ended(_shortened(_details(occasion), _left(kept) - 1))
    return _joined(kept)


def _ended(text: str) -> str:
    """Returns a text as a sentence of an SMS: with a full stop, where it has no end and there is any."""
    said = gsm(text)
    return said if not said or said.endswith(".") else f"{said}."


def _left(kept: list[str]) -> int:
    """Returns how long another part may be, the space before it left out."""
    return SMS_LENGTH - gsm_length(_joined(kept)) - 1


def _joined(parts: list[str]) -> str:
    return " ".join(part for part in parts if part)


def _shortened(text: str, length: int) -> str:
    """Returns what fits, cut with dots; nothing where not even a word would."""
    if gsm_length(gsm(text)) <= length:
        return text
    cut = text
    while cut and gsm_length(gsm(cut)) > length - 3:
        cut = cut[:-1]
    return f"{cut.rstrip()}..." if len(cut) > 8 else ""


def _mail(occasion: Occasion, subject: str) -> str:
    alert = occasion.alert
    since = datetime.fromtimestamp(alert.opened_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    times = "once" if occasion.times == 1 else f"{occasion.times} times"
    told = f"Told before: {times}; nobody has acknowledged it." if occasion.times else ""
    told = "Told before; the patient is worse since." if occasion.kind == "worsened" else told
    more = "More" if alert.patient_id is None else "The reason, the values and their times"
    open_ = occasion.kind != "closed"
    lines = [
        subject.removeprefix("Bedside ").removeprefix("Bedside: "),
        f"Since {since}.",
        told,
        _details(occasion),
        "",
        f"{more}: {occasion.page}" if occasion.page else "The ward board has more.",
        "Acknowledge it there, so that nobody else is called." if open_ else "",
        f"Or reply OK {occasion.code}." if occasion.code and open_ else "",
        "",
        f"Reference {occasion.reference}. Bedside is not a medical device.",
    ]
    kept = [line for place, line in enumerate(lines) if line or place in (4, 8)]
    return "\n".join(kept) + "\n"
