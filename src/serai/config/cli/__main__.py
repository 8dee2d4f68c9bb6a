"""`python -m serai.config.cli` is the command line, for where its script is not on the path."""

from serai.config.cli.main import main

main()
