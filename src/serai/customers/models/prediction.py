"""What is expected of a customer."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.customers.models.customer import Customer


class Prediction(models.Model):
    """
    What models expect of a customer who allows `profiling`; made anew each time, gone with the consent.

    `ahead_days` is how far it looks, from `seen_until` on. `days` and the spend have a band that holds eight of
    ten; `churn` is the chance of no purchase in that time, `alive` that they are still a customer at all.
    `usual_gap` is how many days lie between two purchases. Fifths are 1 to 5, 5 the latest, the most often, the
    most. `reasons` has, for each of "spend" and "churn", the strongest: `[code, value, raises]`.
    """

    customer = models.OneToOneField(
        Customer, models.CASCADE, primary_key=True, related_name="+", db_index=False
    )
    currency = models.CharField(max_length=3)
    ahead_days = models.PositiveSmallIntegerField()
    days_low = models.DecimalField(max_digits=6, decimal_places=1)
    days = models.DecimalField(max_digits=6, decimal_places=1)
    days_high = models.DecimalField(max_digits=6, decimal_places=1)
    spend_low_minor = models.BigIntegerField()
    spend_minor = models.BigIntegerField()
    spend_high_minor = models.BigIntegerField()
    churn = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    alive = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    last_on = models.DateField()
    usual_gap = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    recency = models.PositiveSmallIntegerField()
    frequency = models.PositiveSmallIntegerField()
    money = models.PositiveSmallIntegerField()
    rfm_group = models.CharField(max_length=20)
    learnt_group = models.CharField(max_length=20)
    reasons = models.JSONField()
    seen_until = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "customers_prediction"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(days_low__gte=0, days_low__lte=F("days"), days__lte=F("days_high")),
                name="customers_prediction_days_in_band",
            ),
            models.CheckConstraint(
                condition=Q(
                    spend_low_minor__gte=0,
                    spend_low_minor__lte=F("spend_minor"),
                    spend_minor__lte=F("spend_high_minor"),
                ),
                name="customers_prediction_spend_in_band",
            ),
            models.CheckConstraint(
                condition=(Q(churn__isnull=True) | Q(churn__gte=0, churn__lte=1))
                & (Q(alive__isnull=True) | Q(alive__gte=0, alive__lte=1)),
                name="customers_prediction_chances",
            ),
        ]

    def __str__(self) -> str:
        return str(self.customer_id)
