"""What a unit of the goods costs the merchant."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class UnitCost(models.Model):
    """The cost of a variant from an instant on; the one that began last counts. Rows are only added."""

    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    currency = models.CharField(max_length=3)
    cost_minor = models.DecimalField(max_digits=20, decimal_places=6)
    valid_from = models.DateTimeField()
    source = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_unit_cost"
        verbose_name = "cost of goods"
        verbose_name_plural = "costs of goods"
        indexes: ClassVar = [
            models.Index(
                fields=["variant", "currency", "-valid_from", "-id"], name="pricing_cost_of_variant"
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="pricing_unit_cost_not_negative", condition=Q(cost_minor__gte=0)
            )
        ]

    def __str__(self) -> str:
        return f"cost of {self.variant.sku} from {self.valid_from:%Y-%m-%d}"
