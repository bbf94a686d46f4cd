"""The rules by which facts are read from a statement: a file for each kind, in one shape (`rule`)."""
