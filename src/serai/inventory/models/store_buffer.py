"""What stores keep back from those who order to collect."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.inventory.domain.entry import MOST_UNITS
from serai.inventory.models.location import Location


class StoreBufferRow(models.Model):
    """See `serai.inventory.domain.store_buffer.StoreBuffer`."""

    location = models.ForeignKey(Location, models.PROTECT, related_name="+", db_index=False)
    category = models.TextField(default="", db_default="", blank=True)
    units = models.IntegerField()

    class Meta:
        db_table = "inventory_store_buffer"
        verbose_name = "buffer of a store"
        verbose_name_plural = "buffers of stores"
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="inventory_store_buffer_once", fields=["location", "category"]
            ),
            models.CheckConstraint(
                name="inventory_store_buffer_units",
                condition=Q(units__gte=0, units__lte=MOST_UNITS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.units} of {self.category or 'everything'} at {self.location_id}"
