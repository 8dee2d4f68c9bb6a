"""What the endpoints for staff take and give about refunds and the cost of delivery."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.ordering.domain.delivery import DeliveryKind
from serai.plumbing.api import Input, MoneyOut


class RefundIn(Input):
    """How much of an order to give back, and why."""

    amount_minor: Annotated[
        int | None,
        Field(strict=True, gt=0, lt=2**63, description="Without it, all that is left."),
    ] = None
    reason: Annotated[str, Field(min_length=1, max_length=200, examples=["Damaged on arrival"])]


class RefundOut(Schema):
    """Money on its way back."""

    id: UUID
    payment_id: UUID
    key: Annotated[str, Field(description="The request that asked for it.")]
    state: Annotated[str, Field(description="requested, confirmed or refused.")]
    amount: MoneyOut
    reason: str
    failure_code: str
    requested_at: datetime
    settled_at: datetime | None


class OrderRefundOut(RefundOut):
    """Money of an order on its way back, to what paid last first."""

    further: Annotated[
        list[RefundOut],
        Field(description="To gift cards and credit, when more than one thing paid."),
    ]


class DeliveryRateIO(Input):
    """What one way of delivery costs, for items worth `from_minor` and more."""

    code: Annotated[
        str,
        Field(
            pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$",
            description="The way of delivery; several rows of it are its price steps.",
            examples=["standard"],
        ),
    ]
    kind: Annotated[DeliveryKind, Field(description="delivery or pickup.")]
    labels: Annotated[
        dict[
            Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")],
            Annotated[str, Field(min_length=1, max_length=100)],
        ],
        Field(min_length=1, max_length=50, description="What it is called, by locale."),
    ]
    from_minor: Annotated[
        int, Field(strict=True, ge=0, lt=2**53, description="Least worth of the items.")
    ] = 0
    price_minor: Annotated[int, Field(strict=True, ge=0, lt=2**53)]
    earliest_days: Annotated[int, Field(strict=True, ge=0, le=365)]
    latest_days: Annotated[int, Field(strict=True, ge=0, le=365)]
    position: Annotated[
        int, Field(strict=True, ge=0, le=10_000, description="The lowest is shown first.")
    ] = 0
    countries: Annotated[
        list[Annotated[str, Field(pattern="^[A-Z]{2}$")]],
        Field(max_length=300, description="Where it goes; empty: everywhere."),
    ] = []


class DeliveryRatesIO(Input):
    """All that a channel offers, in minor units of its currency."""

    rates: Annotated[list[DeliveryRateIO], Field(max_length=200)]
