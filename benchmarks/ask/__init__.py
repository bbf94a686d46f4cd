"""The figures of the Ask part, a file each; every measure takes a `Bench` and returns rows."""
