"""Lists of orders: newest first, page by page, each page one statement whatever its filter."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.kernel.money import Money
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.plumbing.db import rows

MOST = 100


@dataclass(frozen=True)
class OrderSummary:
    """One order in a list."""

    id: UUID
    number: str
    state: str
    placed_at: datetime
    channel_code: str
    customer_id: UUID | None
    location_id: UUID | None
    email: str
    currency: str
    total: Money
    item_count: int | None
    """Units of all lines; told in lists of one customer only."""


@dataclass(frozen=True)
class OrderFilter:
    """Which orders staff want to see; what is `None` does not narrow the list."""

    state: str | None = None
    location_id: UUID | None = None
    customer_id: UUID | None = None
    channel_code: str | None = None
    number: str | None = None
    email: str | None = None
    placed_from: datetime | None = None
    placed_until: datetime | None = None


_COLUMNS = "id, number, state, placed_at, channel_code, customer_id, location_id, email, currency, total_minor"

_TESTS = {
    "state": "state = %s",
    "location_id": "location_id = %s",
    "customer_id": "customer_id = %s",
    "channel_code": "channel_code = %s",
    "number": "number = %s",
    "email": "email <> '' AND email = %s",
    "placed_from": "placed_at >= %s",
    "placed_until": "placed_at < %s",
}


def orders_of_customer(
    customer_id: UUID, *, cursor: str | None = None, limit: int = 20
) -> Page[OrderSummary]:
    """
    Return a customer's orders, newest first; one statement.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    return _page(
        ["customer_id = %s", "state <> 'failed'"],
        [customer_id],
        cursor,
        limit,
        item_count="(SELECT sum(line.quantity) FROM ordering_order_line AS line WHERE line.order_id = o.id)",
    )


def staff_orders(
    wanted: OrderFilter, *, cursor: str | None = None, limit: int = 50
) -> Page[OrderSummary]:
    """
    Return the orders that staff want to see, newest first; one statement, on an index of each filter.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    tests, params = [], []
    for name, test in _TESTS.items():
        value = getattr(wanted, name)
        if value is not None:
            tests.append(test)
            params.append(value.strip().lower() if name == "email" else value)
    return _page(tests, params, cursor, limit, item_count="NULL")


def _page(
    tests: list[str], params: list[Any], cursor: str | None, limit: int, *, item_count: str
) -> Page[OrderSummary]:
    size = min(max(limit, 1), MOST)
    if cursor:
        tests = [*tests, "(placed_at, id) < (%s, %s)"]
        params = [*params, *decode_cursor(cursor, datetime, UUID)]
    where = f"WHERE {' AND '.join(tests)}" if tests else ""
    found = rows(
        f"SELECT {_COLUMNS}, {item_count} FROM ordering_order AS o {where}"  # noqa: S608
        " ORDER BY placed_at DESC, id DESC LIMIT %s",
        [*params, size + 1],
    )
    items = [_summary(row) for row in found[:size]]
    more = len(found) > size
    last = items[-1] if more else None
    return Page(items, encode_cursor(last.placed_at, last.id) if last else None)


def _summary(row: tuple[Any, ...]) -> OrderSummary:
    return OrderSummary(
        id=row[0],
        number=row[1],
        state=row[2],
        placed_at=row[3],
        channel_code=row[4],
        customer_id=row[5],
        location_id=row[6],
        email=row[7],
        currency=row[8],
        total=Money(row[9], row[8]),
        item_count=row[10],
    )
