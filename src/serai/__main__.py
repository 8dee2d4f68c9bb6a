"""`python -m serai` is the command line."""

from serai.config.cli import main

main()
