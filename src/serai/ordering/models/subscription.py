"""Subscriptions, what may be subscribed, and their periods."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from serai.ordering.domain.subscriptions.states import PeriodState, SubscriptionState

_TABLE = "ordering_subscription"
_LIVE = ["open", "ordering"]


class SubscriptionPlan(models.Model):
    """What may be subscribed in a channel, and how often; without SKUs, every article."""

    id = models.UUIDField(primary_key=True, editable=False)
    code = models.CharField(max_length=64)
    channel_code = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    skus = ArrayField(models.TextField(), default=list)
    intervals = ArrayField(models.CharField(max_length=4))
    notice_days = models.SmallIntegerField()
    is_offered = models.BooleanField()
    version = models.IntegerField()
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "ordering_subscription_plan"
        verbose_name = "subscription plan"
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="ordering_subscription_plan_code", fields=["channel_code", "code"]
            ),
            models.CheckConstraint(
                name="ordering_subscription_plan_notice",
                condition=Q(notice_days__gte=1, notice_days__lte=30),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Subscription(models.Model):
    """
    What somebody gets again and again, where to, and with which card. `location_code` is the store in which it is
    collected; `tenders` are gift cards and credit that pay before the card does.

    The day of period `n` is the anchor's day and `n - anchor_number` intervals more.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    plan = models.ForeignKey(SubscriptionPlan, models.PROTECT, related_name="+")
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="+", db_index=False
    )
    channel_code = models.CharField(max_length=64)
    locale = models.CharField(max_length=35)
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in SubscriptionState]
    )
    lines = models.JSONField()
    interval = models.CharField(max_length=4)
    anchor_on = models.DateField()
    anchor_number = models.IntegerField()
    contact = models.JSONField()
    delivery_code = models.CharField(max_length=64, blank=True)
    location_code = models.CharField(max_length=64, blank=True, default="", db_default="")
    tenders = models.JSONField(null=True, blank=True)
    instrument_id = models.UUIDField(null=True)
    currency = models.CharField(max_length=3)
    last_total_minor = models.BigIntegerField(null=True)
    version = models.IntegerField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    reason = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        db_table = _TABLE
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_TABLE}_state",
                condition=Q(state__in=[state.value for state in SubscriptionState]),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["customer", "id"], name=f"{_TABLE}_customer"),
            models.Index(fields=["state", "id"], name=f"{_TABLE}_state"),
        ]

    def __str__(self) -> str:
        return f"every {self.interval}"


class SubscriptionPeriod(models.Model):
    """
    One order that a subscription is to make. Its id stands in the order for the cart's, of which one order
    lives at most: a period is never ordered twice.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    subscription = models.ForeignKey(
        Subscription, models.PROTECT, related_name="periods", db_index=False
    )
    number = models.IntegerField()
    due_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in PeriodState]
    )
    announced_minor = models.BigIntegerField(null=True)
    announced_at = models.DateTimeField(null=True)
    attempts = models.SmallIntegerField(default=0, db_default=0)
    next_attempt_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    order_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=100, default="", blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "ordering_subscription_period"
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="ordering_subscription_period_number", fields=["subscription", "number"]
            ),
            models.UniqueConstraint(
                name="ordering_subscription_period_one_open",
                fields=["subscription"],
                condition=Q(state__in=_LIVE),
            ),
            models.CheckConstraint(
                name="ordering_subscription_period_state",
                condition=Q(state__in=[state.value for state in PeriodState]),
            ),
            models.CheckConstraint(
                name="ordering_subscription_period_has_order",
                condition=~Q(state__in=["ordering", "ordered"]) | Q(order_id__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on"],
                name="ordering_period_unannounced",
                condition=Q(state="open", announced_at__isnull=True),
            ),
            models.Index(
                fields=["next_attempt_at"],
                name="ordering_period_due",
                condition=Q(state="open", announced_at__isnull=False),
            ),
            models.Index(
                fields=["claimed_until"],
                name="ordering_period_ordering",
                condition=Q(state="ordering"),
            ),
        ]

    def __str__(self) -> str:
        return f"period {self.number}"
