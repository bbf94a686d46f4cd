"""Pure functions of values: no clock, no randomness, no input or output, no framework."""
