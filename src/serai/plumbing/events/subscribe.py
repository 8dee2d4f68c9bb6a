"""Who reacts to which event."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from types import MappingProxyType
from typing import Any, TypeVar

from serai.kernel.events import Event

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Subscription:
    """
    A handler under its stable name; the name is in the inbox, so it never changes.

    Where `together` is, it handles many events at once, and `handler` one.
    """

    name: str
    event: type[Event]
    handler: Callable[[Any], object]
    together: Callable[[Sequence[Any]], object] | None = None

    @property
    def queue(self) -> str:
        """Return where its deliveries wait: what is done together has a queue of its own."""
        return self.name if self.together else QUEUE


QUEUE = "events"


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
        _add(Subscription(name, event, handler))
        return handler

    return register


def subscribe_together(
    event: type[E], *, name: str
) -> Callable[[Callable[[Sequence[E]], object]], Callable[[Sequence[E]], object]]:
    """
    Let a function handle many `event` in one transaction, for what follows every order.

    It locks what it changes in the order of the keys, as whoever locks many rows does. What it raises undoes
    the handling of all; they are then handled alone, as a list of one each.

    Raises:
        ValueError: the name is taken.
    """

    def register(
        handler: Callable[[Sequence[E]], object],
    ) -> Callable[[Sequence[E]], object]:
        @wraps(handler)
        def alone(one: E) -> object:
            return handler([one])

        _add(Subscription(name, event, alone, handler))
        return handler

    return register


def _add(subscription: Subscription) -> None:
    if subscription.name in _by_name:
        raise ValueError(f"The subscription {subscription.name} exists already.")
    _by_name[subscription.name] = subscription
    _by_type.setdefault(subscription.event.type, []).append(subscription)


def subscriptions() -> MappingProxyType[str, Subscription]:
    """Return every subscription by its name."""
    return MappingProxyType(_by_name)


def subscriptions_of(event_type: str) -> list[Subscription]:
    """Return the subscriptions to one type of event."""
    return _by_type.get(event_type, [])
