"""Bedside watches vital signs and answers health questions from a library it can cite."""

import os

# onnxruntime sends usage data to its maker from native code, beyond the reach of offline mode, unless this is set
# before it is loaded. Whatever of Bedside is run imports this file first.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
