"""A run of offers."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.kernel.ids import uuid7


class OfferRun(models.Model):
    """
    Offers planned together, once: for whom, which, within what.

    `offers` are the offers as they were weighed: promotion, code, cost of a use, what they do, what was said of that
    and how many runs had shown it. `gain_minor` and `cost_minor` are what the plan expected, `at_most_minor` what
    none could exceed. `holdout` is the share that the run's own lot kept from its offers, `ahead_days` how far the
    predictions looked ahead: so long its people are watched.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.CharField(max_length=64, unique=True)
    channel_code = models.CharField(max_length=64)
    segment_id = models.UUIDField()
    segment_digest = models.CharField(max_length=64)
    offers = models.JSONField()
    margin = models.DecimalField(max_digits=5, decimal_places=4)
    budget_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    members = models.IntegerField()
    gain_minor = models.BigIntegerField()
    cost_minor = models.BigIntegerField()
    at_most_minor = models.BigIntegerField()
    holdout = models.DecimalField(max_digits=4, decimal_places=3, default=0, db_default=0)
    ahead_days = models.PositiveSmallIntegerField(default=90, db_default=90)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    valid_until = models.DateTimeField()

    class Meta:
        db_table = "marketing_offer_run"
        verbose_name = "run of offers"
        verbose_name_plural = "runs of offers"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="marketing_offer_run_within_budget",
                condition=Q(budget_minor__gte=0, cost_minor__gte=0)
                & Q(cost_minor__lte=models.F("budget_minor")),
            ),
            models.CheckConstraint(
                name="marketing_offer_run_margin", condition=Q(margin__gt=0, margin__lte=1)
            ),
            models.CheckConstraint(
                name="marketing_offer_run_holdout",
                condition=Q(holdout__gte=0, holdout__lte=Decimal("0.5")),
            ),
        ]

    def __str__(self) -> str:
        return self.code
