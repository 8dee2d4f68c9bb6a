"""What pricing tells the others."""

from dataclasses import dataclass
from uuid import UUID

from serai.kernel.events import Event


@dataclass(frozen=True, slots=True)
class PricesChanged(Event):
    """
    Variants cost something else now in a channel: a price was set, or its time began or ended. Version 1.

    At most 500 variants travel in one event; a large import publishes many.
    """

    variant_ids: tuple[UUID, ...]
    channel_code: str
