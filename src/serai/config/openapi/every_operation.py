"""What holds for every operation and is therefore written once."""

from http.client import responses
from types import MappingProxyType
from typing import Any

from serai.plumbing.api.problem import CONTENT_TYPE

Json = dict[str, Any]
_PROBLEM = {"$ref": "#/components/schemas/Problem"}

KEYLESS = MappingProxyType(
    {
        "log_in": "Repeating it makes another token.",
        "request_login_code": "Repeating it sends another letter; the newest code counts.",
        "verify_login_code": "A code works once.",
        "reset_password": "A code works once.",
        "begin_passkey_login": "It changes nothing.",
        "log_in_with_passkey": "A signature works once.",
        "gift_card_balance": "It changes nothing.",
        "begin_passkey": "It changes nothing.",
        "begin_order_confirmation": "It changes nothing.",
        "quote_subscription": "It changes nothing.",
        "quote_difference": "It changes nothing.",
        "quote_edit": "It changes nothing.",
        "quote_edit_for_staff": "It changes nothing.",
        "preview_offers": "It changes nothing.",
        "quote_return": "It changes nothing.",
        "log_out": "Repeating it changes nothing.",
        "tokenise_wallet": "Repeating it makes another token; an order is paid with one.",
        "open_apple_pay": "Repeating it opens another session; one sheet uses one.",
        "keep_events": "Each event has an id and is kept once.",
        "record_outcomes": "A token and a kind count once.",
        "take_in_carrier_news": "What the carrier signs has an id of its own, and is noted once.",
        "take_in_webhook": "Its `webhook-id` is what makes it safe to repeat.",
    }
)
"""Every POST takes an Idempotency-Key, except these, each with the reason why it needs none."""

_IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": (
        "A unique text of the caller's. The same request with the same key again gets the first answer"
        " and changes nothing."
    ),
    "schema": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "pattern": "^[!-~]([ -~]*[!-~])?$",
    },
    "example": "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5",
}
_REQUEST_ID = {
    "X-Request-Id": {
        "description": "Quote it when asking for help.",
        "schema": {"type": "string"},
    }
}
_RETRY_AFTER = {
    "Retry-After": {
        "description": "Seconds to wait.",
        "schema": {"type": "integer", "minimum": 1},
    }
}


def complete(operation: Json, *, verb: str, path: str) -> None:
    """Add to a declared operation what every operation has."""
    _add_words(operation)
    _mend_parameters(operation)
    if verb == "post":
        _add_idempotency_key(operation)
    _add_refusals(operation, path)
    for status, response in operation["responses"].items():
        _complete_response(int(status), response)


def _add_words(operation: Json) -> None:
    """A docstring's first sentence sums up; ninja would use the name of the function."""
    words = str(operation.get("description", "")).strip()
    operation["summary"] = words.partition("\n")[0].partition(". ")[0].removesuffix(".")


def _mend_parameters(operation: Json) -> None:
    """Of a parameter, OpenAPI wants examples by name; ninja repeats the schema's list of them."""
    for parameter in operation["parameters"]:
        parameter.pop("examples", None)


def _add_idempotency_key(operation: Json) -> None:
    reason = KEYLESS.get(operation["operationId"])
    if reason is None:
        operation["parameters"] = [*operation["parameters"], _IDEMPOTENCY_KEY]
    else:
        operation["description"] += f"\n\nTakes no Idempotency-Key: {reason[0].lower()}{reason[1:]}"


def _add_refusals(operation: Json, path: str) -> None:
    """Declare what the edge refuses before a context sees the request."""
    statuses = {400, 503}
    if operation.get("security"):
        statuses |= {401, 403, 429}
    if operation.get("parameters"):
        statuses.add(422)
    if "requestBody" in operation:
        statuses |= {413, 422}
    for status in sorted(statuses - set(operation["responses"])):
        operation["responses"][status] = {
            "description": responses[status],
            "content": {CONTENT_TYPE: {"schema": _PROBLEM}},
        }
    operation["responses"] = dict(sorted(operation["responses"].items()))


def _complete_response(status: int, response: Json) -> None:
    """Refusals are problem documents, which ninja cannot say."""
    content = response.get("content", {})
    if content.get("application/json", {}).get("schema") == _PROBLEM:
        response["content"] = {CONTENT_TYPE: {"schema": _PROBLEM}}
    response["headers"] = _REQUEST_ID | (_RETRY_AFTER if status in (429, 503) else {})
