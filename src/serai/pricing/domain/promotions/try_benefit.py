"""What each kind of benefit would take off what is left."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from serai.pricing.domain.promotions.basket import Basket
from serai.pricing.domain.promotions.benefits import (
    Benefit,
    Bundle,
    BuyGet,
    DeliveryOff,
    Gift,
    LinesOff,
    OrderOff,
    TierBy,
    Tiers,
)
from serai.pricing.domain.promotions.left import Left, Pieces
from serai.pricing.domain.promotions.ready import Ready
from serai.pricing.domain.promotions.reduce import off_together
from serai.pricing.domain.promotions.take_bundle import take_bundle
from serai.pricing.domain.promotions.take_buy_get import take_buy_get
from serai.pricing.domain.promotions.take_off_lines import take_off_lines
from serai.pricing.domain.promotions.take_off_order import take_off_order, tier_reached
from serai.pricing.domain.verdict import EarnedGift, Outcome


@dataclass(frozen=True, slots=True)
class Ask:
    """A promotion, its lines in a cart, and what is left there; `left` may be divided further."""

    ready: Ready
    lines: Sequence[int]
    basket: Basket
    left: Left


@dataclass(frozen=True, slots=True)
class Tried:
    """What a benefit would take; without anything, why."""

    pieces: Pieces = field(default_factory=list)
    delivery: int = 0
    gifts: tuple[EarnedGift, ...] = ()
    outcome: Outcome = Outcome.NOTHING_LEFT
    facts: Mapping[str, Any] = field(default_factory=dict)


def try_benefit(ask: Ask) -> Tried:
    """Return what the promotion's benefit would take off."""
    benefit = ask.ready.promotion.benefit
    return _TRIES[type(benefit)](benefit, ask)


def _lines_off(benefit: LinesOff, ask: Ask) -> Tried:
    return Tried(take_off_lines(benefit, ask.lines, ask.left))


def _order_off(benefit: OrderOff, ask: Ask) -> Tried:
    return Tried(take_off_order(benefit, ask.lines, ask.left))


def _tiers(benefit: Tiers, ask: Ask) -> Tried:
    if benefit.by is TierBy.SPEND:
        name, have = "missing_minor", _spent(ask)
    else:
        name, have = "missing_units", sum(ask.basket.cart.lines[i].quantity for i in ask.lines)
    tier, missing = tier_reached(benefit, have)
    facts = {name: missing} if missing else {}
    if tier is None:
        return Tried(outcome=Outcome.TOO_LITTLE, facts=facts)
    return Tried(take_off_order(tier, ask.lines, ask.left), facts=facts)


def _spent(ask: Ask) -> int:
    """Return what counts as spent: what is left of the lines, or what they cost before all discounts."""
    if ask.ready.promotion.minimum.before_discounts:
        return ask.basket.before_discounts(ask.lines)
    return ask.left.cost(ask.lines)


def _delivery_off(benefit: DeliveryOff, ask: Ask) -> Tried:
    if not ask.left.delivery:
        return Tried(outcome=Outcome.NO_DELIVERY)
    return Tried(delivery=off_together(ask.left.delivery, benefit.off))


def _buy_get(benefit: BuyGet, ask: Ask) -> Tried:
    parts = ask.ready.parts
    get = parts[0].lines_of(ask.basket) if parts else ask.lines
    return _of_sets(*take_buy_get(benefit, ask.lines, get, ask.left))


def _bundle(benefit: Bundle, ask: Ask) -> Tried:
    mine = set(ask.lines)
    parts = [
        [line for line in part.lines_of(ask.basket) if line in mine] for part in ask.ready.parts
    ]
    return _of_sets(*take_bundle(benefit, parts, ask.left))


def _of_sets(pieces: Pieces, missing: int) -> Tried:
    if missing:
        return Tried(outcome=Outcome.TOO_FEW, facts={"missing_units": missing})
    return Tried(pieces)


def _gift(benefit: Gift, ask: Ask) -> Tried:
    """Give the gifts; gift lines of this promotion cost nothing, up to what is given."""
    promotion, left = ask.ready.promotion, ask.left
    given = {part.variant_id: part.quantity for part in benefit.parts}
    gifts = tuple(
        EarnedGift(promotion.id, promotion.code, part.variant_id, part.quantity)
        for part in benefit.parts
    )
    pieces: Pieces = []
    for place, line in enumerate(ask.basket.cart.lines):
        units = given.get(line.variant_id, 0)
        if line.gift_of == promotion.id and units:
            taken = min(units, line.quantity)
            given[line.variant_id] = units - taken
            stretch = left.part(left.of_line[place][0], taken)
            pieces.append((stretch, left.minor[stretch]))
    return Tried(pieces, gifts=gifts)


_TRIES = cast(
    "dict[type[Benefit], Callable[[Benefit, Ask], Tried]]",
    {
        LinesOff: _lines_off,
        OrderOff: _order_off,
        Tiers: _tiers,
        DeliveryOff: _delivery_off,
        BuyGet: _buy_get,
        Bundle: _bundle,
        Gift: _gift,
    },
)
