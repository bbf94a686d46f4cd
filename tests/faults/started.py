"""Starts Bedside's command line, with the planted fault that FAULTS_MUTATION names."""

import os

from bedside.cli import main
from faults import mutations

if name := os.environ.get("FAULTS_MUTATION"):
    getattr(mutations, name)()
main()
