"""Which methods of payment a channel offers."""

from django.db import models
from django.db.models import F, Q

from serai.kernel.ids import uuid7
from serai.payments.ports import CaptureAt


class PaymentMethod(models.Model):
    """
    A method that a channel offers: who takes it, when the money is taken, for which carts.

    A channel without any row offers what the processors take, each with its money taken at once.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    channel_code = models.CharField(max_length=64)
    method = models.CharField(max_length=30)
    processor = models.CharField(max_length=30)
    capture_at = models.CharField(
        max_length=20,
        choices=[(c.value, c.value) for c in CaptureAt],
        default=CaptureAt.NOW,
        db_default=CaptureAt.NOW.value,
    )
    is_offered = models.BooleanField(default=True, db_default=True)
    position = models.IntegerField(default=0, db_default=0)
    lowest_minor = models.BigIntegerField(null=True)
    highest_minor = models.BigIntegerField(null=True)

    class Meta:
        """Once a channel and method."""

        db_table = "payments_method"
        constraints = [
            models.UniqueConstraint(name="payment_method_once", fields=["channel_code", "method"]),
            models.CheckConstraint(
                name="payment_method_bounds",
                condition=Q(lowest_minor__isnull=True)
                | Q(highest_minor__isnull=True)
                | Q(lowest_minor__lte=F("highest_minor")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.method} in {self.channel_code}"
