"""What is said about alerts over HTTP."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.marketing.usecases.alerts.ask_for_alert import MOST_ALERTS
from serai.plumbing.api import Input, MoneyOut

Kind = Annotated[
    Literal["price", "stock"],
    Field(description="`price`: it costs less; `stock`: it is there again."),
]


class AskForAlertIn(Input):
    """Of which article somebody wants to be told what."""

    sku: Annotated[str, Field(min_length=1, max_length=64, examples=["MILK"])]
    kind: Kind
    target_minor: Annotated[
        int | None,
        Field(
            strict=True,
            ge=0,
            le=10**15,
            description="The most that it may cost, in minor units of the channel's currency; for `price` alone."
            " Without it, any price below the present one.",
            examples=[399],
        ),
    ] = None
    email: Annotated[
        str,
        Field(
            max_length=508,
            description="Whom to write to; not needed beside a shopper's token, whose account counts.",
            examples=["ada@example.org"],
        ),
    ] = ""
    text_version: Annotated[
        str,
        Field(
            pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$",
            description="Which wording was shown beside the button.",
            examples=["2026-11"],
        ),
    ]


class AskedOut(Schema):
    """What became of it."""

    state: Annotated[
        Literal["unconfirmed", "waiting", "due"],
        Field(description="`unconfirmed`: a letter asks first whether it was the address's owner."),
    ]


class AlertOut(Schema):
    """What somebody asked to be told of, and how it is now."""

    id: UUID
    kind: Kind
    state: Annotated[
        Literal["unconfirmed", "waiting", "due", "told", "ended", "expired"],
        Field(description="Those after `due` are over: nothing more is told."),
    ]
    sku: Annotated[str, Field(examples=["MILK"])]
    name: str
    slug: str
    target: Annotated[MoneyOut | None, Field(description="The most that it may cost.")]
    price_when_asked: MoneyOut | None
    price: Annotated[
        MoneyOut | None,
        Field(
            description="What one costs this shopper now; none when it is not sold. After promotions without a code."
        ),
    ]
    availability: Literal["in", "low", "out"]
    asked_at: datetime
    ends_at: Annotated[datetime, Field(description="When it ends by itself.")]


class AlertsOut(Schema):
    """What may still be told to a shopper in this channel."""

    items: Annotated[list[AlertOut], Field(description=f"At most {MOST_ALERTS}, the latest first.")]


class MostWantedOut(Schema):
    """How many wait for an article."""

    variant_id: UUID
    channel_code: Annotated[str, Field(examples=["web"])]
    sku: Annotated[str, Field(examples=["MILK"])]
    name: str
    for_price: Annotated[int, Field(description="Who wait for it to cost less.")]
    for_stock: Annotated[int, Field(description="Who wait for it to be there again.")]


class MostWantedPage(Schema):
    """The articles for which most wait, those first."""

    items: list[MostWantedOut]
