"""What a unit of a product costs, so that packages can be compared."""

from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

_POUND = Decimal("0.45359237")
_FLUID_OUNCE = Decimal("0.0295735295625")

_PER = MappingProxyType(
    {
        **dict.fromkeys(("mg", "g", "kg"), ("kg", Decimal(1))),
        **dict.fromkeys(("oz", "lb"), ("lb", _POUND)),
        **dict.fromkeys(("ml", "cl", "l"), ("l", Decimal(1))),
        **dict.fromkeys(("fl oz", "pt", "qt", "gal"), ("fl oz", _FLUID_OUNCE)),
        **dict.fromkeys(("mm", "cm", "m", "in", "ft", "yd"), ("m", Decimal(1))),
        **dict.fromkeys(("m²", "sq ft"), ("m²", Decimal(1))),
    }
)


def unit_price(price: int, *, unit: str, content: Decimal) -> tuple[str, int] | None:
    """
    Return the unit to compare by and the price of one, in minor units.

    Goods are compared by the kilogram or litre when their package says grams or millilitres, by the pound
    or fluid ounce when it says those, and by the piece when there are several.

    Args:
        price: of the package, in minor units.
        unit: the package's own, such as "oz".
        content: of the package, in its base unit: kg, l, m, m² or pieces.

    Example:
        >>> unit_price(399, unit="ml", content=Decimal("0.75"))
        ('l', 532)
        >>> unit_price(1200, unit="ct", content=Decimal(12))
        ('ct', 100)
        >>> unit_price(500, unit="ct", content=Decimal(1)) is None
        True
    """
    if content <= 0:
        return None
    per, size = _PER.get(unit, ("ct", Decimal(1)))
    if per == "ct" and content <= 1:
        return None
    one = (price * size / content).quantize(Decimal(1), ROUND_HALF_UP)
    return per, int(one)
