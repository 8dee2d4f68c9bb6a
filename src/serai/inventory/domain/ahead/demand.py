"""The state of an article's queue, as somebody sees it who wants units of it."""

from dataclasses import dataclass, field

from serai.inventory.domain.ahead.arrival import Incoming, Window


@dataclass(frozen=True, slots=True)
class Demand:
    """
    The queue of one variant, as one channel sees it or as it stands in one store.

    Attributes:
        free: units that lie free where the channel sells from, or in the store.
        waiting: units that wait and may get the same goods, in all channels.
        waiting_in_channel: units that wait in this one.
        incoming: what deliveries are still to bring to where the channel sells from, or to the store.
        lead: when it would be here if it were ordered now, if anybody knows.
    """

    free: int = 0
    waiting: int = 0
    waiting_in_channel: int = 0
    incoming: tuple[Incoming, ...] = field(default=())
    lead: Window | None = None

    @property
    def coming(self) -> int:
        """Return the units that are still to come."""
        return sum(each.units for each in self.incoming)
