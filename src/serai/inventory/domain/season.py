"""How trade swings over the months, for shops whose own history is shorter than a year."""

from types import MappingProxyType

_EVEN = (1.0,) * 12
_MONTHS = MappingProxyType(
    {
        "US": (0.978, 0.911, 0.998, 0.978, 1.034, 1.003, 1.025, 1.018, 0.970, 0.996, 0.995, 1.089),
    }
)
"""
Sales of a month over the average month, food and beverage stores (NAICS 445), mean of the years 2008 to 2013
so that no year's weekdays count: US Census Bureau, Monthly Retail Trade, combined seasonal, trading-day and
holiday factors.
"""
_DAYS = (31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def season_of(country: str) -> tuple[float, ...]:
    """
    Return what a day of each month sells beside the average day, January first; of an unknown country, 1.

    Args:
        country: as in ISO 3166, such as "US".

    Example:
        >>> [round(month, 3) for month in season_of("US")][10:]
        [1.01, 1.069]
    """
    months = _MONTHS.get(country)
    if months is None:
        return _EVEN
    average = sum(_DAYS) / 12
    return tuple(month * average / days for month, days in zip(months, _DAYS, strict=True))
