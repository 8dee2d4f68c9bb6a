"""What becomes of promotions when an order changes, as endpoints take and give it."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from serai.ordering.domain.changes.worked_out import PromotionsAfter
from serai.plumbing.api import Input, MoneyOut


class ChangedPromotionsOut(Schema):
    """What promotions change of an order that changes."""

    lost: Annotated[list[str], Field(description="Promotions that the order no longer earns.")]
    earned: Annotated[list[str], Field(description="Promotions that it earns now.")]
    difference: Annotated[
        MoneyOut,
        Field(description="By how much it becomes dearer through them; below zero: cheaper."),
    ]


class ChangeTermsIn(Input):
    """What becomes of promotions when orders of a channel change."""

    promotions: Annotated[
        PromotionsAfter,
        Field(
            description="keep: what was agreed keeps its discount; work_out_again: the order earns what it"
            " would have earned, had it been bought as it is after the change."
        ),
    ]


class ChangeTermsOut(Schema):
    """The choice of a channel."""

    channel_code: str
    promotions: Annotated[str, Field(description="keep or work_out_again.")]
    changed_at: Annotated[datetime | None, Field(description="Null while nobody has chosen.")]
    changed_by: str
