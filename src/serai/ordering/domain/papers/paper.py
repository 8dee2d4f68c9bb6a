"""A paper: all that an invoice or a credit note says, frozen when it is issued."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

import msgspec
from msgspec import Struct


class PaperKind(StrEnum):
    """What is issued under a number."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


class Party(Struct, frozen=True):
    """Who sells or buys: a name, an address, and the ids that tax offices know them by."""

    name: str
    lines: tuple[str, ...] = ()
    tax_ids: tuple[tuple[str, str], ...] = ()
    """Pairs of what it is called, such as "VAT", and the id itself."""
    country: str = ""


class PaperLine(Struct, frozen=True):
    """So many of one article; `total_minor` is what the line comes to after its discount."""

    name: str
    sku: str
    quantity: int
    unit_price: Decimal
    discount_minor: int
    total_minor: int
    tax_rate: Decimal


class PaperTax(Struct, frozen=True):
    """What one tax takes at one rate (0.19 is 19 %) of the net amount `base_minor`."""

    name: str
    jurisdiction: str
    rate: Decimal
    base_minor: int
    tax_minor: int


class Paper(Struct, frozen=True):
    """
    What an invoice or a credit note says. A credit note's amounts are what it takes back, so above zero.

    items - discount + delivery + adjustment + tax added = total. `taxes` tell all tax by rate, whether it is
    added to the prices or contained in them.
    """

    kind: PaperKind
    number: str
    issued_on: date
    order_number: str
    ordered_on: date
    locale: str
    currency: str
    seller: Party
    buyer: Party
    lines: tuple[PaperLine, ...]
    items_minor: int
    discount_minor: int
    delivery_minor: int
    tax_added_minor: int
    total_minor: int
    taxes: tuple[PaperTax, ...] = ()
    adjustment_minor: int = 0
    """What goes back of the price itself, for no single line; or what earlier credit notes hold already."""
    prices_include_tax: bool = False
    treatment: str = "charged"
    """Why no tax is charged, if none is."""
    delivered_to: tuple[str, ...] = ()
    paid_by: tuple[str, ...] = ()
    about: str = ""
    """The invoice that a credit note takes back from."""
    reason: str = ""
    note: str = ""
    """What the seller wants to be read on every invoice."""
    discounts: tuple[tuple[str, int], ...] = ()
    """Of the discount: promotions by name, and what each took off. Older papers name none."""


def as_bytes(paper: Paper) -> bytes:
    """Return the paper as it is kept: JSON with its fields in order."""
    return msgspec.json.encode(paper)


def digest(paper: bytes) -> str:
    """Return the hash that the log keeps of a paper: SHA-256 of its bytes, in hexadecimal."""
    return sha256(paper).hexdigest()


def paper_number(prefix: str, year: int, count: int) -> str:
    """
    Return what a paper is called, such as INV-2026-000042.

    >>> paper_number("INV-", 2026, 42)
    'INV-2026-000042'
    """
    return f"{prefix}{year}-{count:06d}"
