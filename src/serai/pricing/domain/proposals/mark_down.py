"""The price at which ageing stock is gone in time and brings most."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from serai.pricing.domain.proposals.ageing import Ageing


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
    ageing: Ageing,
    *,
    now_minor: int,
    elasticity: float,
    salvage_minor: Decimal = Decimal(0),
    prices: Iterable[int] | None = None,
    beside: Callable[[int], float] = lambda minor: 0.0,
) -> Markdown:
    """
    Return the price under which the stock brings most; the present one where no other brings more.

    What the goods cost plays no part: it is spent. A price is lowered by what that brings, not further.

    Args:
        ageing: the stock.
        now_minor: the present price.
        elasticity: by how many per cent units change for one per cent of price.
        salvage_minor: what a unit that is left brings; below zero where getting rid of it costs money.
        prices: which prices may be taken in place of the present one; `None`: all that are lower.
        beside: what else a price brings until the last day, in minor units.
    """

    def at(minor: int) -> Markdown:
        sold = ageing.sold_when((minor / now_minor) ** elasticity)
        left = ageing.units - sold
        return Markdown(minor, sold, left, sold * minor + left * float(salvage_minor), 0.0)

    def brings(markdown: Markdown) -> tuple[float, int]:
        return markdown.revenue + beside(markdown.minor), markdown.minor

    present = at(now_minor)
    allowed = range(1, now_minor) if prices is None else prices
    best = max(map(at, allowed), key=brings, default=present)
    chosen = best if brings(best)[0] > brings(present)[0] else present
    return Markdown(chosen.minor, chosen.units, chosen.left, chosen.revenue, present.revenue)
