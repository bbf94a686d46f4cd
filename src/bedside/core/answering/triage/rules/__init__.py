"""The rules of triage, a file for each part of medicine, in the order in which they are asked."""

from bedside.core.answering.triage.rule import Rule
from bedside.core.answering.triage.rules import (
    asides,
    belly,
    brain,
    breathing,
    children,
    crises,
    decisive,
    despair,
    devices,
    exposures,
    harm,
    heart,
    hints,
    illness,
    injuries,
    means,
    partings,
    plain,
    poisonings,
    pregnancy,
    rare,
    readiness,
    sayings,
    selfinjury,
    wishes,
)

CRISES: tuple[Rule, ...] = (
    *crises.RULES,
    *means.RULES,
    *harm.RULES,
    *despair.RULES,
    *sayings.RULES,
    *wishes.RULES,
    *partings.RULES,
    *readiness.RULES,
    *selfinjury.RULES,
    *hints.RULES,
    *asides.RULES,
    *plain.RULES,
)
POISONINGS: tuple[Rule, ...] = (*poisonings.RULES, *exposures.RULES)
EMERGENCIES: tuple[Rule, ...] = (
    *pregnancy.RULES,
    *breathing.RULES,
    *heart.RULES,
    *brain.RULES,
    *children.RULES,
    *injuries.RULES,
    *belly.RULES,
    *illness.RULES,
    *decisive.RULES,
    *devices.RULES,
    *rare.RULES,
)
ALL: tuple[Rule, ...] = (*CRISES, *POISONINGS, *EMERGENCIES)
