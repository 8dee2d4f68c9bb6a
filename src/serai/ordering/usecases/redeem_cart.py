"""Use the promotions of a cart up for its order."""

from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.ordering.domain.cart import Cart
from serai.ordering.queries.promoting import holder_of
from serai.pricing import public as pricing


def redeem_cart(cart: Cart, *, order_id: UUID, now: datetime) -> None:
    """
    Count what the cart's promotions give. Joins the caller's transaction; no statement without promotions.

    Raises:
        PromotionUsedUp: one of them is used up by now.
    """
    if not cart.promotions.applied:
        return
    uses = [
        pricing.Use(each.promotion_id, Money(each.minor, cart.currency), each.coupon)
        for each in cart.promotions.applied
    ]
    pricing.redeem_promotions(uses, order_id=order_id, holder=holder_of(cart), now=now)
