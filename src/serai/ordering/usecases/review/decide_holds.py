"""Decide about an order that is held: its goods may go, or it is called off."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.review.hold_state import (
    HOLD_STATES,
    REVIEWED,
    HoldAction,
    HoldState,
)
from serai.ordering.queries.order_shapes import OrderView
from serai.ordering.queries.order_view import OrderNotFound, order
from serai.ordering.queries.review.hold_view import HoldView, holds_of_order
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.ordering.usecases.review.must_not_be_held import is_held
from serai.ordering.usecases.review.tell_held import tell_released
from serai.plumbing.db import execute, rows, unit_of_work

_DECIDE = """
UPDATE ordering_hold SET state = %s, decided_at = %s, decided_by = %s, note = %s
WHERE order_id = %s AND state = 'open' AND kind = ANY(%s)
"""


class NotHeld(DomainError):
    """Nothing holds the order that is decided here."""

    code = "ordering.not_held"
    kind = Kind.CONFLICT

    def __init__(self, order_id: UUID) -> None:
        self.order_id = order_id
        super().__init__("Nothing holds this order that could be decided here.")


@dataclass(frozen=True, slots=True)
class DecideHolds:
    """Which order, what was found, and by whom; `kinds` are the holds that this decides about."""

    order_id: UUID
    reason: str
    by: str = ""
    kinds: tuple[str, ...] = REVIEWED


@unit_of_work()
def release_order(command: DecideHolds, *, now: datetime) -> list[HoldView]:
    """
    Let the goods of a held order go; every open hold of these kinds ends.

    Raises:
        OrderNotFound: no such order.
        NotHeld: none of these kinds holds it.
    """
    _decide(command, HoldAction.RELEASE, now)
    if not is_held(command.order_id):
        tell_released(command.order_id, now=now)
    return holds_of_order(command.order_id)


@unit_of_work()
def reject_order(command: DecideHolds, *, now: datetime) -> OrderView:
    """
    Call a held order off: its goods are back in stock, its money goes back.

    Raises:
        OrderNotFound: no such order.
        NotHeld: none of these kinds holds it.
        IllegalTransition: its payment is under way, or it is over.
    """
    _decide(command, HoldAction.REJECT, now)
    cancel_order(CancelOrder(command.order_id, command.reason), now=now)
    return order(command.order_id)


def _decide(command: DecideHolds, action: HoldAction, now: datetime) -> None:
    if not rows("SELECT 1 FROM ordering_order WHERE id = %s FOR UPDATE", [command.order_id]):
        raise OrderNotFound
    state = HOLD_STATES.advance(HoldState.OPEN, action).value
    changed = execute(
        _DECIDE,
        [state, now, command.by, command.reason, command.order_id, list(command.kinds)],
    )
    if not changed:
        raise NotHeld(command.order_id)
