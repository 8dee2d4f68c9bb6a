"""The days that move demand: public holidays, feasts that people cook for, days when shops are closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import holidays

_ORTHODOX = frozenset({"BY", "GE", "GR", "RO", "RS", "RU", "UA", "BG", "CY"})
_PASSOVER = frozenset({"IL"})
_CHRISTMAS_IN_JANUARY = frozenset({"BY", "GE", "RS", "RU"})
_FEAST_WORDS = ("thanksgiving", "passover", "pesach", "rosh hashanah", "eid al")
_CLOSED = frozenset({"US", "CA", "GB", "DE", "AU", "NZ"})


@dataclass(frozen=True, slots=True)
class Feasts:
    """
    Days of some years in a country.

    Attributes:
        holidays: public holidays and Easter.
        feasts: those that people cook for.
        closed: the days on which grocers as a rule are closed.
    """

    holidays: frozenset[date]
    feasts: frozenset[date]
    closed: frozenset[date]


def feasts_of(country: str, years: Iterable[int]) -> Feasts:
    """
    Return the days of a country; of an unknown one, Easter and Christmas of the western churches.

    Args:
        country: as in ISO 3166, such as "US"; empty for no feast at all.
        years: which years.
    """
    if not country:
        return Feasts(frozenset(), frozenset(), frozenset())
    years = list(years)
    named = _named(country, years)
    month, day = (1, 7) if country in _CHRISTMAS_IN_JANUARY else (12, 25)
    kept = set() if country in _PASSOVER else {date(year, month, day) for year in years}
    if country not in _PASSOVER:
        kept |= {_easter(year, orthodox=country in _ORTHODOX) for year in years}
    kept |= {each for each, name in named.items() if _is_feast(name)}
    closed = {date(year, 12, 25) for year in years} if country in _CLOSED else set()
    return Feasts(frozenset(named) | frozenset(kept), frozenset(kept), frozenset(closed))


def _named(country: str, years: list[int]) -> dict[date, str]:
    try:
        return dict(holidays.country_holidays(country, years=years, language="en_US"))
    except NotImplementedError:
        return {}


def _is_feast(name: str) -> bool:
    return any(word in name.lower() for word in _FEAST_WORDS)


def _easter(year: int, *, orthodox: bool) -> date:
    """Return Easter Sunday; Meeus, "Astronomical Algorithms", chapter 8; orthodox dates 1900 to 2099."""
    if orthodox:
        moon = (19 * (year % 19) + 15) % 30
        sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
        month, day = divmod(moon + sunday + 114, 31)
        return date(year, month, day + 1) + timedelta(13)
    golden, century = year % 19, year // 100
    moved = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = moved - moved // 28 * (1 - 29 // (moved + 1) * ((21 - golden) // 11))
    sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    place = moon - sunday
    month = 3 + (place + 40) // 44
    return date(year, month, place + 28 - 31 * (month // 4))
