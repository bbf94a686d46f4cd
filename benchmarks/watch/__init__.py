"""The figures of the Watch part, a file each."""
