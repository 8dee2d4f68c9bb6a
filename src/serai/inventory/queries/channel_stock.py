"""From where channels sell, what each leaves for others, and which of them are told numbers."""

from dataclasses import dataclass

from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class ChannelPlace:
    """A location from which a channel sells; `buffer` units of each article stay for others."""

    location: str
    priority: int
    buffer: int


@dataclass(frozen=True, slots=True)
class ChannelStock:
    """
    How one channel takes part in the stock.

    `fed` says whether it is told how many units it may sell, `most_units` the most that it is ever told.
    """

    channel: str
    fed: bool
    most_units: int | None
    places: list[ChannelPlace]


def channel_stock() -> list[ChannelStock]:
    """Return every channel that sells from somewhere or is fed, by its code; one statement."""
    found: dict[str, ChannelStock] = {}
    for channel, fed, most, code, priority, buffer in rows(_CHANNELS):
        seen = found.setdefault(channel, ChannelStock(channel, fed, most, []))
        if code is not None:
            seen.places.append(ChannelPlace(code, priority, buffer))
    return list(found.values())


_CHANNELS = """
SELECT coalesce(sold_from.channel_code, feed.channel_code) AS channel, feed.channel_code IS NOT NULL,
  feed.most_units, l.code, sold_from.priority, sold_from.buffer
FROM inventory_channel_location AS sold_from
JOIN inventory_location AS l ON l.id = sold_from.location_id
FULL JOIN inventory_channel_feed AS feed ON feed.channel_code = sold_from.channel_code
ORDER BY channel, sold_from.priority, l.code"""
