"""Price proposals and what they are made from, for staff and their programs."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.catalog.public import channel
from serai.kernel import clock
from serai.plumbing.api import (
    Input,
    Instant,
    MoneyOut,
    Problem,
    answered_once,
    caller_of,
    staff,
    told_answer,
)
from serai.pricing.api.schemas import AT_ONCE, REFUSALS, ChannelCode, Sku
from serai.pricing.domain.price_row import MOST_MINOR
from serai.pricing.domain.proposals.price_terms import PriceTerms, Role
from serai.pricing.models import ProposalState
from serai.pricing.queries.proposals.proposal_page import LARGEST_PAGE, proposal_page
from serai.pricing.usecases.proposals.decide_proposal import accept_proposal, reject_proposal
from serai.pricing.usecases.proposals.feed_rows import CompetitorRow, CostRow
from serai.pricing.usecases.proposals.propose_prices import propose_prices
from serai.pricing.usecases.proposals.set_price_terms import set_price_terms
from serai.pricing.usecases.proposals.set_unit_costs import set_unit_costs
from serai.pricing.usecases.proposals.take_competitor_prices import take_competitor_prices

router = Router()
_READ, _WRITE = staff("prices:read"), staff("prices:write")
_Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", examples=["USD"])]
_Exact = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{1,9}(\.[0-9]{1,6})?$",
        description="Decimal text in major units, with up to six decimals.",
        examples=["1.2345"],
    ),
]
_Share = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{1,2}(\.[0-9]{1,4})?$",
        description="Decimal text with up to four decimals; 0.05 is five per cent.",
        examples=["0.05"],
    ),
]


class ProposalOut(Schema):
    """A proposed price."""

    id: UUID
    sku: str
    channel_code: str
    state: ProposalState
    now: MoneyOut
    proposed: MoneyOut
    gain: Annotated[MoneyOut, Field(description="What a week is expected to bring more.")]
    certainty: Annotated[float, Field(description="How probable it is that it brings more.")]
    reasons: list[str]
    model_version: str
    terms_version: Annotated[str, Field(description="Empty: the terms as shipped.")]
    hash: Annotated[
        str,
        Field(description="SHA-256 of all that it was worked out from; empty: none was kept yet."),
    ]
    proposed_at: datetime
    decided_at: datetime | None
    decided_by: str
    note: str
    accepted: MoneyOut | None


class ProposalPage(Schema):
    """Some proposals, and where the next page starts."""

    items: list[ProposalOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class WhichProposals(Schema):
    """Which proposals."""

    channel: Annotated[str | None, Field(max_length=64)] = None
    state: ProposalState | None = None
    cursor: Annotated[str | None, Field(max_length=1000)] = None
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 50


class ProposeIn(Input):
    """Where prices are proposed."""

    channel: ChannelCode


class Proposed(Schema):
    """How many prices are proposed."""

    proposed: int


class AcceptIn(Input):
    """What is taken: the proposed price, or another one."""

    minor: Annotated[
        int | None,
        Field(strict=True, ge=0, le=MOST_MINOR, description="Another price, in minor units."),
    ] = None
    note: Annotated[str, Field(max_length=2000)] = ""


class RejectIn(Input):
    """Why the price stays."""

    note: Annotated[str, Field(min_length=1, max_length=2000)]


class Decided(Schema):
    """What became of it."""

    id: UUID
    state: ProposalState


class CostIn(Input):
    """What a unit of the goods costs."""

    sku: Sku
    currency: _Currency
    cost: _Exact


class CostsIn(Input):
    """Costs to set; all of them or none."""

    costs: Annotated[list[CostIn], Field(min_length=1, max_length=AT_ONCE)]


class SeenIn(Input):
    """What a competitor was seen to ask."""

    sku: Sku
    competitor: Annotated[str, Field(min_length=1, max_length=64)]
    currency: _Currency
    price: _Exact
    seen_at: Instant


class SeenManyIn(Input):
    """What was seen; all of it or nothing."""

    prices: Annotated[list[SeenIn], Field(min_length=1, max_length=AT_ONCE)]


class FeedTaken(Schema):
    """How many rows were taken."""

    written: int


class PriceTermsIn(Input):
    """The bounds of proposals for a category and what is below it."""

    channel: ChannelCode
    category: Annotated[
        str, Field(max_length=1000, description="Its path, such as grocery/dairy; empty: all.")
    ] = ""
    role: Role = Role.BALANCE
    least_margin: _Share = "0.05"
    most_rise: _Share = "0.1"
    most_fall: _Share = "0.1"
    highest: _Share = "1.25"
    competitor_low: _Share = "0"
    competitor_high: _Share = "0"
    endings: Annotated[
        list[Annotated[int, Field(strict=True, ge=0, le=99)]], Field(max_length=20)
    ] = [9]
    certainty: _Share = "0.8"
    days_between: Annotated[int, Field(strict=True, ge=0, le=365)] = 14


class TermsSet(Schema):
    """For which category terms were set."""

    category: str


@router.get("/price-proposals", auth=_READ, response={200: ProposalPage, **REFUSALS})
def price_proposals(request: HttpRequest, wanted: Query[WhichProposals]) -> HttpResponse:
    """Proposed prices, the latest first, with their reasons."""
    page = proposal_page(
        channel_code=wanted.channel, state=wanted.state, cursor=wanted.cursor, limit=wanted.limit
    )
    return told_answer(request, page)


@router.post(
    "/price-proposals",
    auth=_WRITE,
    response={200: Proposed, 404: Problem, 409: Problem, **REFUSALS},
)
def propose_channel_prices(request: HttpRequest, body: ProposeIn) -> HttpResponse:
    """Work proposals out anew from the demand that was learnt last; open ones give way."""

    def propose() -> dict[str, int]:
        code = channel(body.channel).code
        return {"proposed": propose_prices(code, now=clock.now())}

    return answered_once(request, "propose_channel_prices", propose)


@router.post(
    "/price-proposals/{proposal_id}/accept",
    auth=_WRITE,
    response={200: Decided, 404: Problem, 409: Problem, **REFUSALS},
)
def accept_price_proposal(request: HttpRequest, proposal_id: UUID, body: AcceptIn) -> HttpResponse:
    """Let the article cost what was proposed, or another price, from now on."""
    by = f"api key {caller_of(request).key_id}"

    def accept() -> dict[str, object]:
        accept_proposal(proposal_id, by=by, now=clock.now(), minor=body.minor, note=body.note)
        return {"id": proposal_id, "state": ProposalState.ACCEPTED}

    return answered_once(request, "accept_price_proposal", accept)


@router.post(
    "/price-proposals/{proposal_id}/reject",
    auth=_WRITE,
    response={200: Decided, 404: Problem, 409: Problem, **REFUSALS},
)
def reject_price_proposal(request: HttpRequest, proposal_id: UUID, body: RejectIn) -> HttpResponse:
    """Let the price be, for a reason."""
    by = f"api key {caller_of(request).key_id}"

    def reject() -> dict[str, object]:
        reject_proposal(proposal_id, by=by, note=body.note, now=clock.now())
        return {"id": proposal_id, "state": ProposalState.REJECTED}

    return answered_once(request, "reject_price_proposal", reject)


@router.post("/unit-costs", auth=_WRITE, response={200: FeedTaken, 409: Problem, **REFUSALS})
def set_costs(request: HttpRequest, body: CostsIn) -> HttpResponse:
    """Say what goods cost from now on; a cost that is in force already is not written again."""
    rows = [CostRow(each.sku, each.currency, Decimal(each.cost)) for each in body.costs]
    source = f"api key {caller_of(request).key_id}"
    return answered_once(
        request,
        "set_costs",
        lambda: {"written": set_unit_costs(rows, source=source, now=clock.now())},
    )


@router.post("/competitor-prices", auth=_WRITE, response={200: FeedTaken, 409: Problem, **REFUSALS})
def take_seen_prices(request: HttpRequest, body: SeenManyIn) -> HttpResponse:
    """Take in what competitors ask; what is known already is not kept twice."""
    rows = [
        CompetitorRow(each.sku, each.competitor, each.currency, Decimal(each.price), each.seen_at)
        for each in body.prices
    ]
    return answered_once(
        request,
        "take_seen_prices",
        lambda: {"written": take_competitor_prices(rows, now=clock.now())},
    )


@router.post(
    "/price-terms", auth=_WRITE, response={200: TermsSet, 404: Problem, 409: Problem, **REFUSALS}
)
def write_price_terms(request: HttpRequest, body: PriceTermsIn) -> HttpResponse:
    """Set the bounds of proposals for a category; those before stay with the proposals they made."""
    said = body.dict(exclude={"channel", "category"})
    terms = PriceTerms.from_json(said)

    def write() -> dict[str, str]:
        set_price_terms(body.channel, body.category, terms, now=clock.now())
        return {"category": body.category}

    return answered_once(request, "write_price_terms", write)
