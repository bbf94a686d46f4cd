"""Wire formats that leave a process, versioned."""
