"""The code table of vital signs: which signals there are, which units they may be declared in, which values are
possible, and by which codes senders name them.

The table is data: a signal is added by a row. The ranges say what a living body can show, never what is normal; a
value outside is a fault of sensor, unit or typing. Zeros that mean "disconnected" lie outside, as of SpO2 and pressure;
a respiration of 0 is apnoea, a heart rate or pulse of 0 is what a monitor shows in asystole, and these lie inside.

Glucose is possible from 10 mg/dL (0.56 mmol/L) on, below which meters show "low" and no number. A laboratory may find
0.3 mmol/L, but what comes below 10 mg/dL is nearly always mmol/L declared as mg/dL, and so is refused.

When it fails: a wrong unit is found only where its values leave the range (37 as degF, 98.6 as Cel), not where the
ranges overlap (a glucose of 20 mmol/L declared as mg/dL).

Sources: LOINC, UCUM, IEEE 11073-10101 (MDC), Bluetooth's assigned numbers (GATT: services and characteristics).
1 mmHg is 133.322387415 Pa and 1 lb 0.45359237 kg by definition; glucose has 180.16 g/mol.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a sender may declare it, by UCUM code or alias; canonical = (value - offset) * factor."""

    code: str
    factor: float = 1.0
    offset: float = 0.0
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signal:
    """One vital sign. Its first unit is the canonical one; ``low`` and ``high`` are in it, and are still possible.

    A coded signal has ``codes`` in place of the range; ``whole`` says that only whole numbers are possible.
    """

    name: str
    units: tuple[Unit, ...]
    low: float = 0.0
    high: float = 0.0
    codes: tuple[str, ...] = ()
    whole: bool = False
    loinc: tuple[str, ...] = ()
    mdc: tuple[int, ...] = ()
    gatt: tuple[int, ...] = ()

    @property
    def unit(self) -> str:
        """Returns the UCUM code of the canonical unit."""
        return self.units[0].code

    def unit_named(self, declared: str) -> Unit | None:
        """Returns the unit of that code or alias, letter by letter; None where the signal is not measured in it."""
        return next((unit for unit in self.units if declared == unit.code or declared in unit.aliases), None)


_BEATS = (Unit("/min", aliases=("1/min", "{beats}/min", "beats/min", "bpm")),)
_BREATHS = (Unit("/min", aliases=("1/min", "{breaths}/min", "breaths/min")),)
_PERCENT = Unit("%", aliases=("percent",))
_FRACTION = Unit("{fraction}", 100, aliases=("1",))
_PRESSURE = (Unit("mm[Hg]", aliases=("mmHg",)), Unit("kPa", 1 / 0.133322387415))
_TEMPERATURE = (Unit("Cel", aliases=("degC", "°C", "C")), Unit("[degF]", 5 / 9, 32, aliases=("degF", "°F", "F")))
_GLUCOSE = (Unit("mg/dL", aliases=("mg/dl",)), Unit("mmol/L", 18.016, aliases=("mmol/l",)))
_FLOW = (Unit("L/min", aliases=("l/min", "LPM", "lpm")),)
_MASS = (Unit("kg"), Unit("g", 0.001), Unit("[lb_av]", 0.45359237, aliases=("lb", "lbs")))
_LENGTH = (Unit("cm"), Unit("m", 100), Unit("[in_i]", 2.54, aliases=("in",)))
_SECONDS = (Unit("s"),)
_SCORE = (Unit("{score}"),)
_CODE = (Unit("{code}"),)
_ALERTNESS = (Unit("{code}"), Unit("{AVPU}"))  # the second by the scale that cannot say "new confusion"

_ACVPU = ("A", "C", "V", "P", "U")
_EFFORT = ("normal", "mild", "moderate", "severe")

_PULSES = (149530, 149514, 149522, 149546)  # by oximetry, of an artery, by its catheter, by a cuff
_BREATHING = (151562, 151578, 151594)  # not said how, by the chest's impedance, by carbon dioxide
_WARMTH = (150344, 150364, 150368, 150392, 188420, 188424, 188428, 188452)  # of the body inside; the skin's is another

_OXIMETER = (0x1822, 0x2A5F, 0x2A5E)
_CUFF = (0x1810, 0x2A35)
_GLUCOMETERS = (0x1808, 0x2A18, 0x181F, 0x2AA7)  # from a drop of blood, and continuous
_SCALES = (0x181D, 0x2A9D)

SIGNALS = (
    Signal("heart_rate", _BEATS, 0, 350, loinc=("8867-4",), mdc=(147842,), gatt=(0x180D, 0x2A37)),
    Signal("pulse_rate", _BEATS, 0, 350, mdc=_PULSES),
    Signal("spo2", (_PERCENT,), 10, 100, loinc=("2708-6", "59408-5"), mdc=(150456,), gatt=_OXIMETER),
    Signal("respiratory_rate", _BREATHS, 0, 150, loinc=("9279-1",), mdc=_BREATHING),
    Signal("systolic_bp", _PRESSURE, 10, 400, loinc=("8480-6",), mdc=(150021, 150033, 150037), gatt=_CUFF),
    Signal("diastolic_bp", _PRESSURE, 5, 300, loinc=("8462-4",), mdc=(150022, 150034, 150038), gatt=_CUFF),
    Signal("mean_bp", _PRESSURE, 5, 350, loinc=("8478-0",), mdc=(150023, 150035, 150039), gatt=_CUFF),
    Signal("temperature", _TEMPERATURE, 10, 47, loinc=("8310-5",), mdc=_WARMTH, gatt=(0x1809, 0x2A1C)),
    Signal("glucose", _GLUCOSE, 10, 2700, loinc=("2339-0", "41653-7", "15074-8"), mdc=(160184,), gatt=_GLUCOMETERS),
    Signal("oxygen_flow", _FLOW, 0, 100, loinc=("3151-8",)),
    Signal("fio2", (_PERCENT, _FRACTION), 15, 100, loinc=("3150-0",)),
    Signal("consciousness", _ALERTNESS, codes=_ACVPU, loinc=("67775-7",)),
    Signal("gcs", _SCORE, 3, 15, whole=True, loinc=("9269-2",)),
    Signal("capillary_refill", _SECONDS, 0, 30),
    Signal("respiratory_effort", _CODE, codes=_EFFORT),
    Signal("weight", _MASS, 0.2, 700, loinc=("29463-7",), mdc=(188736,), gatt=_SCALES),
    Signal("height", _LENGTH, 15, 280, loinc=("8302-2",), mdc=(188740,), gatt=_SCALES),
)

UNCHECKED_MDC = frozenset(
    {150033, 150034, 150035, 150037, 150038, 150039, 150344},
)
"""MDC numbers not yet compared with a publication of HL7 or IEEE, though monitors' messages have them; the others were
seen in one: HL7 Denmark's core profiles have a value set of them, HL7's profiles of personal devices the glucose."""

LOINC_PANELS = {"85354-9": ("systolic_bp", "diastolic_bp", "mean_bp")}
"""Codes of a message whose values stand in its components, with the signals that may be there."""

BY_NAME = {signal.name: signal for signal in SIGNALS}
BY_LOINC = {code: signal for signal in SIGNALS for code in signal.loinc}
BY_MDC = {code: signal for signal in SIGNALS for code in signal.mdc}
