"""Webhooks, for staff and their programs."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from serai.kernel import clock
from serai.plumbing.api import Problem, answer, empty, idempotency_key, staff
from serai.plumbing.idempotency import answer_once
from serai.plumbing.json import as_builtins
from serai.plumbing.webhooks import schemas as shapes
from serai.plumbing.webhooks.catalogue import event_catalogue
from serai.plumbing.webhooks.change_endpoint import (
    ChangeEndpoint,
    change_endpoint,
    remove_endpoint,
    rotate_secret,
)
from serai.plumbing.webhooks.deliveries import deliveries_of, delivery_log
from serai.plumbing.webhooks.endpoints import endpoint, endpoints, secret_of
from serai.plumbing.webhooks.replay import (
    replay_delivery,
    replay_failed,
    replay_range,
    send_ping,
)
from serai.plumbing.webhooks.subscribe_endpoint import (
    SubscribeEndpoint,
    check_address,
    subscribe_endpoint,
)

router = Router()
_READ, _WRITE = staff("webhooks:read"), staff("webhooks:write")
_REFUSALS = dict.fromkeys((400, 401, 403, 422, 429), Problem)


@router.get(
    "/event-types",
    auth=_READ,
    response={200: shapes.EventTypesOut, **_REFUSALS},
    operation_id="event_catalogue",
)
def get_event_types(request: HttpRequest) -> HttpResponse:
    """Every event that is told outside, with the JSON Schema of its data and an example."""
    return answer({"items": event_catalogue()})


@router.get(
    "/webhook-endpoints",
    auth=_READ,
    response={200: shapes.EndpointsOut, **_REFUSALS},
    operation_id="webhook_endpoints",
)
def get_endpoints(request: HttpRequest) -> HttpResponse:
    """Every program that is told, and how that goes."""
    return answer({"items": endpoints()})


@router.post(
    "/webhook-endpoints",
    auth=_WRITE,
    response={201: shapes.EndpointWithSecret, 409: Problem, **_REFUSALS},
    operation_id="subscribe_endpoint",
)
def post_endpoint(request: HttpRequest, body: shapes.EndpointIn) -> HttpResponse:
    """Let a program be told of what happens from now on. The answer alone has the secret."""
    key = idempotency_key(request, "subscribe_endpoint")
    check_address(body.url)
    command = SubscribeEndpoint(body.label, body.url, body.event_types, body.channels)
    made = answer_once(key, lambda: subscribe_endpoint(command, now=clock.now()))
    return answer(_with_secret(made), status=201)


@router.get(
    "/webhook-endpoints/{endpoint_id}",
    auth=_READ,
    response={200: shapes.EndpointOut, 404: Problem, **_REFUSALS},
    operation_id="webhook_endpoint",
)
def get_endpoint(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """One program that is told."""
    return answer(endpoint(endpoint_id))


@router.patch(
    "/webhook-endpoints/{endpoint_id}",
    auth=_WRITE,
    response={200: shapes.EndpointOut, 404: Problem, **_REFUSALS},
    operation_id="change_endpoint",
)
def patch_endpoint(
    request: HttpRequest, endpoint_id: UUID, body: shapes.EndpointChange
) -> HttpResponse:
    """Change an endpoint, or switch it on or off; switched on, what waits is tried at once."""
    if body.url is not None:
        check_address(body.url)
    return answer(change_endpoint(ChangeEndpoint(endpoint_id, **body.dict(exclude_unset=True))))


@router.delete(
    "/webhook-endpoints/{endpoint_id}",
    auth=_WRITE,
    response={204: None, 404: Problem, **_REFUSALS},
    operation_id="remove_endpoint",
)
def delete_endpoint(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """Stop telling a program, and forget what it was told."""
    remove_endpoint(endpoint_id)
    return empty()


@router.post(
    "/webhook-endpoints/{endpoint_id}/secret",
    auth=_WRITE,
    response={200: shapes.EndpointWithSecret, 404: Problem, **_REFUSALS},
    operation_id="rotate_secret",
)
def post_secret(request: HttpRequest, endpoint_id: UUID, body: shapes.RotationIn) -> HttpResponse:
    """Make a new secret; the old one signs beside it for a while. The answer alone has the secret."""
    overlap = timedelta(hours=body.overlap_hours)
    made = answer_once(
        idempotency_key(request, "rotate_secret"),
        lambda: rotate_secret(endpoint_id, now=clock.now(), overlap=overlap),
    )
    return answer(_with_secret(made))


@router.post(
    "/webhook-endpoints/{endpoint_id}/ping",
    auth=_WRITE,
    response={202: shapes.Pinged, 404: Problem, 409: Problem, **_REFUSALS},
    operation_id="send_ping",
)
def post_ping(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """Send a test message of the type webhook.ping."""
    sent = answer_once(
        idempotency_key(request, "send_ping"),
        lambda: {"delivery_id": send_ping(endpoint_id, now=clock.now())},
    )
    return answer(sent, status=202)


@router.post(
    "/webhook-endpoints/{endpoint_id}/replay",
    auth=_WRITE,
    response={202: shapes.Replayed, 404: Problem, 409: Problem, **_REFUSALS},
    operation_id="replay_webhooks",
)
def post_replay(request: HttpRequest, endpoint_id: UUID, body: shapes.ReplayIn) -> HttpResponse:
    """Deliver again what failed, or everything of a time, under the ids that it had."""

    def act() -> dict[str, int]:
        now = clock.now()
        if body.what == "failed":
            return {"deliveries": replay_failed(endpoint_id, since=body.since, now=now)}
        until = body.until or now
        again = replay_range(endpoint_id, since=body.since, until=until, now=now)
        return {"deliveries": again}

    return answer(answer_once(idempotency_key(request, "replay_webhooks"), act), status=202)


@router.get(
    "/webhook-endpoints/{endpoint_id}/webhook-deliveries",
    auth=_READ,
    response={200: shapes.DeliveryPage, 404: Problem, **_REFUSALS},
    operation_id="webhook_deliveries",
)
def get_deliveries(
    request: HttpRequest, endpoint_id: UUID, wanted: Query[shapes.PageQuery]
) -> HttpResponse:
    """What is on its way to a program, has arrived, or was given up; newest first."""
    page = deliveries_of(endpoint_id, state=wanted.state, cursor=wanted.cursor, limit=wanted.limit)
    return answer(page)


@router.get(
    "/webhook-deliveries/{delivery_id}",
    auth=_READ,
    response={200: shapes.DeliveryLogOut, 404: Problem, **_REFUSALS},
    operation_id="webhook_delivery",
)
def get_delivery(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """One delivery with every try: what was answered, and after how long."""
    return answer(delivery_log(delivery_id))


@router.post(
    "/webhook-deliveries/{delivery_id}/replay",
    auth=_WRITE,
    response={202: shapes.Replayed, 404: Problem, 409: Problem, **_REFUSALS},
    operation_id="replay_delivery",
)
def post_delivery_replay(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Deliver one event once more, whatever came of it before."""

    def act() -> dict[str, int]:
        replay_delivery(delivery_id, now=clock.now())
        return {"deliveries": 1}

    return answer(answer_once(idempotency_key(request, "replay_delivery"), act), status=202)


def _with_secret(made: dict[str, Any]) -> dict[str, Any]:
    """The secret is read where it is sealed: the answer that is kept for repeats has none."""
    return {**as_builtins(made), "secret": secret_of(UUID(made["id"]))}
