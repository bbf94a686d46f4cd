"""Bedside watches vital signs and answers health questions from a library it can cite."""

import os

# onnxruntime sends usage data to its maker from native code, beyond the reach of offline mode, unless this is set
# before it is loaded. Whatever of Bedside is run imports this file first.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# Arrow's own pool keeps what one thread asked for and another let go, as readings are, and under a stream it grew and
# grew. It is chosen when Arrow is loaded.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
