"""How much the fault tests do: a short form in `make test`, the long one by `make faults` (FAULTS=long).

SOAK names how many minutes the soak lasts, where it is not to be the half minute or the hour of the two forms.
"""

import os

LONG = os.environ.get("FAULTS") == "long"
KILLS = 50 if LONG else 5
HELD_UP_S = (1, 3, 12, 25, 40) if LONG else (1, 3)
READINGS = 600_000 if LONG else 60_000
SOAK_S = 60 * float(os.environ.get("SOAK") or (60 if LONG else 0.5))
