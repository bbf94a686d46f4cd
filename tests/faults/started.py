"""Starts Bedside's command line, with the planted fault that FAULTS_MUTATION names, by the clock of FAULTS_CLOCK."""

import os
from pathlib import Path

from bedside.cli import main
from faults import clocks, mutations, mutations_of_notices, mutations_of_time

if name := os.environ.get("FAULTS_MUTATION"):
    modules = (mutations, mutations_of_notices, mutations_of_time)
    next(getattr(one, name) for one in modules if hasattr(one, name))()
if file := os.environ.get("FAULTS_CLOCK"):
    clocks.go_by(Path(file))
main()
