"""Say what gift cards and credit would pay of a difference, and what they would leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.ordering.domain.buyer import Buyer
from serai.ordering.ports import Payer
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.queries.order_view import order_of
from serai.ordering.queries.purses import TenderView
from serai.ordering.usecases.differences.begin_difference import waiting_change
from serai.ordering.usecases.differences.look_into_tenders import (
    NamedTender,
    shares_of_difference,
)


@dataclass(frozen=True)
class DifferenceQuoteView:
    """What would pay a difference."""

    difference: Money
    tenders: list[TenderView]
    """What each would pay, in the order in which they pay."""
    due: Money
    """What they would leave to a card, or to cash."""


def quote_difference(
    buyer: Buyer,
    order_id: UUID,
    change_id: UUID,
    tenders: Sequence[NamedTender],
    *,
    now: datetime,
) -> DifferenceQuoteView:
    """
    Look into what is named, as paying now would; nothing is held.

    Raises:
        OrderNotFound: no such order, or not theirs.
        ChangeNotFound: the order has no such document.
        ChangeIsSettled: it waits for nothing, or no longer.
        TenderNotFound, NoInstalmentsForIt: nothing pays under a name.
    """
    order_of(buyer, order_id)
    order = standing_order(order_id)
    change = waiting_change(order, change_id, now=now)
    due = Money(change.total_minor, order.currency)
    payer = Payer(order.channel_code, buyer.customer_id, order.currency)
    shares = shares_of_difference(due, tenders, payer=payer, now=now)
    paid = Money(sum(share.minor for share in shares), order.currency)
    return DifferenceQuoteView(
        difference=due,
        tenders=[
            TenderView(
                share.method,
                share.purse.source,
                share.purse.label,
                Money(share.minor, order.currency),
            )
            for share in shares
        ],
        due=due - paid,
    )
