"""The command line: one file per command."""

from serai.config.cli.main import main

__all__ = ["main"]
