"""The folder of one channel on this machine, and which generation in it is current."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from serai.plumbing.alone import alone_in

CURRENT, TRAINED = "CURRENT", "TRAINED"


@dataclass(frozen=True, slots=True)
class ChannelFolder:
    """
    Generations and trainings of a channel, each a folder of its own.

    A folder is written under a name that begins with a dot, then renamed; then a pointer file is
    replaced. Both are atomic: whoever reads sees the one before or the one after, whole.
    """

    path: Path

    @classmethod
    def of(cls, var: Path, channel_code: str) -> "ChannelFolder":
        """Return the folder of a channel below the installation's `var`."""
        return cls(var / "discovery" / channel_code.encode().hex())

    def current(self, pointer: str) -> Path | None:
        """Return the folder that a pointer names, `None` when there is none."""
        try:
            found = self.path / (self.path / pointer).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        return found if found.is_dir() else None

    @contextmanager
    def writing(self, name: str, pointer: str) -> Iterator[Path]:
        """
        Yield an empty folder to fill; at the end it is called `name` and `pointer` names it.

        After an error nothing is left of it and the pointer is as before.
        """
        unfinished = self.path / f".{name}"
        unfinished.mkdir(parents=True)
        try:
            yield unfinished
            unfinished.rename(self.path / name)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        fresh = self.path / f".{pointer}"
        fresh.write_text(name, encoding="utf-8")
        fresh.replace(self.path / pointer)

    def alone(self) -> AbstractContextManager[None]:
        """Let one process of this machine at a time write."""
        return alone_in(self.path)

    def tidy(self, keep: set[str]) -> None:
        """
        Remove every folder but those named; hold `alone` while doing so.

        Files that a reader has mapped live on until it lets go of them.
        """
        for path in self.path.iterdir():
            if path.is_dir() and path.name not in keep:
                shutil.rmtree(path, ignore_errors=True)

    def names(self) -> list[str]:
        """Return the names of all finished folders, the latest last."""
        if not self.path.is_dir():
            return []
        return sorted(
            path.name
            for path in self.path.iterdir()
            if path.is_dir() and not path.name.startswith(".")
        )
