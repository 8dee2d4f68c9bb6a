"""Adjustments: rules that take something off a cart. Promotions are one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from serai.kernel.money import Money
from serai.pricing.domain.cart_to_price import CartToPrice
from serai.pricing.domain.price_view import PriceView
from serai.pricing.domain.verdict import EarnedGift, Verdict


@dataclass(frozen=True, slots=True)
class Reduction:
    """
    So much off, and why.

    `line` counts from 0 and says off which line; without it the amount is spread over all lines by what is
    left of them. `of_delivery` takes it off the delivery instead. What exceeds what is left is lost.
    """

    amount: Money
    reason: str
    line: int | None = None
    of_delivery: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """
    What one promotion takes off: minor units by line, in order, and of the delivery.

    It never exceeds what is left; that it does would be a bug.
    """

    verdict: Verdict
    lines: tuple[tuple[int, int], ...]
    delivery: int


@dataclass(frozen=True, slots=True)
class Adjusted:
    """What a rule takes off, in order, and what promotions have to say about it."""

    reductions: tuple[Reduction, ...] = ()
    taken: tuple[Taken, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    gifts: tuple[EarnedGift, ...] = ()


@dataclass(frozen=True, slots=True)
class SoFar:
    """
    A cart as the rules before have left it.

    `lines` and `delivery` are what each still costs, `items` what each line costs without any rule, `prices`
    the price of each line.
    """

    cart: CartToPrice
    lines: tuple[Money, ...]
    delivery: Money
    items: tuple[Money, ...]
    prices: tuple[PriceView, ...]


class Adjustment(Protocol):
    """
    A rule that may take something off.

    Rules are asked in the order of the tuple in which they come, each seeing what those before have left.
    They depend on nothing but their own data and what they are handed.
    """

    code: str

    def as_data(self) -> dict[str, object]:
        """Return all that decides what the rule does, as JSON values: it goes into the rules' hash."""
        ...

    def adjust(self, so_far: SoFar, *, now: datetime) -> Adjusted:
        """Return what to take off; amounts are not negative."""
        ...
