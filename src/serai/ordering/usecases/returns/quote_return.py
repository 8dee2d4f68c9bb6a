"""Say what a return would come to before it is announced."""

from dataclasses import dataclass
from datetime import datetime

from serai.kernel.money import Money
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.changes.change_state import LineKind
from serai.ordering.domain.returns.value_of_goods import UnitsBack, delivery_back, rows_back
from serai.ordering.queries.changes.added_rows import added_rows
from serai.ordering.queries.changes.change_view import ChangedPromotionsView, changed_promotions
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.queries.changes.worked_out import worked_out_back
from serai.ordering.queries.order_view import order_of
from serai.ordering.queries.returns.return_view import WantedView
from serai.ordering.usecases.changes.ways_back import WayBackView, ways_back
from serai.ordering.usecases.returns.request_return import RequestReturn, checked_rules


@dataclass(frozen=True)
class ReturnQuoteView:
    """What a return would come to now, if all of it is accepted."""

    worth: Money
    """What comes back is worth, with the delivery and wrapping that go back with it."""
    fees: Money
    """What is kept of it."""
    wanted: list[WantedView]
    promotions: ChangedPromotionsView | None
    """What promotions would change of the rest, where they are worked out again."""
    refund: Money
    """What would go back."""
    ways_back: list[WayBackView]
    """Where that would go, in this order."""
    due: Money
    """What would be to pay before what is wanted goes out."""


def quote_return(command: RequestReturn, *, now: datetime, buyer: Buyer) -> ReturnQuoteView:
    """
    Price a return and its exchange as announcing it now would; nothing is written or held.

    Raises:
        OrderNotFound: no such order, or not theirs.
        OrderCannotChange: it is not agreed, over, or was bought elsewhere.
        CannotComeBack: an article is final, it is too late, or fewer units are with the shopper.
        UnknownSku, NotForSale, BadQuantity, OrderItAnew: what is wanted cannot be bought.
    """
    order_of(buyer, command.order_id)
    order = standing_order(command.order_id)
    rules = checked_rules(order, command, now=now, by_staff=False)
    back = rows_back(
        order.lines,
        [
            UnitsBack(
                each.position,
                each.units,
                each.reason,
                rules[each.position].fee_for(each.reason),
            )
            for each in command.lines
        ],
    )
    wanted = added_rows(order, command.wanted, now=now)
    if not wanted:
        back = [*back, *delivery_back(order.lines, order.delivery, back)]
    fees = sum(row.sums.total_minor for row in back if row.kind is LineKind.FEE)
    worth = fees - sum(row.sums.total_minor for row in back)
    rows = [*back, *wanted]
    promoted, promotions = worked_out_back(
        order, rows, [each.reason for each in command.lines], now=now
    )
    difference = sum(row.sums.total_minor for row in (*rows, *promoted))
    currency = order.currency
    return ReturnQuoteView(
        worth=Money(worth, currency),
        fees=Money(fees, currency),
        wanted=[
            WantedView(row.sku, row.name, row.quantity, Money(row.sums.total_minor, currency))
            for row in wanted
        ],
        promotions=changed_promotions(promotions, promoted, currency),
        refund=Money(max(0, -difference), currency),
        ways_back=ways_back(command.order_id, Money(max(0, -difference), currency)),
        due=Money(max(0, difference), currency),
    )
