"""What a conversation remembers: recent turns, a summary, pinned facts."""
