"""What the endpoints about differences of changed orders take and give."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.ordering.api.changes.schemas import ChangeOut
from serai.ordering.api.placing_schemas import CardIn
from serai.ordering.api.tender_schemas import TenderIn, TenderOut
from serai.ordering.usecases.differences.look_into_tenders import MOST
from serai.plumbing.api import Input, MoneyOut


class DifferenceTenderIn(Input):
    """Something of the shop's own that pays all of a difference."""

    method: Annotated[
        str,
        Field(pattern="^[a-z][a-z0-9_]{0,29}$", description="gift_card, store_credit, …"),
    ]
    code: Annotated[
        str,
        Field(max_length=64, description="Of a gift card; empty for what a log-in proves."),
    ] = ""


NamedTenders = Annotated[
    list[TenderIn],
    Field(
        max_length=MOST,
        description="Gift cards and credit that pay first, in this order; card or cash pays the rest.",
    ),
]


class DifferenceIn(Input):
    """What pays the difference; nothing, when it is paid in cash with the goods."""

    tender: Annotated[
        DifferenceTenderIn | None,
        Field(
            description="A gift card or credit that pays all of it; `tenders` may also pay a part."
        ),
    ] = None
    tenders: NamedTenders = []
    expected_due_minor: Annotated[
        int | None,
        Field(
            strict=True,
            ge=0,
            lt=2**63,
            description="What tenders were shown to leave; another amount is refused.",
        ),
    ] = None
    card: CardIn | None = None
    token: Annotated[str, Field(max_length=200, description="Of a card, from its processor.")] = ""
    instrument_id: Annotated[UUID | None, Field(description="A card of the account.")] = None
    return_url: Annotated[
        str | None,
        Field(
            max_length=2000,
            description="Where the bank sends the browser back to; the storefront's own page if left out.",
        ),
    ] = None


class DifferenceQuoteIn(Input):
    """What would pay a difference before a card does."""

    tenders: NamedTenders


class DifferenceQuoteOut(Schema):
    """What would pay a difference; nothing is held."""

    difference: MoneyOut
    tenders: Annotated[list[TenderOut], Field(description="In the order in which they pay.")]
    due: Annotated[MoneyOut, Field(description="What they would leave to a card, or to cash.")]


class PaidDifferenceOut(Schema):
    """A change, and where its payment stands."""

    change: ChangeOut
    payment_state: str
    action_url: Annotated[str, Field(description="Where the shopper must go first, or empty.")]
