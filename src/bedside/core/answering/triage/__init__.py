"""Recognises emergencies, crises and poisonings in what people write, before anything else is done with it."""

from bedside.core.answering.triage.advice import first_line
from bedside.core.answering.triage.deciding import Triage, triage
from bedside.core.answering.triage.urgency import Urgency

__all__ = ["Triage", "Urgency", "first_line", "triage"]
