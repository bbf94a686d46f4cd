"""The HTTP services, each startable alone, and the embedded form of all.

What holds for a whole process that serves is set here, before anything else of it runs.
"""

import warnings

from pydantic.warnings import UnsupportedFieldAttributeWarning

# FastAPI silences it while it builds routes, by a filter that another thread's `catch_warnings` may undo: then
# a line that is no log line stands in the log.
warnings.simplefilter("ignore", UnsupportedFieldAttributeWarning)
