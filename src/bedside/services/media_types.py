"""The names of what bodies hold."""

JSON = "application/json"
LINES = "application/x-ndjson"
ALSO_LINES = ("application/ndjson", "application/jsonl", "application/x-jsonlines")
"""Other names of the same: none of them is registered, and senders use each."""
ARROW = "application/vnd.apache.arrow.stream"
