"""The outbox as the live process reads it: over one connection, in statements that never wait."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import psycopg

from serai.kernel.events import public_events
from serai.kernel.ids import first_id_at, instant_of
from serai.plumbing.unseen import NOW, UNSEEN
from serai.plumbing.webhooks.envelope import Happened, envelope

LATEST = timedelta(seconds=10)
"""An event may be committed so long after a younger one; who resumes is told of these again."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event ready to be sent: its envelope, and the lines that carry it."""

    id: UUID
    type: str
    envelope: dict[str, Any]
    lines: bytes


class Outbox:
    """
    Reads what is new, and what a listener has missed.

    Args:
        url: the database.
        source: the address of this installation, as envelopes name it.
    """

    def __init__(self, url: str, *, source: str) -> None:
        self._url, self._source = url, source
        self._types = {event.type: name for name, event in public_events().items()}
        self._connection: psycopg.AsyncConnection[tuple[Any, ...]] | None = None
        self._opening = asyncio.Lock()
        self._seen = ""

    async def fetch(self, query: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """
        Run one statement and return its rows.

        Raises:
            psycopg.OperationalError: the database is out of reach; the next call connects anew.
        """
        async with self._opening:
            if self._connection is None or self._connection.closed:
                self._connection = await psycopg.AsyncConnection.connect(
                    self._url, autocommit=True, connect_timeout=5
                )
        cursor = await self._connection.execute(query, params)
        return await cursor.fetchall() if cursor.description else []

    async def news(self) -> list[Told]:
        """Return the public events committed since the last call; the first call returns none."""
        if not self._seen:
            [(self._seen,)] = await self.fetch(NOW)
            return []
        rows = await self.fetch(_NEWS, [self._seen, self._seen, list(self._types)])
        self._seen = rows[-1][0]
        return [self._told(row[1:]) for row in rows if row[1] is not None]

    async def missed(self, last: UUID, *, most: int) -> list[Told]:
        """
        Return the public events since `last`, oldest first: all that a listener who saw it may have missed.

        Args:
            last: the last event that the listener saw.
            most: no more than so many, and one, so that the caller knows.
        """
        first = first_id_at(instant_of(last) - LATEST)
        rows = await self.fetch(_MISSED, [first, last, list(self._types), most + 1])
        return [self._told(row) for row in rows]

    async def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            await self._connection.close()

    def _told(self, row: Sequence[Any]) -> Told:
        event_id, kind, payload, occurred_at = row
        happened = Happened(event_id, self._types[kind], payload, occurred_at)
        made = envelope(happened, source=self._source)
        body = msgspec.json.encode(made)
        lines = b"id: %b\nevent: %b\ndata: %b\n\n" % (
            str(event_id).encode(), happened.type.encode(), body,
        )  # fmt: skip
        return Told(event_id, happened.type, made, lines)


_NEWS = f"""
SELECT pg_current_snapshot()::text, v.* FROM (SELECT 1) AS one LEFT JOIN (
  SELECT id, type, payload, occurred_at FROM plumbing_event
  WHERE {UNSEEN.format(seen="%s")} AND type = ANY(%s) ORDER BY id
) AS v ON true"""  # noqa: S608 - the condition is our own text
"""At least one row, so that the snapshot of this very statement comes along."""

_MISSED = """
SELECT id, type, payload, occurred_at FROM plumbing_event
WHERE id >= %s AND id <> %s AND type = ANY(%s) ORDER BY id LIMIT %s"""
