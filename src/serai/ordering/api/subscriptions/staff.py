"""Subscriptions and what may be subscribed, for staff."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.ordering.api.refusals import refusals
from serai.ordering.api.subscriptions.schemas import (
    SubscriptionChangeIn,
    SubscriptionMoveIn,
    SubscriptionOut,
    SubscriptionPageOut,
    SubscriptionPlanIn,
    SubscriptionPlanOut,
    SubscriptionPlansOut,
    SubscriptionResumeIn,
)
from serai.ordering.api.subscriptions.shop import change_of
from serai.ordering.domain.subscriptions.states import SubscriptionState
from serai.ordering.queries.subscriptions.plans import plans_of_channel
from serai.ordering.queries.subscriptions.subscription_view import (
    MOST,
    subscription,
    subscription_page,
)
from serai.ordering.usecases.subscriptions.change_subscription import change_subscription
from serai.ordering.usecases.subscriptions.move_subscription import (
    MoveSubscription,
    cancel_subscription,
    pause_subscription,
    resume_subscription,
    skip_next_order,
)
from serai.ordering.usecases.subscriptions.write_plan import WritePlan, write_plan
from serai.plumbing.api import answer, answered_once, staff

router = Router()
_READ, _WRITE = staff("orders:read"), staff("orders:write")
_ONE = {200: SubscriptionOut, **refusals(404, 409)}


class SubscriptionQuery(Schema):
    """Which subscriptions; what is left out does not narrow the list."""

    state: SubscriptionState | None = None
    customer_id: UUID | None = None
    cursor: Annotated[str | None, Field(max_length=500)] = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


@router.get(
    "/subscription-plans/{channel_code}",
    auth=_READ,
    response={200: SubscriptionPlansOut, **refusals()},
    operation_id="subscription_plans_for_staff",
)
def get_plans(request: HttpRequest, channel_code: str) -> HttpResponse:
    """What may be subscribed in a channel, with what is not offered any more."""
    return answer({"items": plans_of_channel(channel_code, only_offered=False)})


@router.put(
    "/subscription-plans/{channel_code}/{code}",
    auth=_WRITE,
    response={200: SubscriptionPlanOut, **refusals(404)},
    operation_id="write_subscription_plan",
)
def put_plan(
    request: HttpRequest, channel_code: str, code: str, body: SubscriptionPlanIn
) -> HttpResponse:
    """Let this be what may be subscribed under a code; subscriptions keep what they have."""
    command = WritePlan(
        channel_code=channel_code,
        code=code,
        name=body.name,
        intervals=tuple(body.intervals),
        skus=tuple(body.skus),
        notice_days=body.notice_days,
        is_offered=body.is_offered,
    )
    return answer(write_plan(command, now=clock.now()))


@router.get(
    "/subscriptions",
    auth=_READ,
    response={200: SubscriptionPageOut, **refusals()},
    operation_id="subscriptions_for_staff",
)
def get_subscriptions(request: HttpRequest, query: Query[SubscriptionQuery]) -> HttpResponse:
    """List subscriptions, newest first."""
    found = subscription_page(
        state=query.state.value if query.state else None,
        customer_id=query.customer_id,
        cursor=query.cursor,
        limit=query.limit,
    )
    return answer(found)


@router.get(
    "/subscriptions/{subscription_id}",
    auth=_READ,
    response=_ONE,
    operation_id="subscription_for_staff",
)
def get_subscription(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    """One subscription."""
    return answer(subscription(subscription_id))


@router.patch(
    "/subscriptions/{subscription_id}",
    auth=_WRITE,
    response=_ONE,
    operation_id="change_subscription_for_staff",
)
def patch_subscription(
    request: HttpRequest, subscription_id: UUID, body: SubscriptionChangeIn
) -> HttpResponse:
    """Change a subscription for its owner, from the next order on."""
    return answer(change_subscription(change_of(subscription_id, None, body), now=clock.now()))


@router.post(
    "/subscriptions/{subscription_id}/skip",
    auth=_WRITE,
    response=_ONE,
    operation_id="skip_next_order_for_staff",
)
def post_skip(
    request: HttpRequest, subscription_id: UUID, body: SubscriptionMoveIn
) -> HttpResponse:
    """Leave the next order out."""
    command = MoveSubscription(subscription_id, None, body.version, body.reason)
    return answered_once(
        request, "staff_skip_next_order", lambda: skip_next_order(command, now=clock.now())
    )


@router.post(
    "/subscriptions/{subscription_id}/pause",
    auth=_WRITE,
    response=_ONE,
    operation_id="pause_subscription_for_staff",
)
def post_pause(
    request: HttpRequest, subscription_id: UUID, body: SubscriptionMoveIn
) -> HttpResponse:
    """Order nothing until it is resumed."""
    command = MoveSubscription(subscription_id, None, body.version, body.reason)
    return answered_once(
        request, "staff_pause_subscription", lambda: pause_subscription(command, now=clock.now())
    )


@router.post(
    "/subscriptions/{subscription_id}/resume",
    auth=_WRITE,
    response=_ONE,
    operation_id="resume_subscription_for_staff",
)
def post_resume(
    request: HttpRequest, subscription_id: UUID, body: SubscriptionResumeIn
) -> HttpResponse:
    """Order again."""
    command = MoveSubscription(subscription_id, None, body.version, body.reason)
    return answered_once(
        request,
        "staff_resume_subscription",
        lambda: resume_subscription(command, first_on=body.first_on, now=clock.now()),
    )


@router.post(
    "/subscriptions/{subscription_id}/cancellation",
    auth=_WRITE,
    response=_ONE,
    operation_id="cancel_subscription_for_staff",
)
def post_cancellation(
    request: HttpRequest, subscription_id: UUID, body: SubscriptionMoveIn
) -> HttpResponse:
    """Order nothing any more."""
    command = MoveSubscription(subscription_id, None, body.version, body.reason)
    return answered_once(
        request, "staff_cancel_subscription", lambda: cancel_subscription(command, now=clock.now())
    )
