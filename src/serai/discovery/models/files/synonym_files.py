"""Learnt synonyms as a file."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

_FILE = "synonyms.json"


class LearntSynonym(msgspec.Struct, frozen=True):
    """
    A phrase that shoppers reworded.

    `times` of `of` rewordings led to `meaning`; `chance` is the least that this share is worth believing, and
    `lift` how many times more often than after any phrase.
    """

    phrase: str
    meaning: str
    times: int
    of: int
    chance: float
    lift: float


def save_synonyms(folder: Path, learnt: Sequence[LearntSynonym]) -> None:
    """Write a version."""
    (folder / _FILE).write_bytes(msgspec.json.encode(learnt))


def open_synonyms(folder: Path) -> list[LearntSynonym]:
    """Return the synonyms of a version, the surest first."""
    return msgspec.json.decode((folder / _FILE).read_bytes(), type=list[LearntSynonym])
