"""Language models that may rephrase sentences already chosen. None is trusted: the support check has the last word."""
