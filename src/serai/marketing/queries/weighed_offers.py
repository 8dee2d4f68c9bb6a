"""Which promotions can be sent, and what is believed of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from serai.customers.public import Offer
from serai.kernel.errors import DomainError, Kind
from serai.marketing.queries.learnt_effects import LearntEffect
from serai.pricing.public import promotion
from serai_science.offers.believe import as_said, as_shares, believed
from serai_science.offers.effect import NAMES

_EXACT = Decimal("0.0001")


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
    A promotion that coupons open, and what is said of it; shares are 0 to 1.

    See `serai.customers.public.Offer` for the last four.
    """

    promotion_id: UUID
    cost_minor: int
    wins_back: Decimal
    lifts: Decimal
    used_by: Decimal


@dataclass(frozen=True, slots=True)
class WeighedOffer:
    """
    An offer as a plan counts with it.

    Attributes:
        offer: with what is believed of it: what was said, corrected by what runs showed.
        said: what was said.
        doubt: how far each share may be off, a standard deviation, in the order of `NAMES`.
        runs: how many runs showed what it does.
        people: how many took part in them.
    """

    offer: Offer
    said: SentOffer
    doubt: tuple[Decimal, ...]
    runs: int
    people: int

    def kept(self) -> dict[str, Any]:
        """Return the offer as a run keeps it."""
        offer = self.offer
        return {
            "promotion_id": str(self.said.promotion_id),
            "code": offer.code,
            "cost_minor": str(offer.cost_minor),
            **{name: str(getattr(offer, name)) for name in NAMES},
            "doubt": [str(each) for each in self.doubt],
            "said": {name: str(getattr(self.said, name)) for name in NAMES},
            "runs": self.runs,
            "people": self.people,
        }


def weighed_offers(
    offers: Sequence[SentOffer], currency: str, learnt: Mapping[UUID, LearntEffect]
) -> dict[UUID, WeighedOffer]:
    """
    Return each offer by its promotion, in the order in which they were named; a statement each.

    Args:
        offers: what is to be sent.
        currency: of the channel.
        learnt: what runs showed, by promotion.

    Raises:
        PromotionNotFound: no such promotion.
        OfferUnfit: it is not active, takes no coupons, is of another currency, or named twice.
    """
    found: dict[UUID, WeighedOffer] = {}
    for each in offers:
        seen = promotion(each.promotion_id)
        if each.promotion_id in found:
            raise OfferUnfit(seen.code, "it is named twice.")
        if seen.state != "active" or not seen.needs_coupon:
            raise OfferUnfit(seen.code, "it must be active and opened by coupons.")
        if seen.rule.get("currency", currency) != currency:
            raise OfferUnfit(seen.code, f"the channel sells in {currency}.")
        found[each.promotion_id] = _weighed(seen.code, each, learnt.get(each.promotion_id))
    return found


def _weighed(code: str, said: SentOffer, learnt: LearntEffect | None) -> WeighedOffer:
    shares = {name: getattr(said, name) for name in NAMES}
    belief = believed(
        as_said([float(each) for each in shares.values()]), learnt.shown if learnt else None
    )
    offer = Offer(code, said.cost_minor, *shares.values())
    doubt = tuple(Decimal(float(each)).quantize(_EXACT) for each in belief.error)
    if learnt is None:
        return WeighedOffer(offer, said, doubt, 0, 0)
    now = [Decimal(float(each)).quantize(_EXACT) for each in as_shares(belief)]
    wins_back, lifts, used_by = now
    offer = Offer(code, said.cost_minor, wins_back, lifts, used_by)
    return WeighedOffer(offer, said, doubt, learnt.runs, learnt.people)
