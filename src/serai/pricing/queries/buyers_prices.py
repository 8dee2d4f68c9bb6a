"""What one shopper pays for some articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.catalog.public import VariantView, variants_of_skus
from serai.kernel.money import Money
from serai.pricing.domain.price_view import PriceTier, PriceView
from serai.pricing.domain.unit_price import ShelfPrice, unit_price
from serai.pricing.queries.buying_as import buying_as
from serai.pricing.queries.prices import prices_of_skus
from serai.pricing.queries.promotions.promoted_prices_of import promoted_prices_of


@dataclass(frozen=True, slots=True)
class TierView:
    """What one unit costs from so many on; `exact` where that is finer than a minor unit."""

    min_quantity: int
    amount: Money
    exact: str | None

    @classmethod
    def of(cls, tier: PriceTier) -> "TierView":
        """Return the view of a tier."""
        exact = None if tier.unit is None else f"{tier.unit.amount:f}"
        return cls(tier.min_quantity, tier.amount, exact)


@dataclass(frozen=True, slots=True)
class BuyersPrice:
    """What one unit costs this shopper when one is bought, and when more are."""

    sku: str
    price: Money
    exact_price: str | None
    compare_at: Money | None
    price_list: str
    tiers: tuple[TierView, ...]
    unit_price: ShelfPrice | None
    """What a kilogram, litre, metre or piece costs, where that says something new."""


def buyers_prices(
    skus: Sequence[str], *, channel_code: str, customer_id: UUID | None, now: datetime
) -> list[BuyersPrice]:
    """
    Return what articles that are sold cost a shopper, in the order asked; two statements beside their terms.

    Prices are those after the promotions that everyone gets, as a cart of one unit has them; where there are
    any, one more statement. What is unknown, without a price or not sold now is left out.
    """
    buyer = buying_as(channel_code, customer_id)
    plain = prices_of_skus(skus, channel_code, now, buyer=buyer)
    promoted = promoted_prices_of(
        {view.variant_id: view for view in plain.values()}, channel_code, now
    )
    found = {
        sku: promoted[view.variant_id].of(view) if view.variant_id in promoted else view
        for sku, view in plain.items()
    }
    variants = variants_of_skus(found)
    return [
        BuyersPrice(
            sku=view.sku,
            price=view.amount,
            exact_price=None if view.unit is None else f"{view.unit.amount:f}",
            compare_at=view.compare_at,
            price_list=view.price_list,
            tiers=tuple(TierView.of(tier) for tier in view.tiers),
            unit_price=_shelf_price(view, variants[sku]),
        )
        for sku in dict.fromkeys(skus)
        if (view := found.get(sku)) is not None and view.sellable
    ]


def _shelf_price(price: PriceView, variant: VariantView) -> ShelfPrice | None:
    if variant.unit != "each":
        return ShelfPrice(variant.unit, price.amount)
    if variant.package is None:
        return None
    content, base = variant.package.in_base()
    return unit_price(price.amount, content=content, base=base, exact=price.unit)
