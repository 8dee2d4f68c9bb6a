"""What it takes to order a cart, in words for the API's document."""

from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import Field

from serai.plumbing.api import Input


class PaymentIn(Input):
    """How the cart will be paid."""

    method: Annotated[
        str,
        Field(
            pattern="^[a-z][a-z0-9_]{0,29}$",
            description="One that the channel offers: card, bank_transfer, cash_on_delivery, …",
            examples=["card"],
        ),
    ]


class CardIn(Input):
    """A card as typed; it goes to the payment processor and is kept nowhere."""

    number: Annotated[str, Field(max_length=32, examples=["4242424242424242"])]
    expiry: Annotated[str, Field(max_length=7, examples=["12/30"])]
    cvc: Annotated[str, Field(max_length=4, examples=["123"])]


AcceptsWaiting = Annotated[
    bool,
    Field(
        strict=True,
        description="The shopper saw in `ahead` that some of it comes later, and agreed to wait.",
    ),
]


class OrderIn(Input):
    """Order the cart at the price that was shown."""

    expected_total_minor: Annotated[
        int,
        Field(
            strict=True,
            ge=0,
            lt=2**63,
            description="The total that the shopper was shown.",
            examples=[1999],
        ),
    ]
    card: CardIn | None = None
    token: Annotated[
        str, Field(max_length=200, description="Instead of a card: the processor's token of one.")
    ] = ""
    expected_due_minor: Annotated[
        int | None,
        Field(
            strict=True,
            ge=0,
            lt=2**63,
            description="What tenders were shown to leave to be paid; without it, the whole total.",
        ),
    ] = None
    expected_by: Annotated[
        date | None,
        Field(
            description="By when it was shown to be there (the last day of `eta`); later is refused."
        ),
    ] = None
    accepts_waiting: AcceptsWaiting = False
    return_url: Annotated[
        str | None,
        Field(
            max_length=500,
            description=(
                "Where the processor's page sends the shopper back to, on the storefront's own host;"
                " {order_id} is filled in."
            ),
        ),
    ] = None


class ReturnIn(Schema):
    """Whatever the browser brought back; the processor is asked, so none of it is believed."""
