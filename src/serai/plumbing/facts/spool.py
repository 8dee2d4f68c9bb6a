"""
Where facts wait for the writer: one append-only file for each process that has something to tell.

A line is a table's name, a tab and a JSON object. A whole batch is one `write` to a file opened for
appending: a process that is killed has either said it or not, and what it said stays. Only a power cut can
lose lines, those of the last few seconds: the writer brings every line to the disk before it reads it,
and `durable` does so before it returns.
"""

import fcntl
import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec

from serai.kernel.ids import uuid7
from serai.plumbing.facts.place import SPOOL, facts_folder

SUFFIX = ".lines"
_LARGEST = 32 * 2**20
_encoder = msgspec.json.Encoder()


class Spool:
    """The file of this process; threads share it. Its lock tells the writer that more may come."""

    def __init__(self, folder: Path, *, largest: int = _LARGEST) -> None:
        self.folder, self.largest = folder, largest
        self._lock = Lock()
        self._file = self._bytes = -1
        self._owner = 0

    def append(self, lines: bytes, *, durable: bool = False) -> None:
        """
        Add whole lines.

        Args:
            lines: one or more, each with its line feed.
            durable: return only when they are on the disk.

        Raises:
            OSError: the disk is full or broken; nothing of it counts.
        """
        with self._lock:
            file = self._open()
            try:
                _write_whole(file, lines)
            except OSError:
                self._close()  # what follows must not continue half a line
                raise
            self._bytes += len(lines)
            if durable:
                os.fdatasync(file)

    def close(self) -> None:
        """Let go of the file; the next line begins another."""
        with self._lock:
            self._close()

    def _open(self) -> int:
        if self._file >= 0 and self._owner == os.getpid() and self._bytes < self.largest:
            return self._file
        if self._owner == os.getpid():
            self._close()
        self.folder.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        hidden = self.folder / f".{uuid7()}"
        self._file = os.open(hidden, flags, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_SH)
        hidden.rename(self.folder / f"{uuid7()}{SUFFIX}")
        self._owner, self._bytes = os.getpid(), 0
        return self._file

    def _close(self) -> None:
        if self._file >= 0:
            os.close(self._file)
        self._file = -1


def _write_whole(file: int, lines: bytes) -> None:
    if os.write(file, lines) != len(lines):
        raise OSError("The disk took only a part of the lines.")


_spools: dict[Path, Spool] = {}


def spool() -> Spool:
    """Return this process's spool."""
    folder = facts_folder() / SPOOL
    return _spools.setdefault(folder, Spool(folder))


def append(
    table: str, rows: Iterable[Mapping[str, Any]], *, now: datetime, durable: bool = False
) -> int:
    """
    Tell facts from Python; the writer takes them in within seconds.

    Args:
        table: a declared table.
        rows: each with `event_id`, `occurred_at` and values by column; ids, dates and decimals are turned
            into text, instants are aware. An id that came before is kept once.
        now: the instant of receiving.
        durable: return only when they are on the disk.

    Returns:
        How many rows there were.
    """
    received_at = microseconds(now)
    lines = [line(table, {**row, "received_at": received_at}) for row in rows]
    if lines:
        spool().append(b"".join(lines), durable=durable)
    return len(lines)


def line(table: str, row: Mapping[str, Any]) -> bytes:
    """Return a row as a line of the spool; instants become microseconds since 1970."""
    plain = {
        name: microseconds(value) if isinstance(value, datetime) else value
        for name, value in row.items()
    }
    return b"%s\t%s\n" % (table.encode(), _encoder.encode(plain))


def microseconds(instant: datetime) -> int:
    """Return an aware instant as microseconds since 1970 in UTC."""
    return round(instant.timestamp() * 1_000_000)
