"""Within which bounds prices may be proposed."""

from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any

from serai.kernel.errors import DomainError, Kind


class Role(StrEnum):
    """What a category is for, and so what its prices are to bring."""

    PROFIT = "profit"
    BALANCE = "balance"
    TRAFFIC = "traffic"

    @property
    def revenue_weight(self) -> float:
        """Return how much a unit of revenue counts beside a unit of margin."""
        return {"profit": 0.0, "balance": 0.15, "traffic": 0.4}[self.value]


class BadPriceTerms(DomainError):
    """A term lies outside what makes sense; `field` says which."""

    code = "pricing.bad_price_terms"
    kind = Kind.REJECTED

    def __init__(
        self, field: str, value: Decimal | int, least: Decimal | int, most: Decimal | int
    ) -> None:
        self.field, self.value = field, str(value)
        self.least, self.most = str(least), str(most)
        super().__init__(f"{field} is {value}; it lies between {least} and {most}.")


@dataclass(frozen=True, slots=True)
class PriceTerms:
    """
    The bounds of prices.

    Attributes:
        role: what the category is for.
        least_margin: the least share of the price that stays after the goods are paid, 0 to below 1.
        most_rise: the largest step upwards, as a share of the present price.
        most_fall: the largest step downwards.
        highest: the highest price beside the usual one of the year; 1.25 is a quarter above.
        competitor_low: the lowest price beside the competitors' median; 0 does not bind.
        competitor_high: the highest; 0 does not bind.
        endings: what the last two digits of a price may be; empty: any.
        certainty: how sure it must be that the new price brings more, 0.5 to below 1.
        days_between: for how many days a price stays before another is proposed.
    """

    role: Role = Role.BALANCE
    least_margin: Decimal = Decimal("0.05")
    most_rise: Decimal = Decimal("0.10")
    most_fall: Decimal = Decimal("0.10")
    highest: Decimal = Decimal("1.25")
    competitor_low: Decimal = Decimal(0)
    competitor_high: Decimal = Decimal(0)
    endings: tuple[int, ...] = (9,)
    certainty: Decimal = Decimal("0.8")
    days_between: int = 14

    def __post_init__(self) -> None:
        _between("least_margin", self.least_margin, 0, Decimal("0.95"))
        _between("most_rise", self.most_rise, 0, 1)
        _between("most_fall", self.most_fall, 0, Decimal("0.9"))
        _between("highest", self.highest, 1, 10)
        _between("competitor_low", self.competitor_low, 0, 10)
        _between("competitor_high", self.competitor_high, 0, 10)
        _between("certainty", self.certainty, Decimal("0.5"), Decimal("0.999"))
        _between("days_between", self.days_between, 0, 365)
        if self.competitor_high:
            _between("competitor_high", self.competitor_high, self.competitor_low, 10)
        for ending in self.endings:
            _between("endings", ending, 0, 99)

    def as_json(self) -> dict[str, Any]:
        """Return the terms as JSON values; `from_json` reads them."""
        plain = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: list(value)
            if isinstance(value, tuple)
            else str(value)
            if isinstance(value, Decimal | Role)
            else value
            for name, value in plain.items()
        }

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "PriceTerms":
        """
        Return terms that were kept.

        Raises:
            BadPriceTerms: a value makes no sense.
        """
        read = {"role": Role, "endings": tuple, "days_between": int}
        given: dict[str, Any] = {
            field.name: read.get(field.name, Decimal)(said[field.name])
            for field in fields(cls)
            if field.name in said
        }
        return cls(**given)


def _between(field: str, value: Decimal | int, least: Decimal | int, most: Decimal | int) -> None:
    if not least <= value <= most:
        raise BadPriceTerms(field, value, least, most)
