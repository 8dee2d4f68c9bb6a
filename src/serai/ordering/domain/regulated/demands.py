"""What the laws ask of a cart, and what an order remembers of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.cart import CartLine
from serai.ordering.domain.regulated.sale_rule import Place, SaleRule


class Terms(Protocol):
    """What the catalogue says of an article."""

    @property
    def minimum_age(self) -> int:
        """Return how old buyers are at least."""

    @property
    def needs_prescription(self) -> bool:
        """Return whether a pharmacist releases it."""

    @property
    def regime(self) -> str:
        """Return the laws that are about it."""


class Way(StrEnum):
    """How goods reach the shopper, as laws see it."""

    DELIVERED = "delivered"
    COLLECTED = "collected"


@dataclass(frozen=True, slots=True)
class Barred:
    """An article that may not be sold like this there, and what the shop says about it."""

    sku: str
    name: str
    way: Way
    country: str
    region: str
    note: str


@dataclass(frozen=True, slots=True)
class Limited:
    """Units of which one shopper may have `most` in `days` days."""

    position: int
    sku: str
    regime: str
    units: int
    most: int
    days: int


class NotSoldThere(DomainError):
    """The law of the place keeps something in the cart from being sold there like this."""

    code = "ordering.not_sold_there"
    kind = Kind.CONFLICT

    def __init__(self, barred: Sequence[Barred]) -> None:
        first = barred[0]
        self.skus = [each.sku for each in barred]
        self.names = ", ".join(each.name for each in barred)
        self.way, self.country, self.region = first.way.value, first.country, first.region
        self.note = first.note
        where = " ".join(filter(None, (first.region, first.country)))
        super().__init__(
            f"{self.names} may not be {first.way.value} in {where}. {first.note}".rstrip()
        )


@dataclass(frozen=True, slots=True)
class Demands:
    """What the laws ask of a cart."""

    ages: Mapping[int, int]
    """How old whoever takes it must be, by position, from 1; only where somebody asks."""
    asks_birth_date: bool = False
    barred: tuple[Barred, ...] = ()
    limited: tuple[Limited, ...] = ()
    prescribed: tuple[int, ...] = ()
    """The positions of what is released by a pharmacist."""

    @property
    def minimum_age(self) -> int:
        """Return how old the shopper must be; 0: nobody asks."""
        return max(self.ages.values(), default=0)


NONE = Demands({})


class Regulated(Struct, frozen=True, omit_defaults=True):
    """What an order remembers: ages and prescribed lines by position, and what was declared."""

    ages: dict[int, int] = {}
    declared_at: datetime | None = None
    born_on: date | None = None
    prescribed: tuple[int, ...] = ()

    @property
    def minimum_age(self) -> int:
        """Return how old whoever takes it must be; 0: nobody asks."""
        return max(self.ages.values(), default=0)


def demands(
    lines: Iterable[tuple[int, CartLine, Terms]],
    rule_of: Callable[[str], SaleRule],
    place: Place,
    way: Way | None,
) -> Demands:
    """
    Return what the laws ask.

    Args:
        lines: those of articles that are not for everybody, with their positions from 1.
        rule_of: the law of the place about a regime.
        place: where the goods are handed over.
        way: how; `None` while that is not chosen, when nothing is barred that may come in one way.
    """
    ages, barred, limited, prescribed = {}, [], [], []
    asks_birth_date = False
    for position, line, terms in lines:
        rule = rule_of(terms.regime) if terms.regime else SaleRule("")
        age = terms.minimum_age if rule.minimum_age is None else rule.minimum_age
        if age:
            ages[position] = age
            asks_birth_date |= rule.asks_birth_date
        if why := _barred(rule, way):
            barred.append(Barred(line.sku, line.name, why, place.country, place.region, rule.note))
        if rule.most_units is not None and rule.per_days is not None:
            limited.append(
                Limited(
                    position, line.sku, rule.regime, line.quantity, rule.most_units, rule.per_days
                )
            )
        if terms.needs_prescription:
            prescribed.append(position)
    return Demands(ages, asks_birth_date, tuple(barred), tuple(limited), tuple(prescribed))


def _barred(rule: SaleRule, way: Way | None) -> Way | None:
    """Return the way that a law closes: the one that is chosen, or delivery where every way is closed."""
    open_ways = {Way.DELIVERED: rule.may_deliver, Way.COLLECTED: rule.may_collect}
    if way is not None:
        return None if open_ways[way] else way
    return None if any(open_ways.values()) else Way.DELIVERED
