"""Suppliers, and what they bring."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class SupplierRow(models.Model):
    """
    Who brings goods, and in how many working days; see `serai.fulfilment.domain.supplier.Supplier`.

    `weekdays` are the days on which it works, 0 is Monday.
    """

    code = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=200)
    weekdays = models.JSONField()
    days = models.IntegerField()
    days_at_most = models.IntegerField()

    class Meta:
        db_table = "fulfilment_supplier"
        verbose_name = "supplier"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="fulfilment_supplier_days",
                condition=Q(days__gte=0, days_at_most__gte=F("days")),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SuppliedVariant(models.Model):
    """Who supplies a variant; its own days where it takes longer or shorter than the supplier's goods do."""

    variant = models.OneToOneField(
        "catalog.Variant", models.PROTECT, primary_key=True, related_name="+"
    )
    supplier = models.ForeignKey(SupplierRow, models.PROTECT, related_name="+")
    days = models.IntegerField(null=True)
    days_at_most = models.IntegerField(null=True)

    class Meta:
        db_table = "fulfilment_supplied_variant"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="fulfilment_supplied_variant_days",
                condition=Q(days__isnull=True, days_at_most__isnull=True)
                | Q(days__gte=0, days_at_most__gte=F("days")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id} from {self.supplier_id}"
