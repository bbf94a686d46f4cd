"""How much the fault tests do: a short form in `make test`, the long one by `make faults` (FAULTS=long)."""

import os

LONG = os.environ.get("FAULTS") == "long"
KILLS = 50 if LONG else 5
READINGS = 600_000 if LONG else 60_000
