"""The ward of the demo: twelve beds, one patient who gets worse within a minute, one probe that falls off a finger."""

from bedside.jobs.simulation.artefacts import FINGER, Artefact
from bedside.jobs.simulation.courses import RESPIRATORY_FAILURE
from bedside.jobs.simulation.deteriorations import Deterioration
from bedside.jobs.simulation.settings import Settings

BEDS = 12
SICK_BED = 7
ONSET_S = 8.0
_FULL_S = 40.0
_TREATED_AFTER_S = 600.0
_PROBE_OFF = Artefact("probe_off", 9, FINGER, from_s=90.0, until_s=240.0)


def demo(start_ms: int, seed: int = 7) -> Settings:
    """Returns the demo's settings: in bed 7 NEWS2 reaches 7 by what is sent every second, before 60 s are over.

    Respiratory failure needs no cuff and no nurse to be seen: respiration, saturation and pulse tell it. Everybody else
    stays calm. After ten minutes the patient is treated and recovers, so that the episode closes.
    """
    pace = RESPIRATORY_FAILURE.hours * 3600 / _FULL_S
    sick = Deterioration("respiratory_failure", SICK_BED, ONSET_S, pace, treated_after_s=_TREATED_AFTER_S)
    return Settings(start_ms, BEDS, seed, deteriorations=(sick,), faults=0, planned=(_PROBE_OFF,), cuff_minutes=10)
