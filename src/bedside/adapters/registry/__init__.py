"""Where models are kept."""
