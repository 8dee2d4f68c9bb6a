"""What a run of offers has shown so far."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.kernel.ids import uuid7
from serai.marketing.models.offer_run import OfferRun


class OfferReading(models.Model):
    """
    What became of those whom one offer of a run was sent to, and of those kept from it, until `seen_until`.

    It is made anew each night until it is `whole`: the days that predictions look ahead are over. Money is what a
    group spent together, in minor units of the run's currency; `given_minor` is what uses of the coupon took off.
    `shown` is what `serai_science.offers.effect` tells: `mean` and `covariance`, the same of two `halves` where each
    can be compared, and the `extra` spend with its error; nothing as long as too few can be compared.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    run = models.ForeignKey(OfferRun, models.PROTECT, related_name="+", db_index=False)
    promotion_id = models.UUIDField()
    offer = models.CharField(max_length=64)
    seen_until = models.DateField()
    whole = models.BooleanField()
    sent = models.IntegerField()
    kept = models.IntegerField()
    sent_bought = models.IntegerField()
    kept_bought = models.IntegerField()
    sent_minor = models.BigIntegerField()
    kept_minor = models.BigIntegerField()
    used = models.IntegerField()
    given_minor = models.BigIntegerField()
    shown = models.JSONField(null=True)

    class Meta:
        db_table = "marketing_offer_reading"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "promotion_id"], name="marketing_offer_reading_once"
            ),
            models.CheckConstraint(
                name="marketing_offer_reading_counts",
                condition=Q(sent__gte=F("sent_bought"), kept__gte=F("kept_bought"))
                & Q(sent_bought__gte=0, kept_bought__gte=0, used__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer} until {self.seen_until}"
