"""The log of readings: what came, in order, durable, each reading once."""
