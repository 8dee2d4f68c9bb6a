"""What articles cost, and are called, with the promotions that everyone gets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import structs

from serai.kernel.conditions import Moment
from serai.kernel.money import Money
from serai.pricing.domain.adjustments import SoFar
from serai.pricing.domain.cart_to_price import CartToPrice, LineToPrice
from serai.pricing.domain.price_cart import price_cart, so_far_of
from serai.pricing.domain.price_view import PriceTier, PriceView
from serai.pricing.domain.promotions.basket import Basket
from serai.pricing.domain.promotions.benefits import BuyGet
from serai.pricing.domain.promotions.compiled import Promotions
from serai.pricing.domain.promotions.for_everyone import ForEveryone
from serai.pricing.domain.promotions.ready import Ready

_NO_FACTS: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class PromotedPrice:
    """
    What one unit costs with promotions, and which ones the article is about.

    `amount` is what a cart of one unit costs, `None` where no promotion changes that; `tiers` are then the
    prices by quantity after them. `promotions` are ids, in the order of their turns.
    """

    promotions: tuple[UUID, ...]
    amount: Money | None = None
    tiers: tuple[PriceTier, ...] = ()

    def of(self, plain: PriceView) -> PriceView:
        """Return the price after promotions, with the one before them beside it."""
        if self.amount is None:
            return plain
        former = plain.amount if plain.compare_at is None else max(plain.amount, plain.compare_at)
        return structs.replace(plain, amount=self.amount, compare_at=former, tiers=self.tiers)


@dataclass(frozen=True, slots=True)
class Shown:
    """The articles to be shown: their prices, and what conditions may ask about them."""

    prices: Mapping[UUID, PriceView]
    facts: Mapping[UUID, Mapping[str, Any]]
    channel_code: str
    currency: str

    def cart(self) -> CartToPrice:
        """Return a cart of one unit of each."""
        return CartToPrice(
            self.channel_code,
            self.currency,
            tuple(
                LineToPrice(variant_id, 1, facts=self.facts.get(variant_id, _NO_FACTS))
                for variant_id in self.prices
            ),
        )


def promoted_prices(
    shown: Shown, everyone: ForEveryone, priced: Promotions, *, now: datetime
) -> dict[UUID, PromotedPrice]:
    """
    Return what promotions make of articles; those that none is about are not in the answer.

    Prices finer than a minor unit are left as they are: a cart rounds them by the line.

    Args:
        shown: the articles.
        everyone: what everyone gets at the instant.
        priced: those of `everyone.priced`, ready.
        now: the instant.
    """
    about = _about(shown, everyone, priced, now)
    whole = {
        variant_id: view
        for variant_id, view in shown.prices.items()
        if variant_id in about and view.unit is None
    }
    reduced = _reduced(replace(shown, prices=whole), priced, now)
    steps = _tiers(replace(shown, prices={each: whole[each] for each in reduced}), priced, now)
    for variant_id, (_, taken) in reduced.items():
        about[variant_id] = [*taken, *about[variant_id]]
    found = {}
    for variant_id, ids in about.items():
        amount, _ = reduced.get(variant_id, (None, ()))
        order = [ready.promotion.id for ready in everyone.named if ready.promotion.id in ids]
        if order:
            found[variant_id] = PromotedPrice(
                tuple(order), amount, steps.get(variant_id, ()) if amount else ()
            )
    return found


def _about(
    shown: Shown, everyone: ForEveryone, priced: Promotions, now: datetime
) -> dict[UUID, list[UUID]]:
    """
    Return the articles that promotions are about, with those promotions.

    One whose price can be shown is not among them: it is named where it takes something off.
    """
    so_far: SoFar = so_far_of(shown.cart(), shown.prices)
    basket = Basket(so_far, Moment(now, priced.zone))
    found: dict[UUID, list[UUID]] = {}
    variants = list(shown.prices)
    for ready in everyone.named:
        promotion_id = ready.promotion.id
        named = priced.ready(promotion_id) is None
        for place in _lines_of(ready, basket):
            ids = found.setdefault(variants[place], [])
            if named:
                ids.append(promotion_id)
    return found


def _lines_of(ready: Ready, basket: Basket) -> Sequence[int]:
    """Return the lines that a promotion may give something for: what is bought, and what is got."""
    lines = ready.lines.lines_of(basket)
    if not ready.parts:
        return lines
    parts = {line for part in ready.parts for line in part.lines_of(basket)}
    if isinstance(ready.promotion.benefit, BuyGet):
        return sorted(parts.union(lines))
    return [line for line in lines if line in parts]


def _reduced(
    shown: Shown, priced: Promotions, now: datetime
) -> dict[UUID, tuple[Money, tuple[UUID, ...]]]:
    """Return what one unit costs where promotions take something off, and which ones do."""
    if not priced or not shown.prices:
        return {}
    cart = price_cart(shown.cart(), shown.prices, now=now, adjustments=(priced,))
    return {
        line.variant_id: (
            line.items - line.discount,
            tuple(discount.promotion_id for discount in line.discounts if discount.amount),
        )
        for line in cart.lines
        if line.discount
    }


def _tiers(shown: Shown, priced: Promotions, now: datetime) -> dict[UUID, tuple[PriceTier, ...]]:
    """Return prices by quantity after promotions: the first of each article, the second, and so on."""
    found: dict[UUID, tuple[PriceTier, ...]] = {
        variant_id: view.tiers for variant_id, view in shown.prices.items() if view.tiers
    }
    for place in range(max(map(len, found.values()), default=0)):
        prices = {
            variant_id: structs.replace(shown.prices[variant_id], amount=tiers[place].amount)
            for variant_id, tiers in found.items()
            if place < len(tiers) and tiers[place].unit is None
        }
        for variant_id, (amount, _) in _reduced(replace(shown, prices=prices), priced, now).items():
            tiers = found[variant_id]
            step = structs.replace(tiers[place], amount=amount)
            found[variant_id] = (*tiers[:place], step, *tiers[place + 1 :])
    return found
