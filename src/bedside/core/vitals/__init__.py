"""From what a device says to what a vital sign is, and what it means."""
