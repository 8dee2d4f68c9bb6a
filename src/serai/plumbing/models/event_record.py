"""The outbox and the inbox."""

from typing import ClassVar

from django.db import models


class EventRecord(models.Model):
    """An event as it happened, written in the transaction of what it tells (the outbox)."""

    id = models.UUIDField(primary_key=True)
    type = models.TextField()
    payload = models.JSONField()
    occurred_at = models.DateTimeField()

    class Meta:
        db_table = "plumbing_event"
        indexes: ClassVar = [models.Index(fields=["type", "id"], name="plumbing_event_type")]

    def __str__(self) -> str:
        return f"{self.type} {self.id}"


class Receipt(models.Model):
    """That one subscription has handled one event (the inbox): written with the handler's own effect."""

    pk = models.CompositePrimaryKey("event_id", "subscription")
    event_id = models.UUIDField()
    subscription = models.TextField()
    handled_at = models.DateTimeField()

    class Meta:
        db_table = "plumbing_receipt"

    def __str__(self) -> str:
        return f"{self.subscription} of {self.event_id}"
