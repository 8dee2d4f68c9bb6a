"""The carrier's own book: one SQLite file, written ahead, shared by processes and threads."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import local

_SCHEMA = """
CREATE TABLE IF NOT EXISTS label (
  serial INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  tracking TEXT UNIQUE,
  service TEXT NOT NULL,
  shipment BLOB NOT NULL,
  made_at TEXT NOT NULL,
  voided_at TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS scan (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  tracking TEXT NOT NULL,
  status TEXT NOT NULL,
  place TEXT NOT NULL,
  scanned_at TEXT NOT NULL,
  due_at REAL NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  delivered_at TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS scan_due ON scan (due_at) WHERE delivered_at IS NULL;
CREATE INDEX IF NOT EXISTS scan_of_parcel ON scan (tracking, number);
"""
PATIENCE = 5.0
"""Seconds that a write may wait for another process's write."""


class Book:
    """Access to the file. Each thread of each process has its own connection."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._kept = local()

    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection."""
        kept: sqlite3.Connection | None = getattr(self._kept, "connection", None)
        if kept is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            kept = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
            kept.row_factory = sqlite3.Row
            kept.execute("PRAGMA journal_mode = WAL")
            kept.executescript(_SCHEMA)
            self._kept.connection = kept
        return kept

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """
        Hold the file's only write lock; commit at the end, undo on failure.

        Raises:
            sqlite3.OperationalError: the lock was not free in time, or the disk fails.
        """
        book = self.connection()
        book.execute("BEGIN IMMEDIATE")
        try:
            yield book
        except BaseException:
            book.execute("ROLLBACK")
            raise
        book.execute("COMMIT")

    def close(self) -> None:
        """Let go of this thread's connection."""
        kept: sqlite3.Connection | None = getattr(self._kept, "connection", None)
        if kept is not None:
            kept.close()
            del self._kept.connection
