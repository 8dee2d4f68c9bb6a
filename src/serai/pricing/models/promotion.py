"""Promotions, their history, and the number by which processes notice a change."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.kernel.ids import uuid7
from serai.pricing.domain.promotions.promotion_state import PromotionState

_TABLE = "pricing_promotion"


class PromotionRow(models.Model):
    """
    A promotion: its rule as JSON, and where it stands.

    `rule` is what `promotion_data` writes; `names` are what shoppers read, by locale. `most_per_customer` is
    how often one customer may use it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    names = models.JSONField(default=dict)
    state = models.CharField(
        max_length=8, choices=[(state.value, state.value) for state in PromotionState]
    )
    rule = models.JSONField()
    currency = models.CharField(max_length=3, default="", blank=True)
    needs_coupon = models.BooleanField(default=False)
    most_per_customer = models.IntegerField(null=True)
    version = models.IntegerField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        db_table = _TABLE
        verbose_name = "promotion"
        indexes: ClassVar = [
            models.Index(fields=["state", "code"], name="pricing_promotion_state"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_TABLE}_state",
                condition=Q(state__in=[state.value for state in PromotionState]),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_most_per_customer",
                condition=Q(most_per_customer__isnull=True) | Q(most_per_customer__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PromotionVersion(models.Model):
    """What a promotion said in one of its versions: an order's price can be worked out again from it."""

    promotion = models.ForeignKey(PromotionRow, models.PROTECT, related_name="versions")
    version = models.IntegerField()
    rule = models.JSONField()
    written_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_promotion_version"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["promotion", "version"], name="pricing_promotion_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.version}"


class PromotionBudget(models.Model):
    """
    How much of a promotion is used up, where it is limited; the database refuses more.

    `uses` counts orders, `given_minor` what they were given.
    """

    promotion = models.OneToOneField(
        PromotionRow, models.CASCADE, primary_key=True, related_name="budget"
    )
    most_uses = models.IntegerField(null=True)
    budget_minor = models.BigIntegerField(null=True)
    uses = models.IntegerField(default=0, db_default=0)
    given_minor = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "pricing_promotion_budget"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="pricing_promotion_budget_uses",
                condition=Q(uses__gte=0)
                & (Q(most_uses__isnull=True) | Q(uses__lte=F("most_uses"))),
            ),
            models.CheckConstraint(
                name="pricing_promotion_budget_given",
                condition=Q(given_minor__gte=0)
                & (Q(budget_minor__isnull=True) | Q(given_minor__lte=F("budget_minor"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uses} uses"


class PromotionsVersion(models.Model):
    """One row: grows whenever another promotion is in force, or one is used up or free again."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    version = models.BigIntegerField()

    class Meta:
        db_table = "pricing_promotions_version"
        constraints: ClassVar = [
            models.CheckConstraint(name="pricing_promotions_version_is_one_row", condition=Q(id=1))
        ]

    def __str__(self) -> str:
        return f"version {self.version}"
