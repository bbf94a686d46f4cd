"""Spelling correctors."""
