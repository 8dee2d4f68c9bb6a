"""Gift wrap: a service that is sold with what it is done to."""

from enum import StrEnum


class WrapPer(StrEnum):
    """What one wrapping is counted by."""

    UNIT = "unit"
    """Every unit of an article is wrapped on its own."""
    LINE = "line"
    """All units of an article are wrapped together."""
    ORDER = "order"
    """All that is ordered is wrapped together."""
