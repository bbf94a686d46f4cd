"""Answers about a monitored patient from their own readings: what is asked of them, and what they say."""
