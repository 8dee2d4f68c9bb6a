"""Bands: how much is free, as shoppers see it."""

from enum import StrEnum

LOW_UP_TO = 5


class Band(StrEnum):
    """How available something is."""

    IN = "in"
    LOW = "low"
    """Few are left: at most five."""
    OUT = "out"


def band_of(free: int) -> Band:
    """
    Return the band of so many free units.

    Example:
        >>> [band_of(free).value for free in (0, 1, 5, 6)]
        ['out', 'low', 'low', 'in']
    """
    if free <= 0:
        return Band.OUT
    return Band.LOW if free <= LOW_UP_TO else Band.IN
