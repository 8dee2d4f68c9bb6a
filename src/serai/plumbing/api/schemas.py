"""Schemas that many endpoints share."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import AwareDatetime, BeforeValidator, ConfigDict, Field


class Input(Schema):
    """What a client sends; unknown fields are refused, so that a slip of the pen is noticed."""

    model_config = ConfigDict(extra="forbid")


def _written(value: object) -> object:
    """Return what was written as text; a bare number would be read as seconds of some epoch."""
    if not isinstance(value, str | datetime) or (isinstance(value, str) and _is_number(value)):
        raise ValueError("Write an instant as text, such as 2027-03-14T15:09:26Z.")
    return value


def _is_number(text: str) -> bool:
    """Return whether text is a number, as an address writes one."""
    try:
        float(text)
    except ValueError:
        return False
    return True


Instant = Annotated[AwareDatetime, BeforeValidator(_written)]
"""An instant with its offset, written as text (RFC 3339)."""


class MoneyOut(Schema):
    """An amount of money."""

    amount: Annotated[str, Field(description="Decimal text in major units.", examples=["12.34"])]
    minor: Annotated[int, Field(description="The same in minor units.", examples=[1234])]
    currency: Annotated[str, Field(description="ISO 4217 code.", examples=["EUR"])]
