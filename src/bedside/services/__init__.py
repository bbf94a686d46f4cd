"""The HTTP services, each startable alone, and the embedded form of all."""
