"""Schemas that many endpoints share."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field


class Input(BaseModel):
    """
    What a client sends; unknown fields are refused, so that a slip of the pen is noticed.

    None of ninja's schemas: those read what they are given a second time, through a getter of attributes that
    JSON has no use for.
    """

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    def dict(self, *which: Any, **more: Any) -> dict[str, Any]:
        """Return what was sent as a dictionary; the name is that of every schema."""
        return self.model_dump(*which, **more)


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
