"""Says on which side of the published band a value lies, where a condition was asked for by its name.

The band is the one to which the chart of NEWS2 gives no points. It is told of current values alone, of somebody for
whom NEWS2 is made, and of SpO2 on scale 1 alone. Nobody is said to have a condition.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bedside.core.answering.live.condition_words import APNOEA
from bedside.core.answering.live.said import INSTEAD, Said
from bedside.core.answering.live.saying_scores import part_of
from bedside.core.vitals.bands import Bands, rounded
from bedside.core.vitals.news2 import CHART
from bedside.core.vitals.quality import Quality
from bedside.core.vitals.spoken import figure, shown
from bedside.core.vitals.view import Live, PatientView

_PAUSES = Said("A rate tells of no single pause in breathing: look at the patient.")


def bands_told(conditions: Sequence[str], view: PatientView) -> Iterator[Said]:
    """Yields for each condition where the value of now lies, as far as the chart tells it."""
    for name in conditions:
        one, chart = _scored(name, view), CHART.get("spo2_scale_1" if name == "spo2" else name)
        if one is not None and chart is not None and (name != "spo2" or view.spo2_scale == 1):
            yield _beside_the_band(one, chart)


def pauses_told(conditions: Sequence[str]) -> list[Said]:
    """Returns that pauses in breathing are not read, where they were asked for."""
    return [_PAUSES] if APNOEA in conditions else []


def _scored(signal: str, view: PatientView) -> Live | None:
    """Returns the current reading of a signal, or of what stands in for it, that NEWS2 was made from."""
    found = (view.live(one) for one in (signal, INSTEAD.get(signal, "")))
    of_now = (one for one in found if one is not None and one.quality is Quality.CURRENT)
    return next((one for one in of_now if view.news2.applicable and part_of(one, view.news2)), None)


def _beside_the_band(one: Live, chart: Bands) -> Said:
    value = rounded(float(one.value), chart.resolution)
    at = chart.points.index(0)
    low = chart.floors[at]
    high = chart.floors[at + 1] - chart.resolution if at + 1 < len(chart.floors) else None
    where = "below that" if value < low else "above that" if high is not None and value > high else "in that band"
    band = f"to {_shown(one, high)}" if high is not None else "on"
    first = figure(one.signal, float(low)) if high is not None else _shown(one, low)
    return Said(f"NEWS2 gives no points from {first} {band}: {_shown(one, value)} is {where}.", (one,))


def _shown(one: Live, value: Decimal) -> str:
    return shown(one.signal, float(value), one.unit)
