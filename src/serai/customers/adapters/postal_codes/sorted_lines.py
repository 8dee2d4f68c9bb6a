"""A sorted file of lines that is searched where it lies."""

import mmap
from collections.abc import Iterator
from pathlib import Path


class SortedLines:
    """
    Lines of UTF-8, sorted by their bytes. Only the pages that a search touches are ever read, and all
    processes share them.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            size = path.stat().st_size
            self._text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""

    def beginning_with(self, prefix: str, *, most: int) -> Iterator[list[str]]:
        """Yield the fields of at most `most` lines that begin with a text, in order."""
        wanted = prefix.encode()
        at = self._first_at_least(wanted)
        for _ in range(most):
            line, at = self._line(at)
            if not line or not line.startswith(wanted):
                return
            yield line.decode().split("\t")

    def last_before(self, key: str) -> list[str] | None:
        """Return the fields of the last line that sorts before a text."""
        at = self._first_at_least(key.encode())
        if at == 0:
            return None
        start = self._text.rfind(b"\n", 0, at - 1) + 1
        return self._line(start)[0].decode().split("\t")

    def _first_at_least(self, wanted: bytes) -> int:
        """Return where the first line begins that does not sort before `wanted`; bisection over bytes."""
        low, high = 0, len(self._text)
        while low < high:
            start = self._text.rfind(b"\n", low, (low + high) // 2) + 1 or low
            line, after = self._line(start)
            if line < wanted:
                low = after
            else:
                high = start
        return low

    def _line(self, start: int) -> tuple[bytes, int]:
        """Return a line without its end, and where the next one begins."""
        end = self._text.find(b"\n", start)
        if end < 0:
            return b"", len(self._text)
        return bytes(self._text[start:end]), end + 1
