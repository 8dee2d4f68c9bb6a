"""How much a percentage, an amount or a fixed price takes off."""

from serai.pricing.domain.promotions.benefits import Amount, FixedPrice, Percent

_WHOLE = 1_000_000


def percent_of(minor: int, percent: Percent) -> int:
    """Return a percentage of minor units, none negative, rounded half up."""
    millionths = int(percent.percent * 10_000)
    return (2 * minor * millionths + _WHOLE) // (2 * _WHOLE)


def off_together(minor: int, off: Percent | Amount | FixedPrice) -> int:
    """Return what is taken off something that costs so much, never more than it costs."""
    if isinstance(off, Percent):
        return percent_of(minor, off)
    if isinstance(off, Amount):
        return min(off.amount.minor, minor)
    return max(0, minor - off.price.minor)


def off_each(minor: int, units: int, off: Amount | FixedPrice) -> int:
    """Return what is taken off so many equal units that cost so much together."""
    if isinstance(off, Amount):
        return min(off.amount.minor * units, minor)
    return max(0, minor - off.price.minor * units)
