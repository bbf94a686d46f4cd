"""For tests, ours and those of other implementations: contract suites, builders and recorded streams."""
