"""What a line of gift wrap is done to."""

from enum import StrEnum

from msgspec import Struct


class WrapPer(StrEnum):
    """What one wrapping is counted by."""

    UNIT = "unit"
    """Every unit of an article is wrapped on its own."""
    LINE = "line"
    """All units of an article are wrapped together."""
    ORDER = "order"
    """All that is ordered is wrapped together."""


class Wrapping(Struct, frozen=True):
    """What is wrapped: the article with this SKU, or, where it is empty, all of the cart."""

    sku: str
    per: WrapPer
