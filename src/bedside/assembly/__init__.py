"""From settings to adapters to use cases: the only package that knows them all.

Each part is made when first asked for and shared from then on; a process that never asks for one never loads it.
"""

from bedside.assembly.parts import Assembly, code_version, now

__all__ = ["Assembly", "code_version", "now"]
