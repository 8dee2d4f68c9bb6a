"""The price of a kilogram, a litre or a piece, for shelf labels."""

from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from serai.kernel.money import Money, UnitPrice
from serai.kernel.rounding import Rounding

_NAMES = MappingProxyType({"kg": "kg", "l": "l", "m": "m", "m²": "m²", "ct": "each"})


@dataclass(frozen=True, slots=True)
class ShelfPrice:
    """What one of `per` costs: "kg", "l", "m", "m²" or "each"."""

    per: str
    price: Money


def unit_price(
    price: Money, *, content: Decimal, base: str, exact: UnitPrice | None = None
) -> ShelfPrice | None:
    """
    Return what one kilogram, litre, metre or piece of a package costs, rounded half up once.

    `None` when it would say nothing new: the package holds one piece, nothing, or an unknown measure.

    Args:
        price: of the package.
        content: how much is in it, in the base unit.
        base: "kg", "l", "m", "m²" or "ct".
        exact: the same price where it is finer than a minor unit.

    Example:
        >>> shelf = unit_price(Money(399, "USD"), content=Decimal("0.75"), base="l")
        >>> shelf.per, str(shelf.price)
        ('l', '5.32 USD')
        >>> unit_price(Money(399, "USD"), content=Decimal(1), base="ct") is None
        True
    """
    if content <= 0 or base not in _NAMES or (base == "ct" and content == 1):
        return None
    if exact is not None:
        return ShelfPrice(_NAMES[base], exact.times_quantity(1 / content))
    return ShelfPrice(_NAMES[base], price.times(1 / content, Rounding.HALF_UP))
