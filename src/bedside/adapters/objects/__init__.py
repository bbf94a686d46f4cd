"""Whole files by key: a folder here, a bucket elsewhere."""
