"""Which version of a model is used."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec

from serai.plumbing.model_registry.card import Card
from serai.plumbing.model_registry.folder import ModelFolder
from serai.plumbing.models import ModelVersion, VersionState


@dataclass(frozen=True, slots=True)
class Kept:
    """A version of a model that may be read: its files and what is said of it."""

    name: str
    version: UUID
    trained_at: datetime
    folder: Path
    card: Card


def in_use(name: str) -> Kept | None:
    """Return the version in use; `None` before the first, and where its files are not on this machine."""
    row = ModelVersion.objects.filter(name=name, state=VersionState.IN_USE).first()
    if row is None:
        return None
    folder = ModelFolder(name).of(row.id)
    if not folder.is_dir():
        return None
    return Kept(name, row.id, row.trained_at, folder, msgspec.convert(row.card, Card))
