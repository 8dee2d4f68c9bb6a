"""Tax policies of channels."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.pricing.domain.tax import Sourcing


class TaxPolicyRow(models.Model):
    """
    How a channel charges tax.

    `rates` maps a tax class to its rate as decimal text ("0.19") and counts where `sourcing` is "flat"; the
    others read the table of rates. `registrations` are the jurisdictions in which the seller collects.
    `reason` is told where no tax is charged. Whether prices contain the tax is the channel's own saying.
    """

    channel = models.OneToOneField(
        "catalog.Channel",
        models.PROTECT,
        to_field="code",
        db_column="channel_code",
        related_name="+",
    )
    name = models.CharField(max_length=64)
    rounded_at = models.CharField(max_length=8)
    rounding = models.CharField(max_length=16)
    rates = models.JSONField()
    reason = models.CharField(max_length=300, default="")
    sourcing = models.CharField(max_length=12, default="flat", db_default="flat")
    origin_country = models.CharField(max_length=2, default="", blank=True, db_default="")
    origin_region = models.CharField(max_length=64, default="", blank=True, db_default="")
    origin_postcode = models.CharField(max_length=16, default="", blank=True, db_default="")
    registrations = models.JSONField(
        default=list, blank=True, db_default=models.Value([], models.JSONField())
    )
    oss = models.BooleanField(default=False, db_default=False)
    delivery_like_goods = models.BooleanField(default=False, db_default=False)
    provider = models.CharField(max_length=32, default="", blank=True, db_default="")

    class Meta:
        db_table = "pricing_tax_policy"
        verbose_name = "tax policy"
        verbose_name_plural = "tax policies"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="pricing_tax_policy_rounded_at", condition=Q(rounded_at__in=["line", "total"])
            ),
            models.CheckConstraint(
                name="pricing_tax_policy_sourcing",
                condition=Q(sourcing__in=[sourcing.value for sourcing in Sourcing]),
            ),
            models.CheckConstraint(
                name="pricing_tax_policy_has_an_origin",
                condition=Q(sourcing="flat") | Q(origin_country__regex=r"^[A-Z]{2}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.name
