"""Take something off what lines cost together."""

from collections.abc import Sequence

from serai.kernel.money import Money
from serai.pricing.domain.promotions.benefits import OrderOff, Tier, Tiers
from serai.pricing.domain.promotions.left import Left, Pieces
from serai.pricing.domain.promotions.reduce import off_together


def take_off_order(benefit: OrderOff | Tier, lines: Sequence[int], left: Left) -> Pieces:
    """Return what comes off each line: rounded once, shared by what the lines cost."""
    off = off_together(left.cost(lines), benefit.off)
    return left.spread(off, left.of_lines(lines)) if off else []


def tier_reached(benefit: Tiers, have: int) -> tuple[Tier | None, int]:
    """Return the highest tier that so much reaches, if any, and how much is missing to the next (0: none)."""
    reached = None
    for tier in benefit.tiers:
        start = tier.at_least.minor if isinstance(tier.at_least, Money) else tier.at_least
        if have < start:
            return reached, start - have
        reached = tier
    return reached, 0
