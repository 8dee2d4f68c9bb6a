"""Which events a listener wants."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Wish:
    """
    What one listener follows; an event must fit every part that is not empty.

    Attributes:
        patterns: types outside, such as `order.placed`, `order.*` or `*`.
        subject: the thing that it is about, such as an order's id.
        channel: the channel where it happens.
        variants: at least one of these variants is among those that it names.
    """

    patterns: tuple[str, ...]
    subject: str = ""
    channel: str = ""
    variants: frozenset[str] = frozenset()

    def fits(self, event_type: str, event: Mapping[str, Any]) -> bool:
        """Return whether a listener with this wish is told of `event`, an envelope."""
        data = event["data"]
        return (
            any(
                event_type == pattern
                or (pattern[-1:] == "*" and event_type.startswith(pattern[:-1]))
                for pattern in self.patterns
            )
            and (not self.subject or event.get("subject") == self.subject)
            and (not self.channel or data.get("channel_code") == self.channel)
            and (not self.variants or not self.variants.isdisjoint(data.get("variant_ids", ())))
        )


def order_wish(order_id: object) -> Wish:
    """Return the wish to follow one order."""
    return Wish(("order.*",), subject=str(order_id))


def staff_wish() -> Wish:
    """Return the wish to follow all orders, as the back office's first page does."""
    return Wish(("order.*",))
