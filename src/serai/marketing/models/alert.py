"""What shoppers asked to be told."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.kernel.ids import uuid7
from serai.marketing.domain.alerts.alert import OPEN, AlertKind, AlertState


class Alert(models.Model):
    """
    One article of which somebody asked to be told once: that it costs at most so much, or is there again.

    It is an account's (`customer_id`) or of an address without one (`email`). `target_minor` is the most that it may
    cost, `price_minor` what it cost this shopper when they asked, `told_minor` what it costs now. `text_version`,
    `asked_at` and `confirmed_at` prove that the letter was wanted.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.CharField(max_length=5, choices=[(each.value, each.value) for each in AlertKind])
    state = models.CharField(
        max_length=11, choices=[(each.value, each.value) for each in AlertState]
    )
    channel_code = models.TextField()
    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    customer_id = models.UUIDField(null=True)
    email = models.CharField(max_length=254, blank=True, default="")
    locale = models.CharField(max_length=10)
    currency = models.CharField(max_length=3, blank=True, default="")
    target_minor = models.BigIntegerField(null=True)
    price_minor = models.BigIntegerField(null=True)
    told_minor = models.BigIntegerField(null=True)
    text_version = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "marketing_alert"
        indexes: ClassVar = [
            models.Index(
                fields=["variant", "channel_code", "kind", "confirmed_at", "id"],
                name="marketing_alert_waiting",
                condition=Q(state="waiting"),
            ),
            models.Index(
                fields=["ends_at"],
                name="marketing_alert_ends",
                condition=Q(state__in=["unconfirmed", "waiting"]),
            ),
            models.Index(
                fields=["over_at"],
                name="marketing_alert_over",
                condition=Q(over_at__isnull=False),
            ),
            models.Index(
                fields=["customer_id", "-asked_at"],
                name="marketing_alert_customer",
                condition=Q(customer_id__isnull=False),
            ),
            models.Index(
                fields=["email", "asked_at"], name="marketing_alert_email", condition=~Q(email="")
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="marketing_alert_kind",
                condition=Q(kind__in=[each.value for each in AlertKind]),
            ),
            models.CheckConstraint(
                name="marketing_alert_state",
                condition=Q(state__in=[each.value for each in AlertState]),
            ),
            models.CheckConstraint(
                name="marketing_alert_somebodys",
                condition=Q(customer_id__isnull=True) ^ Q(email=""),
            ),
            models.CheckConstraint(
                name="marketing_alert_target",
                condition=Q(kind="stock", target_minor__isnull=True)
                | Q(kind="price", target_minor__gte=0, target_minor__isnull=False),
            ),
            models.CheckConstraint(
                name="marketing_alert_confirmed",
                condition=Q(confirmed_at__isnull=False) | ~Q(state__in=["waiting", "due", "told"]),
            ),
            models.CheckConstraint(
                name="marketing_alert_over_or_not",
                condition=Q(state__in=OPEN, over_at__isnull=True)
                | (~Q(state__in=OPEN) & Q(over_at__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["customer_id", "channel_code", "variant", "kind"],
                name="marketing_alert_once_each",
                condition=Q(state__in=OPEN, customer_id__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["email", "channel_code", "variant", "kind"],
                name="marketing_alert_once_asked",
                condition=Q(state="unconfirmed") & ~Q(email=""),
            ),
            models.UniqueConstraint(
                fields=["email", "channel_code", "variant", "kind"],
                name="marketing_alert_once_waiting",
                condition=Q(state__in=["waiting", "due"]) & ~Q(email=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"


class AlertsTold(models.Model):
    """How many were told that an article is there again, since it was last sold out in a channel."""

    pk = models.CompositePrimaryKey("channel_code", "variant_id")
    channel_code = models.TextField()
    variant_id = models.UUIDField()
    told = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "marketing_alerts_told"

    def __str__(self) -> str:
        return f"{self.told} told"
