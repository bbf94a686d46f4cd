"""Bedside watches vital signs and answers health questions from a library it can cite."""
