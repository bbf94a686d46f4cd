"""The four ways in which a message can be met."""

from enum import StrEnum


class Urgency(StrEnum):
    """How urgent a message is, and of which kind."""

    NONE = "none"
    EMERGENCY = "emergency"
    CRISIS = "crisis"
    POISONING = "poisoning"
