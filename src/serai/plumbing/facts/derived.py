"""Facts that follow from business events: an event tells which order, a context knows its lines."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from serai.kernel.events import Event
from serai.plumbing.facts.registry import FactTable

Rows = Callable[[Iterable[dict[str, Any]]], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Derivation:
    """Which table follows, and the function that makes its rows from the payloads of many events."""

    table: FactTable
    rows: Rows


_by_type: dict[str, list[Derivation]] = {}


def derive(event: type[Event], *, into: FactTable) -> Callable[[Rows], Rows]:
    """
    Let the writer make rows of a table from each committed event of a type, many events at a time.

    The function gets the events' payloads and returns rows with `event_id` and `occurred_at`. It is called again
    for the same events after a crash, so its ids follow from what it reads; nothing waits for it.
    """

    def register(rows: Rows) -> Rows:
        _by_type.setdefault(event.type, []).append(Derivation(into, rows))
        return rows

    return register


def derivations_of(event_type: str) -> list[Derivation]:
    """Return what follows from one type of event."""
    return _by_type.get(event_type, [])
