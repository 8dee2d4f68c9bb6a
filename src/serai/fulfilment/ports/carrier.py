"""The port of whoever carries parcels."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from serai.fulfilment.domain.parcels.tracking_status import TrackingStatus
from serai.fulfilment.ports.refusals import UnknownCarrier
from serai.kernel.money import Money


class Place(Struct, frozen=True):
    """Somebody at a postal address."""

    name: str
    line1: str
    city: str
    country: str
    """ISO 3166-1, two letters."""
    line2: str = ""
    region: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""

    def lines(self) -> list[str]:
        """Return what stands on a label, line by line."""
        town = " ".join(filter(None, (self.postcode, self.city, self.region)))
        return [line for line in (self.name, self.line1, self.line2, town, self.country) if line]


class Box(Struct, frozen=True):
    """A parcel's weight in grams and its sides in millimetres; 0 where nobody measured."""

    weight_g: int
    length_mm: int = 0
    width_mm: int = 0
    height_mm: int = 0


class Shipment(Struct, frozen=True):
    """One parcel that is to be carried. `key` makes one label of it however often it is asked for."""

    key: UUID
    sender: Place
    receiver: Place
    box: Box
    reference: str
    """What the shop calls it; printed on the label."""
    service: str = ""
    """Which of the carrier's services; empty: the cheapest."""
    comes_back: bool = False
    """It carries goods back to the shop."""


class Rate(Struct, frozen=True):
    """What one service costs, and in how many days it usually arrives."""

    service: str
    label: str
    cost: Money
    days: int | None = None


class Label(Struct, frozen=True):
    """What is stuck on a parcel. `reference` is what the carrier calls the shipment."""

    reference: str
    carrier: str
    service: str
    tracking_number: str
    tracking_url: str
    pdf: bytes
    zpl: str
    """For label printers; empty where the carrier has none."""
    cost: Money | None = None


class ParcelNews(Struct, frozen=True):
    """One thing that a carrier tells of a parcel."""

    event_id: str
    tracking_number: str
    status: TrackingStatus
    occurred_at: datetime
    place: str = ""
    text: str = ""


class Carrier(Protocol):
    """
    Carries parcels. No method is called inside a unit of work but `news`.

    Attributes:
        name: what it is called here, in addresses and rows.
    """

    name: str

    def rates(self, shipment: Shipment) -> tuple[Rate, ...]:
        """
        Return what its services cost, the cheapest first.

        Raises:
            CarrierRefused: it does not carry this there.
            CarrierUnavailable: nobody answered.
        """

    def label(self, shipment: Shipment) -> Label:
        """
        Return the label of a parcel; the same key has the same label and is paid once.

        Raises:
            CarrierRefused: it does not carry this there, or knows no such service; nothing was made.
            CarrierUnavailable: it is not known whether there is a label; ask again with the same key.
        """

    def void(self, reference: str) -> None:
        """
        Give a label back that no parcel was sent with; to do so again changes nothing.

        Raises:
            CarrierRefused: it was used, or is too old.
            CarrierUnavailable: nobody answered; ask again.
        """

    def news(
        self, headers: Mapping[str, str], body: bytes, *, now: datetime
    ) -> tuple[ParcelNews, ...]:
        """
        Return what a webhook tells of parcels; of something else: nothing.

        Raises:
            CarrierNewsRefused: it is not the carrier's, or cannot be read.
        """


class Carriers:
    """Who carries parcels for this shop; the first one does when nobody says who."""

    def __init__(self, *carriers: Carrier) -> None:
        self._by_name = {carrier.name: carrier for carrier in carriers}

    def __iter__(self) -> Iterator[Carrier]:
        return iter(self._by_name.values())

    def named(self, name: str) -> Carrier:
        """
        Return a carrier; an empty name is the first.

        Raises:
            UnknownCarrier: none here is called so.
        """
        if not name:
            return next(iter(self))
        try:
            return self._by_name[name]
        except KeyError:
            raise UnknownCarrier(name) from None
