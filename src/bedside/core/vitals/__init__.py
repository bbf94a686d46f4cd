"""Vital signs: what is measured, how it is scored, what it means."""
