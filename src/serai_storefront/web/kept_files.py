"""A bounded memory for files that never change."""

from collections import OrderedDict
from dataclasses import dataclass, field

MOST_BYTES = 32 * 1024 * 1024


@dataclass(slots=True)
class KeptFiles:
    """Keeps what was asked for last, up to `most_bytes` in all; what does not fit at all is not kept."""

    most_bytes: int = MOST_BYTES
    _files: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    _bytes: int = 0

    def get(self, name: str) -> bytes | None:
        """Return a file that is kept."""
        found = self._files.get(name)
        if found is not None:
            self._files.move_to_end(name)
        return found

    def keep(self, name: str, content: bytes) -> None:
        """Keep a file; those that nobody asked for longest make room."""
        if name in self._files or len(content) > self.most_bytes:
            return
        self._files[name] = content
        self._bytes += len(content)
        while self._bytes > self.most_bytes:
            self._bytes -= len(self._files.popitem(last=False)[1])
