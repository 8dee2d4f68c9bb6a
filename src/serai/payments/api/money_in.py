"""Amounts in requests."""

from typing import Annotated

from pydantic import Field

from serai.plumbing.api import Input


class MoneyIn(Input):
    """An amount of money."""

    minor: Annotated[
        int, Field(strict=True, gt=0, lt=2**63, description="In minor units.", examples=[1234])
    ]
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$", examples=["USD"])]
