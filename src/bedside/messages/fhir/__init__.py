"""FHIR R4 Observations and Bundles, read without a FHIR library; R4B and R5 are read alike.

`read_single` and `read_bundle` give what was found; the answers are made by `answers` and `capability`. Nothing here
does I/O. FHIR's own rules are not checked for their own sake: what is not needed to be sure of a reading is passed
over, and what is needed is never guessed. Per Observation it takes about 20 µs (see ADR 18).
"""

from bedside.messages.fhir.bundle import CONTEXT, ReadBundle, ReadEntry, read_bundle, read_single
from bedside.messages.fhir.decoding import Problem

__all__ = ["CONTEXT", "Problem", "ReadBundle", "ReadEntry", "read_bundle", "read_single"]
