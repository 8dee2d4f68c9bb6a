"""Heads in a file to which lines are only added."""

import os
from fcntl import LOCK_EX, flock
from pathlib import Path

from serai.attest.ports import AnchorUnavailable


class FileAnchor:
    """One line a head: how many leaves, and the root. Whoever only reaches the database cannot change it."""

    name = "file"

    def __init__(self, path: Path) -> None:
        """Keep heads in the file at `path`; it is made when first needed."""
        self.path = path

    def publish(self, size: int, root: bytes) -> str:
        """
        Add a line, on the disk when this returns, unless it is there.

        Raises:
            AnchorUnavailable: the file cannot be written, keeps another root, or a longer log.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a+") as file:
                flock(file, LOCK_EX)
                known = self._lines()
                if known.get(size, root) != root:
                    raise AnchorUnavailable(self.name, f"it keeps another root for {size} leaves.")
                if size < max(known, default=0):
                    raise AnchorUnavailable(self.name, f"it keeps a log longer than {size} leaves.")
                if size not in known:
                    file.write(f"{size} {root.hex()}\n")
                    file.flush()
                    os.fsync(file.fileno())
        except (OSError, ValueError) as error:
            raise AnchorUnavailable(self.name, str(error)) from error
        return self.path.name

    def published(self, size: int) -> bytes | None:
        """
        Return the root of a line.

        Raises:
            AnchorUnavailable: the file cannot be read.
        """
        return self._read().get(size)

    def longest(self) -> int:
        """
        Return the greatest size of a line.

        Raises:
            AnchorUnavailable: the file cannot be read.
        """
        return max(self._read(), default=0)

    def _read(self) -> dict[int, bytes]:
        try:
            return self._lines()
        except (OSError, ValueError) as error:
            raise AnchorUnavailable(self.name, str(error)) from error

    def _lines(self) -> dict[int, bytes]:
        if not self.path.exists():
            return {}
        lines = (line.split() for line in self.path.read_text().splitlines())
        return {int(size): bytes.fromhex(root) for size, root in lines}
