"""Lock an order that is to change, with its groups: what of it is where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.changes.standing_lines import TooFewUnits
from serai.ordering.domain.order_state import OrderState
from serai.ordering.queries.changes.standing_order import StandingOrder, standing_order
from serai.ordering.usecases.changes.write_change import NothingChanges
from serai.ordering.usecases.open_order_groups import open_order_groups

AGREED = (OrderState.ACCEPTED, OrderState.PAID, OrderState.FULFILLED)
"""The states of an order that documents can change."""


class OrderCannotChange(DomainError):
    """The order is not agreed yet, over, or was bought elsewhere."""

    code = "ordering.order_cannot_change"
    kind = Kind.CONFLICT

    def __init__(self, state: OrderState) -> None:
        self.state = state
        super().__init__(f"An order that is {state} does not change.")


class ChangeIsOpen(DomainError):
    """A document of the order waits for its difference to be paid; one at a time."""

    code = "ordering.change_is_open"
    kind = Kind.CONFLICT

    def __init__(self, change_id: UUID) -> None:
        self.change_id = change_id
        super().__init__("A change of this order waits to be paid; pay it or call it off first.")


@dataclass(frozen=True, slots=True)
class LockedOrder:
    """An order as it stands, and how many units of each position have not left yet; of sets, whole ones."""

    order: StandingOrder
    here: Mapping[int, int]


def locked_order(order_id: UUID, *, now: datetime) -> LockedOrder:
    """
    Return an order that may change, locked until the transaction ends; its groups are opened if need be.

    Raises:
        OrderNotFound: no such order.
        OrderCannotChange: it is not agreed, over, or was bought elsewhere.
        ChangeIsOpen: a document waits for its difference.
    """
    order = standing_order(order_id, lock=True)
    if order.state not in AGREED or order.source:
        raise OrderCannotChange(order.state)
    if order.waits_for is not None:
        raise ChangeIsOpen(order.waits_for)
    return LockedOrder(order, units_here(order_id, order, now=now))


def units_here(order_id: UUID, order: StandingOrder, *, now: datetime) -> dict[int, int]:
    """Return how many units of each position have not left and are not cancelled; of sets, whole ones."""
    groups = fulfilment.groups_of_order(order_id)
    if not groups and order.state is not OrderState.FULFILLED:
        groups = open_order_groups(order_id, now=now)
    here: dict[int, int] = {}
    for group in groups:
        if group.state in fulfilment.OVER:
            continue
        for line in group.lines:
            here[line.position] = here.get(line.position, 0) + line.left
    return order.sets.whole(here)


def checked_units(locked: LockedOrder, units: Mapping[int, int]) -> None:
    """
    Check that so many units of each position have not left.

    Raises:
        NothingChanges: no units are named.
        TooFewUnits: fewer are here.
    """
    if not units:
        raise NothingChanges
    for position, asked in units.items():
        line = locked.order.lines.get(position)
        here = 0 if line is None else min(line.quantity, locked.here.get(position, 0))
        if not 0 < asked <= here:
            raise TooFewUnits(line.sku if line else f"line {position}", asked=asked, left=here)
