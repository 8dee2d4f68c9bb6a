"""Articles that run out before a delivery can come."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

_TABLE = "inventory_scarcity"


class Scarcity(models.Model):
    """
    All locations together run out of a variant before an order of today could be there.

    `held` units are free and `expected` ones will be asked for until `due_on`. It is over when a later morning sees
    enough; the row stays.
    """

    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()
    held = models.IntegerField()
    expected = models.FloatField()
    due_on = models.DateField()
    over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = _TABLE
        verbose_name = "scarce article"
        constraints: ClassVar = [
            models.UniqueConstraint(
                name=f"{_TABLE}_once", fields=["variant"], condition=Q(over_at__isnull=True)
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_units", condition=Q(held__gte=0, expected__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id} until {self.due_on}"
