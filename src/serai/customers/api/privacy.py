"""The shop: see what is held of oneself, and be forgotten."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from serai.customers.api.privacy_schemas import PrivacyRequestOut, PrivacyRequestsOut, told
from serai.customers.api.schemas import REFUSALS
from serai.customers.queries.privacy.request_view import privacy_requests_of
from serai.customers.usecases.privacy.ask import (
    BY_CUSTOMER,
    ProveOneself,
    ask_for_erasure,
    ask_for_export,
    prove_oneself,
)
from serai.customers.usecases.privacy.withdraw_erasure import withdraw_erasure
from serai.kernel import clock
from serai.plumbing.api import (
    Input,
    Problem,
    answer,
    answered_once,
    caller_of,
    idempotency_key,
    shopper,
)
from serai.plumbing.idempotency import answer_once, kept_answer

router = Router(auth=shopper)


class Proof(Input):
    """Proof that it is the person: the password, or a code from a letter."""

    password: Annotated[
        str, Field(max_length=1024, description="The password, if there is one.")
    ] = ""
    code: Annotated[
        str, Field(max_length=20, description="A code that was sent to the address.")
    ] = ""


@router.get(
    "/me/privacy",
    response={200: PrivacyRequestsOut, **REFUSALS},
    operation_id="privacy_requests",
)
def get_requests(request: HttpRequest) -> HttpResponse:
    """Return one's own requests about personal data, the newest first."""
    now = clock.now()
    return answer({"items": [told(each, now=now) for each in privacy_requests_of(_me(request))]})


@router.post(
    "/me/privacy/export",
    response={200: PrivacyRequestOut, 404: Problem, **REFUSALS},
    operation_id="ask_for_export",
)
def post_export(request: HttpRequest) -> HttpResponse:
    """Have everything that is held of oneself put together; it can be fetched within minutes, for a week."""
    now = clock.now()
    return answered_once(
        request,
        "ask_for_export",
        lambda: told(ask_for_export(_me(request), by=BY_CUSTOMER, now=now), now=now),
    )


@router.post(
    "/me/privacy/erasure",
    response={200: PrivacyRequestOut, 404: Problem, **REFUSALS},
    operation_id="ask_for_erasure",
)
def post_erasure(request: HttpRequest, body: Proof) -> HttpResponse:
    """Ask to be forgotten. It begins after three days, and once nothing is under way any more."""
    now, key = clock.now(), idempotency_key(request, "ask_for_erasure")
    kept = kept_answer(key)  # a code works once; a repeated request needs no second one
    if kept is None:
        prove_oneself(ProveOneself(_me(request), body.password, body.code), now=now)
        kept = answer_once(
            key, lambda: told(ask_for_erasure(_me(request), by=BY_CUSTOMER, now=now), now=now)
        )
    return answer(kept)


@router.post(
    "/me/privacy/{request_id}/withdrawal",
    response={200: PrivacyRequestOut, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="withdraw_erasure",
)
def post_withdrawal(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Take it back: possible until it begins."""
    now = clock.now()
    return answered_once(
        request,
        "withdraw_erasure",
        lambda: told(withdraw_erasure(request_id, customer_id=_me(request)), now=now),
    )


def _me(request: HttpRequest) -> UUID:
    customer_id = caller_of(request).customer_id
    assert customer_id is not None
    return customer_id
