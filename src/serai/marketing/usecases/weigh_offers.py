"""Which promotions can be sent, and what is known of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from serai.customers.public import Offer
from serai.kernel.errors import DomainError, Kind
from serai.pricing.public import promotion


class OfferUnfit(DomainError):
    """A promotion cannot be sent like this."""

    code = "marketing.offer_unfit"
    kind = Kind.REJECTED

    def __init__(self, promotion_code: str, reason: str) -> None:
        self.promotion_code, self.reason = promotion_code, reason
        super().__init__(f"{promotion_code!r} cannot be sent: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentOffer:
    """
    A promotion that coupons open, and what an experiment showed of it; shares are 0 to 1.

    See `serai.customers.public.Offer` for the last four.
    """

    promotion_id: UUID
    cost_minor: int
    wins_back: Decimal
    lifts: Decimal
    used_by: Decimal


def weighed_offers(offers: Sequence[SentOffer], currency: str) -> dict[UUID, Offer]:
    """
    Return each offer by its promotion, in the order in which they were named; a statement each.

    Args:
        offers: what is to be sent.
        currency: of the channel.

    Raises:
        PromotionNotFound: no such promotion.
        OfferUnfit: it is not active, takes no coupons, is of another currency, or named twice.
    """
    found: dict[UUID, Offer] = {}
    for each in offers:
        seen = promotion(each.promotion_id)
        if each.promotion_id in found:
            raise OfferUnfit(seen.code, "it is named twice.")
        if seen.state != "active" or not seen.needs_coupon:
            raise OfferUnfit(seen.code, "it must be active and opened by coupons.")
        if seen.rule.get("currency", currency) != currency:
            raise OfferUnfit(seen.code, f"the channel sells in {currency}.")
        found[each.promotion_id] = Offer(
            seen.code, each.cost_minor, each.wins_back, each.lifts, each.used_by
        )
    return found
