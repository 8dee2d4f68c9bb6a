"""Parts of sets: articles that are sold together as one."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.catalog.domain.set_part import MOST_UNITS
from serai.catalog.models.variant import Variant

_TABLE = "catalog_set_part"


class SetPartRow(models.Model):
    """
    So many units of `part` are in each `set`. A variant with such rows is a set, and has no stock of its own.

    A part is never a set itself, and both are plain goods for everybody; loads see to that.
    """

    set = models.ForeignKey(Variant, models.PROTECT, related_name="+", db_index=False)
    part = models.ForeignKey(Variant, models.PROTECT, related_name="+")
    units = models.SmallIntegerField()
    position = models.SmallIntegerField()

    class Meta:
        db_table = _TABLE
        verbose_name = "part of a set"
        verbose_name_plural = "parts of sets"
        constraints: ClassVar = [
            models.UniqueConstraint(name=f"{_TABLE}_once", fields=["set", "part"]),
            models.CheckConstraint(name=f"{_TABLE}_other", condition=~Q(part=F("set"))),
            models.CheckConstraint(
                name=f"{_TABLE}_units", condition=Q(units__gte=1, units__lte=MOST_UNITS)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.units} × {self.part.sku} in {self.set.sku}"
