"""What promotions made of a cart: its discounts by line, what it missed, and the gifts it has earned."""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.inventory import public as inventory
from serai.ordering.domain.cart import Cart, CartLine
from serai.ordering.domain.promoted import (
    UNPROMOTED,
    Applied,
    EnteredCode,
    LineDiscount,
    Missed,
    Promoted,
)
from serai.ordering.queries.promoting import Promoting
from serai.ordering.queries.set_parts import parts_now
from serai.pricing import public as pricing

_NEARLY = frozenset({pricing.Outcome.TOO_LITTLE, pricing.Outcome.TOO_FEW})
"""Why a promotion did not apply that shoppers like to hear of without having asked."""


def with_gifts(cart: Cart, result: pricing.PricedCart, *, now: datetime) -> Cart | None:
    """
    Return the cart with the gifts that it has earned and without others; `None` when it has just these.

    No statement while nothing new is earned; else two: prices and stock. What is not sold here or not in
    stock is not given.
    """
    earned = {(gift.promotion_id, gift.variant_id): gift.quantity for gift in result.gifts}
    there = {
        (line.gift_of, line.variant_id): line for line in cart.lines if line.gift_of is not None
    }
    if earned == {key: line.quantity for key, line in there.items()}:
        return None
    missing = [variant_id for key in earned if key not in there for variant_id in (key[1],)]
    fresh = _articles(cart, missing, now) if missing else {}
    gifts = []
    for key, quantity in earned.items():
        line = there.get(key) or fresh.get(key[1])
        if line is not None:
            gifts.append(replace(line, quantity=quantity, gift_of=key[0]))
    bought = tuple(line for line in cart.lines if line.gift_of is None)
    changed = replace(cart, lines=(*bought, *gifts))
    return None if changed.lines == cart.lines else changed


def _articles(cart: Cart, variant_ids: list[UUID], now: datetime) -> dict[UUID, CartLine]:
    prices = pricing.prices_of(variant_ids, cart.channel_code, now)
    free = inventory.availability(variant_ids, cart.channel_code)
    return {
        variant_id: CartLine(
            sku=price.sku,
            variant_id=variant_id,
            name=price.name,
            quantity=1,
            unit_minor=price.amount.minor,
            slug=price.slug,
            price_source=price.source,
            tax_class=price.tax_class,
            former_minor=price.compare_at.minor if price.compare_at else None,
            parts=parts_now(variant_id),
        )
        for variant_id, price in prices.items()
        if price.sellable and variant_id in free and free[variant_id].free > 0
    }


def promoted(cart: Cart, result: pricing.PricedCart, known: Promoting | None) -> Promoted:
    """Return what promotions did to the cart, to be kept with it."""
    if known is None:
        return UNPROMOTED
    refused = known.entitled.refused

    def name(promotion_id: UUID, otherwise: str) -> str:
        return known.running.name_in(cart.locale, promotion_id, otherwise)

    def of(discounts: tuple[pricing.Discount, ...]) -> tuple[LineDiscount, ...]:
        return tuple(
            LineDiscount(
                each.promotion_id,
                each.code,
                name(each.promotion_id, each.name),
                each.amount.minor,
                each.coupon,
            )
            for each in discounts
        )

    of_lines = tuple(of(line.discounts) for line in result.lines)
    delivery = result.delivery_line
    return Promoted(
        codes=tuple(
            EnteredCode(entered.code, entered.promotion_id, refused.get(entered.code, ""))
            for entered in cart.promotions.codes
        ),
        applied=tuple(
            Applied(
                verdict.promotion_id,
                verdict.code,
                name(verdict.promotion_id, verdict.name),
                verdict.taken.minor,
                verdict.coupon,
            )
            for verdict in result.verdicts
            if verdict.applied
        ),
        missed=tuple(
            Missed(
                verdict.promotion_id,
                verdict.code,
                name(verdict.promotion_id, verdict.name),
                verdict.outcome.value,
                verdict.coupon,
                dict(verdict.facts),
            )
            for verdict in result.verdicts
            if not verdict.applied and (verdict.coupon or verdict.outcome in _NEARLY)
        ),
        of_lines=of_lines if any(of_lines) else (),
        of_delivery=of(delivery.discounts) if delivery else (),
        since_version=cart.promotions.since_version,
    )
