"""Selling ahead, expected deliveries and who waits, for staff and their programs."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from serai.inventory.api.ahead_schemas import (
    AheadTermsList,
    AheadTermsRows,
    AheadTermsSet,
    ArrivedIn,
    DeliveriesExpected,
    DeliveriesIn,
    DeliveriesOut,
    DeliveriesReceived,
    TermsQuery,
    WaitingOut,
    WhoseQuery,
)
from serai.inventory.api.schemas import REFUSALS
from serai.inventory.domain.ahead.terms import AheadTerms
from serai.inventory.queries.ahead.deliveries_page import deliveries_page
from serai.inventory.queries.ahead.terms import ahead_terms_page
from serai.inventory.queries.ahead.waiting_page import waiting_page
from serai.inventory.usecases.ahead.expect_deliveries import Delivery, expect_deliveries
from serai.inventory.usecases.ahead.receive_deliveries import Arrived, receive_deliveries
from serai.inventory.usecases.ahead.set_ahead_terms import set_ahead_terms
from serai.kernel import clock
from serai.plumbing.api import Problem, answer, answered_once, staff

router = Router()
_READ, _WRITE = staff("stock:read"), staff("stock:write")


@router.get(
    "/ahead-terms",
    auth=_READ,
    response={200: AheadTermsList, **REFUSALS},
    operation_id="ahead_terms",
)
def get_ahead_terms(request: HttpRequest, query: Query[TermsQuery]) -> HttpResponse:
    """Which articles are sold before they are there, and on which terms."""
    found = ahead_terms_page(after=(query.after, query.after_channel), limit=query.limit)
    return answer({"items": found})


@router.post(
    "/ahead-terms",
    auth=_WRITE,
    response={200: AheadTermsSet, **REFUSALS},
    operation_id="set_ahead_terms",
)
def post_ahead_terms(request: HttpRequest, body: AheadTermsRows) -> HttpResponse:
    """Say on which terms articles are sold ahead; all of it or none. Who waits keeps the place."""
    terms = {
        (row.sku, row.channel): AheadTerms(
            row.kind, row.until, row.most_units, row.only_expected, row.release_on, row.pay
        )
        for row in body.rows
    }
    return answered_once(
        request, "set_ahead_terms", lambda: {"count": set_ahead_terms(terms, now=clock.now())}
    )


@router.get(
    "/expected-deliveries",
    auth=_READ,
    response={200: DeliveriesOut, **REFUSALS},
    operation_id="expected_deliveries",
)
def get_deliveries(request: HttpRequest, query: Query[WhoseQuery]) -> HttpResponse:
    """What suppliers are still to bring; what comes first comes first."""
    return answer(deliveries_page(sku=query.sku, cursor=query.cursor, limit=query.limit))


@router.post(
    "/expected-deliveries",
    auth=_WRITE,
    response={200: DeliveriesExpected, 404: Problem, **REFUSALS},
    operation_id="expect_deliveries",
)
def post_deliveries(request: HttpRequest, body: DeliveriesIn) -> HttpResponse:
    """Say what suppliers will bring, all of it or none; who waits is told when something comes later."""
    rows = [Delivery(**row.dict()) for row in body.deliveries]
    return answered_once(
        request, "expect_deliveries", lambda: {"count": expect_deliveries(rows, now=clock.now())}
    )


@router.post(
    "/expected-deliveries/receipts",
    auth=_WRITE,
    response={200: DeliveriesReceived, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="receive_deliveries",
)
def post_receipts(request: HttpRequest, body: ArrivedIn) -> HttpResponse:
    """Put what came into stock; those who wait have it first."""
    rows = [Arrived(row.delivery_id, row.units, row.is_last) for row in body.arrived]
    return answered_once(
        request,
        "receive_deliveries",
        lambda: {"served": receive_deliveries(rows, now=clock.now())},
    )


@router.get(
    "/waiting-demand",
    auth=_READ,
    response={200: WaitingOut, **REFUSALS},
    operation_id="waiting_demand",
)
def get_waiting(request: HttpRequest, query: Query[WhoseQuery]) -> HttpResponse:
    """Who waits for what, since when, and what they were told; who came first comes first."""
    return answer(waiting_page(sku=query.sku, cursor=query.cursor, limit=query.limit))
