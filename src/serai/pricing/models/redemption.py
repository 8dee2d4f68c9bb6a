"""Redemptions: which order used which promotion, by which coupon, for how much."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from serai.kernel.money import Money
from serai.pricing.models.coupon import Coupon
from serai.pricing.models.promotion import PromotionRow

_TABLE = "pricing_redemption"


class Redemption(models.Model):
    """
    An order that used a promotion; `released_at` when the order came to nothing and the use is free again.

    `holders` are what the limits of one customer are counted by: digests of the account and of the e-mail
    address, each of this promotion alone.
    """

    promotion = models.ForeignKey(PromotionRow, models.PROTECT, related_name="+", db_index=False)
    coupon = models.ForeignKey(Coupon, models.PROTECT, null=True, related_name="+", db_index=False)
    order_id = models.UUIDField()
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    holders = ArrayField(models.BinaryField())
    redeemed_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        db_table = _TABLE
        verbose_name = "redemption"
        indexes: ClassVar = [
            models.Index(fields=["promotion", "id"], name=f"{_TABLE}_promotion"),
            models.Index(
                fields=["coupon"], name=f"{_TABLE}_coupon", condition=Q(coupon__isnull=False)
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order_id", "promotion"], name=f"{_TABLE}_once"),
            models.CheckConstraint(name=f"{_TABLE}_amount", condition=Q(amount_minor__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{Money(self.amount_minor, self.currency)} on {self.redeemed_at:%Y-%m-%d %H:%M}"


class HolderUse(models.Model):
    """
    How often one customer has used a promotion or a coupon that limits this.

    `subject` is the digest of the promotion or coupon together with the holder.
    """

    subject = models.BinaryField(primary_key=True)
    promotion = models.ForeignKey(PromotionRow, models.CASCADE, related_name="+")
    uses = models.IntegerField()

    class Meta:
        db_table = "pricing_holder_use"
        constraints: ClassVar = [
            models.CheckConstraint(name="pricing_holder_use_uses", condition=Q(uses__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.uses} uses"
