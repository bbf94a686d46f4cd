"""Records that must survive: library documents, conversations, answers. SQL by SQLAlchemy core, an engine a file."""
