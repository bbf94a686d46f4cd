"""Where readings of long ago are kept, a technology a file."""
