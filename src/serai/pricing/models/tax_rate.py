"""The table of tax rates, and the number by which processes notice that taxes have changed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class TaxRateRow(models.Model):
    """What one tax takes of one class of goods in a place, from a day until just before another."""

    component = models.CharField(max_length=32)
    name = models.CharField(max_length=64)
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=64, default="", blank=True, db_default="")
    postcodes = models.CharField(max_length=32, default="", blank=True, db_default="")
    tax_class = models.CharField(max_length=64)
    rate = models.DecimalField(max_digits=7, decimal_places=6)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=64)

    class Meta:
        db_table = "pricing_tax_rate"
        verbose_name = "tax rate"
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="pricing_tax_rate_once",
                fields=["country", "region", "postcodes", "component", "tax_class", "valid_from"],
            ),
            models.CheckConstraint(
                name="pricing_tax_rate_is_a_rate", condition=Q(rate__gte=0, rate__lte=1)
            ),
            models.CheckConstraint(
                name="pricing_tax_rate_country", condition=Q(country__regex=r"^[A-Z]{2}$")
            ),
            models.CheckConstraint(
                name="pricing_tax_rate_begins_before_it_ends",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.tax_class}: {self.rate * 100:f} %"


class TaxVersion(models.Model):
    """One row: grows with every change of policies, rates and exemptions."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    version = models.BigIntegerField()

    class Meta:
        db_table = "pricing_tax_version"
        constraints: ClassVar = [
            models.CheckConstraint(name="pricing_tax_version_is_one_row", condition=Q(id=1))
        ]

    def __str__(self) -> str:
        return f"version {self.version}"
