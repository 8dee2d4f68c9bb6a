"""What a promotion would have given, and why promotions do or do not apply to a cart."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from serai.kernel.conditions import Words
from serai.pricing.domain.cart_to_price import Allowance, CartToPrice
from serai.pricing.domain.price_cart import so_far_of
from serai.pricing.domain.price_view import PriceView
from serai.pricing.domain.promotions.explain import PromotionReason, explain_promotions
from serai.pricing.domain.promotions.read_promotion import read_promotion
from serai.pricing.domain.promotions.simulate import PastBasket, Simulation, simulate_promotion
from serai.pricing.queries.promotions.promotion_view import promotion
from serai.pricing.queries.promotions.running import running_promotions


def simulation_of(
    promotion_id: UUID, channel_code: str, baskets: Iterable[PastBasket]
) -> Simulation:
    """
    Return what a promotion, draft or not, would have given beside those that run now.

    When it begins and ends does not matter, its days and hours do. It begins with all of its budget and uses.

    Args:
        promotion_id: which.
        channel_code: where the baskets were bought.
        baskets: in the order of time.

    Raises:
        PromotionNotFound: no such promotion.
    """
    view = promotion(promotion_id)
    rule = read_promotion(dict(view.rule), id=promotion_id)
    at_all_times = replace(rule.schedule, starts_at=None, ends_at=None)
    limits = view.limits
    return simulate_promotion(
        replace(rule, schedule=at_all_times, version=view.version),
        baskets,
        running_promotions(channel_code).rules,
        allowance=Allowance(limits.most_uses, limits.budget),
    )


def why_promotions(
    cart: CartToPrice, prices: Mapping[UUID, PriceView], *, now: datetime, words: Words
) -> tuple[PromotionReason, ...]:
    """Return each active promotion, and why it takes something off a cart or does not, in a language."""
    rules = running_promotions(cart.channel_code).rules
    return explain_promotions(rules, so_far_of(cart, prices), now=now, words=words)
