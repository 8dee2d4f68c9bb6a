"""Files below one folder, spread over folders by the first two letters of their names."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from serai.catalog.domain.pictures.address import is_name


@dataclass(frozen=True, slots=True)
class FolderPictures:
    """Keeps pictures in `folder`, which is made when the first comes."""

    folder: Path

    def keep(self, name: str, content: bytes) -> bool:
        """Write beside the place, then put it there at once: nobody reads half a file."""
        place = self._place(name)
        if place is None:
            raise OSError(f"No picture is kept under {name!r}.")
        if place.exists():
            return False
        place.parent.mkdir(parents=True, exist_ok=True)
        number, beside = tempfile.mkstemp(dir=place.parent, prefix=".")
        try:
            with os.fdopen(number, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).chmod(0o644)
            Path(beside).replace(place)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(beside).unlink()
            raise
        return True

    def read(self, name: str) -> bytes | None:
        """Return a file; `None` when there is none, or none could be."""
        place = self._place(name)
        if place is None:
            return None
        try:
            return place.read_bytes()
        except FileNotFoundError:
            return None

    def names(self) -> Iterator[str]:
        """Yield every name; files that are still being written have none."""
        for path in self.folder.glob("??/*"):
            if is_name(path.name):
                yield path.name

    def delete(self, name: str) -> None:
        """Delete a file; one that is not there is deleted already."""
        place = self._place(name)
        if place is not None:
            place.unlink(missing_ok=True)

    def _place(self, name: str) -> Path | None:
        return self.folder / name[:2] / name if is_name(name) else None
