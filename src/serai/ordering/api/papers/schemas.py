"""What the endpoints give and take about invoices and credit notes."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.ordering.domain.papers.issuer import InvoicedWhen
from serai.ordering.domain.papers.paper import PaperKind
from serai.plumbing.api import Input, MoneyOut

_Url = Annotated[str, Field(description="Where its PDF is; good for an hour.")]
_Line = Annotated[str, Field(min_length=1, max_length=200)]


class PaperOut(Schema):
    """An invoice or a credit note."""

    id: UUID
    kind: Annotated[PaperKind, Field(description="invoice or credit_note.")]
    number: Annotated[
        str,
        Field(description="Counts without a gap in its company's year.", examples=["2026-000042"]),
    ]
    issued_at: datetime
    total: Annotated[MoneyOut, Field(description="Below zero on a credit note.")]
    sha256: Annotated[
        str, Field(description="The hash of what it says; the public log keeps it, too.")
    ]
    url: _Url


class PapersOut(Schema):
    """What of an order can be opened."""

    papers: Annotated[list[PaperOut], Field(description="What was issued, the first first.")]
    receipt_url: _Url


class GroupSlipOut(Schema):
    """The packing slip of what leaves one location together."""

    group_id: UUID
    number: Annotated[str, Field(description="The order and which part of it.", examples=["7/1"])]
    url: _Url


class StaffPapersOut(PapersOut):
    """What of an order can be opened by staff."""

    packing_slip_url: Annotated[str, Field(description="Of the whole order; good for an hour.")]
    packing_slips: Annotated[
        list[GroupSlipOut], Field(description="One for each parcel, or what is put aside.")
    ]


class ReturnParcelOut(Schema):
    """The parcel in which goods come back, with the carrier's label."""

    id: UUID
    return_id: UUID
    state: str
    carrier: Annotated[str, Field(description="Whom we asked.")]
    service: str
    tracking_number: str
    tracking_url: str
    cost: MoneyOut | None
    pdf_url: _Url
    zpl_url: Annotated[str, Field(description="For label printers; empty: none.")]


class ReturnLabelOut(Schema):
    """The label of a parcel that comes back."""

    url: _Url


class TaxIdOfIssuer(Input):
    """An id that a tax office knows the company by."""

    kind: Annotated[str, Field(min_length=1, max_length=32, examples=["VAT", "CNPJ"])]
    number: Annotated[str, Field(min_length=1, max_length=64, examples=["DE136695976"])]


class IssuerIO(Input):
    """A company that issues invoices."""

    name: Annotated[str, Field(min_length=1, max_length=200, examples=["Serai Handels GmbH"])]
    address: Annotated[list[_Line], Field(min_length=1, max_length=6)]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$", examples=["DE"])]
    tax_ids: Annotated[list[TaxIdOfIssuer], Field(max_length=6)] = []
    registered: Annotated[
        str, Field(max_length=200, description="Where the company is registered.")
    ] = ""
    email: Annotated[str, Field(max_length=254)] = ""
    phone: Annotated[str, Field(max_length=32)] = ""
    note: Annotated[str, Field(max_length=500, description="Stands on every paper.")] = ""
    time_zone: Annotated[
        str, Field(max_length=64, description="Whose midnight begins a year of numbers.")
    ] = "UTC"
    invoice_prefix: Annotated[str, Field(pattern=r"^[A-Za-z0-9./-]{0,16}$")] = ""
    credit_note_prefix: Annotated[str, Field(pattern=r"^[A-Za-z0-9./-]{0,16}$")] = "CN-"
    invoiced_when: Annotated[
        InvoicedWhen, Field(description="When an order is agreed, paid, or handed over.")
    ] = InvoicedWhen.PAID
    writes_letters: Annotated[
        bool, Field(strict=True, description="Send the shopper a link to each paper.")
    ] = True
    returns_to: Annotated[
        list[_Line],
        Field(max_length=6, description="Where parcels come back to; empty: the address."),
    ] = []
    channels: Annotated[
        list[Annotated[str, Field(max_length=64)]],
        Field(max_length=100, description="The channels that it sells through."),
    ] = []


class IssuerOut(IssuerIO):
    """A company that issues invoices, with its code."""

    code: str


class IssuersOut(Schema):
    """Every company that issues invoices."""

    issuers: list[IssuerOut]
