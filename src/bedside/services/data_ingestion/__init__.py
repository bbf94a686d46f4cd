"""Data ingestion: readings come in, are made durable, and are handed on."""
