"""How articles may be ordered from those who supply them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

_TABLE = "inventory_order_terms"


class OrderTerms(models.Model):
    """
    How one variant is ordered; without a row it is ordered singly and keeps for ever.

    `shelf` is the least that every location should have. `lead_days`, give or take `lead_spread_days`, goes before
    what is known of its supplier.
    """

    variant = models.OneToOneField(
        "catalog.Variant", models.PROTECT, related_name="+", primary_key=True
    )
    pack = models.IntegerField(default=1, db_default=1)
    minimum = models.IntegerField(default=0, db_default=0)
    most = models.IntegerField(null=True, blank=True)
    shelf_life_days = models.IntegerField(null=True, blank=True)
    service = models.FloatField(null=True, blank=True)
    shelf = models.IntegerField(default=0, db_default=0)
    lead_days = models.IntegerField(null=True, blank=True)
    lead_spread_days = models.IntegerField(default=0, db_default=0)

    class Meta:
        db_table = _TABLE
        verbose_name = "terms of ordering"
        verbose_name_plural = "terms of ordering"
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_TABLE}_units",
                condition=Q(pack__gte=1, minimum__gte=0)
                & (Q(most__isnull=True) | Q(most__gte=1))
                & (Q(shelf_life_days__isnull=True) | Q(shelf_life_days__gte=1)),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_service",
                condition=Q(service__isnull=True) | Q(service__gte=0.5, service__lt=1),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_lead",
                condition=Q(shelf__gte=0, lead_spread_days__gte=0)
                & (Q(lead_days__isnull=True) | Q(lead_days__gte=0, lead_days__lte=730)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id} in packs of {self.pack}"
