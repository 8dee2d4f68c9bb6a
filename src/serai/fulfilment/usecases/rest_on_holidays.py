"""Let everybody rest on a country's public holidays."""

from collections.abc import Collection

from serai.fulfilment.usecases.close_sites import close_sites
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work


class NoHolidaysKnown(DomainError):
    """Nobody has written down the holidays of this place."""

    code = "fulfilment.no_holidays_known"
    kind = Kind.REJECTED

    def __init__(self, country: str, region: str) -> None:
        self.country, self.region = country, region
        super().__init__(f"No holidays are known for {country} {region}.".replace(" .", "."))


@unit_of_work()
def rest_on_holidays(
    country: str, years: Collection[int], *, region: str = "", only: Collection[str] = ()
) -> int:
    """
    Close everything on public holidays; return how many days that are.

    Args:
        country: two letters, such as "US".
        years: which years.
        region: a state or province, such as "OH"; empty for what the whole country keeps.
        only: the names of the holidays that are kept, in English where they have
            been translated; empty for all of them.

    Raises:
        NoHolidaysKnown: the country or region is not among those with known holidays.
    """
    import holidays  # noqa: PLC0415 - slow to load, and asked for once a year

    try:
        kept = holidays.country_holidays(
            country, subdiv=region or None, years=years, language="en_US"
        )
    except NotImplementedError:
        raise NoHolidaysKnown(country, region) from None
    days = {day: name for day, name in kept.items() if not only or name in only}
    for name in sorted(set(days.values())):
        close_sites([day for day in days if days[day] == name], reason=name[:100])
    return len(days)
