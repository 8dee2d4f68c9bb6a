"""The processor's own book: one SQLite file, written ahead, shared by processes and threads."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import local

_SCHEMA = """
CREATE TABLE IF NOT EXISTS token (
  token TEXT PRIMARY KEY,
  brand TEXT NOT NULL,
  last4 TEXT NOT NULL,
  behaviour TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS charge (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  token TEXT NOT NULL UNIQUE REFERENCES token,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL,
  status TEXT NOT NULL CHECK (
    status IN ('requires_action', 'authorised', 'captured', 'failed', 'voided')),
  failure_code TEXT NOT NULL,
  label TEXT NOT NULL,
  capture_at TEXT NOT NULL,
  captured_minor INTEGER NOT NULL DEFAULT 0,
  released_minor INTEGER NOT NULL DEFAULT 0 CHECK (released_minor >= 0),
  refunded_minor INTEGER NOT NULL DEFAULT 0 CHECK (refunded_minor >= 0),
  disputed_minor INTEGER NOT NULL DEFAULT 0 CHECK (disputed_minor >= 0),
  challenge TEXT UNIQUE,
  return_url TEXT NOT NULL,
  booked_at TEXT NOT NULL,
  expires_at REAL,
  CHECK (CASE status WHEN 'captured' THEN captured_minor > 0 ELSE captured_minor = 0 END),
  CHECK (captured_minor + released_minor <= amount_minor),
  CHECK (refunded_minor + disputed_minor <= captured_minor)
) STRICT;
CREATE INDEX IF NOT EXISTS charge_set_aside ON charge (expires_at)
  WHERE expires_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS capture (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  charge TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('confirmed', 'refused')),
  failure_code TEXT NOT NULL,
  booked_at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS dispute (
  id TEXT PRIMARY KEY,
  charge TEXT NOT NULL REFERENCES charge,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  status TEXT NOT NULL CHECK (status IN ('opened', 'contested', 'won', 'lost')),
  reason TEXT NOT NULL,
  evidence TEXT NOT NULL DEFAULT '',
  opened_at TEXT NOT NULL,
  due_at REAL NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS closed_key (
  key TEXT PRIMARY KEY,
  closed_at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS refund (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  charge TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('confirmed', 'refused')),
  failure_code TEXT NOT NULL,
  booked_at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS webhook (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  body BLOB NOT NULL,
  due_at REAL NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  delivered_at TEXT,
  last_answer TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS webhook_due ON webhook (due_at) WHERE delivered_at IS NULL;
"""

VERSION = 2
"""Of the file's tables: 2 sets amounts aside, captures parts of them, and knows disputes."""
_FROM_1 = """
BEGIN IMMEDIATE;
ALTER TABLE charge RENAME TO charge_1;
{schema}
INSERT INTO charge (id, key, token, amount_minor, currency, status, failure_code, label, capture_at,
  captured_minor, refunded_minor, challenge, return_url, booked_at)
SELECT id, key, token, amount_minor, currency, status, failure_code, label, 'now',
  CASE status WHEN 'captured' THEN amount_minor ELSE 0 END, refunded_minor, challenge, return_url,
  booked_at
FROM charge_1;
DROP TABLE charge_1;
COMMIT;
"""


def _bring_up_to_date(book: sqlite3.Connection) -> None:
    """Give the file the tables of today; what was booked in older ones stays."""
    [version] = book.execute("PRAGMA user_version").fetchone()
    if version == VERSION:
        return
    older = book.execute("SELECT 1 FROM sqlite_schema WHERE name = 'charge'").fetchone()
    book.executescript(_FROM_1.format(schema=_SCHEMA) if older else _SCHEMA)
    book.execute(f"PRAGMA user_version = {VERSION}")


class Book:
    """
    Access to the file. Each thread of each process has its own connection.

    Args:
        path: where the file is, or will be.
        patience: how long a write may wait for another process's write.
    """

    def __init__(self, path: Path, *, patience: timedelta) -> None:
        self.path, self._patience = path, patience
        self._kept = local()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """
        Hold the file's only write lock; commit at the end, undo on failure.

        Raises:
            sqlite3.OperationalError: the lock was not free in time, or the disk fails.
        """
        connection = self.connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection; made on first use, and again after a fork."""
        if getattr(self._kept, "process", None) != os.getpid():
            self._kept.connection, self._kept.process = self._open(), os.getpid()
        kept: sqlite3.Connection = self._kept.connection
        return kept

    def close(self) -> None:
        """Close this thread's connection, if there is one."""
        if getattr(self._kept, "process", None) == os.getpid():
            self._kept.connection.close()
            self._kept.process = None

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            self.path, timeout=self._patience.total_seconds(), isolation_level=None
        )
        connection.row_factory = sqlite3.Row
        with self.path.with_suffix(".lock").open("w") as door:
            # SQLite does not wait for a lock while a new file is switched to write-ahead.
            fcntl.flock(door, fcntl.LOCK_EX)
            connection.execute("PRAGMA journal_mode = WAL")
            _bring_up_to_date(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection
