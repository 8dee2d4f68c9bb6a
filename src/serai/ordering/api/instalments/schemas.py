"""What the shop says of paying a cart in parts."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.plumbing.api import Input, MoneyOut


class OfferedPartOut(Schema):
    """One part of a plan that can be had."""

    number: Annotated[int, Field(description="From 1; the first is paid with the order.")]
    due_on: Annotated[date, Field(description="The day on which it is charged.")]
    amount: Annotated[MoneyOut, Field(description="What is paid for it.")]
    price: Annotated[MoneyOut, Field(description="Of that, for the goods.")]
    charge: Annotated[MoneyOut, Field(description="Of that, for paying in instalments.")]


class InstalmentOfferOut(Schema):
    """A plan that the cart could be paid with."""

    terms_id: Annotated[UUID, Field(description="`propose_instalments` takes it.")]
    total: Annotated[MoneyOut, Field(description="What is to be paid of the cart.")]
    charge: Annotated[MoneyOut, Field(description="What paying in instalments costs in all.")]
    to_pay: Annotated[MoneyOut, Field(description="Both together.")]
    annual_rate: Annotated[
        Decimal, Field(description="The effective rate of a year; 0.1268 is 12.68 %.")
    ]
    parts: list[OfferedPartOut]


class InstalmentOffersOut(Schema):
    """Every plan that the cart could be paid with, in the shop's order; none without an account."""

    offers: list[InstalmentOfferOut]


class ProposalIn(Input):
    """The plan that the shopper chose."""

    terms_id: Annotated[UUID, Field(description="Of one of the offers.")]
    instrument_id: Annotated[
        UUID | None,
        Field(description="Which kept card is charged; without it, the default one."),
    ] = None


class ProposalOut(Schema):
    """The plan as it would be agreed to; it stands for an hour."""

    token: Annotated[UUID, Field(description="`place_order` takes it as the token.")]
    card: Annotated[str, Field(description="What is charged.", examples=["Visa •••• 4242"])]
    total: Annotated[MoneyOut, Field(description="What is to be paid of the cart.")]
    charge: Annotated[MoneyOut, Field(description="What paying in instalments costs in all.")]
    to_pay: Annotated[MoneyOut, Field(description="Both together.")]
    annual_rate: Annotated[
        Decimal, Field(description="The effective rate of a year; 0.1268 is 12.68 %.")
    ]
    agreed_on: Annotated[date, Field(description="The day from which the parts are counted.")]
    parts: list[OfferedPartOut]
