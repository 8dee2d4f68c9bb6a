"""Views to JSON."""

from typing import Any

import msgspec
from django.http import HttpResponse

from serai.kernel.money import Money


def money_as_json(money: Money) -> dict[str, str | int]:
    """Return the shape of money in every answer: text for people, minor units for programs."""
    return {
        "amount": f"{money.as_decimal():f}",
        "minor": money.minor,
        "currency": money.currency,
    }


def answer(view: Any, status: int = 200) -> HttpResponse:
    """
    Return a frozen view (dataclasses, lists, dictionaries, ids, instants, Money) as a JSON response.

    Endpoints return this and still declare a schema, which describes the answer and is checked by tests.
    """
    return HttpResponse(as_json(view), status=status, content_type="application/json")


def empty() -> HttpResponse:
    """Return 204: done, nothing to say."""
    return HttpResponse(status=204)


def as_json(view: Any) -> bytes:
    """Return a view as JSON bytes, with Money in its public shape."""
    return msgspec.json.encode(_plain(view))


def _plain(value: Any) -> Any:
    """Msgspec writes dataclasses natively, so Money is turned into its public shape first."""
    if isinstance(value, Money):
        return money_as_json(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    names = getattr(value, "__dataclass_fields__", None)
    if names is not None and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in names}
    return value
