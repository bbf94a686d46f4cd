"""Alerts as tests need them."""

from typing import Any

from bedside.core.alerts.alert import Alert
from bedside.testing.contracts.alert_store import alert

__all__ = ["of_bed", "operational"]


def of_bed(**changes: Any) -> Alert:
    """Returns a high alert of a patient whose id and values must not show."""
    return alert("alr-1", patient_id="MRN-99431", reason="NEWS2 7: RR up 6 in 10 min, SpO₂ 91 %", **changes)


def operational(**changes: Any) -> Alert:
    """Returns an alert of no patient."""
    return alert(
        "alr-2", patient_id=None, source="scorer", rule="pipeline_dead", reason="scoring has stopped", **changes
    )
