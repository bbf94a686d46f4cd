"""Learns what is added to the embedder's weights to read a question, in an environment of its own."""
