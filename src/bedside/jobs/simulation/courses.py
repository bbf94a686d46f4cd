"""Courses of deterioration, each a table of how far the vital signs have moved as it goes on untreated.

A course is a table of stages, straight between them; the changes are added to the patient's own values, so the same
sepsis looks different in a young and an old body. The tables are drawn by hand after the sources named with each, not
fitted to data: they are fit to test whether a deterioration is noticed, not to study one.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Course:
    """A course: how many hours it takes, its ``stages`` from 0 to 1, and the change of each vital sign at each stage.

    ``levels`` are the stages from which consciousness is that code. ``calmer`` is the share of the heart rate's own
    variation that is lost at the end; ``irregular`` the spread of an irregular rhythm, a minute; ``deficit`` the share
    of heart beats that makes no pulse.
    """

    hours: float
    stages: tuple[float, ...]
    change: dict[str, tuple[float, ...]]
    levels: tuple[tuple[float, str], ...] = ()
    calmer: float = 0.0
    irregular: float = 0.0
    deficit: float = 0.0


SEPSIS = Course(
    hours=10,
    stages=(0, 0.2, 0.4, 0.6, 0.8, 1),
    change={
        "heart_rate": (0, 8, 20, 32, 42, 48),
        "respiratory_rate": (0, 2, 5, 8, 11, 13),
        "spo2": (0, 0, -1.5, -3, -4.5, -6),
        "systolic_bp": (0, 2, -4, -14, -28, -42),
        "diastolic_bp": (0, 0, -6, -13, -21, -28),
        "temperature": (0, 0.8, 1.9, 2.3, 2.4, 2.2),
    },
    levels=((0.75, "C"),),
    calmer=0.5,
)
"""Fever, pulse and respiration first, pressure last with the diastolic ahead, confusion, and a stiffer heart rate.

Singer 2016 (Sepsis-3, JAMA 315:801); Quinten 2018 (Scand J Trauma Resusc Emerg Med 26:57: respiration and mean pressure
move in those who get worse); Ahmad 2009 (PLoS One 4:e6642: variability falls before sepsis is recognised).
"""

BLEEDING = Course(
    hours=3,
    stages=(0, 0.375, 0.75, 1),
    change={
        "heart_rate": (0, 8, 30, 48),
        "respiratory_rate": (0, 2, 9, 14),
        "spo2": (0, 0, -1, -2.5),
        "systolic_bp": (0, -2, -24, -52),
        "diastolic_bp": (0, 5, -6, -26),
        "temperature": (0, 0, -0.3, -0.6),
    },
    levels=((0.75, "C"), (0.95, "V")),
)
"""The stages are 15, 30 and 40 % of the blood lost: first a narrower pulse pressure, then pulse, then pressure falls.

Classes of the American College of Surgeons (ATLS), as in Rossaint 2016 (Crit Care 20:100, table 2); Guly 2011
(Resuscitation 82:556) found smaller changes than ATLS says, a pulse of 114 in the worst class: between the two.
"""

RESPIRATORY_FAILURE = Course(
    hours=8,
    stages=(0, 0.2, 0.4, 0.6, 0.8, 1),
    change={
        "heart_rate": (0, 5, 14, 26, 37, 44),
        "respiratory_rate": (0, 4, 9, 13, 16, 18),
        "spo2": (0, -1, -3.5, -7, -10, -13),
        "systolic_bp": (0, 3, 8, 10, 6, -4),
        "diastolic_bp": (0, 2, 4, 5, 3, -2),
        "temperature": (0, 0.2, 0.4, 0.5, 0.5, 0.5),
    },
    levels=((0.75, "C"), (0.97, "V")),
)
"""Respiration rises hours before anything else, saturation follows, then the pulse; consciousness at the end.

Loughlin 2018 (Jt Comm J Qual Patient Saf 44:494: respiration leaves its range first); Fieselmann 1993 (J Gen Intern Med
8:354: above 27 before arrest); Schein 1990 (Chest 98:1388: most arrests have 8 h of documented deterioration).
"""

ARRHYTHMIA = Course(
    hours=0.75,
    stages=(0, 0.004, 0.3, 1),
    change={
        "heart_rate": (0, 62, 72, 78),
        "respiratory_rate": (0, 1, 6, 10),
        "spo2": (0, -0.3, -2, -4),
        "systolic_bp": (0, -10, -19, -30),
        "diastolic_bp": (0, -1, -5, -9),
        "temperature": (0, 0, 0, 0),
    },
    irregular=6.0,
    deficit=0.12,
)
"""Atrial fibrillation with a fast ventricular response: within seconds fast and irregular, with a pulse deficit; then
pressure, breath and saturation give way to the lost atrial contraction.

Hindricks 2021 (ESC guideline, Eur Heart J 42:373); Clark 1997 (J Am Coll Cardiol 30:1039: irregularity alone costs
output). The rate is a mean over some 12 s, as monitors show it: beats vary by a fifth, means of 28 by 6 a minute.
"""

COURSES = {
    "sepsis": SEPSIS,
    "bleeding": BLEEDING,
    "respiratory_failure": RESPIRATORY_FAILURE,
    "arrhythmia": ARRHYTHMIA,
}
