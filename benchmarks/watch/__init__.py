"""Measures of the Watch part."""
