"""How far the writer has read each spool."""

from pathlib import Path

import msgspec

from serai.plumbing.facts.manifest import replace_file

_NAME = "offsets.json"


def read_offsets(spools: Path) -> dict[str, int]:
    """Return how many bytes of each spool are written as facts."""
    try:
        return msgspec.json.decode((spools / _NAME).read_bytes(), type=dict[str, int])
    except FileNotFoundError:
        return {}


def keep_offsets(spools: Path, offsets: dict[str, int]) -> None:
    """Note it, in one step."""
    replace_file(spools / _NAME, msgspec.json.encode(offsets))
