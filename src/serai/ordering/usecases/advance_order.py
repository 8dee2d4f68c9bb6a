"""Move an order along its table of states, once: whoever comes second finds it moved."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from serai.ordering.domain.ahead import AheadUnits, less
from serai.ordering.domain.order_state import ORDER_STATES, OrderAction, OrderState
from serai.ordering.domain.paid_by import PaidBy
from serai.ordering.domain.paying import Paying
from serai.ordering.domain.set_parts import carried, parts_in
from serai.ordering.queries.order_view import OrderNotFound
from serai.plumbing.db import rows

_ahead = msgspec.json.Decoder(tuple[AheadUnits, ...])
_tenders = msgspec.json.Decoder(tuple[PaidBy, ...])


class Advanced(Struct, frozen=True):
    """What is told of an order that has moved."""

    number: str
    channel_code: str
    customer_id: UUID | None
    cart_id: UUID | None
    total_minor: int
    currency: str
    locale: str
    location_id: UUID | None
    variant_ids: list[UUID]
    quantities: list[int]
    promoted: bool = False
    """Whether promotions may count uses of it: they took something off, or documents have changed it."""
    tenders_text: str | None = None
    sells_gift_cards: bool = False
    ahead_text: str | None = None
    """What was sold ahead; without it everything was there."""
    is_regulated: bool = True
    """Whether the laws asked something of it."""
    is_invoiced: bool = True
    """Whether a company issues invoices for its channel."""
    parts_texts: list[str | None] | None = None
    """What each line consists of, where it is a set."""

    @property
    def tenders(self) -> tuple[PaidBy, ...]:
        """Return what tenders pay of it."""
        return _tenders.decode(self.tenders_text) if self.tenders_text else ()

    @property
    def items(self) -> dict[UUID, int]:
        """Return the units of each variant that it takes: of sets, those of their parts."""
        units: dict[UUID, int] = {}
        texts = self.parts_texts or [None] * len(self.quantities)
        lines = zip(self.variant_ids, self.quantities, texts, strict=True)
        for variant_id, quantity, text in lines:
            for taken, count in carried(variant_id, quantity, parts_in(text)).items():
                units[taken] = units.get(taken, 0) + count
        return units

    @property
    def items_there(self) -> dict[UUID, int]:
        """Return the units of each variant that were there when it was ordered."""
        return less(self.items, _ahead.decode(self.ahead_text)) if self.ahead_text else self.items


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an order stands now."""

    state: OrderState
    paying: Paying | None
    reason: str = ""


MOVE = """
UPDATE ordering_order AS o
SET state = %(state)s, payment = coalesce(%(payment)s::jsonb, o.payment), reason = %(reason)s,
    closed_at = %(now)s, recover_after = NULL
WHERE o.id = %(id)s AND o.state = ANY(%(sources)s)
RETURNING o.number, o.channel_code, o.customer_id, o.cart_id, o.total_minor, o.currency, o.locale,
  o.location_id,
  (SELECT array_agg(variant_id ORDER BY position) FROM ordering_order_line WHERE order_id = o.id),
  (SELECT array_agg(quantity ORDER BY position) FROM ordering_order_line WHERE order_id = o.id),
  o.promotions <> '[]' OR o.change_count > 0, o.tenders::text, o.gift_cards IS NOT NULL,
  o.ahead::text, o.regulated IS NOT NULL,
  EXISTS (SELECT FROM ordering_issuer_channel AS i WHERE i.channel_code = o.channel_code),
  (SELECT array_agg(parts::text ORDER BY position) FROM ordering_order_line WHERE order_id = o.id)
"""


def advance_order(
    order_id: UUID,
    action: OrderAction,
    *,
    now: datetime,
    paying: Paying | None = None,
    reason: str = "",
    statement: str = MOVE,
) -> Advanced | None:
    """
    Take `action` if the order is in a state that allows it; one statement.

    Returns what is told of it, or `None` when it was in another state (or does not exist).

    Args:
        order_id: which order.
        action: what happens to it.
        now: the present instant.
        paying: where its payment stands; `None` leaves what is known.
        reason: why, for people and programs.
        statement: `MOVE`, or a statement around it.
    """
    sources = ORDER_STATES.sources(action)
    found: list[tuple[Any, ...]] = rows(
        statement,
        {
            "id": order_id,
            "state": ORDER_STATES.advance(sources[0], action).value,
            "sources": [state.value for state in sources],
            "payment": None if paying is None else msgspec.json.encode(paying).decode(),
            "reason": reason,
            "now": now,
        },
    )
    return Advanced(*found[0]) if found else None


def standing(order_id: UUID, paying: Paying | None) -> Standing:
    """
    Return where an order stands; one statement.

    Raises:
        OrderNotFound: no such order.
    """
    found = rows("SELECT state, reason FROM ordering_order WHERE id = %s", [order_id])
    if not found:
        raise OrderNotFound
    [(state, reason)] = found
    return Standing(OrderState(state), paying, reason)
