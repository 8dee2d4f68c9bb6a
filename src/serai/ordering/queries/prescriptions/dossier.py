"""What a pharmacist sees of an order: its prescribed lines, the files, refills, and who has looked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.ordering.queries.order_view import OrderNotFound
from serai.ordering.queries.prescriptions.files_of_cart import PrescriptionView, files_of_cart
from serai.plumbing.db import rows

MOST = 100
_ORDER = """
SELECT number, placed_at, contact ->> 'name', coalesce(cart_id, id), state FROM ordering_order WHERE id = %s
"""
_LINES = """
SELECT position, variant_id, sku, name, units, state, reason, prescription_id, refill_of_id, refills,
  refills_used, valid_until, asked_at, decided_at, decided_by, id
FROM ordering_prescribed_line WHERE order_id = %s ORDER BY position
"""
_REFILLS = """
SELECT w.position, s.id, o.number, s.refills - s.refills_used, s.valid_until, s.units
FROM ordering_prescribed_line AS w
JOIN ordering_prescribed_line AS s ON s.variant_id = w.variant_id AND s.order_id <> w.order_id
  AND (s.holder = w.holder OR s.customer_id = w.customer_id)
JOIN ordering_order AS o ON o.id = s.order_id
WHERE w.order_id = %(order)s AND w.state = 'waiting' AND s.state = 'released'
  AND s.refills_used < s.refills AND s.valid_until >= %(today)s AND s.units >= w.units
ORDER BY w.position, s.valid_until, s.id
"""
_LOOKS = """
SELECT l.at, l.by, l.action, p.name FROM ordering_prescription_look AS l
JOIN ordering_prescription AS p ON p.id = l.prescription_id
WHERE p.cart_id = %s ORDER BY l.id
"""
_QUEUE = """
SELECT o.id, o.number, o.placed_at, o.channel_code, min(l.asked_at),
  array_agg(l.name ORDER BY l.position),
  (SELECT count(*)::int FROM ordering_prescription AS p
   WHERE p.cart_id = coalesce(o.cart_id, o.id) AND p.removed_at IS NULL)
FROM ordering_prescribed_line AS l JOIN ordering_order AS o ON o.id = l.order_id
WHERE l.state = 'waiting' AND o.state IN ('accepted', 'paid')
GROUP BY o.id
HAVING %(after)s::timestamptz IS NULL OR (min(l.asked_at), o.id) > (%(after)s, %(after_id)s::uuid)
ORDER BY min(l.asked_at), o.id LIMIT %(limit)s
"""


@dataclass(frozen=True)
class PrescribedLineView:
    """A line of an order that a pharmacist decides about."""

    position: int
    variant_id: UUID
    sku: str
    name: str
    units: int
    state: str
    reason: str
    prescription_id: UUID | None
    refill_of: UUID | None
    refills: int
    refills_used: int
    valid_until: date | None
    asked_at: datetime
    decided_at: datetime | None
    decided_by: str
    id: UUID
    """By which later orders name it as the source of a refill."""


@dataclass(frozen=True)
class RefillView:
    """An earlier release by which a waiting line may be released once more."""

    position: int
    refill_of: UUID
    order_number: str
    left: int
    valid_until: date
    units: int
    """At most so many at once."""


@dataclass(frozen=True)
class LookView:
    """Who has had a file in their hands."""

    at: datetime
    by: str
    action: str
    name: str


@dataclass(frozen=True)
class DossierView:
    """All that a pharmacist needs of one order."""

    order_id: UUID
    number: str
    state: str
    placed_at: datetime
    buyer: str
    lines: list[PrescribedLineView]
    files: list[PrescriptionView]
    refills: list[RefillView]
    looks: list[LookView]


@dataclass(frozen=True)
class WaitingView:
    """An order that waits for a pharmacist."""

    order_id: UUID
    number: str
    placed_at: datetime
    channel_code: str
    waits_since: datetime
    articles: list[str]
    files: int
    """How many prescriptions are there; 0: its shopper still has to hand one in."""


def dossier(order_id: UUID, *, today: date) -> DossierView:
    """
    Return what a pharmacist sees of an order; five statements.

    Raises:
        OrderNotFound: no such order, or nothing in it is prescribed.
    """
    lines = prescribed_lines(order_id)
    found = rows(_ORDER, [order_id])
    if not found or not lines:
        raise OrderNotFound
    [(number, placed_at, buyer, cart_id, state)] = found
    return DossierView(
        order_id=order_id,
        number=number,
        state=state,
        placed_at=placed_at,
        buyer=buyer or "",
        lines=lines,
        files=files_of_cart(cart_id),
        refills=[RefillView(*row) for row in rows(_REFILLS, {"order": order_id, "today": today})],
        looks=[LookView(*row) for row in rows(_LOOKS, [cart_id])],
    )


def prescribed_lines(order_id: UUID) -> list[PrescribedLineView]:
    """Return the lines of an order that a pharmacist decides about; one statement."""
    return [PrescribedLineView(*row) for row in rows(_LINES, [order_id])]


def waiting_for_pharmacist(*, cursor: str | None = None, limit: int = 50) -> Page[WaitingView]:
    """
    Return the orders that wait, who waits longest first; one statement.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    after, after_id = decode_cursor(cursor, datetime, UUID) if cursor else (None, None)
    size = min(max(limit, 1), MOST)
    params = {"after": after, "after_id": after_id, "limit": size + 1}
    views = list(_waiting(rows(_QUEUE, params)))
    more = len(views) > size
    views = views[:size]
    last = views[-1] if more else None
    return Page(views, encode_cursor(last.waits_since, last.order_id) if last else None)


def _waiting(found: Iterable[tuple[object, ...]]) -> Iterable[WaitingView]:
    for row in found:
        yield WaitingView(*row)  # type: ignore[arg-type]
