"""From units that somebody picks to the lines of an order that they belong to."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.usecases.changes.lock_order import units_here


def lines_of_units(order_id: UUID, units: Mapping[int, int], *, now: datetime) -> dict[int, int]:
    """
    Return the units of each line that go when some of what is picked does; joins the caller's transaction.

    With a part goes the set, as far as all of it is still here. A set of which something has left stays, and with it
    what is left of it: somebody has to look at it.

    Raises:
        OrderNotFound: no such order.
    """
    order = standing_order(order_id, lock=True)
    sets = order.sets
    if not sets.parts:
        return dict(units)
    here = units_here(order_id, order, now=now)
    gone = {
        position: min(count, here.get(position, 0)) if position in sets.parts else count
        for position, count in sets.begun(units).items()
    }
    return {position: count for position, count in gone.items() if count}
