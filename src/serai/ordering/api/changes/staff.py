"""What staff may change of agreed orders."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.catalog.public import channel
from serai.kernel import clock
from serai.ordering.api.change_terms_schemas import ChangeTermsIn, ChangeTermsOut
from serai.ordering.api.changes.schemas import (
    CancelledLinesOut,
    CancelLinesIn,
    ChangeOut,
    EditIn,
    EditQuoteIn,
    EditQuoteOut,
    OrderLifeOut,
    PriceMatchIn,
)
from serai.ordering.api.changes.shop import edit_of, quote_of
from serai.ordering.api.refusals import refusals
from serai.ordering.queries.changes.change_terms import change_terms
from serai.ordering.queries.order_life import order_life
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.ordering.usecases.changes.edit_order import edit_order
from serai.ordering.usecases.changes.match_price import MatchPrice, match_price
from serai.ordering.usecases.changes.quote_edit import quote_edit
from serai.ordering.usecases.changes.set_change_terms import set_change_terms
from serai.ordering.usecases.differences.withdraw_change import withdraw_change
from serai.plumbing.api import answer, answered_once, caller_of, idempotency_key, staff

router = Router()
_READ, _WRITE = staff("orders:read"), staff("orders:write")


@router.get(
    "/orders/{order_id}/life",
    auth=_READ,
    response={200: OrderLifeOut, **refusals(404)},
    operation_id="order_life_for_staff",
)
def get_staff_order_life(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Show an order as it stands, with every change and return of it."""
    return answer(order_life(order_id))


@router.post(
    "/orders/{order_id}/cancelled-lines",
    auth=_WRITE,
    response={200: CancelledLinesOut, **refusals(404, 409)},
    operation_id="cancel_lines_for_staff",
)
def post_staff_cancelled_lines(
    request: HttpRequest, order_id: UUID, body: CancelLinesIn
) -> HttpResponse:
    """Call off units that have not left; what they gave goes back."""
    key = idempotency_key(request, "cancel_lines_for_staff")
    units = {line.position: line.units for line in body.lines}
    command = CancelLines(order_id, f"staff cancel {key.key}", units, body.reason, key.scope)
    return answered_once(
        request, "cancel_lines_for_staff", lambda: cancel_lines(command, now=clock.now())
    )


@router.post(
    "/orders/{order_id}/edits",
    auth=_WRITE,
    response={200: ChangeOut, **refusals(404, 409)},
    operation_id="edit_order_for_staff",
)
def post_staff_edit(request: HttpRequest, order_id: UUID, body: EditIn) -> HttpResponse:
    """Let articles come to an order, or leave it; a difference waits for the shopper to pay it."""
    key = idempotency_key(request, "edit_order_for_staff")
    command = edit_of(order_id, f"staff edit {key.key}", body, key.scope)
    return answered_once(
        request, "edit_order_for_staff", lambda: edit_order(command, now=clock.now())
    )


@router.post(
    "/orders/{order_id}/edits/quote",
    auth=_READ,
    response={200: EditQuoteOut, **refusals(404, 409)},
    operation_id="quote_edit_for_staff",
)
def post_staff_edit_quote(request: HttpRequest, order_id: UUID, body: EditQuoteIn) -> HttpResponse:
    """Say what an edit would come to: what goes back, is to pay, or is lost by it. Nothing is written."""
    return answer(quote_edit(quote_of(order_id, body), now=clock.now()))


@router.post(
    "/orders/{order_id}/price-matches",
    auth=_WRITE,
    response={200: ChangeOut, **refusals(404, 409)},
    operation_id="match_price",
)
def post_price_match(request: HttpRequest, order_id: UUID, body: PriceMatchIn) -> HttpResponse:
    """Let the units of a line cost less than was agreed; the difference goes back."""
    key = idempotency_key(request, "match_price")
    command = MatchPrice(
        order_id, f"staff price {key.key}", body.position, body.unit_minor, body.reason, key.scope
    )
    return answered_once(request, "match_price", lambda: match_price(command, now=clock.now()))


@router.post(
    "/orders/{order_id}/changes/{change_id}/withdrawal",
    auth=_WRITE,
    response={200: ChangeOut, **refusals(404, 409)},
    operation_id="withdraw_change_for_staff",
)
def post_staff_withdrawal(request: HttpRequest, order_id: UUID, change_id: UUID) -> HttpResponse:
    """Call a change off that waits to be paid; the order stays as it was."""
    return answered_once(
        request,
        "withdraw_change_for_staff",
        lambda: withdraw_change(order_id, change_id, now=clock.now()),
    )


@router.get(
    "/change-terms/{channel_code}",
    auth=_READ,
    response={200: ChangeTermsOut, **refusals(404)},
    operation_id="change_terms",
)
def get_change_terms(request: HttpRequest, channel_code: str) -> HttpResponse:
    """Tell what becomes of promotions when orders of a channel change."""
    return answer(change_terms(channel(channel_code).code))


@router.put(
    "/change-terms/{channel_code}",
    auth=_WRITE,
    response={200: ChangeTermsOut, **refusals(404)},
    operation_id="set_change_terms",
)
def put_change_terms(request: HttpRequest, channel_code: str, body: ChangeTermsIn) -> HttpResponse:
    """Choose what becomes of promotions when orders of a channel change, from now on."""
    code, by = channel(channel_code).code, caller_of(request).name
    return answer(set_change_terms(code, body.promotions, changed_by=by, now=clock.now()))
