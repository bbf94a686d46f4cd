"""One verb a file: what Bedside does, over the ports."""
