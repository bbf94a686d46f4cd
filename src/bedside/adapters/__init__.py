"""Folder is the port, file is the technology."""
