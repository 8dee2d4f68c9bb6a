"""The price at which ageing stock is gone in time and brings most."""

from dataclasses import dataclass
from decimal import Decimal

from serai.pricing.domain.proposals.propose_price import Demand


@dataclass(frozen=True, slots=True)
class Markdown:
    """
    What ageing stock is to cost.

    Attributes:
        minor: the price.
        units: how many are expected to be sold until then, at most the stock.
        left: how many are expected to be left.
        revenue: what the stock is expected to bring, what is left at its salvage value, in minor units.
        revenue_now: the same at the present price.
    """

    minor: int
    units: float
    left: float
    revenue: float
    revenue_now: float


def mark_down(
    *,
    now_minor: int,
    stock: int,
    days: int,
    demand: Demand,
    least_minor: int = 1,
    salvage_minor: Decimal = Decimal(0),
) -> Markdown:
    """
    Return the price from `least_minor` to the present one under which the stock brings most.

    What the goods cost plays no part: it is spent. A price is lowered by what that brings, not further.

    Args:
        now_minor: the present price.
        stock: units on hand.
        days: until they can no longer be sold.
        demand: how units of a week answer the price.
        least_minor: no price is below it.
        salvage_minor: what a unit that is left brings; below zero where getting rid of it costs money.
    """
    salvage = float(salvage_minor)

    def at(minor: int) -> Markdown:
        wanted = demand.units_at(minor, now_minor) * days / 7
        sold = min(float(stock), wanted)
        revenue = sold * minor + (stock - sold) * salvage
        return Markdown(minor, sold, stock - sold, revenue, 0.0)

    present = at(now_minor)
    lowest = max(1, min(least_minor, now_minor))
    best = max((at(minor) for minor in range(lowest, now_minor + 1)), key=_brings)
    chosen = best if best.revenue > present.revenue else present
    return Markdown(chosen.minor, chosen.units, chosen.left, chosen.revenue, present.revenue)


def _brings(markdown: Markdown) -> tuple[float, int]:
    return markdown.revenue, markdown.minor
