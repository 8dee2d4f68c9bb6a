"""The shop: what may be subscribed, and a shopper's subscriptions."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.ordering.api.buyer import buyer_of
from serai.ordering.api.refusals import refusals
from serai.ordering.api.subscriptions.schemas import (
    NewSubscriptionIn,
    NextNeedsOut,
    PurseIn,
    SubscribedIn,
    SubscriptionChangeIn,
    SubscriptionMoveIn,
    SubscriptionOut,
    SubscriptionPlansOut,
    SubscriptionQuoteIn,
    SubscriptionQuoteOut,
    SubscriptionResumeIn,
    SubscriptionsOut,
)
from serai.ordering.domain.subscriptions.subscribed import Subscribed
from serai.ordering.queries.subscriptions.next_needs import next_needs
from serai.ordering.queries.subscriptions.plans import plans_of_channel
from serai.ordering.queries.subscriptions.subscription_view import (
    subscription_of,
    subscriptions_of,
)
from serai.ordering.usecases.subscriptions.change_subscription import (
    ChangeSubscription,
    change_subscription,
)
from serai.ordering.usecases.subscriptions.choose_purses import PurseWish
from serai.ordering.usecases.subscriptions.draw_up import NewSubscription
from serai.ordering.usecases.subscriptions.move_subscription import (
    MoveSubscription,
    cancel_subscription,
    pause_subscription,
    resume_subscription,
    skip_next_order,
)
from serai.ordering.usecases.subscriptions.quote_subscription import quote_subscription
from serai.ordering.usecases.subscriptions.start_subscription import start_subscription
from serai.plumbing.api import (
    answer,
    answered_once,
    caller_of,
    idempotency_key,
    shop_key,
    shopper,
)
from serai.plumbing.idempotency import answer_once

router = Router(auth=shopper)
_ONE = {200: SubscriptionOut, **refusals(404, 409)}


class PlanQuery(Schema):
    """Of which article."""

    sku: Annotated[str, Field(max_length=100, description="Only plans that have it.")] = ""


@router.get(
    "/subscription-plans",
    auth=shop_key,
    response={200: SubscriptionPlansOut, **refusals()},
    operation_id="subscription_plans",
)
def get_plans(request: HttpRequest, query: Query[PlanQuery]) -> HttpResponse:
    """What may be subscribed here, and how often."""
    found = plans_of_channel(caller_of(request).channel_code, sku=query.sku)
    return answer({"items": found})


@router.get(
    "/subscriptions",
    response={200: SubscriptionsOut, **refusals()},
    operation_id="subscriptions_of_customer",
)
def get_subscriptions(request: HttpRequest) -> HttpResponse:
    """The shopper's subscriptions, newest first."""
    return answer({"items": subscriptions_of(_me(request))})


@router.get("/next-needs", response={200: NextNeedsOut, **refusals()}, operation_id="next_needs")
def get_next_needs(request: HttpRequest) -> HttpResponse:
    """What the shopper is likely to need next, from the gaps between their own purchases."""
    buyer = buyer_of(request)
    found = next_needs(_me(request), buyer.channel_code, now=clock.now())
    return answer({"items": found})


@router.post(
    "/subscriptions/quote",
    response={200: SubscriptionQuoteOut, **refusals(404, 409)},
    operation_id="quote_subscription",
)
def post_quote(request: HttpRequest, body: SubscriptionQuoteIn) -> HttpResponse:
    """What each order would cost now. Nothing is written."""
    return answer(quote_subscription(_me(request), _wish(request, body), now=clock.now()))


@router.post(
    "/subscriptions",
    response={201: SubscriptionOut, **refusals(404, 409)},
    operation_id="start_subscription",
)
def post_subscription(request: HttpRequest, body: NewSubscriptionIn) -> HttpResponse:
    """Subscribe. The first order is made in a moment with the kept card, the others on their days."""
    wish = replace(
        _wish(request, body),
        instrument_id=body.instrument_id,
        accepts_waiting=body.accepts_waiting,
    )

    def act() -> object:
        return start_subscription(
            _me(request), wish, expected_total_minor=body.expected_total_minor, now=clock.now()
        )

    return answer(answer_once(idempotency_key(request, "start_subscription"), act), status=201)


@router.get("/subscriptions/{subscription_id}", response=_ONE, operation_id="subscription")
def get_subscription(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    """One subscription with its latest orders and the next one."""
    return answer(subscription_of(_me(request), subscription_id))


@router.patch("/subscriptions/{subscription_id}", response=_ONE, operation_id="change_subscription")
def patch_subscription(
    request: HttpRequest, subscription_id: UUID, body: SubscriptionChangeIn
) -> HttpResponse:
    """Change quantities or articles, how often, the next day, address, delivery or card."""
    command = change_of(subscription_id, _me(request), body)
    return answer(change_subscription(command, now=clock.now()))


@router.post("/subscriptions/{subscription_id}/skip", response=_ONE, operation_id="skip_next_order")
def post_skip(
    request: HttpRequest, subscription_id: UUID, body: SubscriptionMoveIn
) -> HttpResponse:
    """Leave the next order out."""
    command = _move(request, subscription_id, body)
    return answered_once(
        request, "skip_next_order", lambda: skip_next_order(command, now=clock.now())
    )


@router.post(
    "/subscriptions/{subscription_id}/pause", response=_ONE, operation_id="pause_subscription"
)
def post_pause(
    request: HttpRequest, subscription_id: UUID, body: SubscriptionMoveIn
) -> HttpResponse:
    """Order nothing until it is resumed."""
    command = _move(request, subscription_id, body)
    return answered_once(
        request, "pause_subscription", lambda: pause_subscription(command, now=clock.now())
    )


@router.post(
    "/subscriptions/{subscription_id}/resume", response=_ONE, operation_id="resume_subscription"
)
def post_resume(
    request: HttpRequest, subscription_id: UUID, body: SubscriptionResumeIn
) -> HttpResponse:
    """Order again."""
    command = _move(request, subscription_id, body)
    return answered_once(
        request,
        "resume_subscription",
        lambda: resume_subscription(command, first_on=body.first_on, now=clock.now()),
    )


@router.post(
    "/subscriptions/{subscription_id}/cancellation",
    response=_ONE,
    operation_id="cancel_subscription",
)
def post_cancellation(
    request: HttpRequest, subscription_id: UUID, body: SubscriptionMoveIn
) -> HttpResponse:
    """Order nothing any more."""
    command = _move(request, subscription_id, body)
    return answered_once(
        request, "cancel_subscription", lambda: cancel_subscription(command, now=clock.now())
    )


def change_of(
    subscription_id: UUID, customer_id: UUID | None, body: SubscriptionChangeIn
) -> ChangeSubscription:
    """Return the change that is asked for."""
    return ChangeSubscription(
        subscription_id=subscription_id,
        customer_id=customer_id,
        version=body.version,
        lines=None if body.lines is None else _lines(body.lines),
        interval=body.interval,
        next_on=body.next_on,
        address_id=body.address_id,
        delivery_code=body.delivery_code,
        location_code=body.location_code,
        tenders=None if body.tenders is None else _purses(body.tenders),
        instrument_id=body.instrument_id,
    )


def _wish(request: HttpRequest, body: SubscriptionQuoteIn) -> NewSubscription:
    buyer = buyer_of(request)
    return NewSubscription(
        channel_code=buyer.channel_code,
        locale=buyer.locale,
        plan_code=body.plan_code,
        lines=_lines(body.lines),
        interval=body.interval,
        address_id=body.address_id,
        delivery_code=body.delivery_code,
        location_code=body.location_code,
        tenders=_purses(body.tenders),
        cart_id=body.cart_id,
    )


def _purses(wishes: Sequence[PurseIn]) -> tuple[PurseWish, ...]:
    return tuple(PurseWish(each.method, each.code, each.source) for each in wishes)


def _lines(lines: Sequence[SubscribedIn]) -> tuple[Subscribed, ...]:
    return tuple(Subscribed(line.sku, line.quantity) for line in lines)


def _move(
    request: HttpRequest, subscription_id: UUID, body: SubscriptionMoveIn
) -> MoveSubscription:
    return MoveSubscription(subscription_id, _me(request), body.version, body.reason)


def _me(request: HttpRequest) -> UUID:
    customer_id = caller_of(request).customer_id
    assert customer_id is not None
    return customer_id
