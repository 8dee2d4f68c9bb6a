"""Rounding, by name."""

from decimal import (
    ROUND_DOWN,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)
from enum import Enum


class Rounding(Enum):
    """A named way to reach a whole number of minor units."""

    HALF_UP = ROUND_HALF_UP
    HALF_EVEN = ROUND_HALF_EVEN
    HALF_DOWN = ROUND_HALF_DOWN
    DOWN = ROUND_DOWN
    UP = ROUND_UP

    def whole(self, amount: Decimal) -> int:
        """Return `amount` as a whole number; halves and rests go where the name says (UP: away from zero)."""
        return int(amount.to_integral_value(rounding=self.value))
