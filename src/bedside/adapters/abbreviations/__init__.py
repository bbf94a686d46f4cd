"""Sources of what abbreviations mean."""
