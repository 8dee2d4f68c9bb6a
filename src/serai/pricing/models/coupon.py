"""Coupons: codes that open a promotion."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.kernel.ids import uuid7
from serai.pricing.models.promotion import PromotionRow

_TABLE = "pricing_coupon"


class CouponBatch(models.Model):
    """Codes that were made together; `made_by` says who or what asked for them."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    promotion = models.ForeignKey(PromotionRow, models.PROTECT, related_name="+")
    prefix = models.CharField(max_length=16)
    count = models.IntegerField()
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_coupon_batch"
        verbose_name_plural = "batches of coupons"

    def __str__(self) -> str:
        return f"{self.count:,} codes of {self.made_at:%Y-%m-%d %H:%M}"


class Coupon(models.Model):
    """
    A code that opens a promotion, without blanks and dashes and in capital letters.

    `most_uses` limits all orders together (1: it works once), `most_per_customer` those of one customer;
    `customer_id` is the only one who may use it.
    """

    promotion = models.ForeignKey(PromotionRow, models.PROTECT, related_name="+", db_index=False)
    batch = models.ForeignKey(
        CouponBatch, models.PROTECT, null=True, related_name="+", db_index=False
    )
    code = models.CharField(max_length=40, unique=True)
    most_uses = models.IntegerField(null=True)
    most_per_customer = models.IntegerField(null=True)
    customer_id = models.UUIDField(null=True)
    valid_until = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    uses = models.IntegerField(default=0, db_default=0)
    made_at = models.DateTimeField()

    class Meta:
        db_table = _TABLE
        verbose_name = "coupon"
        indexes: ClassVar = [
            models.Index(fields=["promotion", "id"], name=f"{_TABLE}_promotion"),
            models.Index(
                fields=["batch", "id"], name=f"{_TABLE}_of_batch", condition=Q(batch__isnull=False)
            ),
            models.Index(
                fields=["customer_id"],
                name=f"{_TABLE}_customer",
                condition=Q(customer_id__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_TABLE}_code", condition=Q(code__regex=r"^[A-Z0-9]{3,40}$")
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_uses",
                condition=Q(uses__gte=0)
                & (Q(most_uses__isnull=True) | Q(uses__lte=F("most_uses"))),
            ),
        ]

    def __str__(self) -> str:
        return self.code
