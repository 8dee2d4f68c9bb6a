"""What inventory does about its own facts, a moment later."""

from serai.inventory.events import AvailabilityChanged
from serai.inventory.usecases.ahead.allot_units import allot_units
from serai.inventory.usecases.feed_channel import tell_levels
from serai.kernel import clock
from serai.plumbing.events import subscribe


@subscribe(AvailabilityChanged, name="inventory.tell_levels")
def on_availability_changed(event: AvailabilityChanged) -> None:
    """Tell the channel numbers, if it is told any."""
    tell_levels(event.channel_code, event.variant_ids)


@subscribe(AvailabilityChanged, name="inventory.allot_units")
def allot_what_came(event: AvailabilityChanged) -> None:
    """Give what has come to those who wait for it."""
    allot_units(event.variant_ids, now=clock.now())
