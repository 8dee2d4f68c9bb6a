"""Holds as staff see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

import msgspec

from serai.kernel.money import Money
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.ordering.domain.review.hold_state import HoldState
from serai.ordering.queries.order_view import OrderNotFound
from serai.plumbing.db import dict_rows, rows

MOST = 100
_HOLDS = """
SELECT h.id, h.order_id, o.number, o.state AS order_state, o.placed_at, o.total_minor, o.currency,
  o.channel_code, h.kind, h.rule_id, h.rule_version, h.name, h.why, h.reasons::text AS reasons, h.state,
  h.opened_at, h.opened_by, h.decided_at, h.decided_by, h.note
FROM ordering_hold AS h JOIN ordering_order AS o ON o.id = h.order_id
"""


@dataclass(frozen=True)
class HoldView:
    """One reason for which an order's goods stay here, or stayed, or would have."""

    id: UUID
    order_id: UUID
    number: str
    order_state: str
    placed_at: datetime
    total: Money
    channel_code: str
    kind: str
    rule_id: UUID | None
    rule_version: int | None
    name: str
    why: str
    reasons: list[dict[str, Any]]
    state: str
    opened_at: datetime
    opened_by: str
    decided_at: datetime | None
    decided_by: str
    note: str

    @property
    def is_open(self) -> bool:
        """Return whether it holds the order now."""
        return self.state == HoldState.OPEN

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Return the view of a row."""
        plain = {name: row[name] for name in cls.__dataclass_fields__ if name in row}
        total = Money(row["total_minor"], row["currency"])
        return cls(**plain | {"total": total, "reasons": msgspec.json.decode(row["reasons"])})


def holds_of_order(order_id: UUID) -> list[HoldView]:
    """
    Return what holds an order, held it or would have, oldest first; one statement.

    Raises:
        OrderNotFound: no such order.
    """
    found = dict_rows(f"{_HOLDS} WHERE h.order_id = %s ORDER BY h.id", [order_id])
    if not found and not rows("SELECT 1 FROM ordering_order WHERE id = %s", [order_id]):
        raise OrderNotFound
    return [HoldView.of(row) for row in found]


def hold_page(
    *, state: str = HoldState.OPEN, cursor: str | None = None, limit: int = 50
) -> Page[HoldView]:
    """
    Return holds in a state, oldest first, so that who waits longest is seen first; one statement.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    after = decode_cursor(cursor, UUID)[0] if cursor else None
    size = min(max(limit, 1), MOST)
    found = dict_rows(
        f"{_HOLDS} WHERE h.state = %(state)s AND (%(after)s::uuid IS NULL OR h.id > %(after)s)"
        " ORDER BY h.id LIMIT %(limit)s",
        {"state": state, "after": after, "limit": size + 1},
    )
    views = [HoldView.of(row) for row in found[:size]]
    return Page(views, encode_cursor(views[-1].id) if len(found) > size else None)


def count_held_orders() -> int:
    """Return how many orders wait for somebody to decide; one statement."""
    [(count,)] = rows("SELECT count(DISTINCT order_id) FROM ordering_hold WHERE state = 'open'")
    return int(count)
