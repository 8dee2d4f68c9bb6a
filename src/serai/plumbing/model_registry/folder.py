"""The files of a model's versions on this machine."""

import os
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from uuid import UUID

from django.conf import settings

from serai.plumbing.alone import alone_in


class ModelFolder:
    """
    One folder for each version of a model.

    A version is written under a name that begins with a dot, brought to the disk, then renamed: under its
    own name it is whole or not there.
    """

    def __init__(self, name: str) -> None:
        self.path: Path = settings.SERAI_VAR / "models" / name

    def of(self, version: UUID) -> Path:
        """Return the folder of a version, there or not."""
        return self.path / str(version)

    def write(self, version: UUID, write: Callable[[Path], None]) -> None:
        """Let `write` fill the folder of a version; after an error nothing is left of it."""
        unfinished = self.path / f".{version}"
        unfinished.mkdir(parents=True)
        try:
            write(unfinished)
            for path in (*unfinished.rglob("*"), unfinished):
                _to_disk(path)
            unfinished.rename(self.of(version))
            _to_disk(self.path)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise

    def tidy(self, keep: set[UUID]) -> None:
        """Remove every version but those named; files that a reader has mapped live on until it lets go."""
        names = {str(version) for version in keep}
        for path in self.path.iterdir():
            if path.is_dir() and path.name not in names:
                shutil.rmtree(path, ignore_errors=True)

    def alone(self) -> AbstractContextManager[None]:
        """Let one process of this machine at a time write."""
        return alone_in(self.path)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
