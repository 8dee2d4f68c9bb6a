"""What inventory tells the others."""

from dataclasses import dataclass
from uuid import UUID

from serai.kernel.events import Event


@dataclass(frozen=True, slots=True)
class AvailabilityChanged(Event):
    """
    Variants have moved to another band (in, low, out) in a channel. Version 1.

    How many units are free changes far more often and is not told. At most 500 variants travel in one
    event; a large import publishes many.
    """

    variant_ids: tuple[UUID, ...]
    channel_code: str
