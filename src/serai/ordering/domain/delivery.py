"""Delivery: what the rate table offers for a cart, and what the shopper chose."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.promised import Promise


class DeliveryKind(StrEnum):
    """How the goods reach the shopper."""

    DELIVERY = "delivery"
    """Brought to the door."""
    PICKUP = "pickup"
    """Waiting in a store."""


class DeliveryNotOffered(DomainError):
    """The cart cannot be delivered like this."""

    code = "ordering.delivery_not_offered"
    kind = Kind.REJECTED

    def __init__(self, delivery: str, offered: list[str]) -> None:
        self.delivery, self.offered = delivery, offered
        possible = ", ".join(offered) or "nothing"
        super().__init__(f"{delivery!r} is not offered for this cart; possible: {possible}.")


class Band(Struct, frozen=True, array_like=True):
    """What delivery costs for items worth `from_minor` and more."""

    from_minor: int
    price_minor: int


class Rate(Struct, frozen=True):
    """One row of the rate table: one way of delivery, from one value of items upwards."""

    code: str
    kind: DeliveryKind
    labels: dict[str, str]
    from_minor: int
    price_minor: int
    earliest_days: int
    latest_days: int
    position: int = 0
    countries: tuple[str, ...] = ()
    """Where it goes; empty: everywhere."""


class PickupPlace(Struct, frozen=True):
    """The store in which a pick-up waits."""

    id: UUID
    code: str
    name: str


class DeliveryChoice(Struct, frozen=True):
    """The way of delivery that the shopper chose, with its price bands as of the choice."""

    code: str
    kind: DeliveryKind
    label: str
    bands: tuple[Band, ...]
    earliest_days: int
    latest_days: int
    location: PickupPlace | None = None
    promise: Promise | None = None
    """What is promised of it; without it the rate table's days are told."""

    def price_minor(self, items_minor: int) -> int:
        """Return what it costs for items worth `items_minor`."""
        return price_in(self.bands, items_minor)

    def eta(self, ordered_on: date) -> tuple[date, date]:
        """Return the first and the last day on which the goods are there."""
        if self.promise is not None:
            return self.promise.first_on, self.promise.last_on
        return (
            ordered_on + timedelta(days=self.earliest_days),
            ordered_on + timedelta(days=self.latest_days),
        )


def price_in(bands: Iterable[Band], items_minor: int) -> int:
    """Return the price of the highest band that `items_minor` reaches; 0 below the lowest."""
    reached = [band for band in bands if band.from_minor <= items_minor]
    return max(reached, key=lambda band: band.from_minor).price_minor if reached else 0


def offers(rates: Iterable[Rate], *, country: str | None, locale: str) -> list[DeliveryChoice]:
    """
    Return the ways of delivery that the rates offer, in the table's order.

    Delivery to the door is offered only where its countries include `country`; before the address is
    known (`None`) every way is shown. Labels come in `locale`, or else in English, or in any.
    """
    by_code: dict[str, list[Rate]] = {}
    for rate in sorted(rates, key=lambda rate: (rate.position, rate.code, rate.from_minor)):
        by_code.setdefault(rate.code, []).append(rate)
    found = []
    for code, rows in by_code.items():
        first = rows[0]
        if country and first.countries and country not in first.countries:
            continue
        found.append(
            DeliveryChoice(
                code=code,
                kind=first.kind,
                label=_label(first, locale),
                bands=tuple(Band(row.from_minor, row.price_minor) for row in rows),
                earliest_days=first.earliest_days,
                latest_days=first.latest_days,
            )
        )
    return found


def chosen(found: Iterable[DeliveryChoice], code: str) -> DeliveryChoice:
    """
    Return the offer named `code`.

    Raises:
        DeliveryNotOffered: it is not among them.
    """
    by_code = {offer.code: offer for offer in found}
    if code not in by_code:
        raise DeliveryNotOffered(code, list(by_code))
    return by_code[code]


def _label(rate: Rate, locale: str) -> str:
    language = locale.partition("-")[0]
    for key in (locale, language, "en", *rate.labels):
        if key in rate.labels:
            return rate.labels[key]
    return rate.code
