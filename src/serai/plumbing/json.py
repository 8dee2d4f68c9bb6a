"""Views to JSON and back, with money in its public shape."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from serai.kernel.money import Money
from serai.kernel.told import Told

T = TypeVar("T")


def money_as_json(money: Money) -> dict[str, str | int]:
    """Return the shape of money in every answer: text for people, minor units for programs."""
    return {
        "amount": money.text,
        "minor": money.minor,
        "currency": money.currency,
    }


def as_json(view: Any) -> bytes:
    """Return dataclasses, containers, ids, instants and Money as JSON bytes."""
    return _encoder.encode(view)


def as_json_in(view: Any, words: Callable[[Told], str]) -> bytes:
    """Return the same with what is told as `words` says it."""

    def written(value: Any) -> Any:
        return words(value) if isinstance(value, Told) else _written(value)

    return msgspec.json.encode(view, enc_hook=written)


def as_builtins(view: Any) -> Any:
    """Return the same as dictionaries, lists, text and numbers."""
    return msgspec.to_builtins(view, enc_hook=_encode)


def from_builtins(value: Any, kind: type[T]) -> T:
    """Return what `as_builtins` or JSON made of a value, as `kind` again."""
    return msgspec.convert(value, kind, strict=False, dec_hook=_decode)


def _encode(value: Any) -> Any:
    if isinstance(value, Money):
        return money_as_json(value)
    if isinstance(value, Told):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} has no JSON shape.")


def _decode(kind: type[Any], value: Any) -> Any:
    if kind is Money:
        return Money(value["minor"], value["currency"])
    raise NotImplementedError(f"{kind.__name__} has no JSON shape.")


def _written(value: Any) -> Any:
    """Return a value that JSON has no shape for; Money, of which answers are full, at once as text."""
    if isinstance(value, Money):
        return _written_money(value.minor, value.currency)
    return _encode(value)


@lru_cache(maxsize=10_000)
def _written_money(minor: int, currency: str) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(money_as_json(Money(minor, currency))))


_encoder = msgspec.json.Encoder(enc_hook=_written)
