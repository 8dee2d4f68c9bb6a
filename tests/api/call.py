"""A call of an operation, and how it is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from api.walk import Operation
from api.world import STAFF_KEY
from django.test import Client
from factories.ordering import SHOP_KEY


@dataclass(frozen=True)
class Call:
    """What goes into the path, the query, the body, and whose token comes along."""

    values: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    token: str | None = None
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = "application/json"


def send(operation: Operation, call: Call, **changes: Any) -> Any:
    """
    Make a call and return the response.

    Args:
        operation: what is called.
        call: how.
        changes: `key` (the Serai-Key; "" for none), `token`, `body`, `values`, `query`,
            `idempotency_key` (a fresh one unless given; "" for none), `media_type`,
            `address` (whence it comes).
    """
    key = changes.get("key", STAFF_KEY if operation.area == "staff" else SHOP_KEY)
    token = changes.get("token", call.token)
    headers = {
        "Serai-Key": key,
        "Authorization": f"Bearer {token}" if token else "",
        "Idempotency-Key": changes.get("idempotency_key", uuid4().hex),
        **call.headers,
    }
    path = operation.path.format_map({**call.values, **changes.get("values", {})})
    body = changes.get("body", call.body)
    client = Client(raise_request_exception=False)
    return client.generic(
        operation.verb.upper(),
        path + changes.get("query", call.query),
        body if isinstance(body, bytes) else b"" if body is None else client._encode_json(body, "application/json"),
        changes.get("media_type", call.media_type),
        headers={name: value for name, value in headers.items() if value},
        REMOTE_ADDR=changes.get("address", "127.0.0.1"),
    )  # fmt: skip


def plain(body: Any = None, query: str = "", **values: Any) -> Callable[[], Call]:
    """Return a maker of a call that nobody in particular makes."""
    return lambda: Call(values, body, query=query)
