"""Lines of fulfilment groups."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.fulfilment.models.group import Group

_TABLE = "fulfilment_group_line"


class GroupLine(models.Model):
    """
    So many units of one line of an order, or of one part of a set; `position` is its place in the order.

    Of `quantity` units some may be picked, some handed over and some cancelled; over all groups of an
    order the quantities of a position are those of the order's line.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="lines", db_index=False)
    position = models.IntegerField()
    variant_id = models.UUIDField()
    sku = models.TextField()
    name = models.TextField()
    quantity = models.IntegerField()
    picked = models.IntegerField(default=0, db_default=0)
    handed = models.IntegerField(default=0, db_default=0)
    cancelled = models.IntegerField(default=0, db_default=0)
    minimum_age = models.SmallIntegerField(default=0, db_default=0)
    """How old whoever takes it must be, in years; 0: nobody asks."""

    class Meta:
        db_table = _TABLE
        constraints: ClassVar = [
            models.UniqueConstraint(name=f"{_TABLE}_once", fields=["group", "position"]),
            models.CheckConstraint(
                name=f"{_TABLE}_units",
                condition=Q(
                    quantity__gte=1,
                    picked__gte=0,
                    handed__gte=0,
                    cancelled__gte=0,
                    handed__lte=F("picked"),
                    picked__lte=F("quantity") - F("cancelled"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.sku}"
