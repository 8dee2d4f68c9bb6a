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


def tier_reached(benefit: Tiers, lines: Sequence[int], left: Left) -> tuple[Tier | None, int]:
    """Return the highest tier reached, if any, and how much is missing to the next (0: there is none)."""
    have = _measure(benefit, lines, left)
    reached = None
    for tier in benefit.tiers:
        start = tier.at_least.minor if isinstance(tier.at_least, Money) else tier.at_least
        if have < start:
            return reached, start - have
        reached = tier
    return reached, 0


def _measure(benefit: Tiers, lines: Sequence[int], left: Left) -> int:
    if isinstance(benefit.tiers[0].at_least, Money):
        return left.cost(lines)
    return sum(left.units[each] for each in left.of_lines(lines))
