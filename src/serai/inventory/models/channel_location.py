"""Which channel sells from which location."""

from typing import ClassVar

from django.db import models

from serai.inventory.domain.entry import MOST_UNITS
from serai.inventory.models.location import Location


class ChannelLocation(models.Model):
    """
    A channel sells from a location; lower `priority` is asked first.

    `buffer` units of each article stay there for others: so many fewer are free for this channel.

    The channel is known by its code, which never changes: reservations look it up without a join.
    """

    channel = models.ForeignKey(
        "catalog.Channel",
        models.PROTECT,
        to_field="code",
        db_column="channel_code",
        related_name="+",
        db_index=False,
    )
    location = models.ForeignKey(Location, models.PROTECT, related_name="channels")
    priority = models.IntegerField()
    buffer = models.IntegerField(default=0, db_default=0)

    class Meta:
        db_table = "inventory_channel_location"
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="inventory_channel_location_once", fields=["channel", "location"]
            ),
            models.CheckConstraint(
                name="inventory_channel_location_priority",
                condition=models.Q(priority__gte=0),
            ),
            models.CheckConstraint(
                name="inventory_channel_location_buffer",
                condition=models.Q(buffer__gte=0, buffer__lte=MOST_UNITS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel_id} {self.priority} {self.location_id}"
