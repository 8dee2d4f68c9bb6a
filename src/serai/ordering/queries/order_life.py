"""What became of an order: its lines as they stand, and the documents that changed them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.kernel.money import Money
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.order_state import OrderState
from serai.ordering.queries.changes.change_view import ChangeView, changes_of_order
from serai.ordering.queries.changes.standing_order import StandingOrder, standing_order
from serai.ordering.queries.order_view import order_of
from serai.ordering.queries.returns.return_view import ReturnView, returns_of_order


@dataclass(frozen=True)
class StandingLineView:
    """One line as it stands."""

    position: int
    variant_id: UUID | None
    sku: str
    name: str
    quantity: int
    """Units that were neither called off nor returned."""
    can_cancel: int
    """Units that have not left."""
    total: Money
    """What the units come to."""
    fees: Money
    """What was kept for taking units back."""


@dataclass(frozen=True)
class OrderLifeView:
    """An order as it stands, and how it came to that."""

    order_id: UUID
    total: Money
    """What it costs now."""
    delivery: Money
    lines: list[StandingLineView]
    changes: list[ChangeView]
    returns: list[ReturnView]
    waits_for: UUID | None
    """The document whose difference is to be paid."""
    can_edit: bool


def order_life(order_id: UUID, *, buyer: Buyer | None = None) -> OrderLifeView:
    """
    Return what became of an order; ten statements at most, however many documents it has.

    Args:
        order_id: which order.
        buyer: whose it must be; `None` for staff.

    Raises:
        OrderNotFound: no such order, or not theirs.
    """
    if buyer is not None:
        order_of(buyer, order_id)
    order = standing_order(order_id)
    here = _here(order, fulfilment.groups_of_order(order_id))
    agreed = order.state in (OrderState.ACCEPTED, OrderState.PAID) and not order.source
    return OrderLifeView(
        order_id=order_id,
        total=order.total,
        delivery=Money(order.delivery.total_minor, order.currency),
        lines=[
            StandingLineView(
                position=position,
                variant_id=line.variant_id,
                sku=line.sku,
                name=line.name,
                quantity=line.quantity,
                can_cancel=here.get(position, 0),
                total=Money(line.sums.total_minor, order.currency),
                fees=Money(line.fees.total_minor, order.currency),
            )
            for position, line in order.lines.items()
        ],
        changes=changes_of_order(order_id),
        returns=returns_of_order(order_id),
        waits_for=order.waits_for,
        can_edit=agreed and order.waits_for is None,
    )


def _here(order: StandingOrder, groups: Iterable[fulfilment.GroupView]) -> dict[int, int]:
    """Return how many units of each position have not left; without groups yet, all of an agreed order."""
    found, here = list(groups), dict[int, int]()
    if order.state not in (OrderState.ACCEPTED, OrderState.PAID) or order.waits_for is not None:
        return here
    if not found:
        return {position: line.quantity for position, line in order.lines.items()}
    for group in found:
        if group.state not in fulfilment.OVER:
            for line in group.lines:
                here[line.position] = here.get(line.position, 0) + line.left
    return order.sets.whole(here)
