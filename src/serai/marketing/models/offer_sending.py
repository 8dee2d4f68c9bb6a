"""What became of one customer in a run of offers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.kernel.ids import uuid7
from serai.marketing.domain.arm import Arm
from serai.marketing.models.offer_run import OfferRun


class OfferSending(models.Model):
    """
    Who was to have which offer, in which arm, and why.

    `coupon` is the customer's own code, empty unless the offer was sent. `reasons` are the strongest: `[code,
    value]`. `kept_by` says whose lot kept somebody from it: the run's own or the slot's. `token` brings what somebody
    spent back to the slot's decision, whichever it was; the run's own lot leaves it empty. `dropped_because` says why
    no letter left after all.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    run = models.ForeignKey(OfferRun, models.PROTECT, related_name="+", db_index=False)
    customer_id = models.UUIDField()
    promotion_id = models.UUIDField()
    offer = models.CharField(max_length=64)
    arm = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Arm])
    kept_by = models.CharField(max_length=4, blank=True, default="", db_default="")
    coupon = models.CharField(max_length=40, blank=True)
    gain_minor = models.BigIntegerField()
    cost_minor = models.BigIntegerField()
    reasons = models.JSONField()
    decided = models.CharField(max_length=300)
    token = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    dropped_because = models.CharField(max_length=40, blank=True)
    credited_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "marketing_offer_sending"
        verbose_name = "offer to a customer"
        verbose_name_plural = "offers to customers"
        indexes: ClassVar = [
            models.Index(fields=["customer_id"], name="marketing_sending_customer"),
            models.Index(
                fields=["decided_at"],
                name="marketing_sending_uncredited",
                condition=Q(credited_at__isnull=True) & ~Q(token=""),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "customer_id"], name="marketing_sending_once"),
            models.CheckConstraint(
                name="marketing_sending_arm",
                condition=Q(arm__in=[each.value for each in Arm]),
            ),
            models.CheckConstraint(
                name="marketing_sending_coupon",
                condition=Q(arm="sent") ^ Q(coupon=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer} ({self.arm})"
