"""Where facts live: `facts/` in the folder of data."""

from pathlib import Path

from django.conf import settings

SPOOL, TABLES = "spool", "tables"


def facts_folder() -> Path:
    """Return the folder of all facts of this installation."""
    return Path(settings.SERAI_VAR) / "facts"
