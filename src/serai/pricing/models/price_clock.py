"""How far the clock of prices has been told."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class PriceClock(models.Model):
    """One row: beginnings and ends of prices up to `told_until` have been published."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    told_until = models.DateTimeField()

    class Meta:
        db_table = "pricing_clock"
        constraints: ClassVar = [
            models.CheckConstraint(name="pricing_clock_is_one_row", condition=Q(id=1))
        ]

    def __str__(self) -> str:
        return f"told until {self.told_until}"
