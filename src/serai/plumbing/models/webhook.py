"""Who outside is told, what is on its way to them, and how each try went."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class WebhookEndpoint(models.Model):
    """
    An address outside that is told of events.

    Secrets are sealed with the installation's own. `failures`, `failing_since` and `paused_until` are
    its circuit: until the latter nobody calls.
    """

    id = models.UUIDField(primary_key=True)
    label = models.TextField()
    url = models.TextField()
    event_types = ArrayField(models.TextField())
    channel_codes = ArrayField(models.TextField())
    active = models.BooleanField()
    inactive_because = models.TextField(default="", blank=True)
    secret = models.BinaryField()
    previous_secret = models.BinaryField(null=True)
    previous_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    failures = models.IntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    paused_until = models.DateTimeField(null=True)
    last_success_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "plumbing_webhook_endpoint"
        verbose_name = "webhook"

    def __str__(self) -> str:
        return self.label


class DeliveryState(models.TextChoices):
    """Where a delivery stands."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up", "given up"


class WebhookDelivery(models.Model):
    """One event for one endpoint: waiting until `due_at`, delivered, or given up."""

    id = models.UUIDField(primary_key=True)
    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="+")
    event_id = models.UUIDField()
    event_type = models.TextField()
    state = models.TextField(choices=DeliveryState.choices)
    attempts = models.IntegerField(default=0)
    due_at = models.DateTimeField()
    begun_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "plumbing_webhook_delivery"
        verbose_name = "webhook delivery"
        verbose_name_plural = "webhook deliveries"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["endpoint", "event_id"], name="plumbing_webhook_once_each"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["endpoint", "due_at"],
                condition=Q(state="waiting"),
                name="plumbing_webhook_due",
            ),
            models.Index(fields=["endpoint", "begun_at", "id"], name="plumbing_webhook_of"),
            models.Index(fields=["begun_at", "id"], name="plumbing_webhook_newest"),
            models.Index(fields=["event_id"], name="plumbing_webhook_event"),
        ]

    def __str__(self) -> str:
        return f"{self.event_type} {self.event_id}"


class WebhookAttempt(models.Model):
    """One try to deliver: what came back, and after how long."""

    id = models.UUIDField(primary_key=True)
    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="+")
    tried_at = models.DateTimeField()
    status = models.IntegerField(null=True)
    error = models.TextField()
    answer = models.TextField()
    milliseconds = models.IntegerField()

    class Meta:
        db_table = "plumbing_webhook_attempt"
        verbose_name = "webhook attempt"

    def __str__(self) -> str:
        return f"{self.status or self.error} at {self.tried_at}"


class OutboxReader(models.Model):
    """How far somebody has read the outbox: the snapshot in which they looked last."""

    name = models.TextField(primary_key=True)
    seen = models.TextField()
    looked_at = models.DateTimeField()

    class Meta:
        db_table = "plumbing_outbox_reader"

    def __str__(self) -> str:
        return self.name
