"""The shop: changes of agreed orders."""

from collections.abc import Sequence
from time import sleep
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.kernel import clock
from serai.ordering.api.buyer import buyer_of
from serai.ordering.api.changes.difference_schemas import (
    DifferenceIn,
    DifferenceQuoteIn,
    DifferenceQuoteOut,
    PaidDifferenceOut,
)
from serai.ordering.api.changes.schemas import (
    CancelledLinesOut,
    CancelLinesIn,
    ChangeOut,
    EditIn,
    EditQuoteIn,
    EditQuoteOut,
    OrderLifeOut,
)
from serai.ordering.api.refusals import refusals
from serai.ordering.api.tender_schemas import TenderIn
from serai.ordering.domain.return_url import return_url_within
from serai.ordering.queries.order_life import order_life
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.ordering.usecases.changes.edit_order import EditOrder, edit_order
from serai.ordering.usecases.changes.quote_edit import QuoteEdit, quote_edit
from serai.ordering.usecases.differences.begin_difference import ChangeIsSettled, PayDifference
from serai.ordering.usecases.differences.look_into_tenders import NamedTender
from serai.ordering.usecases.differences.pay_difference import pay_difference, return_to_change
from serai.ordering.usecases.differences.quote_difference import quote_difference
from serai.ordering.usecases.differences.withdraw_change import withdraw_change
from serai.payments.public import Card, PaymentIsLive
from serai.plumbing.api import answer, answered_once, idempotency_key, shop_key
from serai.plumbing.idempotency import IdempotencyKey, answer_once, kept_answer

router = Router(auth=shop_key)
_LOOKS, _BETWEEN_LOOKS = 20, 0.05


@router.get(
    "/orders/{order_id}/life",
    response={200: OrderLifeOut, **refusals(404)},
    operation_id="order_life",
)
def get_order_life(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Show an order as it stands, with every change and return of it."""
    return answer(order_life(order_id, buyer=buyer_of(request)))


@router.post(
    "/orders/{order_id}/cancelled-lines",
    response={200: CancelledLinesOut, **refusals(404, 409)},
    operation_id="cancel_lines",
)
def post_cancelled_lines(request: HttpRequest, order_id: UUID, body: CancelLinesIn) -> HttpResponse:
    """Call off units that have not left; what they gave goes back."""
    key = idempotency_key(request, "cancel_lines")
    units = {line.position: line.units for line in body.lines}
    command = CancelLines(order_id, f"cancel {key.key}", units, body.reason, "shopper")
    return answered_once(
        request,
        "cancel_lines",
        lambda: cancel_lines(command, now=clock.now(), buyer=buyer_of(request)),
    )


@router.post(
    "/orders/{order_id}/edits",
    response={200: ChangeOut, **refusals(404, 409)},
    operation_id="edit_order",
)
def post_edit(request: HttpRequest, order_id: UUID, body: EditIn) -> HttpResponse:
    """
    Let articles come to an order that is not handed over, or leave it.

    When it becomes dearer, the answer waits for its difference: nothing counts until that is paid.
    """
    key = idempotency_key(request, "edit_order")
    command = edit_of(order_id, f"edit {key.key}", body, "shopper")
    return answered_once(
        request,
        "edit_order",
        lambda: edit_order(command, now=clock.now(), buyer=buyer_of(request)),
    )


@router.post(
    "/orders/{order_id}/edits/quote",
    response={200: EditQuoteOut, **refusals(404, 409)},
    operation_id="quote_edit",
)
def post_edit_quote(request: HttpRequest, order_id: UUID, body: EditQuoteIn) -> HttpResponse:
    """Say what an edit would come to, or calling units off. Nothing is written."""
    quote = quote_of(order_id, body)
    return answer(quote_edit(quote, now=clock.now(), buyer=buyer_of(request)))


@router.post(
    "/orders/{order_id}/changes/{change_id}/payment",
    response={200: PaidDifferenceOut, **refusals(404, 409, 503)},
    operation_id="pay_difference",
)
def post_difference(
    request: HttpRequest, order_id: UUID, change_id: UUID, body: DifferenceIn
) -> HttpResponse:
    """Pay what a change makes an order dearer; it counts as soon as the money is sure."""
    key, buyer = idempotency_key(request, "pay_difference"), buyer_of(request)
    home = settings.SERAI_STOREFRONT_URL
    command = PayDifference(
        order_id,
        change_id,
        return_url_within(home, body.return_url or f"{home}/orders/{order_id}/changes"),
        card=Card(body.card.number, body.card.expiry, body.card.cvc) if body.card else None,
        token=body.token,
        instrument_id=body.instrument_id,
        **_tenders(body),
    )
    told = kept_answer(key)
    if told is None:
        try:
            paid = pay_difference(buyer, command, now=clock.now())
            told = answer_once(key, lambda: paid)
        except (PaymentIsLive, ChangeIsSettled):
            told = _told_by_the_first(key)
            if told is None:
                raise
    return answer(told)


def _tenders(body: DifferenceIn) -> dict[str, Any]:
    if body.tender is not None:  # it pays all of it, or nothing
        one = NamedTender(body.tender.method, body.tender.code)
        return {"tenders": (one,), "expected_due_minor": 0}
    return {"tenders": named_tenders(body.tenders), "expected_due_minor": body.expected_due_minor}


@router.post(
    "/orders/{order_id}/changes/{change_id}/payment/quote",
    response={200: DifferenceQuoteOut, **refusals(404, 409)},
    operation_id="quote_difference",
)
def post_difference_quote(
    request: HttpRequest, order_id: UUID, change_id: UUID, body: DifferenceQuoteIn
) -> HttpResponse:
    """Say what gift cards and credit would pay of a difference, and what they would leave. Nothing is held."""
    buyer, tenders = buyer_of(request), named_tenders(body.tenders)
    return answer(quote_difference(buyer, order_id, change_id, tenders, now=clock.now()))


@router.post(
    "/orders/{order_id}/changes/{change_id}/payment-return",
    response={200: PaidDifferenceOut, **refusals(404, 503)},
    operation_id="return_to_change",
)
def post_return_to_change(request: HttpRequest, order_id: UUID, change_id: UUID) -> HttpResponse:
    """Tell that the browser is back from the processor's page. Safe to repeat at any time."""
    idempotency_key(request, "return_to_change")
    return answer(return_to_change(buyer_of(request), order_id, change_id, now=clock.now()))


@router.post(
    "/orders/{order_id}/changes/{change_id}/withdrawal",
    response={200: ChangeOut, **refusals(404, 409)},
    operation_id="withdraw_change",
)
def post_withdrawal(request: HttpRequest, order_id: UUID, change_id: UUID) -> HttpResponse:
    """Call a change off that waits to be paid; the order stays as it was."""
    buyer = buyer_of(request)
    return answered_once(
        request,
        "withdraw_change",
        lambda: withdraw_change(order_id, change_id, now=clock.now(), buyer=buyer),
    )


def _told_by_the_first(key: IdempotencyKey) -> Any | None:
    """Return what the same request is answered that came a moment earlier and is still being paid."""
    for _ in range(_LOOKS):
        told = kept_answer(key)
        if told is not None:
            return told
        sleep(_BETWEEN_LOOKS)
    return None


def named_tenders(tenders: Sequence[TenderIn]) -> tuple[NamedTender, ...]:
    """Return what a body names to pay first."""
    return tuple(NamedTender(each.method, each.code, each.most_minor) for each in tenders)


def edit_of(order_id: UUID, key: str, body: EditIn, made_by: str) -> EditOrder:
    """Return the command of a body; of an article named twice, both count."""
    named = quote_of(order_id, body)
    return EditOrder(order_id, key, named.add, named.remove, body.reason, made_by)


def quote_of(order_id: UUID, body: EditIn | EditQuoteIn) -> QuoteEdit:
    """Return what a body names; of an article named twice, both count."""
    add: dict[str, int] = {}
    for each in body.add:
        add[each.sku] = add.get(each.sku, 0) + each.quantity
    remove: dict[int, int] = {}
    for line in body.remove:
        remove[line.position] = remove.get(line.position, 0) + line.units
    return QuoteEdit(order_id, add, remove)
