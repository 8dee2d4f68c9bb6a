"""Tell a channel how many units it may sell, whenever that changes."""

from collections.abc import Sequence
from uuid import UUID

from serai.catalog.public import channel
from serai.inventory.events import StockLevelsChanged
from serai.inventory.models import ChannelFeed
from serai.inventory.queries.availability import availability
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.events import publish

_IN_ONE_EVENT = 500


class BadFeed(DomainError):
    """A channel cannot be told at most so many units."""

    code = "inventory.bad_feed"
    kind = Kind.REJECTED

    def __init__(self, most_units: int) -> None:
        self.most_units = most_units
        super().__init__(f"Tell at least 1 unit at most, or leave it empty; not {most_units}.")


@unit_of_work()
def feed_channel(channel_code: str, *, most_units: int | None = None) -> int:
    """
    Tell a channel numbers from now on, and all of them once; return of how many articles.

    Args:
        channel_code: which channel.
        most_units: never tell more than these, whatever there is.

    Raises:
        ChannelNotFound: no such channel.
        BadFeed: at most none.
    """
    channel(channel_code)
    if most_units is not None and most_units < 1:
        raise BadFeed(most_units)
    ChannelFeed.objects.update_or_create(
        channel_id=channel_code, defaults={"most_units": most_units}
    )
    sold = [variant_id for (variant_id,) in rows(_SOLD, [channel_code])]
    tell_levels(channel_code, sold)
    return len(sold)


@unit_of_work()
def stop_feeding(channel_code: str) -> bool:
    """Tell a channel no numbers any more; return whether it was told any."""
    gone, _ = ChannelFeed.objects.filter(channel_id=channel_code).delete()
    return gone > 0


@unit_of_work()
def tell_levels(channel_code: str, variant_ids: Sequence[UUID]) -> None:
    """Publish how many units of some articles a channel may sell by now, if it is told numbers; two statements."""
    feed = ChannelFeed.objects.filter(channel_id=channel_code).first()
    if feed is None or not variant_ids:
        return
    free = availability(variant_ids, channel_code)
    for start in range(0, len(variant_ids), _IN_ONE_EVENT):
        some = tuple(variant_ids[start : start + _IN_ONE_EVENT])
        publish(
            StockLevelsChanged(
                channel_code=channel_code,
                variant_ids=some,
                units=tuple(_told(free[each].free, feed.most_units) for each in some),
            )
        )


def _told(free: int, most: int | None) -> int:
    return free if most is None else min(free, most)


_SOLD = """
WITH there AS (
  SELECT DISTINCT b.variant_id FROM inventory_channel_location AS sold_from
  JOIN inventory_balance AS b ON b.location_id = sold_from.location_id
  WHERE sold_from.channel_code = %s
)
SELECT variant_id FROM there
UNION SELECT s.set_id FROM there JOIN catalog_set_part AS s ON s.part_id = variant_id
ORDER BY 1"""
