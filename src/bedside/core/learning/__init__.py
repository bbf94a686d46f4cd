"""Splits, metrics and gates for what is learned."""
