"""Lock ahead the goods that documents of an order move."""

from collections.abc import Iterable
from uuid import UUID

from serai.inventory import public as inventory
from serai.ordering.domain.set_parts import carried
from serai.ordering.queries.changes.reserved_by import reserved_by_documents
from serai.ordering.queries.changes.standing_order import StandingOrder


def lock_goods(order: StandingOrder, *reservations: UUID, variants: Iterable[UUID] = ()) -> None:
    """
    Lock the stock of what a locked order has, and of what comes; two statements. Joins the caller's transaction.

    Comes after promotions are counted, and before the first of several statements about stock.

    Args:
        order: whose units may move.
        reservations: under which others are reserved, or will be.
        variants: what comes besides, of sets their parts.
    """
    has = {
        taken
        for line in order.lines.values()
        if line.variant_id is not None
        for taken in carried(line.variant_id, 1, line.parts)
    }
    own = (order.id, *reserved_by_documents(order.id), *reservations)
    inventory.lock_stock(own, sorted(has.union(variants)))
