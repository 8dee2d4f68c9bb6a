"""Prices that are tried out: in some stores, by turns."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class PriceTrial(models.Model):
    """
    A switch-back experiment: each store pays in turns the price as it was and the one that is tried.

    None of its plan changes once it is written: days, blocks and who is treated when. `stopped_at` ends it early.
    """

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=200)
    channel = models.ForeignKey(
        "catalog.Channel",
        models.PROTECT,
        to_field="code",
        db_column="channel_code",
        related_name="+",
    )
    first_on = models.DateField()
    block_days = models.IntegerField()
    blocks = models.IntegerField()
    washout_days = models.IntegerField()
    ends_at = models.DateTimeField()
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=150)
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.CharField(max_length=150, default="", blank=True)

    class Meta:
        db_table = "pricing_price_trial"
        verbose_name = "price trial"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="pricing_trial_blocks",
                condition=Q(blocks__gte=2, block_days__gte=1, washout_days__gte=0)
                & Q(washout_days__lt=models.F("block_days")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class TrialArticle(models.Model):
    """A variant of a trial: what it costs, what is tried, what the goods cost, and the proposal that said so."""

    trial = models.ForeignKey(PriceTrial, models.PROTECT, related_name="articles")
    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+")
    proposal = models.OneToOneField("pricing.PriceProposal", models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3)
    now_minor = models.BigIntegerField()
    tried_minor = models.BigIntegerField()
    cost_minor = models.DecimalField(max_digits=20, decimal_places=6)

    class Meta:
        db_table = "pricing_trial_article"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trial", "variant"], name="pricing_trial_article_once")
        ]

    def __str__(self) -> str:
        return f"{self.now_minor} or {self.tried_minor} {self.currency}"


class TrialStore(models.Model):
    """A store of a trial, the list with its prices, and in which blocks the price is tried there."""

    trial = models.ForeignKey(PriceTrial, models.PROTECT, related_name="stores")
    place = models.IntegerField()
    store = models.CharField(max_length=64)
    price_list = models.OneToOneField("pricing.PriceListRow", models.PROTECT, related_name="+")
    treated = ArrayField(models.BooleanField())

    class Meta:
        db_table = "pricing_trial_store"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trial", "store"], name="pricing_trial_store_once")
        ]

    def __str__(self) -> str:
        return self.store
