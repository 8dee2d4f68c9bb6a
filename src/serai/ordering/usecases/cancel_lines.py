"""Call off some of what was ordered and has not left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.changes.change_state import ChangeKind
from serai.ordering.domain.changes.standing_lines import row_off
from serai.ordering.domain.changes.wraps_along import wraps_along
from serai.ordering.domain.order_state import OrderState
from serai.ordering.queries.changes.change_view import ChangeView, change_of_order
from serai.ordering.queries.changes.worked_out import worked_out
from serai.ordering.queries.order_shapes import OrderView
from serai.ordering.queries.order_view import order, order_of
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.ordering.usecases.changes.lock_goods import lock_goods
from serai.ordering.usecases.changes.lock_order import (
    LockedOrder,
    checked_units,
    locked_order,
)
from serai.ordering.usecases.changes.settle_state import settle_state
from serai.ordering.usecases.changes.take_units_out import take_units_out
from serai.ordering.usecases.changes.write_change import Draft, known_change, write_change
from serai.ordering.usecases.count_uses import count_uses
from serai.plumbing.db import unit_of_work


@dataclass(frozen=True, slots=True)
class CancelLines:
    """How many units of which lines are called off, and why."""

    order_id: UUID
    key: str
    """The caller's name of it: repeated, it is done once."""
    units: Mapping[int, int]
    """Units by the position of the line."""
    reason: str
    made_by: str = ""
    keeps_promotions: bool = False
    """The shopper did not choose it: what is kept keeps its discounts."""


@dataclass(frozen=True, slots=True)
class CancelledLinesView:
    """What came of it."""

    order: OrderView
    change: ChangeView | None
    """The document that says so; `None`: the whole order was cancelled."""


@unit_of_work()
def cancel_lines(
    command: CancelLines, *, now: datetime, buyer: Buyer | None = None
) -> CancelledLinesView:
    """
    Cancel units that have not left: they are in stock again, and their money goes back or is never taken.

    What each gives is its share of the line, to the cent; gift wrap that nothing needs any more goes along.
    When nothing of the order is left and nothing has left, the order itself is cancelled, with its delivery.

    Args:
        command: which units, and why.
        now: the present instant.
        buyer: whose order it must be; `None` for staff.

    Raises:
        OrderNotFound: no such order, or not theirs.
        OrderCannotChange: it is not agreed yet, or over.
        ChangeIsOpen: a document of it waits to be paid.
        MoneyIsUnderWay: money that goes back is being taken just now.
        TooFewUnits: fewer units of a line have not left.
        NothingChanges: no units are named.
        GiftCardSpent: a gift card that it sold is used by now.
        PromotionUsedUp: somebody else has just had the last use of a promotion that what is left earns.
    """
    if buyer is not None:
        order_of(buyer, command.order_id)
    if known := known_change(command.order_id, command.key):
        return _cancelled(command.order_id, known)
    locked = locked_order(command.order_id, now=now)
    checked_units(locked, command.units)
    units = wraps_along(locked.order.lines, command.units, locked.here)
    if _is_everything(locked, units):
        gone = cancel_order(CancelOrder(command.order_id, command.reason), now=now)
        return CancelledLinesView(gone, None)
    lines = locked.order.lines
    off = [row_off(lines[position], count) for position, count in sorted(units.items())]
    promoted, promotions = (
        ([], None) if command.keeps_promotions else worked_out(locked.order, off, now=now)
    )
    draft = Draft(
        ChangeKind.CANCEL_LINES,
        command.key,
        command.reason,
        command.made_by,
        [*off, *promoted],
        promotions=promotions,
    )
    change = write_change(locked.order, draft, now=now)
    count_uses(locked.order, promotions, now=now)
    lock_goods(locked.order)
    take_units_out(locked.order, units, reason=command.reason, now=now)
    settle_state(command.order_id, now=now)
    return _cancelled(command.order_id, change.pk)


def _cancelled(order_id: UUID, change_id: UUID) -> CancelledLinesView:
    return CancelledLinesView(order(order_id), change_of_order(order_id, change_id))


def _is_everything(locked: LockedOrder, units: Mapping[int, int]) -> bool:
    """Return whether no unit is left at all, here or with the shopper."""
    not_handed_over = locked.order.state is not OrderState.FULFILLED
    return not_handed_over and all(
        line.quantity == units.get(position, 0) for position, line in locked.order.lines.items()
    )
