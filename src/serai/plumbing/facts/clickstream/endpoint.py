"""The clickstream's door as Django answers it when the lane does not, and as the API's document describes it."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.kernel.clock import now
from serai.plumbing.api import Problem, answer, caller_of, shop_key
from serai.plumbing.api.client_address import address_of
from serai.plumbing.facts.clickstream.shapes import MOST_EVENTS
from serai.plumbing.facts.clickstream.take import Sender, keep_events_once
from serai.plumbing.facts.clickstream.vocabulary import VOCABULARY

router = Router(auth=shop_key)
_REFUSALS = dict.fromkeys((400, 401, 403, 422, 429, 503), Problem)
_NONE = {"type": "null"}
_TOKEN = {"type": "string", "minLength": 8, "maxLength": 64, "pattern": "^[A-Za-z0-9._-]+$"}
_ID = {"anyOf": [_TOKEN, _NONE]}
_NAMES = ", ".join(f"`{table.name}`" for table in VOCABULARY)
_EVENT = {
    "description": (
        "One event, as an object: `name`, `id` (a UUID that makes it safe to send again: each is kept once),"
        " `at` (when, with its time zone; now unless given) and `params` (what it tells; the reference of"
        f" facts lists them). Judged by itself: one that is wrong is named in the answer. Names: {_NAMES}."
    ),
    "example": {"name": "page_view", "params": {"page_location": "/"}},
}
_BODY = {
    "type": "object",
    "additionalProperties": False,
    "required": ["events"],
    "properties": {
        "events": {"type": "array", "minItems": 1, "maxItems": MOST_EVENTS, "items": _EVENT},
        "consent": {
            "type": "object",
            "description": "What the shopper has agreed to in this browser.",
            "properties": {"analytics": {"type": "boolean", "default": False}},
        },
        "client_id": {**_ID, "description": "The browser, as a random id."},
        "session_id": {**_ID, "description": "The visit, as a random id."},
        "locale": {
            "anyOf": [{"type": "string", "maxLength": 20}, _NONE],
            "description": "Language that was read.",
        },
    },
}


class RefusedEventOut(Schema):
    """An event that was not kept; the others were."""

    event: Annotated[int, Field(description="Its place in the batch, from 0.")]
    path: Annotated[
        str, Field(description="Where it is wrong.", examples=["events[1].params.items"])
    ]
    reason: Annotated[str, Field(description="Why.", examples=["Expected `array`, got `null`"])]


class TakenOut(Schema):
    """What became of a batch."""

    accepted: Annotated[int, Field(description="How many events were taken.")]
    refused: Annotated[list[RefusedEventOut], Field(description="Which were not, and why.")]
    kept: Annotated[
        str,
        Field(
            description="`events`; `counts` only, without consent; `nothing`, when a program sent them.",
            examples=["events"],
        ),
    ]


def _takes() -> dict[str, Any]:
    content = {"application/json": {"schema": _BODY}}
    return {"requestBody": {"required": True, "content": content}}


@router.post(
    "/events",
    response={202: TakenOut, **_REFUSALS},
    operation_id="keep_events",
    openapi_extra=_takes(),
)
def keep_events(request: HttpRequest) -> HttpResponse:
    """
    Tell what shoppers look at and click, in batches.

    Bad events are refused one by one and the good ones kept. Without consent only how many there were is
    kept. An event's `id` makes it safe to send again, so no Idempotency-Key is needed.
    """
    agent = request.headers.get("User-Agent", "")
    sender = Sender(caller_of(request), agent, address_of(request))
    taken = keep_events_once(request.body, sender, now=now())
    return answer(taken, 202)
