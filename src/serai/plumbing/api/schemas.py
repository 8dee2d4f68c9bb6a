"""Schemas that many endpoints share."""

from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field


class Input(Schema):
    """What a client sends; unknown fields are refused, so that a slip of the pen is noticed."""

    model_config = ConfigDict(extra="forbid")


class MoneyOut(Schema):
    """An amount of money."""

    amount: Annotated[str, Field(description="Decimal text in major units.", examples=["12.34"])]
    minor: Annotated[int, Field(description="The same in minor units.", examples=[1234])]
    currency: Annotated[str, Field(description="ISO 4217 code.", examples=["EUR"])]
