"""Hold an order by hand, or for another reason than a rule."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.review.hold_state import STAFF, HoldState
from serai.ordering.models import Hold
from serai.ordering.queries.order_view import OrderNotFound
from serai.ordering.queries.review.hold_view import HoldView, holds_of_order
from serai.ordering.usecases.review.tell_held import tell_held
from serai.plumbing.db import rows, unit_of_work

_ALIVE = (OrderState.PLACING, OrderState.ACCEPTED, OrderState.PAID)


class NothingToHold(DomainError):
    """The goods have left already, or the order is over."""

    code = "ordering.nothing_to_hold"
    kind = Kind.CONFLICT

    def __init__(self, order_id: UUID, state: str) -> None:
        self.order_id, self.state = order_id, state
        super().__init__(f"The order is {state}: there is nothing left to hold.")


@dataclass(frozen=True, slots=True)
class HoldOrder:
    """Which order, why, and who says so."""

    order_id: UUID
    reason: str
    kind: str = STAFF
    """Who else holds orders names a kind of its own, such as a prescription that is waited for."""
    by: str = ""


@unit_of_work()
def hold_order(command: HoldOrder, *, now: datetime) -> HoldView:
    """
    Keep an order's goods here until somebody decides; one hold of a kind is open at a time.

    Raises:
        OrderNotFound: no such order.
        NothingToHold: it is handed over, or over.
    """
    found = rows("SELECT state FROM ordering_order WHERE id = %s FOR UPDATE", [command.order_id])
    if not found:
        raise OrderNotFound
    if found[0][0] not in _ALIVE:
        raise NothingToHold(command.order_id, found[0][0])
    is_open = {hold.kind: hold for hold in holds_of_order(command.order_id) if hold.is_open}
    if there := is_open.get(command.kind):
        return there
    row = Hold.objects.create(
        id=uuid7(),
        order_id=command.order_id,
        kind=command.kind,
        name=command.reason[:200],
        why=command.reason,
        state=HoldState.OPEN,
        opened_at=now,
        opened_by=command.by,
    )
    if not is_open:
        tell_held(command.order_id, command.reason, now=now)
    return next(hold for hold in holds_of_order(command.order_id) if hold.id == row.pk)
