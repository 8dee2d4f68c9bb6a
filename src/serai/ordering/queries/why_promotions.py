"""Why promotions apply to a cart or do not, for staff."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.conditions import Words
from serai.kernel.money import Money
from serai.ordering.queries.cart import CART_COLUMNS, CartNotFound, cart_of_row
from serai.ordering.queries.current_prices import at_current_prices, current_prices
from serai.ordering.queries.priced_cart import to_price
from serai.ordering.queries.promoting import promoting
from serai.plumbing.db import rows
from serai.pricing import public as pricing


@dataclass(frozen=True)
class PromotionReasonView:
    """What became of one promotion, and why."""

    promotion_id: UUID
    code: str
    name: str
    outcome: str
    taken: Money
    coupon: str
    sentence: str


def promotion_reasons(cart_id: UUID, *, now: datetime, words: Words) -> list[PromotionReasonView]:
    """
    Return every promotion that is in force and why it takes something off a cart now, or does not.

    Args:
        cart_id: which cart.
        now: the instant of the question.
        words: the language of the sentences.

    Raises:
        CartNotFound: no such cart.
    """
    query = f"SELECT {CART_COLUMNS} FROM ordering_cart AS cart WHERE cart.id = %s"  # noqa: S608
    found = rows(query, [cart_id])
    if not found:
        raise CartNotFound
    cart = cart_of_row(found[0])
    cart = at_current_prices(cart, current_prices(cart, now=now))
    reasons = pricing.why_promotions(
        *to_price(cart, promoting(cart, now=now)), now=now, words=words
    )
    return [
        PromotionReasonView(
            promotion_id=each.promotion.id,
            code=each.promotion.code,
            name=each.promotion.name,
            outcome=each.verdict.outcome.value,
            taken=each.verdict.taken,
            coupon=each.verdict.coupon,
            sentence=each.sentence,
        )
        for each in reasons
    ]
