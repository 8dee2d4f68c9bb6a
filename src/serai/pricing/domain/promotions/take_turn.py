"""One promotion's turn: what it takes off what is left, or why nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from serai.kernel.money import shares
from serai.pricing.domain.promotions.basket import Basket
from serai.pricing.domain.promotions.left import Left, Pieces
from serai.pricing.domain.promotions.ready import Ready
from serai.pricing.domain.promotions.try_benefit import Ask, Tried, try_benefit
from serai.pricing.domain.verdict import EarnedGift, Outcome


@dataclass(frozen=True, slots=True)
class Turn:
    """
    What came of a turn.

    `lines` are minor units off each line, `delivery` those off the delivery. `left` is what is left after
    it; of a turn that took nothing, what was left before.
    """

    outcome: Outcome
    left: Left
    lines: Mapping[int, int] = field(default_factory=dict)
    delivery: int = 0
    gifts: tuple[EarnedGift, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def taken(self) -> int:
        """Return what it took off together, minor units."""
        return sum(self.lines.values()) + self.delivery


def take_turn(ready: Ready, basket: Basket, left: Left) -> Turn:
    """Return what a promotion takes off; `left` itself is not changed."""
    lines = ready.lines.lines_of(basket)
    if not lines:
        return Turn(Outcome.NO_LINES, left)
    missing = _missing(ready, lines, basket, left)
    if missing:
        return Turn(Outcome.TOO_LITTLE, left, facts=missing)
    after = left.copy()
    tried = try_benefit(Ask(ready, lines, basket, after))
    pieces, delivery = _capped(tried, _limit(ready, basket))
    by_line: dict[int, int] = {}
    for stretch, minor in pieces:
        if minor:
            line = after.line[stretch]
            by_line[line] = by_line.get(line, 0) + minor
    if not by_line and not delivery and not tried.gifts:
        return Turn(tried.outcome, left, facts=tried.facts)
    after.take(pieces)
    after.delivery -= delivery
    return Turn(Outcome.APPLIED, after, by_line, delivery, tried.gifts, tried.facts)


def _missing(
    ready: Ready, lines: Sequence[int], basket: Basket, left: Left
) -> Mapping[str, Any] | None:
    """Return what is missing to the minimum, if anything."""
    minimum = ready.promotion.minimum
    if minimum.quantity:
        units = minimum.quantity - sum(basket.cart.lines[line].quantity for line in lines)
        if units > 0:
            return {"missing_units": units}
    if minimum.spend is not None:
        spent = basket.before_discounts(lines) if minimum.before_discounts else left.cost(lines)
        if spent < minimum.spend.minor:
            return {"missing_minor": minimum.spend.minor - spent}
    return None


def _limit(ready: Ready, basket: Basket) -> int | None:
    """Return what the promotion may take off at most, minor units."""
    most, allowance = ready.promotion.most, basket.cart.allowances.get(ready.promotion.id)
    if allowance is None or allowance.budget is None:
        return None if most is None else most.minor
    return allowance.budget.minor if most is None else min(most, allowance.budget).minor


def _capped(tried: Tried, limit: int | None) -> tuple[Pieces, int]:
    if limit is None:
        return tried.pieces, tried.delivery
    whole = sum(minor for _, minor in tried.pieces)
    if whole <= limit:
        return tried.pieces, min(tried.delivery, limit)
    capped = shares(limit, [minor for _, minor in tried.pieces])
    stretches = [stretch for stretch, _ in tried.pieces]
    return list(zip(stretches, capped, strict=True)), 0
