"""
Business events go from the outbox into Parquet, after they are committed.

An id is made before its transaction commits, so the newest id seen says nothing about what is still to
come. The collector remembers PostgreSQL's snapshot instead: what is visible now and was not then is new.
Killed before it has noted the snapshot, it meets the same events again, and leaves out those that the
day's files hold.
"""

from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from serai.plumbing.db import rows
from serai.plumbing.facts.business import business_tables, row_of, table_name
from serai.plumbing.facts.derived import derivations_of
from serai.plumbing.facts.manifest import TableFolder, replace_file
from serai.plumbing.facts.place import SPOOL
from serai.plumbing.facts.registry import FactTable
from serai.plumbing.facts.spool import line
from serai.plumbing.unseen import NOW, UNSEEN

_PAGE = """
SELECT id, type, payload, occurred_at FROM plumbing_event
WHERE id > %(after)s AND {fresh} ORDER BY id LIMIT %(page)s"""
_EVER = "(written_by IS NULL OR pg_visible_in_snapshot(written_by, %(until)s::pg_snapshot))"
_SINCE = (
    UNSEEN.format(seen="%(seen)s")
    + " AND pg_visible_in_snapshot(written_by, %(until)s::pg_snapshot)"
)


def collect(facts: Path, *, at: int, page: int = 20_000) -> int:
    """
    Write committed events that are no facts yet; call it under the writer's lock.

    Args:
        facts: the folder of facts.
        at: now, microseconds since 1970.
        page: events to hold in memory at a time.

    Returns:
        How many were new.
    """
    note = facts / SPOOL / "outbox.json"
    seen = _noted(note)
    [(until,)] = rows(NOW)
    query = _PAGE.format(fresh=_EVER if seen is None else _SINCE)
    after, written = UUID(int=0), 0
    while events := rows(query, {"after": after, "page": page, "seen": seen, "until": until}):
        written += _write(facts, events, at=at)
        after = events[-1][0]
    if until != seen:
        replace_file(note, msgspec.json.encode(until))
    return written


def _write(facts: Path, events: list[tuple[Any, ...]], *, at: int) -> int:
    known = business_tables()
    found: dict[str, list[dict[str, Any]]] = {}
    payloads: dict[str, list[dict[str, Any]]] = {}
    for event_id, kind, payload, occurred_at in events:
        table = known.get(table_name(kind))
        if table is not None:
            head = {"event_id": event_id, "occurred_at": occurred_at}
            found.setdefault(table.name, []).append({**row_of(table, payload), **head})
            payloads.setdefault(kind, []).append(payload)
    written = sum(_add(facts, known[name], these, at=at) for name, these in found.items())
    return written + sum(
        _add(facts, each.table, each.rows(these), at=at)
        for kind, these in payloads.items()
        for each in derivations_of(kind)
    )


def _add(facts: Path, table: FactTable, found: list[dict[str, Any]], *, at: int) -> int:
    # Loaded when there is something to write: a shop where nothing happens does without the memory.
    from serai.plumbing.facts.writing.frames import frame_of_lines
    from serai.plumbing.facts.writing.load import absent, name_of
    from serai.plumbing.facts.writing.parts import write_parts

    folder = TableFolder(facts, table.name)
    lines = [line(table.name, {**row, "received_at": at}).partition(b"\t")[2] for row in found]
    frame = absent(folder, frame_of_lines(table.all_columns, lines))
    if frame.is_empty():
        return 0
    return write_parts(folder, table, frame, batch=name_of(frame), at=at)


def _noted(note: Path) -> str | None:
    try:
        return msgspec.json.decode(note.read_bytes(), type=str)
    except FileNotFoundError:
        return None
