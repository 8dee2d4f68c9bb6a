"""The shop: what shoppers want to be told of articles."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.marketing.api.alert_schemas import AlertOut, AlertsOut, AskedOut, AskForAlertIn
from serai.marketing.domain.alerts.alert import AlertKind
from serai.marketing.queries.alerts.alert_view import alert_of_ticket, alerts_of_customer
from serai.marketing.usecases.alerts.ask_for_alert import AskForAlert, ask_for_alert
from serai.marketing.usecases.alerts.confirm_alert import confirm_alert
from serai.marketing.usecases.alerts.end_alert import end_alert, end_my_alert
from serai.plumbing.api import (
    Problem,
    answer,
    answered_once,
    caller_of,
    empty,
    shop_key,
    shopper,
)

router = Router(auth=shop_key)
_REFUSALS = {400: Problem, 401: Problem, 403: Problem, 422: Problem, 429: Problem}


class Which(Schema):
    """Which alerts."""

    all: Annotated[bool, Field(description="All alerts of the same reader.")] = False


@router.post(
    "/alerts",
    response={200: AskedOut, 404: Problem, 409: Problem, **_REFUSALS},
    operation_id="ask_for_alert",
)
def post_alert(request: HttpRequest, body: AskForAlertIn) -> HttpResponse:
    """Ask to be told once when an article costs less or is there again; an address confirms it by a letter first."""
    caller = caller_of(request)
    command = AskForAlert(
        sku=body.sku,
        channel_code=caller.channel_code,
        kind=AlertKind(body.kind),
        text_version=body.text_version,
        customer_id=caller.customer_id,
        email=body.email,
        target_minor=body.target_minor,
        locale=caller.locale,
    )
    return answered_once(request, "ask_for_alert", lambda: ask_for_alert(command, now=clock.now()))


@router.get(
    "/alerts/{link}",
    response={200: AlertOut, 404: Problem, **_REFUSALS},
    operation_id="alert_of_link",
)
def get_alert(request: HttpRequest, link: str) -> HttpResponse:
    """Tell the alert to whoever has a letter's link. Opening it changes nothing."""
    return answer(alert_of_ticket(link, clock.now()))


@router.post(
    "/alerts/{link}/confirmation",
    response={200: AlertOut, 404: Problem, 409: Problem, **_REFUSALS},
    operation_id="confirm_alert",
)
def post_confirmation(request: HttpRequest, link: str) -> HttpResponse:
    """Say that it was the owner of the address who asked; the state tells whether it came in time."""
    return answered_once(request, "confirm_alert", lambda: confirm_alert(link, now=clock.now()))


@router.delete(
    "/alerts/{link}",
    response={200: AlertOut, 404: Problem, **_REFUSALS},
    operation_id="end_alert",
)
def delete_alert(request: HttpRequest, link: str, which: Query[Which]) -> HttpResponse:
    """End the alert of a letter's link, or all of the same reader."""
    return answer(end_alert(link, now=clock.now(), others_too=which.all))


@router.get(
    "/me/alerts",
    auth=shopper,
    response={200: AlertsOut, **_REFUSALS},
    operation_id="alerts_of_customer",
)
def get_my_alerts(request: HttpRequest) -> HttpResponse:
    """What may still be told to the customer, with what each costs now."""
    customer_id, channel_code = _me(request)
    return answer({"items": alerts_of_customer(customer_id, channel_code, clock.now())})


@router.delete(
    "/me/alerts/{alert_id}",
    auth=shopper,
    response={204: None, 404: Problem, **_REFUSALS},
    operation_id="end_my_alert",
)
def delete_my_alert(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """End an alert of the customer; one that is over already stays so."""
    end_my_alert(_me(request)[0], alert_id, now=clock.now())
    return empty()


def _me(request: HttpRequest) -> tuple[UUID, str]:
    caller = caller_of(request)
    assert caller.customer_id is not None
    return caller.customer_id, caller.channel_code
