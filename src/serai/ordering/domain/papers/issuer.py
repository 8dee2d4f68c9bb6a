"""Who issues papers: the company that sells through a channel, as the law wants it named."""

from enum import StrEnum

from msgspec import Struct


class InvoicedWhen(StrEnum):
    """When an order gets its invoice."""

    AGREED = "agreed"
    """As soon as it is placed, paid or not."""
    PAID = "paid"
    """When its money is there; at the latest when the goods are handed over."""
    HANDED_OVER = "handed_over"
    """With the goods."""


class Issuer(Struct, frozen=True, kw_only=True):
    """
    A company. Invoices are numbered company by company, year by year in `time_zone`.

    `tax_ids` are pairs such as ("VAT", "DE136695976") or ("CNPJ", "11.222.333/0001-81").
    """

    code: str
    name: str
    address: tuple[str, ...]
    country: str
    tax_ids: tuple[tuple[str, str], ...] = ()
    registered: str = ""
    """Where the company is registered, such as "Amtsgericht Berlin HRB 1234"."""
    email: str = ""
    phone: str = ""
    note: str = ""
    time_zone: str = "UTC"
    invoice_prefix: str = ""
    credit_note_prefix: str = "CN-"
    invoiced_when: InvoicedWhen = InvoicedWhen.PAID
    writes_letters: bool = True
    """Whether the shopper gets a letter with the link to each paper."""
    returns_to: tuple[str, ...] = ()
    """Where parcels come back to; empty: the company's own address."""
    channels: tuple[str, ...] = ()
    """The channels that it sells through; another company's channel becomes its own."""
