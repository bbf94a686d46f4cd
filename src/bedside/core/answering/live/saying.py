"""Says what a patient's readings answer, each sentence with the readings or the alert it rests on.

What is old is said to be old, what is missing to be missing: a value is called current only while it is, and what was
asked of the past is never met with the value of now. No sentence judges more than a published score does, names a dose
or a diagnosis. The same question and view give the same words.
"""

from collections.abc import Sequence

from bedside.core.answering.live.asking import Asked
from bedside.core.answering.live.measured import is_critical
from bedside.core.answering.live.said import USUAL, Said, listed
from bedside.core.answering.live.saying_alerts import alarms, newest_alert, open_alerts
from bedside.core.answering.live.saying_conditions import bands_told, pauses_told
from bedside.core.answering.live.saying_held import held_told
from bedside.core.answering.live.saying_now import bound_now, value, values
from bedside.core.answering.live.saying_past import past_values
from bedside.core.answering.live.saying_scores import critical_now, past_scores, scores
from bedside.core.answering.live.units import as_asked, called, in_unit, is_measured_in, meant
from bedside.core.vitals.past import Point
from bedside.core.vitals.spoken import figure, shown
from bedside.core.vitals.view import Live, PatientView
from bedside.core.vitals.when import DAY_MS, LONGEST_MS, reach_of, zone_of

_FUTURE = Said("What will be cannot be told from readings; this is what there is.")

_UNREAD = Said("Which past time is meant is not understood here; these are the latest readings, with their times.")
_ONSET = Said("Since when a value has been so is not worked out here: ask for a stretch of time to see its course.")
_UNREAD_DAY = Said("Which past time is meant is not understood here; this is of the last 24 hours.")
_DAYS = LONGEST_MS // DAY_MS
_CUT = Said(f"Further back than {_DAYS} days is not read: this is of what lies within them.")
_BEYOND = Said(f"Further back than {_DAYS} days is not read: nothing can be said of the time that is asked about.")
_ANOTHER_TIME = Said("Another time is named too, and not read here: ask for it by itself.")
_NO_ALARM = Said("The time of an alert is asked about, and none that is on record tells of a time within reach.")
_AHEAD = Said("The time that is asked about lies ahead: nothing is known of it.")


def say(asked: Asked, view: PatientView, medicines: Sequence[str] = ()) -> list[Said]:
    """Returns what the view answers, in reading order; empty where it was asked nothing.

    ``medicines`` are those the asker has told of in the conversation: none other are known here.
    """
    said = _of_the_question(asked, view)
    reach = reach_of(asked.when, view.at_ms, zone_of(view.zone)) if asked.when and view.past else ""
    if reach in ("beyond", "ahead"):
        return [_BEYOND if reach == "beyond" else _AHEAD, *map(Said, asked.declined)]
    if asked.when and asked.when.kind == "alarm" and view.past is None:
        return [_NO_ALARM, *map(Said, asked.declined)]
    said += [_CUT] if reach else []
    if asked.when and asked.when.kind == "alarm":
        said += newest_alert(view)
    elif asked.alarm:
        said += alarms(asked, view)
    if asks_of_the_past(asked, view):
        said += _of_the_past(asked, view)
    if not asked.alarm or asked.signals:
        said += _of_now(asked, view) if asks_of_now(asked, view) else []
    said += held_told(asked, view)
    said += pauses_told(asked.conditions)
    if asked.unit:
        said += _in_the_unit(asked, said)
    if asked.medicines:
        said.append(_medicines(medicines))
    if asked.not_read:
        said.append(Said(f"No reading here tells of {listed(asked.not_read)}: it is not known from this."))
    said += map(Said, asked.declined)
    return list(dict.fromkeys(said))


def _of_the_question(asked: Asked, view: PatientView) -> list[Said]:
    """Returns what of the question itself is not answered as it was put."""
    unread = _UNREAD if view.past is None else _UNREAD_DAY
    said = [_FUTURE] if asked.future else [unread] if asked.unread else [_ONSET] if asked.onset else []
    return [*said, _ANOTHER_TIME] if asked.another_time else said


def asks_of_the_past(asked: Asked, view: PatientView) -> bool:
    """Returns whether a past time is asked about; "how is she today?" asks about now, though it names a day."""
    past, when = view.past, asked.when
    if past is None or when is None:
        return False
    is_running = when.kind == "part" and past.until_ms >= view.at_ms
    return not (is_running and asked.present and not _of_a_course(asked))


def _of_a_course(asked: Asked) -> bool:
    return asked.extreme or asked.change or asked.average or asked.alarm or asked.compare


def is_of_the_past_alone(asked: Asked, view: PatientView) -> bool:
    """Returns whether values of a past time are asked about, and none of now."""
    return asks_of_the_past(asked, view) and not asks_of_now(asked, view)


def asks_of_now(asked: Asked, view: PatientView) -> bool:
    """Returns whether the values of now are asked about, alone or beside those of a stretch that lasts until now."""
    if not asks_of_the_past(asked, view):
        return True
    if asked.compare:
        return True
    lasts = view.past is not None and view.past.moment_ms is None and view.past.until_ms >= view.at_ms
    if not lasts or asked.average or asked.bound:
        return False
    return asked.change or (asked.present and not asked.extreme)


def _of_the_past(asked: Asked, view: PatientView) -> list[Said]:
    said: list[Said] = []
    if asked.scores:
        said += past_scores(asked.scores, view)
    if asked.status:
        said += past_scores(("NEWS2",), view)
        said += past_values(asked, USUAL, view) + alarms(asked, view)
    elif asked.signals:
        said += past_values(asked, asked.signals, view)
    elif asked.number is not None and not asked.scores:
        said += past_values(asked, ("temperature",) if is_a_temperature(asked.number) else USUAL, view)
    if is_of_the_past_alone(asked, view) and is_critical(view):
        said += critical_now(view)
    return said


def _of_now(asked: Asked, view: PatientView) -> list[Said]:
    said: list[Said] = []
    if asked.scores:
        said += scores(asked.scores, view)
    if asked.bound and asked.number is not None and asked.signals:
        said += values(asked.signals, view) + bound_now(asked.bound, asked.number, asked.signals, view)
    elif asked.number is not None and not asked.scores:
        said += _number(asked.number, asked.signals, view) if not asked.alarm else []
    elif asked.signals:
        said += [*values(asked.signals, view), *bands_told(asked.conditions, view)]
    if asked.status:
        said += [*scores(("NEWS2",), view), *values(USUAL, view, briefly=not asked.change), *open_alerts(view)]
    return said


def _number(number: float, signals: Sequence[str], view: PatientView) -> list[Said]:
    """Returns what is known of a value that the asker read off: the reading that shows it, else what there is."""
    shown_as = [
        one
        for one in view.readings
        if not isinstance(one.value, str) and (not signals or one.signal in signals) and _reads(one, number)
    ]
    if shown_as:
        return [value(one, view) for one in shown_as]
    asked = signals or (("temperature",) if is_a_temperature(number) else ())
    said = [Said(f"No reading of this patient is {_as_asked(number, signals, view)} just now.")]
    return said + (values(asked, view) if asked else [])


def _as_asked(number: float, signals: Sequence[str], view: PatientView) -> str:
    one = view.live(signals[0]) if signals else None
    return as_asked(one.signal, number, one.unit) if one else f"{number:g}"


def _in_the_unit(asked: Asked, said: Sequence[Said]) -> list[Said]:
    """Returns the values that were told in the unit that was asked for, or that nothing asked for is measured in it."""
    if asked.signals and not any(is_measured_in(signal, asked.unit) for signal in asked.signals):
        return [Said(f"What is asked about is not measured in {called(asked.unit)}.")]
    told = [
        one
        for sentence in said
        for one in sentence.rests_on
        if isinstance(one, Live | Point) and one.signal in asked.signals and not isinstance(one.value, str)
    ]
    return [
        Said(
            f"{shown(one.signal, one.value, one.unit)} is {in_unit(one.signal, float(one.value), asked.unit)}.", (one,)
        )
        for one in dict.fromkeys(told)
        if asked.unit != one.unit and is_measured_in(one.signal, asked.unit)
    ]


def is_a_temperature(number: float) -> bool:
    """Returns whether a number that comes without its signal is read as a temperature: 38.4, but not 38 nor 88.5."""
    return 33 <= number <= 43 and number % 1 != 0


def _reads(one: Live, number: float) -> bool:
    return figure(one.signal, float(one.value)) in {figure(one.signal, n) for n in (number, meant(one.signal, number))}


def _medicines(told: Sequence[str]) -> Said:
    whose = f"You named {listed(told)} in this conversation; no other" if told else "No"
    return Said(
        f"{whose} medicines of this patient are known here: whether a value is dangerous together with a medicine is "
        "for the prescriber or a pharmacist to say."
    )
