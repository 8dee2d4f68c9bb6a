"""Drafts of orders: made up by staff, paid at a link or by what comes by itself."""

from typing import Annotated
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from msgspec.structs import replace
from ninja import Query, Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.ordering.api.drafts.schemas import (
    DraftChangeIn,
    DraftIn,
    DraftOrderIn,
    DraftOut,
    DraftsOut,
)
from serai.ordering.api.orders.schemas import OrderOut
from serai.ordering.api.refusals import refusals
from serai.ordering.domain.cart import Cart
from serai.ordering.queries.drafts.draft_view import MOST, DraftView, draft_cart, drafts
from serai.ordering.queries.what_waits import expected_ahead
from serai.ordering.usecases.drafts.place_draft import PlaceDraft, place_draft
from serai.ordering.usecases.drafts.send_draft import ask_for_draft_letter
from serai.ordering.usecases.drafts.write_draft import (
    WriteDraft,
    change_draft,
    create_draft,
    withdraw_draft,
)
from serai.plumbing.api import answer, answered_once, caller_of, idempotency_key, staff
from serai.plumbing.auth import NotAllowed

router = Router()
_READ, _WRITE = staff("drafts:read"), staff("drafts:write")
OWN_PRICES = "drafts:price"


class DraftQuery(Schema):
    """Which page of the list."""

    cursor: Annotated[str | None, Field(max_length=500)] = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


def shown(cart: Cart) -> DraftView:
    """Return a draft as it is shown, with what of it would come later."""
    ahead = () if cart.order_id else expected_ahead(cart, now=clock.now())
    return DraftView.of(
        replace(cart, ahead=ahead),
        storefront=settings.SERAI_STOREFRONT_URL.rstrip("/"),
        secret=settings.SERAI_SECRET,
        now=clock.now(),
    )


def _command(request: HttpRequest, body: DraftIn) -> WriteDraft:
    """
    Return what was said.

    Raises:
        NotAllowed: prices of its own, and the key may not set them.
    """
    caller = caller_of(request)
    command = body.command(caller.name)
    if command.has_own_prices and OWN_PRICES not in caller.scopes:
        raise NotAllowed(OWN_PRICES)
    return command


@router.get("/drafts", auth=_READ, response={200: DraftsOut, **refusals()}, operation_id="drafts")
def get_drafts(request: HttpRequest, query: Query[DraftQuery]) -> HttpResponse:
    """List drafts, the newest first."""
    return answer(
        drafts(
            storefront=settings.SERAI_STOREFRONT_URL.rstrip("/"),
            secret=settings.SERAI_SECRET,
            now=clock.now(),
            cursor=query.cursor,
            limit=query.limit,
        )
    )


@router.post(
    "/drafts",
    auth=_WRITE,
    response={200: DraftOut, **refusals(404, 409)},
    operation_id="create_draft",
)
def post_draft(request: HttpRequest, body: DraftIn) -> HttpResponse:
    """Make up a cart for somebody; its link lets them fill in the rest and pay."""
    command = _command(request, body)
    return answered_once(
        request,
        "create_draft",
        lambda: shown(create_draft(command, secret=settings.SERAI_SECRET, now=clock.now())),
    )


@router.get(
    "/drafts/{draft_id}",
    auth=_READ,
    response={200: DraftOut, **refusals(404)},
    operation_id="draft",
)
def get_draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show a draft."""
    return answer(shown(draft_cart(draft_id)))


@router.put(
    "/drafts/{draft_id}",
    auth=_WRITE,
    response={200: DraftOut, **refusals(404, 409)},
    operation_id="change_draft",
)
def put_draft(request: HttpRequest, draft_id: UUID, body: DraftChangeIn) -> HttpResponse:
    """Write a draft anew, over the version that was read; its link stays."""
    command = _command(request, body)
    return answer(shown(change_draft(draft_id, body.version, command, now=clock.now())))


@router.post(
    "/drafts/{draft_id}/withdrawal",
    auth=_WRITE,
    response={200: DraftOut, **refusals(404, 409)},
    operation_id="withdraw_draft",
)
def post_withdrawal(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Take an offer back: whoever has its link cannot order it any more."""
    return answered_once(
        request,
        "withdraw_draft",
        lambda: shown(withdraw_draft(draft_id, now=clock.now())),
    )


@router.post(
    "/drafts/{draft_id}/letter",
    auth=_WRITE,
    response={200: DraftOut, **refusals(404, 409)},
    operation_id="send_draft",
)
def post_letter(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Write to whom a draft is for, with its link; one letter for each version of it."""
    return answered_once(
        request,
        "send_draft",
        lambda: shown(ask_for_draft_letter(draft_id, now=clock.now())),
    )


@router.post(
    "/drafts/{draft_id}/order",
    auth=_WRITE,
    response={201: OrderOut, **refusals(404, 409)},
    operation_id="place_draft",
)
def post_draft_order(request: HttpRequest, draft_id: UUID, body: DraftOrderIn) -> HttpResponse:
    """Place the order of a draft whose money comes by transfer or in cash."""
    placed = place_draft(
        PlaceDraft(draft_id, body.method, body.expected_total_minor, body.accepts_waiting),
        key=idempotency_key(request, "place_draft"),
        secret=settings.SERAI_SECRET,
        now=clock.now(),
    )
    return answer(placed, status=201)
