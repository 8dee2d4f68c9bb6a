"""What a cart or an order comes to, and its taxes, in words for the API's document."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from serai.plumbing.api import Input, MoneyOut


class TaxLineOut(Schema):
    """What one tax takes at one rate."""

    name: Annotated[str, Field(examples=["VAT"])]
    jurisdiction: Annotated[str, Field(description="Country or region.", examples=["DE", "US-NY"])]
    rate: Annotated[str, Field(description="0.19 is 19 %.", examples=["0.19"])]
    base: Annotated[MoneyOut, Field(description="The net amount that is taxed.")]
    tax: MoneyOut


class TotalsOut(Schema):
    """Sums: items - discount + delivery + tax = total."""

    items: MoneyOut
    delivery: MoneyOut
    discount: MoneyOut
    tax: Annotated[
        MoneyOut,
        Field(description="Added to the prices; below zero: contained in them and taken off."),
    ]
    total: MoneyOut
    tax_included: Annotated[MoneyOut, Field(description="In the total without being added.")]
    taxes: Annotated[list[TaxLineOut], Field(description="By rate, the highest first.")]
    tax_treatment: Annotated[
        str,
        Field(
            description=(
                "charged, or why none is: reverse_charge, export, exempt, not_registered or"
                " unknown_place."
            )
        ),
    ]
    tax_reason: Annotated[str, Field(description="Why none is charged, as a sentence.")]
    prices_include_tax: Annotated[bool, Field(description="Whether prices are gross.")]


class TaxIdIn(Input):
    """A tax id, as typed."""

    number: Annotated[
        str,
        Field(
            min_length=1,
            max_length=64,
            description="With its country's prefix, or a national one of the address's country.",
            examples=["DE136695976"],
        ),
    ]


class TaxIdOut(Schema):
    """The tax id that a business buys with."""

    number: Annotated[str, Field(examples=["DE136695976"])]
    country: Annotated[str, Field(examples=["DE"])]
    outcome: Annotated[
        str, Field(description="valid, or unconfirmed while its register does not answer.")
    ]
    name: Annotated[str, Field(description="Whose it is, where the register tells.")]
