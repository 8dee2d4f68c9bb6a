"""What comes later of a cart or an order, in words for the API's document."""

from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field


class AheadOut(Schema):
    """So many units of an article that come later."""

    variant_id: UUID
    sku: str
    name: str
    units: Annotated[int, Field(description="How many of those ordered; the others are there.")]
    kind: Annotated[str, Field(description="back_order: it comes again; pre_order: it is not out.")]
    earliest: Annotated[
        date | None, Field(description="It may be with the shopper from here on; null: unknown.")
    ]
    latest: Annotated[
        date | None, Field(description="It is with the shopper by then; null: nobody knows.")
    ]
    release_on: Annotated[date | None, Field(description="The day of release of a pre-order.")]
