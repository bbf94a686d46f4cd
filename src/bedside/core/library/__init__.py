"""Documents, passages and what is known of where they came from."""
