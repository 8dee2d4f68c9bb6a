"""What somebody has to do, what is due first comes first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import TO_DO, GroupState
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.plumbing.db import rows

MOST = 200


@dataclass(frozen=True)
class GroupSummary:
    """One group in a queue."""

    id: UUID
    order_id: UUID
    order_number: str
    number: int
    kind: GroupKind
    state: GroupState
    location_id: UUID | None
    location: str
    """The code of the location; empty where none has the goods."""
    due_by: datetime | None
    promised_latest: datetime | None
    units: int
    """To hand over in all."""
    picked: int
    hold_reason: str


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which groups; what is `None` is not asked for. Without a state, those that somebody has to do."""

    location_id: UUID | None = None
    state: GroupState | None = None
    kind: GroupKind | None = None
    order_id: UUID | None = None
    nowhere: bool = False
    """Only those that no location has."""


def group_queue(
    wanted: QueueFilter, *, cursor: str | None = None, limit: int = 50
) -> Page[GroupSummary]:
    """
    Return a page of groups, what is due first comes first; one statement.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    tests, params = _tests(wanted)
    size = min(max(limit, 1), MOST)
    if cursor:
        tests.append("(g.queue_at, g.id) > (%s, %s)")
        params += decode_cursor(cursor, datetime, UUID)
    where = " AND ".join(tests)
    found = rows(_QUEUE.replace("{where}", where), [*params, size + 1])
    items = [_summary(row[:-1]) for row in found[:size]]
    more = len(found) > size
    return Page(items, encode_cursor(found[size - 1][-1], items[-1].id) if more else None)


def _tests(wanted: QueueFilter) -> tuple[list[str], list[Any]]:
    tests, params = [], []
    for column in ("location_id", "kind", "order_id"):
        value = getattr(wanted, column)
        if value is not None:
            tests.append(f"g.{column} = %s")
            params.append(value)
    if wanted.nowhere:
        tests.append("g.location_id IS NULL AND g.kind <> 'digital'")
    if wanted.state is not None:
        tests.append("g.state = %s")
        params.append(wanted.state.value)
    elif wanted.order_id is None:
        tests.append(f"g.state IN ({', '.join(repr(state.value) for state in TO_DO)})")
    return tests or ["true"], params


_QUEUE = """
SELECT g.id, g.order_id, g.order_number, g.number, g.kind, g.state, g.location_id,
  coalesce(place.code, ''), g.due_by, g.promised_latest, lines.units, lines.picked, g.hold_reason,
  g.queue_at
FROM fulfilment_group AS g
LEFT JOIN inventory_location AS place ON place.id = g.location_id
CROSS JOIN LATERAL (
  SELECT coalesce(sum(quantity - cancelled), 0)::int AS units, coalesce(sum(picked), 0)::int AS picked
  FROM fulfilment_group_line WHERE group_id = g.id) AS lines
WHERE {where}
ORDER BY g.queue_at, g.id LIMIT %s"""


def _summary(row: tuple[Any, ...]) -> GroupSummary:
    group_id, order_id, order_number, number, kind, state, *others = row
    return GroupSummary(
        group_id, order_id, order_number, number, GroupKind(kind), GroupState(state), *others
    )
