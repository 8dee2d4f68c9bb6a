"""Channels that are told numbers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class ChannelFeed(models.Model):
    """
    A channel that is told how many units it may sell, whenever that changes: a marketplace, a social network.

    `most_units` is the most that it is ever told; without it, all of them.
    """

    channel = models.OneToOneField(
        "catalog.Channel",
        models.PROTECT,
        to_field="code",
        db_column="channel_code",
        primary_key=True,
        related_name="+",
    )
    most_units = models.IntegerField(null=True, blank=True)

    class Meta:
        db_table = "inventory_channel_feed"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="inventory_channel_feed_most",
                condition=Q(most_units__isnull=True) | Q(most_units__gte=1),
            )
        ]

    def __str__(self) -> str:
        return str(self.channel_id)
