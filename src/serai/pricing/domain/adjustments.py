"""Adjustments: rules that take something off a cart. Promotions will be adjustments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from serai.kernel.money import Money
from serai.pricing.domain.cart_to_price import CartToPrice


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
class SoFar:
    """A cart as the rules before have left it: what each line and the delivery still cost."""

    cart: CartToPrice
    lines: tuple[Money, ...]
    delivery: Money


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

    def reductions(self, so_far: SoFar, *, now: datetime) -> Iterable[Reduction]:
        """Return what to take off; amounts are not negative."""
        ...
