"""`python -m bedside.cli`: the command line without the installed script."""

from bedside.cli import main

main()
