"""What somebody wants to get again and again: articles they name, or what is in their cart."""

from dataclasses import dataclass
from uuid import UUID

from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.sold_cards import TAX_CLASS as GIFT_CARD
from serai.ordering.domain.subscriptions.subscribed import Subscribed, checked_lines
from serai.ordering.queries.cart import cart
from serai.ordering.queries.subscriptions.plans import PlanView


@dataclass(frozen=True, slots=True)
class Wanted:
    """The lines of a subscription, and the articles of the cart that cannot be subscribed."""

    lines: tuple[Subscribed, ...]
    stays: tuple[str, ...] = ()


def wanted_of_cart(buyer: Buyer, cart_id: UUID, plan: PlanView, *, lock: bool = False) -> Wanted:
    """
    Return what of a cart a plan lets be subscribed, and the SKUs that stay in it; one statement.

    Gifts of promotions, gift cards and wrapping are never subscribed: they belong to one order. With `lock`
    nobody else changes the cart until the caller's transaction ends.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        NothingSubscribed: the plan has none of it.
    """
    seen = cart(buyer, cart_id, lock=lock).must_be_free()
    own = [line for line in seen.lines if line.gift_of is None]
    fits = [
        line
        for line in own
        if line.wraps is None and line.tax_class != GIFT_CARD and plan.has(line.sku)
    ]
    lines = checked_lines(tuple(Subscribed(line.sku, line.quantity) for line in fits))
    taken = {line.sku for line in lines}
    return Wanted(lines, tuple(line.sku for line in own if line.sku not in taken))
