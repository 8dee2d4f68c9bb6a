"""How well one article stands for another."""

import re
from dataclasses import dataclass
from decimal import Decimal

_WORD = re.compile(r"\w+")
_NAME, _BRAND, _SIZE, _PRICE = 40, 15, 25, 20
"""Points; together 100."""


@dataclass(frozen=True, slots=True)
class Looked:
    """
    What is compared.

    Attributes:
        name: what it is called.
        brand: empty where unknown.
        size: the package in the base unit of its dimension (kilograms, litres), `None` where unknown.
        dimension: what the size measures.
        price_minor: what one costs.
    """

    name: str
    brand: str
    size: Decimal | None
    dimension: str
    price_minor: int


def likeness(wanted: Looked, other: Looked) -> int:
    """
    Return how alike two articles of one category are, from 0 to 100.

    40 points for the words of the name that they share (Jaccard), 15 for the brand, 25 for the size (the smaller as a
    share of the larger), 20 for the price likewise.

    Example:
        >>> milk = Looked("Whole milk 1 l", "Alp", Decimal(1), "volume", 199)
        >>> likeness(milk, milk)
        100
        >>> likeness(milk, Looked("Oat drink", "Oaty", None, "", 398))
        10
    """
    mine, theirs = _words(wanted.name), _words(other.name)
    both = len(mine | theirs)
    name = _NAME * len(mine & theirs) / both if both else 0.0
    brand = _BRAND if wanted.brand and wanted.brand == other.brand else 0
    size = 0.0
    if wanted.size and other.size and wanted.dimension == other.dimension:
        size = _SIZE * float(min(wanted.size, other.size) / max(wanted.size, other.size))
    dearer = max(wanted.price_minor, other.price_minor)
    price = _PRICE * min(wanted.price_minor, other.price_minor) / dearer if dearer else 0.0
    return round(name + brand + size + price)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
