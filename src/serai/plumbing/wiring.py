"""Ports: a lower tier declares a Protocol, the composition root binds who fills it."""

from typing import Any, TypeVar, cast

T = TypeVar("T")
_bound: dict[type[Any], Any] = {}


def bind(port: type[T], implementation: T) -> None:
    """Let `implementation` fill `port`; a later binding replaces an earlier one."""
    _bound[port] = implementation


def bound(port: type[T]) -> T:
    """
    Return who fills `port`.

    Raises:
        LookupError: nobody does; `config/wiring.py` is the place to say who.
    """
    try:
        return cast("T", _bound[port])
    except KeyError:
        raise LookupError(f"Nothing fills the port {port.__name__}.") from None
