"""Tax policies of channels."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class TaxPolicyRow(models.Model):
    """
    How a channel charges tax.

    `rates` maps a tax class to its rate as decimal text ("0.19"); `reason` is told where no tax is charged.
    Whether prices contain the tax is the channel's own saying.
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

    class Meta:
        db_table = "pricing_tax_policy"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="pricing_tax_policy_rounded_at", condition=Q(rounded_at__in=["line", "total"])
            ),
        ]

    def __str__(self) -> str:
        return self.name
