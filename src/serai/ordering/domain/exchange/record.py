"""One order as a file tells it: every amount an integer of minor units."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from msgspec import Struct


class RecordLine(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """So many of one article, as it was sold."""

    sku: str
    name: str
    quantity: int
    unit_price: Decimal
    """In major units, as fine as it was."""
    items_minor: int
    discount_minor: int = 0
    tax_minor: int = 0
    """What tax adds to the price."""
    tax_included_minor: int = 0
    """What the total contains of it besides."""
    tax_rate: Decimal = Decimal(0)
    total_minor: int
    wraps: int | None = None
    """Of gift wrap: which line of the order is wrapped, counted from 1; 0: all of it."""


class RecordTax(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one tax took at one rate."""

    name: str = ""
    jurisdiction: str = ""
    rate: Decimal
    base_minor: int
    tax_minor: int


class RecordTender(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What paid a part of it."""

    method: str
    amount_minor: int
    label: str = ""


class RecordAddress(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where it went; a field that was never known is empty."""

    line1: str = ""
    line2: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""


class OrderRecord(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    One order. items - discount + delivery + tax = total; `added` and `taken_off` came later, by documents.

    `source` and `external_ref` say where it was placed and what it is called there; both are empty for orders
    of this shop, which are known by their `number`.
    """

    number: str = ""
    source: str = ""
    external_ref: str = ""
    state: str
    placed_at: datetime
    closed_at: datetime | None = None
    channel_code: str
    locale: str = "en"
    currency: str
    customer_id: UUID | None = None
    location: str = ""
    """The code of the store that sold it or handed it out."""
    email: str = ""
    name: str = ""
    phone: str = ""
    address: RecordAddress = RecordAddress()
    delivery_code: str = ""
    delivery_label: str = ""
    items_minor: int
    discount_minor: int = 0
    delivery_minor: int = 0
    tax_minor: int = 0
    tax_included_minor: int = 0
    total_minor: int
    added_minor: int = 0
    taken_off_minor: int = 0
    refunded_minor: int = 0
    taxes: tuple[RecordTax, ...] = ()
    tenders: tuple[RecordTender, ...] = ()
    lines: tuple[RecordLine, ...] = ()

    @property
    def ref(self) -> str:
        """Return what it is called where it comes from."""
        return self.external_ref or self.number


class RowFault(Struct, frozen=True):
    """What is wrong in a file: the line where its order begins, the field, and why."""

    line: int
    field: str
    reason: str
