"""Which webhooks were taken in."""

from django.db import models


class ReceivedWebhook(models.Model):
    """A webhook whose news was acted upon; a second delivery of the same id changes nothing."""

    processor = models.CharField(max_length=30)
    webhook_id = models.CharField(max_length=200)
    received_at = models.DateTimeField()

    class Meta:
        """Once a processor and id."""

        constraints = [
            models.UniqueConstraint(name="webhook_once", fields=["processor", "webhook_id"]),
        ]
        indexes = [models.Index(name="webhook_received", fields=["received_at"])]
