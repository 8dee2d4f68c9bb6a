"""What staff says in drafts, and is told of them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.ordering.api.carts.schemas import CartOut
from serai.ordering.api.contact_schemas import ContactIn
from serai.ordering.api.placing_schemas import AcceptsWaiting
from serai.ordering.usecases.drafts.write_draft import DraftLine, WriteDraft
from serai.plumbing.api import Input, Instant

_MOST = 2**53
_Text = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]


class DraftLineIn(Input):
    """So many of an article; a price of its own needs a reason and the scope `drafts:price`."""

    sku: Annotated[str, Field(min_length=1, max_length=64, examples=["MILK"])]
    quantity: Annotated[int, Field(strict=True, ge=1, le=999)]
    unit_minor: Annotated[
        int | None,
        Field(strict=True, ge=0, lt=_MOST, description="Of one unit; else the shop's price."),
    ] = None
    reason: _Text = ""


class DraftIn(Input):
    """All that a draft says."""

    channel_code: Annotated[str, Field(min_length=1, max_length=64)]
    locale: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")] = "en"
    lines: Annotated[list[DraftLineIn], Field(min_length=1, max_length=200)]
    contact: ContactIn | None = None
    delivery: Annotated[
        str,
        Field(
            max_length=64, description="The code of a way to the door; else the shopper's choice."
        ),
    ] = ""
    discount_minor: Annotated[
        int, Field(strict=True, ge=0, lt=_MOST, description="Off all lines; asks `drafts:price`.")
    ] = 0
    discount_reason: _Text = ""
    note: Annotated[
        str, Field(max_length=1000, pattern=r"^[^\x00]*$", description="For the shopper.")
    ] = ""
    expires_at: Instant

    def command(self, made_by: str) -> WriteDraft:
        """Return what it says."""
        return WriteDraft(
            channel_code=self.channel_code,
            lines=tuple(DraftLine(**line.dict()) for line in self.lines),
            expires_at=self.expires_at,
            made_by=made_by,
            locale=self.locale,
            contact=self.contact.told() if self.contact else None,
            delivery=self.delivery,
            discount_minor=self.discount_minor,
            discount_reason=self.discount_reason,
            note=self.note,
        )


class DraftChangeIn(DraftIn):
    """All that a draft says from now on, over the version that was read."""

    version: Annotated[int, Field(strict=True, ge=1, lt=2**31)]


class DraftOrderIn(Input):
    """How the money of a draft comes when staff places its order."""

    method: Literal["bank_transfer", "cash_on_delivery", "cash_at_store"]
    expected_total_minor: Annotated[int, Field(strict=True, ge=0, lt=2**63)]
    accepts_waiting: AcceptsWaiting = False


class DraftOut(Schema):
    """A draft."""

    id: UUID
    state: Annotated[str, Field(description="open, expired, withdrawn or ordered.")]
    link: Annotated[str, Field(description="Whoever has it may fill in the rest and pay.")]
    made_by: str
    made_at: datetime
    expires_at: datetime
    note: str
    discount_reason: str
    reasons: Annotated[dict[str, str], Field(description="Why prices were agreed, by SKU.")]
    order_id: UUID | None
    cart: CartOut


class DraftsOut(Schema):
    """A page of drafts, the newest first, and where the next begins."""

    items: list[DraftOut]
    next_cursor: str | None
