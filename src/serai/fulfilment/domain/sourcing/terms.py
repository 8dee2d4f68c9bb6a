"""What weighs how much when locations are compared."""

from dataclasses import dataclass

from serai.kernel.errors import DomainError, Kind

MOST_MINOR = 1_000_000


class BadSourcingTerms(DomainError):
    """Locations cannot be compared like this."""

    code = "fulfilment.bad_sourcing_terms"
    kind = Kind.REJECTED

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(f"{field}: a whole number from 0 to {MOST_MINOR:,}.")


@dataclass(frozen=True, slots=True)
class SourcingTerms:
    """
    What weighs how much, in minor units of the shop's money.

    Attributes:
        split_minor: for each parcel after the first: what a second parcel costs in trust.
        carbon_kg_minor: for each kilogram of CO2e.
        crowding_minor: for a parcel from a location whose day is full; less as it is emptier, by share.
        ageing_minor: taken off for each unit that has lain there for 30 days, twice that for 60, up to a year.
        last_units_minor: for each unit that leaves a store with nothing on its shelf.
    """

    split_minor: int = 150
    carbon_kg_minor: int = 10
    crowding_minor: int = 200
    ageing_minor: int = 0
    last_units_minor: int = 0

    def __post_init__(self) -> None:
        """
        Check them.

        Raises:
            BadSourcingTerms: a weight is below zero or makes no sense.
        """
        for name in self.__slots__:
            value = getattr(self, name)
            if type(value) is not int or not 0 <= value <= MOST_MINOR:
                raise BadSourcingTerms(name)
