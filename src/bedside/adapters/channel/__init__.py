"""Ways to reach a person. Each says what its provider can be asked before something is sent again."""
