"""What promotions take off lines and a delivery whose prices are agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from serai.kernel.money import Money
from serai.pricing.domain.adjustments import Adjustment, SoFar
from serai.pricing.domain.cart_to_price import CartToPrice
from serai.pricing.domain.price_view import PriceView
from serai.pricing.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class OffLines:
    """Minor units off each line of a cart, in the order of its lines, and off its delivery; and who takes them."""

    minor: tuple[int, ...]
    delivery_minor: int
    applied: tuple[Verdict, ...]


def off_lines(
    rules: Adjustment,
    cart: CartToPrice,
    items: Sequence[Money],
    prices: Sequence[PriceView],
    *,
    now: datetime,
) -> OffLines:
    """
    Return what rules take off each line and the delivery; gifts are left aside.

    Args:
        rules: promotions of the cart's channel.
        cart: what is bought.
        items: what each line costs before discounts.
        prices: of a unit of each line.
        now: the instant for which they are asked.
    """
    costs = tuple(items)
    delivery = cart.delivery.price if cart.delivery else Money.zero(cart.currency)
    so_far = SoFar(cart, costs, delivery, costs, tuple(prices))
    taken = rules.adjust(so_far, now=now).taken
    off = [0] * len(costs)
    for each in taken:
        for line, minor in each.lines:
            off[line] += minor
    return OffLines(
        tuple(off),
        sum(each.delivery for each in taken),
        tuple(each.verdict for each in taken if each.lines or each.delivery),
    )
