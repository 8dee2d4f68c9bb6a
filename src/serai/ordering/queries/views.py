"""Shapes that carts and orders share when they are shown."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from uuid import UUID

from msgspec import Struct

from serai.kernel.money import Money
from serai.ordering.domain.cart import Totals
from serai.ordering.domain.contact import Address, Contact
from serai.ordering.domain.delivery import DeliveryChoice
from serai.ordering.domain.taxes import UNTAXED, Taxes, TaxId


@dataclass(frozen=True)
class TaxLineView:
    """What one tax takes at one rate (0.19 is 19 %) of the net amount `base`."""

    name: str
    jurisdiction: str
    rate: str
    base: Money
    tax: Money


class TotalsView(Struct, frozen=True):
    """
    Sums: items - discount + delivery + tax = total.

    `tax_included` is in the total without being added; `prices_include_tax` says whether prices are gross.
    `taxes` are told by rate. `tax_treatment` is "charged", or why none is, in `tax_reason` as a sentence.
    """

    items: Money
    delivery: Money
    discount: Money
    tax: Money
    total: Money
    tax_included: Money
    taxes: list[TaxLineView]
    tax_treatment: str
    tax_reason: str
    prices_include_tax: bool

    @classmethod
    def of(cls, totals: Totals, currency: str, taxes: Taxes = UNTAXED) -> Self:
        """Return the sums with their currency."""
        return cls(
            items=Money(totals.items_minor, currency),
            delivery=Money(totals.delivery_minor, currency),
            discount=Money(totals.discount_minor, currency),
            tax=Money(totals.tax_minor, currency),
            total=Money(totals.total_minor, currency),
            tax_included=Money(taxes.included_minor, currency),
            taxes=[
                TaxLineView(
                    name=line.name,
                    jurisdiction=line.jurisdiction,
                    rate=f"{line.rate:f}",
                    base=Money(line.base_minor, currency),
                    tax=Money(line.tax_minor, currency),
                )
                for line in taxes.lines
            ],
            tax_treatment=taxes.treatment,
            tax_reason=taxes.reason,
            prices_include_tax=taxes.shown_inclusive,
        )


@dataclass(frozen=True)
class TaxIdView:
    """The tax id that a business buys with; `outcome` is "valid" or "unconfirmed"."""

    number: str
    country: str
    outcome: str
    name: str

    @classmethod
    def of(cls, tax_id: TaxId | None) -> Self | None:
        """Return the view, or nothing of nothing."""
        if tax_id is None:
            return None
        return cls(tax_id.number, tax_id.country, tax_id.outcome, tax_id.name)


class AddressView(Struct, frozen=True):
    """A postal address."""

    line1: str
    line2: str
    city: str
    region: str
    postcode: str
    country: str

    @classmethod
    def of(cls, address: Address) -> Self:
        """Return the view of an address."""
        return cls(
            line1=address.line1,
            line2=address.line2,
            city=address.city,
            region=address.region,
            postcode=address.postcode,
            country=address.country,
        )


class ContactView(Struct, frozen=True):
    """Who orders, and where to."""

    email: str
    name: str
    phone: str
    address: AddressView

    @classmethod
    def of(cls, contact: Contact | None) -> Self | None:
        """Return the view, or nothing of nothing."""
        if contact is None:
            return None
        return cls(contact.email, contact.name, contact.phone, AddressView.of(contact.address))


class EtaView(Struct, frozen=True):
    """The first and the last day on which the goods are there."""

    earliest: date
    latest: date


@dataclass(frozen=True)
class PlaceView:
    """The store in which a pick-up waits."""

    id: UUID
    code: str
    name: str


@dataclass(frozen=True)
class PromiseView:
    """From when on everything may be there, and by when it is; stock and places are behind it."""

    earliest: datetime
    latest: datetime
    parcels: int


class DeliveryView(Struct, frozen=True):
    """How the goods reach the shopper."""

    code: str
    kind: str
    label: str
    price: Money
    eta: EtaView
    location: PlaceView | None
    promise: PromiseView | None = None
    """Without it nothing is promised, and `eta` is what is usual."""
    waits: bool = False
    """Whether some of it comes later than the rest."""

    @classmethod
    def of(cls, choice: DeliveryChoice, price: Money, on: date) -> Self:
        """Return the view of a choice for goods ordered on the day `on`."""
        place, kept = choice.location, choice.promise
        return cls(
            code=choice.code,
            kind=choice.kind.value,
            label=choice.label,
            price=price,
            eta=EtaView(*choice.eta(on)),
            location=None if place is None else PlaceView(place.id, place.code, place.name),
            promise=None
            if kept is None
            else PromiseView(kept.earliest, kept.latest, len(kept.parcels)),
        )
