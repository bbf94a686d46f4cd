"""What is said without looking anything up: whom to call, and why a question is declined whatever the library holds."""

from bedside.core.answering.answer import Answer, Outcome, Sentence
from bedside.core.answering.query import Query
from bedside.core.answering.scope import out_of_scope
from bedside.core.answering.triage import Triage, Urgency, first_line
from bedside.core.locales import ANYWHERE, completed, is_known, names_country

_LANGUAGE = "en"


def outcome_of(urgency: Triage) -> str:
    """Returns the outcome of an urgent message, "" for any other."""
    return {Urgency.NONE: "", Urgency.CRISIS: Outcome.CRISIS.value}.get(urgency.urgency, Outcome.EMERGENCY.value)


def urgent_answer(urgency: Triage, asked: str, default: str) -> Answer:
    """Returns what to do, with the numbers of the asked locale; where it has none of its own a warning says whose."""
    locale, warnings = _numbers_of(asked, default)
    lines = first_line(urgency.urgency, urgency.rule, locale).splitlines()
    sentences = tuple(Sentence(line) for line in lines if line.strip())
    return Answer(Outcome(outcome_of(urgency)), sentences, warnings=warnings)


def _numbers_of(asked: str, default: str) -> tuple[str, tuple[str, ...]]:
    """Returns the locale whose numbers are named, and a warning where they are not those that were asked for."""
    locale = completed(asked) or default
    if not asked or is_known(locale) or locale == ANYWHERE:
        return locale, ()
    locale, whose = (asked, "general numbers") if names_country(asked) else (default, f"those of {default}")
    return locale, (f"No emergency numbers are known for the locale that was sent: {whose} are named.",)


def declined(query: Query, locale: str, default_locale: str) -> tuple[str, ...]:
    """Returns what is said instead of an answer where none may be given whatever is found, or nothing."""
    if query.language != _LANGUAGE:
        return _other_language(*_numbers_of(locale, default_locale))
    reason = out_of_scope(query.text)
    return reason.said if reason else ()


def _other_language(locale: str, warnings: tuple[str, ...]) -> tuple[str, ...]:
    """Returns what a person is told whose words no rule can read: above all, whom to call."""
    call = first_line(Urgency.EMERGENCY, "", locale).splitlines()[0]
    return (
        "Only English is read here, and this message seems to be in another language.",
        f"If somebody is in danger: {call[:1].lower()}{call[1:]}",
        *warnings,
    )
