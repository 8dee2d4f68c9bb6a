"""Rules that hold orders, the holds they set, and the counts they ask for."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.ordering.domain.review.hold_state import HoldState, RuleMode

_TABLE = "ordering_hold"


class HoldRule(models.Model):
    """Which orders are looked at before their goods leave."""

    id = models.UUIDField(primary_key=True, editable=False)
    name = models.CharField(max_length=200)
    mode = models.CharField(max_length=10, choices=[(mode.value, mode.value) for mode in RuleMode])
    conditions = models.JSONField()
    digest = models.CharField(max_length=64)
    version = models.IntegerField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "ordering_hold_rule"
        verbose_name = "hold rule"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="ordering_hold_rule_mode",
                condition=Q(mode__in=[mode.value for mode in RuleMode]),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Hold(models.Model):
    """
    One reason for which an order's goods stay here, or would have.

    `name` and `rule_version` are copies: the rule may change or go. `why` is a sentence; `reasons` are the rules
    of the tree that decided, with what was found.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    order = models.ForeignKey("ordering.Order", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=30)
    rule_id = models.UUIDField(null=True)
    rule_version = models.IntegerField(null=True)
    name = models.CharField(max_length=200)
    why = models.TextField()
    reasons = models.JSONField(default=list)
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in HoldState]
    )
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=150, default="", blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=150, default="", blank=True)
    note = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        db_table = _TABLE
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_TABLE}_state", condition=Q(state__in=[state.value for state in HoldState])
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_decided",
                condition=Q(state__in=["open", "shadow"], decided_at__isnull=True)
                | (~Q(state__in=["open", "shadow"]) & Q(decided_at__isnull=False)),
            ),
            models.UniqueConstraint(
                name=f"{_TABLE}_rule_once",
                fields=["order", "rule_id"],
                condition=Q(rule_id__isnull=False),
            ),
            models.UniqueConstraint(
                name=f"{_TABLE}_kind_once",
                fields=["order", "kind"],
                condition=Q(state="open", rule_id__isnull=True),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["order"], name=f"{_TABLE}_order"),
            models.Index(fields=["state", "id"], name=f"{_TABLE}_queue"),
        ]

    def __str__(self) -> str:
        return self.name


class OrderReview(models.Model):
    """That an order was looked at by the rules, and when."""

    order = models.OneToOneField(
        "ordering.Order", models.PROTECT, primary_key=True, related_name="+"
    )
    reviewed_at = models.DateTimeField()

    class Meta:
        db_table = "ordering_order_review"

    def __str__(self) -> str:
        return f"review of {self.order_id}"


class Velocity(models.Model):
    """That something that orders are counted by (an e-mail address, a card, as a digest) was in an order."""

    id = models.BigAutoField(primary_key=True)
    subject = models.CharField(max_length=20)
    digest = models.BinaryField()
    email_digest = models.BinaryField()
    order_id = models.UUIDField()
    happened_at = models.DateTimeField()

    class Meta:
        db_table = "ordering_velocity"
        constraints: ClassVar = [
            models.UniqueConstraint(name="ordering_velocity_once", fields=["order_id", "subject"]),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["subject", "digest", "happened_at"], name="ordering_velocity_count"
            ),
            models.Index(fields=["happened_at"], name="ordering_velocity_age"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} in {self.order_id}"
