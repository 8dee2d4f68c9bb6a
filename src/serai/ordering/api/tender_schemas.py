"""What the endpoints take and give about tenders and transfers."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from serai.plumbing.api import Input, MoneyOut


class TenderIn(Input):
    """Something of the shop's own that is to pay first."""

    method: Annotated[
        str,
        Field(
            pattern="^[a-z][a-z0-9_]{0,29}$",
            description="gift_card, store_credit, …",
            examples=["gift_card"],
        ),
    ]
    code: Annotated[
        str,
        Field(max_length=64, description="Of a gift card; empty for what a log-in proves."),
    ] = ""
    most_minor: Annotated[
        int | None,
        Field(
            strict=True, gt=0, lt=2**53, description="No more than this; without it, all it can."
        ),
    ] = None


class TenderOut(Schema):
    """A gift card, credit or points that pay."""

    method: str
    source: Annotated[str, Field(description="What it is called to take it out again.")]
    label: Annotated[str, Field(examples=["•••• ZB5C"])]
    amount: Annotated[
        MoneyOut | None,
        Field(description="What it pays; null in the answer to a change that did not look."),
    ]


class TransferOut(Schema):
    """What a shopper needs to make a bank transfer."""

    holder: str
    iban: str
    bic: str
    bank: str
    reference: Annotated[str, Field(description="To be written into the transfer.")]
    amount: MoneyOut
    due_on: str
