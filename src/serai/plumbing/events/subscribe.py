"""Who reacts to which event."""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from serai.kernel.events import Event

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Subscription:
    """A handler under its stable name; the name is in the inbox, so it never changes."""

    name: str
    event: type[Event]
    handler: Callable[[Any], object]


_by_name: dict[str, Subscription] = {}
_by_type: dict[str, list[Subscription]] = {}


def subscribe(
    event: type[E], *, name: str
) -> Callable[[Callable[[E], object]], Callable[[E], object]]:
    """
    Let a function handle `event`; `name` is `context.verb`, unique and stable.

    Raises:
        ValueError: the name is taken.
    """

    def register(handler: Callable[[E], object]) -> Callable[[E], object]:
        if name in _by_name:
            raise ValueError(f"The subscription {name} exists already.")
        subscription = Subscription(name, event, handler)
        _by_name[name] = subscription
        _by_type.setdefault(event.type, []).append(subscription)
        return handler

    return register


def subscriptions() -> MappingProxyType[str, Subscription]:
    """Return every subscription by its name."""
    return MappingProxyType(_by_name)


def subscriptions_of(event_type: str) -> list[Subscription]:
    """Return the subscriptions to one type of event."""
    return _by_type.get(event_type, [])
