"""Let units of an order cost less than was agreed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.ordering.domain.changes.change_state import ChangeKind
from serai.ordering.domain.changes.reductions import price_matched
from serai.ordering.domain.changes.standing_lines import TooFewUnits
from serai.ordering.queries.changes.change_view import ChangeView, change_of_order
from serai.ordering.usecases.changes.lock_order import locked_order
from serai.ordering.usecases.changes.settle_state import settle_state
from serai.ordering.usecases.changes.write_change import Draft, known_change, write_change
from serai.plumbing.db import unit_of_work


@dataclass(frozen=True, slots=True)
class MatchPrice:
    """Which line, what each of its units is to cost, and why (where it was seen for less)."""

    order_id: UUID
    key: str
    """The caller's name of it: repeated, it is done once."""
    position: int
    unit_minor: int
    reason: str
    made_by: str = ""


@unit_of_work()
def match_price(command: MatchPrice, *, now: datetime) -> ChangeView:
    """
    Write a document by which all units of a line that are not returned cost less; the difference goes back.

    The price is of the kind that the line was sold at: with its tax where prices contain it.

    Raises:
        OrderNotFound: no such order.
        OrderCannotChange: it is not agreed yet, or over.
        ChangeIsOpen: a document of it waits to be paid.
        MoneyIsUnderWay: money that goes back is being taken just now.
        TooFewUnits: nothing of the line is left.
        NotCheaper: that is not below what its units cost.
    """
    known = known_change(command.order_id, command.key)
    if known:
        return change_of_order(command.order_id, known)
    order = locked_order(command.order_id, now=now).order
    line = order.lines.get(command.position)
    if line is None or not line.quantity:
        raise TooFewUnits(line.sku if line else f"line {command.position}", asked=1, left=0)
    row = price_matched(line, command.unit_minor, order.currency)
    draft = Draft(ChangeKind.PRICE_MATCH, command.key, command.reason, command.made_by, [row])
    change = write_change(order, draft, now=now)
    settle_state(command.order_id, now=now)
    return change_of_order(command.order_id, change.pk)
