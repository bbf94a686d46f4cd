"""The parts of FHIR's resources that are read here; msgspec checks their types, and passes over all other fields.

R4, R4B and R5 have these fields alike. What R5 adds to an Observation (triggeredBy, instantiates, bodyStructure,
values that are attachments or references) changes nothing of a vital sign, but for a value of such a kind, which is
refused by its name. What only may not be passed over is what changes the meaning: ``modifierExtension``,
``implicitRules``, and ``focus``, by which a value is of somebody else than the subject.
"""

from typing import Any

import msgspec

NOTHING = msgspec.Raw()


class Identifier(msgspec.Struct):
    """A business identifier."""

    system: str = ""
    value: str = ""
    use: str = ""
    type: "CodeableConcept | None" = None

    def types(self) -> set[str]:
        """Returns the codes of its type, as a rule of HL7 table 0203."""
        return {coding.code for coding in self.type.coding} if self.type else set()


class Coding(msgspec.Struct):
    """A code of a system."""

    system: str = ""
    code: str = ""


class CodeableConcept(msgspec.Struct):
    """One meaning, in any number of codings."""

    coding: list[Coding] = []


class Quantity(msgspec.Struct):
    """A number with its unit."""

    value: float | None = None
    comparator: str = ""
    unit: str = ""
    system: str = ""
    code: str = ""


class Period(msgspec.Struct):
    """A stretch of time."""

    start: str = ""
    end: str = ""


class Reference(msgspec.Struct):
    """A pointer to a resource, by address or by identifier."""

    reference: str = ""
    type: str = ""
    identifier: Identifier | None = None


class Meta(msgspec.Struct):
    """What is said of a resource as such."""

    last_updated: str = msgspec.field(default="", name="lastUpdated")
    security: list[Coding] = []


class Valued(msgspec.Struct):
    """What an Observation and its components have in common: a code, and a value of one of many kinds."""

    code: CodeableConcept | None = None
    value_quantity: Quantity | None = msgspec.field(default=None, name="valueQuantity")
    value_concept: CodeableConcept | None = msgspec.field(default=None, name="valueCodeableConcept")
    value_string: str | None = msgspec.field(default=None, name="valueString")
    value_integer: int | None = msgspec.field(default=None, name="valueInteger")
    value_boolean: msgspec.Raw = msgspec.field(default=NOTHING, name="valueBoolean")
    value_range: msgspec.Raw = msgspec.field(default=NOTHING, name="valueRange")
    value_ratio: msgspec.Raw = msgspec.field(default=NOTHING, name="valueRatio")
    value_sampled: msgspec.Raw = msgspec.field(default=NOTHING, name="valueSampledData")
    value_time: msgspec.Raw = msgspec.field(default=NOTHING, name="valueTime")
    value_date_time: msgspec.Raw = msgspec.field(default=NOTHING, name="valueDateTime")
    value_period: msgspec.Raw = msgspec.field(default=NOTHING, name="valuePeriod")
    value_attachment: msgspec.Raw = msgspec.field(default=NOTHING, name="valueAttachment")
    value_reference: msgspec.Raw = msgspec.field(default=NOTHING, name="valueReference")
    data_absent_reason: CodeableConcept | None = msgspec.field(default=None, name="dataAbsentReason")
    modifier_extension: list[Any] = msgspec.field(default=[], name="modifierExtension")

    def values(self) -> list[str]:
        """Returns the names of the values there are; a sound one has at most one."""
        return [name for field, name in _VALUES if getattr(self, field) is not (None if name in _READ else NOTHING)]


_READ = ("valueQuantity", "valueCodeableConcept", "valueString", "valueInteger")
_VALUES = [
    (field.name, field.encode_name) for field in msgspec.structs.fields(Valued) if field.encode_name.startswith("value")
]


class Observation(Valued):
    """One Observation with its components."""

    resource_type: str = msgspec.field(default="", name="resourceType")
    status: str = ""
    subject: Reference | None = None
    focus: list[Any] = []
    device: Reference | None = None
    body_site: CodeableConcept | None = msgspec.field(default=None, name="bodySite")
    identifier: list[Identifier] = []
    effective_date_time: str = msgspec.field(default="", name="effectiveDateTime")
    effective_instant: str = msgspec.field(default="", name="effectiveInstant")
    effective_period: Period | None = msgspec.field(default=None, name="effectivePeriod")
    effective_timing: Any = msgspec.field(default=None, name="effectiveTiming")
    issued: str = ""
    component: list[Valued] = []
    has_member: list[Any] = msgspec.field(default=[], name="hasMember")
    contained: list["Known"] = []
    meta: Meta | None = None
    implicit_rules: str = msgspec.field(default="", name="implicitRules")


class Known(msgspec.Struct):
    """Any resource, as far as a reference to it needs: its kind and its ids."""

    resource_type: str = msgspec.field(default="", name="resourceType")
    id: str = ""
    identifier: Any = None

    def identifiers(self) -> list[Identifier]:
        """Returns its identifiers, none where they have another shape: some kinds of resource have only one."""
        try:
            return msgspec.convert(self.identifier or [], list[Identifier])
        except msgspec.ValidationError:
            return []


class Request(msgspec.Struct):
    """What is to be done with an entry of a Bundle."""

    method: str = ""
    url: str = ""
    if_none_exist: str = msgspec.field(default="", name="ifNoneExist")


class Entry(msgspec.Struct):
    """One entry of a Bundle; its resource is read apart, so that a faulty one spoils no other."""

    full_url: str = msgspec.field(default="", name="fullUrl")
    resource: msgspec.Raw = NOTHING
    request: Request | None = None


class Bundle(msgspec.Struct):
    """A batch or a transaction; its entries are read apart, so that a faulty one spoils no other."""

    resource_type: str = msgspec.field(default="", name="resourceType")
    type: str = ""
    entry: list[msgspec.Raw] = []
    implicit_rules: str = msgspec.field(default="", name="implicitRules")
