"""Finding and removing what identifies a person."""
