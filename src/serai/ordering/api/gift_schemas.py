"""What is said of gifts."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from serai.ordering.domain.gift import LONGEST_MESSAGE, LONGEST_SENDER
from serai.ordering.domain.wrapping import WrapPer
from serai.plumbing.api import Input, MoneyOut

_Sku = Annotated[str, Field(min_length=1, max_length=64, examples=["WRAP-RED"])]


class GiftIn(Input):
    """Words that are printed on the packing slip, which names no prices."""

    message: Annotated[str, Field(min_length=1, max_length=LONGEST_MESSAGE)]
    sender: Annotated[str, Field(max_length=LONGEST_SENDER)] = ""


class GiftOut(Schema):
    """Words that are printed on the packing slip."""

    message: str
    sender: str


class WrapIn(Input):
    """What is wrapped, and in what."""

    sku: Annotated[str, Field(max_length=64, description="Of an article; empty: all of it.")] = ""
    wrap: Annotated[
        str, Field(max_length=64, description="The SKU of the wrapping; empty: none any more.")
    ] = ""


class GiftWrapOut(Schema):
    """One way of wrapping."""

    sku: str
    name: str
    per: Annotated[WrapPer, Field(description="unit, line (all units together) or order.")]
    price: MoneyOut
    excluded_skus: Annotated[list[str], Field(description="What cannot be wrapped like this.")]


class GiftWrapsOut(Schema):
    """In what a channel wraps gifts, in its order."""

    items: list[GiftWrapOut]


class OfferedWrapIO(Input):
    """One way of wrapping: a service article, which has name, price and tax class."""

    sku: _Sku
    per: WrapPer = WrapPer.UNIT
    excluded_skus: Annotated[list[_Sku], Field(max_length=1000)] = []


class OfferedWrapsIO(Input):
    """All that a channel offers, in its order."""

    items: Annotated[list[OfferedWrapIO], Field(max_length=20)]
