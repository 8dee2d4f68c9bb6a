"""Which events an endpoint wants: `order.placed`, `order.*` or `*`."""

from serai.kernel.errors import DomainError, Kind
from serai.kernel.events import public_events


class UnknownEventType(DomainError):
    """No public event has this type, or a type that begins like this."""

    code = "webhooks.unknown_event_type"
    kind = Kind.REJECTED

    def __init__(self, event_type: str) -> None:
        self.event_type = event_type
        super().__init__(f"No event is called {event_type}; see the list of event types.")


def wanted(pattern: str, event_type: str) -> bool:
    """Return whether `pattern` asks for `event_type`."""
    if pattern.endswith("*"):
        return event_type.startswith(pattern[:-1])
    return pattern == event_type


def checked(patterns: list[str]) -> list[str]:
    """
    Return the patterns in order, each once.

    Raises:
        UnknownEventType: a pattern is malformed or asks for nothing that exists.
    """
    known = public_events()
    for pattern in patterns:
        formed = pattern == "*" or pattern.endswith(".*") or "*" not in pattern
        if not formed or "%" in pattern or not any(wanted(pattern, name) for name in known):
            raise UnknownEventType(pattern)
    return sorted(set(patterns))
