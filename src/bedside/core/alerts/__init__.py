"""How people are told: what an alert is, who is told when, in which words. Pure functions of values."""
